"""Forms of an import of cases: the file, what its columns and words are, a row to correct."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html_join
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accanto.accounts.models import User
from accanto.caseload.models import Caseload, CaseloadRow
from accanto.caseload.operations.start import LIMITS
from accanto.caseload.operations.steps import vocabulary_of
from accanto.caseload.reading.fields import FIELDS, SEVERAL, title_of
from accanto.caseload.reading.headings import SEARCHED
from accanto.caseload.template import column_of
from accanto.cases.models.case import CaseOutcome
from accanto.cases.operations.case import operators_of
from accanto.core.forms import ActorForm, DateField, FilterForm
from accanto.network.forms.choice import PlaceChoiceForm
from accanto.network.models import Territory


class CaseloadForm(PlaceChoiceForm):
    """A file, and for which organisation and project."""

    capability = "caseload.import"
    file = forms.FileField(
        label=_("file"),
        max_length=200,
        help_text=_(
            "XLSX, ODS or CSV, with one row a person. At most 5 MB and 5,000 rows; the first sheet is read."
        ),
    )
    field_order = ("file", "organisation", "project")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["territory"]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LIMITS.size:
            raise ValidationError(_("The file is larger than 5 MB."))
        return file


def _columns() -> list[Any]:
    """The fields to choose among, in their groups."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for key, field in FIELDS.items():
        groups.setdefault(str(field.group), []).append((key, title_of(key)))
    return [("", _("Leave this column out")), *groups.items()]


