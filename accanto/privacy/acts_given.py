"""Acts of the trail about what is given: money, homes, work placements, leaflets. Part of `acts.ACTS`."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

GIVEN: dict[str, Promise] = {
    "budget.set": _("Said how much the project has for supports"),
    "budget_line.added": _("Added a budget line"),
    "budget_line.changed": _("Changed a budget line"),
    "home.added": _("Added a home"),
    "home.address_opened": _("Opened the address of a home"),
    "home.changed": _("Changed a home"),
    "leaflet.added": _("Made a leaflet"),
    "leaflet.changed": _("Changed a leaflet"),
    "leaflet.hand_out_removed": _("Removed copies recorded by mistake"),
    "leaflet.handed_out": _("Handed out copies of a leaflet"),
    "leaflet.printed": _("Printed a leaflet"),
    "leaflet.service_picked": _("Put a service into a leaflet"),
    "leaflet.service_taken_off": _("Took a service out of a leaflet"),
    "placement.begun": _("Added a work placement"),
    "placement.changed": _("Changed a work placement"),
    "placement.ended": _("Recorded the end of a work placement"),
    "stay.begun": _("Gave a place to live"),
    "stay.changed": _("Changed a stay in a home"),
    "stay.ended": _("Ended a stay in a home"),
    "support.approved": _("Approved a support"),
    "support.asked": _("Asked for a support"),
    "support.paid": _("Recorded the payment of a support"),
    "support.receipt_noted": _("Recorded the receipt of a support"),
    "support.refused": _("Refused a support"),
    "support.reversed": _("Recorded that money of a support came back"),
    "support.withdrawn": _("Withdrew a support"),
    "supports.exported": _("Exported the register of supports"),
}
