"""Form of the places at which a service is given."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accanto.directory import vocabulary
from accanto.directory.forms.parts import WordsField, line
from accanto.directory.forms.rows import RowsForm
from accanto.directory.models import Accessibility, Address, ServiceAtLocation, Visibility
from accanto.directory.models.location import LocationType
from accanto.directory.models.taxonomy import ACCESS
from accanto.network.forms.organisation import MunicipalityField


class PlacesForm(RowsForm):
    row_title = _("Place")
    add_label = _("Add a place")
    row_fields: ClassVar = {
        "municipality": MunicipalityField(label=_("municipality")),
        "address_1": line(_("street and number")),
        "address_2": line(_("floor, bell")),
        "postal_code": line(_("postal code"), 20),
        "name": line(_("name of the place")),
        "location_type": forms.ChoiceField(label=_("kind of place"), required=False, choices=LocationType.choices),
        "visibility": forms.ChoiceField(
            label=_("who reads it"), required=False, choices=Visibility.choices,
            help_text=_("The address of a shelter is for operators only."),
        ),
        "transportation": line(_("how to get there"), 1000),
        "latitude": forms.FloatField(label=_("latitude"), required=False, min_value=-90, max_value=90),
        "longitude": forms.FloatField(label=_("longitude"), required=False, min_value=-180, max_value=180),
        "access": WordsField(label=_("accessibility"), taxonomy=ACCESS),
    }  # fmt: skip

    def rows_of(self, row: Any) -> list[dict[str, Any]]:
        held = ServiceAtLocation.objects.visible_to(self.actor).filter(service=row).order_by("id")
        rows = []
        for at in held.select_related("location__municipality"):
            place = at.location
            address = Address.objects.visible_to(self.actor).filter(location=place, address_type="physical")
            first = address.order_by("id").first()
            found = {
                name: getattr(first or place, name, "") for name in ("address_1", "address_2", "postal_code")
            }
            found |= {name: getattr(place, name) for name in self.row_fields if hasattr(place, name) and name not in found}  # fmt: skip
            rows.append({"id": at.pk, **found, "access": self._access(place)})
        return rows

    def _access(self, place: Any) -> list[str]:
        known = {term.names["it"]: term.code for term in vocabulary.terms_of(ACCESS)}
        said = Accessibility.objects.visible_to(self.actor).filter(location=place)
        return [known[name] for name in said.values_list("description", flat=True) if name in known]

    def clean_row(self, number: int, row: dict[str, Any]) -> dict[str, Any]:
        if (row["latitude"] is None) != (row["longitude"] is None):
            raise ValidationError({"longitude": gettext("Latitude and longitude stand together.")})
        return {
            **row,
            "location_type": row["location_type"] or LocationType.PHYSICAL,
            "visibility": row["visibility"] or Visibility.PUBLIC,
        }
