"""Units of results, in words that the public reads too."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

UNIT_LABELS: dict[str, Any] = {
    "persons": _("persons"),
    "percent": _("percent"),
    "copies": _("copies"),
    "groups": _("groups"),
    "hours": _("hours"),
    "events": _("events"),
    "modules": _("modules"),
    "workshops": _("workshops"),
    "documents": _("documents"),
    "directories": _("directories"),
    "databases": _("databases"),
    "contacts": _("contacts"),
    "encounters": _("encounters"),
    "tutorings": _("tutorings"),
    "referrals": _("referrals"),
    "services": _("services"),
    "members": _("members"),
    "events and persons": _("events and persons"),
    "other": _("other"),
}


def unit_label(unit: str) -> str:
    return str(UNIT_LABELS.get(unit, unit))