class ColumnsForm(ActorForm):
    """What each column is; what holds for all rows of which the sheet does not say it. `row` is the Caseload."""

    edits_row = True
    heading_row = forms.IntegerField(
        label=_("row with the titles"),
        min_value=1,
        max_value=SEARCHED,
        help_text=_("If you change it, the columns are guessed anew before anything else happens."),
    )
    opens_cases = forms.TypedChoiceField(
        label=_("what the rows are"),
        coerce=lambda said: said == "True",
        choices=[
            ("True", _("Cases: each person is followed, or was")),
            ("False", _("Persons alone, without a case")),
        ],
    )
    operator = forms.ModelChoiceField(
        label=_("operator, where the sheet does not say"), queryset=User.objects.none(), required=False
    )
    opened_on = DateField(label=_("opened on, where the sheet does not say"), required=False)
    outcome = forms.ChoiceField(
        label=_("how closed cases ended, where the sheet does not say"),
        required=False,
        choices=[("", "—"), *CaseOutcome.choices],
    )
    territory = forms.ModelChoiceField(
        label=_("territory, where the sheet does not say"), queryset=Territory.objects.none(), required=False
    )

    def __init__(self, *args: Any, samples: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        batch = self.row
        assert isinstance(batch, Caseload)
        users = operators_of(batch.organisation, batch.project).order_by("name")
        self.fields["operator"].queryset = users  # type: ignore[attr-defined]
        territories = Territory.objects.filter(projects__project=batch.project_id)
        self.fields["territory"].queryset = territories  # type: ignore[attr-defined]
        self.columns = [f"c{place}" for place in range(len(batch.headings))]
        choices = _columns()
        for place, name in enumerate(self.columns):
            sample = samples[place] if place < len(samples) else ""
            self.fields[name] = forms.ChoiceField(
                label=column_of(batch, place), required=False, choices=choices, initial=batch.mapping[place],
                help_text=gettext("for instance: %(words)s") % {"words": sample} if sample else gettext("an empty column"),
            )  # fmt: skip
        rest = [name for name in self.fields if name not in (*self.columns, "heading_row")]
        self.fieldsets = [(_("Columns"), ["heading_row", *self.columns]), (_("For all rows"), rest)]  # type: ignore[misc]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        seen: dict[str, str] = {}
        for name in self.columns:
            key = values.get(name)
            if key and key in seen and key not in SEVERAL:
                words = _("“%(field)s” is chosen for another column already.") % {"field": title_of(key)}
                self.add_error(name, words)
            seen.setdefault(key or "", name)
        return values

    def said(self) -> dict[str, Any]:
        values = self.values()
        mapping = [values.pop(name) for name in self.columns]
        return {"mapping": mapping, **values}


#: Words asked on one page, the most used first: each brings a whole list to choose from.
MOST_WORDS = 30


def _first_of(unknown: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for name, words in unknown.items():
        room = MOST_WORDS - sum(map(len, found.values()))
        if room > 0:
            found[name] = dict(list(words.items())[:room])
    return found


class WordsForm(ActorForm):
    """What each word that we do not know means, asked once. `row` is the Caseload."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        batch = self.row
        assert isinstance(batch, Caseload)
        vocabulary, locale = vocabulary_of(batch), get_language() or "it"
        self.asked: dict[str, tuple[str, str]] = {}
        sets = []
        for name, words in _first_of(batch.unknown).items():
            choices = [
                ("", _("Not decided yet")),
                ("-", _("Nothing: leave it empty")),
                *vocabulary.choices(name, locale),
            ]
            fields = []
            for word, count in words.items():
                field = f"w{len(self.asked)}"
                self.asked[field] = (name, word)
                fields.append(field)
                rows = ngettext("in %(count)d row", "in %(count)d rows", count) % {"count": count}
                self.fields[field] = forms.ChoiceField(
                    label=f"“{Truncator(word).chars(60)}”", required=False, choices=choices, help_text=rows
                )
            sets.append((title_of(name), fields))
        self.fieldsets = sets  # type: ignore[misc]

    def said(self) -> dict[str, dict[str, str]]:
        """{list: {word: code}} of what was decided."""
        found: dict[str, dict[str, str]] = {}
        for field, code in self.values().items():
            if code:
                name, word = self.asked[field]
                found.setdefault(name, {})[word] = "" if code == "-" else code
        return found


class RowForm(ActorForm):
    """The cells of one row that we read, to correct them: what is wrong first. `row` is the CaseloadRow."""

    edits_row = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.row, CaseloadRow)
        wrong: dict[int | None, list[str]] = {}
        for reason in self.row.reasons:
            wrong.setdefault(reason["at"], []).append(reason["why"])
        for place, label, text in sorted(self._cells(self.row), key=lambda cell: cell[0] not in wrong):
            why = format_html_join(
                "", '<span class="error">{}</span> ', ((each,) for each in wrong.get(place, []))
            )
            self.fields[f"c{place}"] = forms.CharField(
                label=label, required=False, initial=text, strip=False, help_text=why,
                widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}) if len(text) > 80 else forms.TextInput(attrs={"dir": "auto"}),
            )  # fmt: skip
        self.others = format_html_join(" ", "{}", ((each,) for each in wrong.get(None, [])))

    def _cells(self, row: CaseloadRow) -> Iterator[tuple[int, str, str]]:
        for place, key in enumerate(row.batch.mapping):
            if key:
                text = row.cells[place] if place < len(row.cells) else ""
                yield place, column_of(row.batch, place), text

    def corrected(self) -> dict[int, str]:
        """Only what differs from what was read."""
        return {
            int(name[1:]): said for name, said in self.values().items() if said != self.fields[name].initial
        }


class ChoiceForm(ActorForm):
    """Whom a row is about."""

    choice = forms.ChoiceField(choices=CaseloadRow.Choice.choices, required=False)
    person = forms.UUIDField(required=False)


#: What the list is narrowed to, besides the fates.
LEFT, UNTOLD = "left", "untold"


class RowFilter(FilterForm):
    """Rows of one fate; those that wait; persons who were not told yet."""

    fate = forms.ChoiceField(
        label=_("what becomes of it"),
        required=False,
        choices=[
            ("", _("All")),
            *CaseloadRow.Fate.choices,
            (LEFT, _("Not taken in")),
            (UNTOLD, _("Notice not given yet")),
        ],
    )
