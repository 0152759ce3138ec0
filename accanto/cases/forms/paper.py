"""Forms of the project's papers and letters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Case, CasePaper, Document
from accanto.core.forms import ActorForm, DateField

_LONGEST = 12_000


class PaperForm(ActorForm):
    """When it was given or received, and which document of the case it is."""

    state = forms.ChoiceField(
        label=_("state"),
        choices=CasePaper.State.choices,
        widget=forms.RadioSelect,
        initial=CasePaper.State.DONE,
    )
    on = DateField(label=_("on"), initial=timezone.localdate)
    document = forms.ModelChoiceField(
        label=_("document of the case"),
        queryset=Document.objects.none(),
        required=False,
        help_text=_("Where it is kept in the case: add it to the documents first."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.row, Case)
        field: Any = self.fields["document"]
        field.queryset = Document.objects.visible_to(self.actor).filter(case=self.row)
        field.label_from_instance = lambda row: f"{row.kind_words} · {row.name}"

    def values(self) -> dict[str, Any]:
        said = super().values()
        needed = said.pop("state") == CasePaper.State.DONE
        return {**said, "needed": needed}


class LetterForm(ActorForm):
    """The letter before it is printed: what stands here is what is printed."""

    recipient = forms.CharField(
        label=_("to whom"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("Goes where the letter says for whom it is."),
    )
    body = forms.CharField(
        label=_("letter"),
        max_length=_LONGEST,
        strip=False,
        validators=[RegexValidator(r"\S", _("The letter is empty."))],
        widget=forms.Textarea(attrs={"rows": 18, "dir": "auto"}),
    )
    keep = forms.BooleanField(
        label=_("keep it among the documents of the case"),
        required=False,
        help_text=_("Where it is one of the project's papers, it counts as given."),
    )
