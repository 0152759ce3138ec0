"""Forms of places: those at which a service is given, and one by itself (`entry.py`)."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from accanto.core.actor import Actor
from accanto.core.reference import countries
from accanto.directory import vocabulary
from accanto.directory.forms.parts import WordsField, line
from accanto.directory.forms.rows import RowsForm
from accanto.directory.models import Accessibility, Location, ServiceAtLocation, Visibility
from accanto.directory.models.location import ITALY, LocationType
from accanto.directory.models.taxonomy import ACCESS
from accanto.directory.operations.places import first_address
from accanto.network.forms.organisation import MunicipalityField


def _countries() -> list[tuple[str, str]]:
    """Italy first, then the others by name."""
    listed = countries(get_language() or "it")
    return sorted(listed, key=lambda pair: pair[0] != ITALY)


#: What is said of one place, wherever it is edited.
PLACE_FIELDS: Final[dict[str, forms.Field]] = {
    "municipality": MunicipalityField(label=_("municipality"), required=False),
    "address_1": line(_("street and number")),
    "address_2": line(_("floor, bell")),
    "postal_code": line(_("postal code"), 20, help_text=_("Five digits in Italy.")),
    "country": forms.ChoiceField(label=_("country"), required=False, choices=_countries, initial=ITALY),
    "city": line(_("town, outside Italy"), 200),
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


def values_of_place(actor: Actor, place: Location) -> dict[str, Any]:
    """What PLACE_FIELDS show of a place as it is."""
    address = first_address(actor, place)
    found = {name: getattr(address, name, "") for name in ("address_1", "address_2", "postal_code")}
    country = address.country if address else ITALY
    found |= {"country": country, "city": address.city if address and country != ITALY else ""}
    found |= {
        name: getattr(place, name) for name in PLACE_FIELDS if name not in found and hasattr(place, name)
    }
    known = {term.names["it"]: term.code for term in vocabulary.terms_of(ACCESS)}
    said = Accessibility.objects.visible_to(actor).filter(location=place)
    codes = [known[name] for name in said.values_list("description", flat=True) if name in known]
    return {**found, "access": codes}


def clean_place(row: dict[str, Any]) -> dict[str, Any]:
    """A place as the operations take it. Raises ValidationError with names of PLACE_FIELDS."""
    if (row["latitude"] is None) != (row["longitude"] is None):
        raise ValidationError({"longitude": gettext("Latitude and longitude stand together.")})
    found = {**row, "country": row["country"] or ITALY}
    abroad = found["country"] != ITALY
    if abroad and not row["city"] and row["address_1"]:
        raise ValidationError({"city": gettext("Write the town.")})
    if not abroad and not row["municipality"]:
        raise ValidationError({"municipality": gettext("Write the municipality.")})
    return {
        **found,
        "municipality": None if abroad else row["municipality"],
        "location_type": row["location_type"] or LocationType.PHYSICAL,
        "visibility": row["visibility"] or Visibility.PUBLIC,
    }


class PlacesForm(RowsForm):
    row_title = _("Place")
    add_label = _("Add a place")
    row_fields: ClassVar = PLACE_FIELDS

    def rows_of(self, row: Any) -> list[dict[str, Any]]:
        held = ServiceAtLocation.objects.visible_to(self.actor).filter(service=row).order_by("id")
        held = held.select_related("location__municipality")
        return [{"id": at.pk, **values_of_place(self.actor, at.location)} for at in held]

    def clean_row(self, number: int, row: dict[str, Any]) -> dict[str, Any]:
        return clean_place(row)
