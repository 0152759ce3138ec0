"""Words of an entry that the public reads, on the screen and on paper, in the active language."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import formats
from django.utils.translation import gettext as _

#: Beyond so many days an opening is told by its date.
_A_WEEK = 7


def free() -> str:
    return _("Free")


def by_appointment() -> str:
    return _("By appointment")


def open_until(closes: time | None) -> str:
    if closes is None:
        return _("Open now")
    return _("Open now, until %(time)s") % {"time": formats.time_format(closes, "H:i")}


def closed(opens: datetime | None, today: date) -> str:
    """Closed, and when it opens next (local time)."""
    if opens is None:
        return _("Closed now")
    said = {"time": formats.time_format(opens.time(), "H:i"), "day": formats.date_format(opens, "l")}
    ahead = (opens.date() - today).days
    if ahead == 0:
        return _("Closed now. Opens today at %(time)s") % said
    if ahead == 1:
        return _("Closed now. Opens tomorrow at %(time)s") % said
    if ahead >= _A_WEEK:
        said["day"] = formats.date_format(opens, "j F")
    return _("Closed now. Opens on %(day)s at %(time)s") % said


def leaflet_labels() -> dict[str, str]:
    """Labels of the printed leaflet."""
    return {
        "where": _("Where"),
        "when": _("When"),
        "phone": _("Telephone"),
        "cost": _("Cost"),
        "speaks": _("Languages spoken"),
        "bring": _("What to bring"),
        "scan": _(
            "Point the camera of your phone at the code: you find this page as it is today, in your language."
        ),
        "changed": _("Things change: ask before you go."),
        "printed": _("Printed on"),
        "code": _("QR code"),
    }
