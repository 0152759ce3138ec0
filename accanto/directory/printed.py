"""A leaflet on paper: A4 folded once or A5, one language or two side by side, with codes to the live pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from accanto.core.actor import Nobody
from accanto.core.pdf import render
from accanto.directory.links import qr_svg
from accanto.directory.models import Attribute, Leaflet, Service, ServiceAtLocation
from accanto.directory.models.taxonomy import AREAS
from accanto.directory.telling import Said, Told, tell
from accanto.directory.telling.words import leaflet_labels

_TEMPLATE = Path(__file__).parent / "documents" / "leaflet.typ"
#: Leaflets leave the house: they say what everyone may read, whoever prints them.
PUBLIC = Nobody()
#: Services that fit, by (format, number of languages).
_MOST = {("a4_folded", 1): 10, ("a4_folded", 2): 6, ("a5", 1): 24, ("a5", 2): 24}
#: Services that fit on any.
MOST = max(_MOST.values())
#: Sizes of letters that are tried, in points: the largest with which it fits.
_SIZES = (11.0, 10.0, 9.0, 8.0)
#: Letters of a description that are printed.
_LONGEST = 220
_DOES_NOT_FIT = "does not fit"

#: Path -> full address in a language.
Address = Callable[[str, str], str]


def most_services(leaflet: Leaflet) -> int:
    return _MOST[leaflet.format, len(leaflet.languages)]


def candidates(leaflet: Leaflet) -> QuerySet[Any]:
    """Services of the leaflet's area and municipality that everyone may read, by name."""
    rows = Service.objects.visible_to(PUBLIC).filter(status=Service.Status.ACTIVE)
    if leaflet.area:
        of_area = Attribute.objects.visible_to(PUBLIC).filter(
            service=OuterRef("pk"), taxonomy_term__code=leaflet.area, taxonomy_term__taxonomy_row__key=AREAS
        )
        rows = rows.filter(Exists(of_area))
    if leaflet.municipality_id:
        there = ServiceAtLocation.objects.visible_to(PUBLIC).filter(
            service=OuterRef("pk"), location__municipality=leaflet.municipality_id
        )
        rows = rows.filter(Exists(there))
    return rows.order_by("name", "id")


def services_of(leaflet: Leaflet) -> list[Service]:
    """What is printed: those picked that are still public, or the first of the area and municipality."""
    picked = list(leaflet.picked.values_list("service_id", flat=True))
    if not picked:
        return list(candidates(leaflet)[: most_services(leaflet)])
    found = Service.objects.visible_to(PUBLIC).exclude(status=Service.Status.DEFUNCT).in_bulk(picked)
    return [found[pk] for pk in picked if pk in found]


def leaflet_pdf(leaflet: Leaflet, address: Address) -> bytes:
    """The print-ready document. Raises ValidationError when there is nothing to print or it does not fit."""
    services = services_of(leaflet)
    if not services:
        raise ValidationError(_("No service that everyone may read is chosen."))
    data = _data(leaflet, services, address)
    for size in _SIZES:
        try:
            return render(_TEMPLATE, {**data, "size": size})
        except typst.TypstError as error:
            if _DOES_NOT_FIT not in str(error):
                raise
    raise ValidationError(_("It does not fit on the sheet: choose fewer services, or one language."))


def _data(leaflet: Leaflet, services: list[Service], address: Address) -> dict[str, Any]:
    project = leaflet.project
    funding = " · ".join(filter(None, (project.short, project.fund, project.code))) if project else ""
    sides = [_side(leaflet, services, language, address) for language in leaflet.languages]
    return {
        "title": leaflet.title,
        "format": leaflet.format,
        "organisation": leaflet.organisation.name,
        "funding": funding,
        "sides": sides,
        "services": [
            {
                "code": qr_svg(address(f"/services/{service.pk}/", leaflet.languages[-1]), scale=1),
                "texts": [side["services"][number] for side in sides],
            }
            for number, service in enumerate(services)
        ],
        "set_code": qr_svg(address(_set_path(leaflet, services), leaflet.languages[-1]), scale=1),
    }


def _set_path(leaflet: Leaflet, services: list[Service]) -> str:
    """The page with the same services: a list by identifiers, short enough for a code."""
    if leaflet.picked.exists() or not (leaflet.area or leaflet.municipality):
        return "/my-list/?ids=" + ",".join(str(service.pk) for service in services[:12])
    parts = {"area": leaflet.area, "municipality": leaflet.municipality_id}
    return "/services/?" + "&".join(f"{name}={value}" for name, value in parts.items() if value)


def _side(leaflet: Leaflet, services: list[Service], language: str, address: Address) -> dict[str, Any]:
    with translation.override(language):
        told = [service.told for service in tell(PUBLIC, services)]  # type: ignore[attr-defined]
        second = language == leaflet.second_language
        return {
            "lang": language,
            "rtl": language in settings.LANGUAGES_BIDI,
            "title": (leaflet.title_second if second else "") or leaflet.title,
            "labels": leaflet_labels(),
            "printed": formats.date_format(timezone.localdate(), "j F Y"),
            "site": address("/", language).split("?")[0],
            "services": [_printed(each, language) for each in told],
        }


def _printed(told: Told, language: str) -> dict[str, Any]:
    text = " ".join(told.description.text.split())
    short = text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + "…"
    comma = "، " if language in ("ar", "fa", "ur") else ", "
    return {
        "name": _own(told.name, told.name.text),
        "provider": _own(told.provider, told.provider.text),
        "text": _own(told.description, short),
        "where": "; ".join(spot.address for spot in told.spots if spot.address),
        "when": "; ".join(told.opening.week) or told.opening.now,
        "phone": ", ".join(told.phones),
        "cost": "; ".join(told.cost),
        "speaks": comma.join(told.languages),
        "bring": comma.join(told.documents),
    }


def _own(said: Said, text: str) -> dict[str, Any]:
    return {"text": text, "lang": said.language, "rtl": said.language in settings.LANGUAGES_BIDI}
