"""Words of the search that the public reads too, in all five languages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SEARCH = _("search")
AREA = _("area")
MUNICIPALITY = _("municipality")
LANGUAGE_SPOKEN = _("language spoken")
ALL = _("All")

# What is wrong with an entry, as the public says it.
HAS_CLOSED = _("It has closed")
HAS_MOVED = _("It has moved")
WRONG_HOURS = _("The opening hours are wrong")
WRONG_CONTACT = _("The telephone or address is wrong")
SOMETHING_ELSE = _("Something else")

#: The mail by which an organisation is asked.
STILL_TRUE = _("Is this still true? %(name)s")

# Answers to who writes without an account.
TOO_LONG = _("This is too long.")
LINK_GONE = _("This link no longer works. Ask for a new one.")
NOTHING_DIFFERENT = _("Nothing is different from what the entry says now.")
NOT_CORRECTED_HERE = _("This cannot be corrected here.")
TOLD_ALREADY = _("Many people told us of this entry already: it will be checked soon.")
