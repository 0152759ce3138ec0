"""A service in the words of schema.org, for machines that read the page."""

from __future__ import annotations

import json
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString

from accanto.directory import hours
from accanto.directory.telling import Spot, Told

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
#: What could end the script block early, or look like markup within it.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def json_ld(service: Any, url: str) -> SafeString:
    """A data block (application/ld+json): never run, so a strict policy lets it stand."""
    told: Told = service.told
    found = {
        "@context": "https://schema.org",
        "@type": "Service",
        "@id": url,
        "url": url,
        "name": told.name.text,
        "description": told.description.text,
        "inLanguage": told.name.language,
        "provider": {"@type": "Organization", "name": service.organization.name},
        "areaServed": told.where,
        "dateModified": service.assured_date.isoformat() if service.assured_date else None,
        "offers": {"@type": "Offer", "price": "0", "priceCurrency": "EUR"} if told.free else None,
        "availableChannel": [_channel(service, told, spot) for spot in told.spots],
    }
    return SafeString(json.dumps(_full(found), ensure_ascii=False).translate(_ESCAPES))


def _channel(service: Any, told: Told, spot: Spot) -> dict[str, Any]:
    place = {
        "@type": "Place",
        "name": spot.name,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": ", ".join(spot.lines),
            "addressLocality": spot.municipality,
            "addressCountry": "IT",
        },
        "openingHoursSpecification": _opening(service),
    }
    if spot.exact and spot.point:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": spot.point[0], "longitude": spot.point[1]}
    return {
        "@type": "ServiceChannel",
        "serviceLocation": _full(place),
        "availableLanguage": [row.code for row in service.spoken if row.code],
        "servicePhone": {"@type": "ContactPoint", "telephone": told.phones[0]} if told.phones else None,
    }


def _opening(service: Any) -> list[dict[str, str]]:
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": _DAYS[slot.weekday],
            "opens": slot.opens.strftime("%H:%M"),
            "closes": slot.closes.strftime("%H:%M"),
        }
        for slot in hours.slots(service.hours, timezone.localdate())
    ]


def _full(found: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in found.items() if value not in (None, "", [])}
