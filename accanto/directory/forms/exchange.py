"""Forms of the exchange: a file to take in, a row to correct, a list to embed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm, FilterForm
from accanto.core.words import Area
from accanto.directory.exchange import saying
from accanto.directory.exchange.readers import LARGEST
from accanto.directory.exchange.sheet import COLUMNS
from accanto.directory.models import ImportBatch, ImportRow
from accanto.network.models import Municipality


class ImportForm(ActorForm):
    """A file: what it is shows by itself."""

    file = forms.FileField(
        label=_("file"),
        max_length=200,
        help_text=_(
            "HSDS as JSON or as a package of tables (zip), or a spreadsheet (XLSX, CSV). At most 20 MB."
        ),
    )
    language = forms.ChoiceField(label=_("language of its texts"), choices=settings.LANGUAGES, initial="it")

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(_("The file is larger than 20 MB."))
        return file


class RowFilter(FilterForm):
    """Rows of one fate."""

    fate = forms.ChoiceField(
        label=_("what becomes of it"), required=False, choices=[("", _("All")), *ImportRow.Fate.choices]
    )


class RowForm(ActorForm):
    """The values of one row, to correct them: what is wrong first. `row` is the ImportRow."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.row, ImportRow)
        wrong = {reason["at"]: reason["why"] for reason in self.row.reasons}
        editable = sorted(_editable(self.row).items(), key=lambda field: field[1][2] not in wrong)
        for name, (label, value, at) in editable:
            self.fields[name] = forms.CharField(
                label=label, required=False, initial=value, help_text=format_html('<span class="error">{}</span>', wrong[at]) if at in wrong else "", strip=False,
                max_length=100_000, widget=forms.Textarea(attrs={"rows": 2}) if len(value) > 80 else forms.TextInput(),
            )  # fmt: skip

    def corrected(self) -> dict[str, str]:
        """Only what differs from what was read."""
        return {name: said for name, said in self.values().items() if said != self.fields[name].initial}


#: More fields than this are not shown on one page.
_MOST_FIELDS = 150


def _editable(row: ImportRow) -> dict[str, tuple[Any, str, str]]:
    """Name of the field -> (label, value, where reasons name it)."""
    found: dict[str, tuple[Any, str, str]] = {}
    if row.batch.kind == ImportBatch.Kind.SHEET:
        for column in COLUMNS:
            found[column.key] = (_(column.title), str(row.source.get(column.key, "")), column.key)
        return found
    wrong = {reason["at"] for reason in row.reasons}
    for place, part in enumerate(row.parts):
        named = {
            at.rpartition(".")[2]
            for at in wrong
            if at.rpartition(".")[0] == part["path"] or at == part["path"]
        }
        for column_name in [*part["values"], *sorted(named - part["values"].keys() - {""})]:
            value = part["values"].get(column_name, "")
            if isinstance(value, dict | list) or len(found) >= _MOST_FIELDS:
                continue
            at = f"{part['path']}.{column_name}".strip(".")
            found[f"{place}.{column_name}"] = (saying.place(at, row.table), str(value), at)
    return found


class ChoiceForm(ActorForm):
    """What to do with one entry, or with all that are perhaps there already."""

    choice = forms.ChoiceField(choices=[(each.value, each.label) for each in ImportRow.Choice if each.value])


class EmbedForm(FilterForm):
    """Which services a municipality's page shows."""

    municipality = forms.ModelChoiceField(
        label=_("municipality"), required=False, queryset=Municipality.objects.filter(locations__isnull=False).distinct(),
        empty_label=_("All"),
    )  # fmt: skip
    area = forms.ChoiceField(label=_("area"), required=False, choices=[("", _("All")), *Area.choices])
    language = forms.ChoiceField(
        label=_("language"), required=False, choices=[("", _("That of the reader")), *settings.LANGUAGES]
    )
