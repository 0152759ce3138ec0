"""Acts of the trail about a person's own page. Part of `acts.ACTS`."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OWN: dict[str, Promise] = {
    "data_copy.asked": _("Asked for a copy of their own data"),
    "data_copy.made": _("Made the copy that a person asked for"),
    "data_copy.removed": _("Removed the copy of a person's data"),
    "data_copy.taken": _("Took along the copy of their own data"),
    "data_request.answered": _("Answered a request about personal data"),
    "data_request.made": _("Asked something about their own data"),
    "data_request.withdrawn": _("Took back a request about their own data"),
    "document.opened_by_person": _("Opened a document of their own"),
    "identity.read_by_oneself": _("Read their own name and contacts"),
    "message.read": _("Read a message"),
    "message.written": _("Wrote a message"),
}
