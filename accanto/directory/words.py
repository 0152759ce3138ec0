"""Words of the search that the public reads too, in all five languages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SEARCH = _("search")
AREA = _("area")
MUNICIPALITY = _("municipality")
LANGUAGE_SPOKEN = _("language spoken")
ALL = _("All")
