"""Form of what makes an opportunity: dates, and places left."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import DateField
from accanto.directory.forms.parts import line, words_of
from accanto.directory.forms.rows import RowsForm
from accanto.directory.models import Service, ServiceCapacity
from accanto.directory.operations.vocabulary import SCHEME
from accanto.directory.vocabulary import UNITS


def plain_number(value: Decimal | None) -> Decimal | int | None:
    """A number of places without decimals that say nothing."""
    return int(value) if value is not None and value == value.to_integral_value() else value


class CapacityForm(RowsForm):
    """What makes an opportunity: its dates, and places left."""

    row_title = _("Places")
    add_label = _("Add places")
    before = ("kind", "available_from", "available_until")
    kind = forms.ChoiceField(label=_("kind"), choices=Service.Kind.choices)
    available_from = DateField(label=_("from"), required=False)
    available_until = DateField(label=_("until"), required=False)
    row_fields: ClassVar = {
        "unit": forms.ChoiceField(label=_("counted in"), required=False),
        "available": forms.DecimalField(
            label=_("places left"), min_value=Decimal(0), max_digits=9, decimal_places=2
        ),
        "maximum": forms.DecimalField(
            label=_("places in all"), required=False, min_value=Decimal(0), max_digits=9, decimal_places=2
        ),
        "description": line(_("description")),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.units: dict[str, Any] = {}
        super().__init__(*args, **kwargs)

    def rows_of(self, row: Any) -> list[dict[str, Any]]:
        held = ServiceCapacity.objects.visible_to(self.actor).filter(service=row).select_related("unit")
        rows = []
        for one in held:
            self.units[str(one.unit_id)] = one.unit
            ours = one.unit.scheme == SCHEME
            found = {name: plain_number(getattr(one, name)) for name in ("available", "maximum")}
            found["description"] = one.description
            rows.append({"id": one.pk, "unit": one.unit.identifier if ours else str(one.unit_id), **found})
        return rows

    def _add_row(self, number: int, values: dict[str, Any]) -> None:
        """A unit of an import is a choice as well."""
        super()._add_row(number, values)
        field: Any = self.fields[f"r{number}-unit"]
        others = [(key, unit.name) for key, unit in self.units.items() if unit.scheme != SCHEME]
        field.choices = [*words_of(UNITS), *others]

    def clean_row(self, number: int, row: dict[str, Any]) -> dict[str, Any]:
        chosen = row["unit"] or "place"
        return {**row, "unit": self.units.get(chosen, chosen)}
