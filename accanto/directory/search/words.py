"""Words in which search gives its reasons, in all five languages; the public reads them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accanto.directory.search.facts import PARTS, WEEKDAYS

SPEAKS = _("Speaks %(language)s")
FREE = _("Free")
IN_TOWN = _("In %(town)s")
KM_FROM = _("%(km)s km from %(town)s")
OPEN_NOW = _("Open now")
CHECKED_IN = _("Checked in %(month)s")
NO_DOCUMENTS = _("No documents needed")
ACCESSIBLE = _("Accessible")
PLACES_LEFT = _("Places left")
NAME_SAYS = _('Its name says "%(words)s"')
CLOSE_TO = _('"%(found)s" is close to "%(asked)s"')
ABOUT = _("About: %(area)s")
SERVED = _("Served %(served)s of %(sent)s people sent")

_ON_DAY = {
    "monday": _("Open on Monday"),
    "tuesday": _("Open on Tuesday"),
    "wednesday": _("Open on Wednesday"),
    "thursday": _("Open on Thursday"),
    "friday": _("Open on Friday"),
    "saturday": _("Open on Saturday"),
    "sunday": _("Open on Sunday"),
}
_ON_PART = {
    "monday_morning": _("Open on Monday morning"),
    "tuesday_morning": _("Open on Tuesday morning"),
    "wednesday_morning": _("Open on Wednesday morning"),
    "thursday_morning": _("Open on Thursday morning"),
    "friday_morning": _("Open on Friday morning"),
    "saturday_morning": _("Open on Saturday morning"),
    "sunday_morning": _("Open on Sunday morning"),
    "monday_afternoon": _("Open on Monday afternoon"),
    "tuesday_afternoon": _("Open on Tuesday afternoon"),
    "wednesday_afternoon": _("Open on Wednesday afternoon"),
    "thursday_afternoon": _("Open on Thursday afternoon"),
    "friday_afternoon": _("Open on Friday afternoon"),
    "saturday_afternoon": _("Open on Saturday afternoon"),
    "sunday_afternoon": _("Open on Sunday afternoon"),
    "monday_evening": _("Open on Monday evening"),
    "tuesday_evening": _("Open on Tuesday evening"),
    "wednesday_evening": _("Open on Wednesday evening"),
    "thursday_evening": _("Open on Thursday evening"),
    "friday_evening": _("Open on Friday evening"),
    "saturday_evening": _("Open on Saturday evening"),
    "sunday_evening": _("Open on Sunday evening"),
}
#: What a search may ask of the hours, in the order of the week.
OPEN_WHEN = {
    "now": OPEN_NOW,
    **{
        key: {**_ON_DAY, **_ON_PART}[key]
        for day in WEEKDAYS
        for key in (day, *(f"{day}_{part}" for part in PARTS))
    },
}

# --- the form -------------------------------------------------------------------------------------
WITHIN = _("distance")
WITHIN_KM = _("within %(km)s km")
ONLY_THERE = _("only there")
OPEN = _("open")
AT_ANY_TIME = _("at any time")
COSTS_NOTHING = _("costs nothing")
NEEDS_NO_DOCUMENTS = _("no documents needed")
WHOM = _("for whom")
IS_ACCESSIBLE = _("accessible to people with a disability")
HAS_PLACES = _("with places left")
TOO_LONG = _("Write fewer words: %(limit)s letters at most.")
KIND = _("services or opportunities")
KINDS = {"service": _("Service"), "opportunity": _("Opportunity")}
