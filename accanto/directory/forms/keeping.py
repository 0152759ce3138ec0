"""Forms of keeping the directory true: what was asked, links, corrections, texts in other languages."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm, DateField, FilterForm
from accanto.directory.models import Check, Feedback, Translation
from accanto.directory.operations.keeping import COLUMNS
from accanto.directory.texts import FIELDS, ITALIAN, digest, root_of


class CheckForm(ActorForm):
    how = forms.ChoiceField(
        label=_("how"), widget=forms.RadioSelect, initial=Check.How.PHONE,
        choices=[pair for pair in Check.How.choices if pair[0] != Check.How.LINK],
    )  # fmt: skip
    outcome = forms.ChoiceField(
        label=_("what came of it"), widget=forms.RadioSelect, choices=Check.Outcome.choices
    )
    said = forms.CharField(
        label=_("what they said"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    again_by = DateField(
        label=_("ask again by"), required=False,
        help_text=_("Empty: in half a year; in two weeks where nobody answered."),
    )  # fmt: skip


class LinkForm(ActorForm):
    to = forms.EmailField(
        label=_("e-mail address of the organisation"), max_length=254,
        help_text=_("They get a link with which they confirm or correct the entry. Older links stop working."),
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("language of the mail"), choices=settings.LANGUAGES, initial=ITALIAN,
        help_text=_("The page that the link opens is in this language too."),
    )  # fmt: skip


class CorrectionForm(ActorForm):
    """What of a correction to take over; `decision` says whether any of it."""

    decision = forms.ChoiceField(
        label=_("decision"), widget=forms.RadioSelect,
        choices=[("take", _("Take over what is ticked; the entry counts as checked")), ("refuse", _("Take over nothing"))],
    )  # fmt: skip
    fields_taken = forms.MultipleChoiceField(
        label=_("take over"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(label=_("reason, if nothing"), required=False, max_length=1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        correction: Any = self.row
        service = correction.service
        names = [name for name in COLUMNS if name in correction.values]
        field: Any = self.fields["fields_taken"]
        field.choices = [(name, service._meta.get_field(name).verbose_name) for name in names]
        field.initial = names


class FeedbackFilter(FilterForm):
    state = forms.ChoiceField(
        label=_("state"), required=False, choices=[("", _("All")), *Feedback.State.choices]
    )


class TranslationFilter(FilterForm):
    """One language at a time: `first` where none was chosen, since most entries are written in Italian."""

    first = "en"
    language = forms.ChoiceField(label=_("language"), required=False, choices=settings.LANGUAGES)

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        if data is not None and not data.get("language"):
            data = {"language": self.first}
        super().__init__(data, *args, **kwargs)


class TranslationForm(ActorForm):
    """The texts of an entry in one language; `source` stands beside each."""

    edits_row = True
    states: ClassVar = Translation.State

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        self.language = language
        super().__init__(*args, **kwargs)
        entry: Any = self.row
        root = root_of(entry)
        texts = Translation.objects.visible_to(self.actor).filter(**{root: entry}, language=language)
        held = {row.field: row for row in texts}
        self.state_of = {}
        for name in FIELDS[root]:
            source = getattr(entry, name)
            if not source and name not in held:
                continue
            column = entry._meta.get_field(name)
            short = column.max_length is not None
            self.fields[name] = forms.CharField(
                label=column.verbose_name, required=False, max_length=column.max_length or 20_000,
                initial=held[name].text if name in held else "",
                widget=forms.TextInput() if short else forms.Textarea(attrs={"rows": 5}),
            )  # fmt: skip
            self.fields[name].widget.attrs |= {"lang": language, "dir": "auto"}
            self.state_of[name] = _state(held.get(name), source)
        may_publish = self.actor.may("services.edit")
        self.fields["state"] = forms.ChoiceField(
            label=_("state"), choices=Translation.State.choices if may_publish else Translation.State.choices[:3],
            initial=Translation.State.PUBLISHED if may_publish else Translation.State.IN_REVIEW,
        )  # fmt: skip

    def initial_of(self, row: Any) -> dict[str, Any]:
        return {}

    def pairs(self) -> list[dict[str, Any]]:
        """For the page: each field with its source text and how its translation stands."""
        return [
            {"field": self[name], "source": getattr(self.row, name), "state": state}
            for name, state in self.state_of.items()
        ]

    def values(self) -> dict[str, Any]:
        """Rows of the operation; a field left empty that was empty is none of them."""
        state = self.cleaned_data["state"]
        rows = [
            {"field": name, "language": self.language, "text": self.cleaned_data[name], "state": state}
            for name in self.state_of
            if self.cleaned_data[name] or self.fields[name].initial
        ]
        return {"rows": rows}


def _state(row: Translation | None, source: str) -> Any:
    """How far a translation is, in words."""
    if row is None:
        return _("missing")
    return _("out of date") if row.source_digest != digest(source) else row.get_state_display()
