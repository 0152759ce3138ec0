"""Who acts in the trail where it is no user: the installation's own jobs, and those who come by a link."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

#: Names under which the installation itself acts -> what a reader sees.
JOBS: dict[str, Promise] = {
    "availability form": _("the public form of availability"),
    "backup": _("the backup"),
    "bench": _("a measurement"),
    "case reminders": _("the morning's mail"),
    "confirmation link": _("the organisation, by its link"),
    "check-ins": _("the clock of the check-ins"),
    "copy of own data": _("the making of a copy for the person"),
    "createadmin": _("the set-up of the site"),
    "demo": _("the demo"),
    "directory rebuild": _("the index of the directory"),
    "esco import": _("the loading of ESCO"),
    "erase": _("the preview of an erasure"),
    "imports": _("the watch over imports"),
    "invitations": _("the sending of invitations"),
    "keys retire": _("the change of keys"),
    "keys rotate": _("the change of keys"),
    "load-project": _("the reading of a project's definition"),
    "migrate": _("the set-up of the site"),
    "portal": _("the public pages"),
    "public": _("someone who is not signed in"),
    "public feedback": _("the public"),
    "reminder link": _("one of the two, by the link in a reminder"),
    "reminders": _("the sending of reminders"),
    "restore": _("the restoring of a backup"),
    "retention": _("the nightly clean-up"),
    "referral link": _("the service, by its link"),
    "rhythm": _("the clock of the cadence"),
    "sign-in by link": _("the sign-in by link"),
    "search index": _("the index of the directory"),
    "transfer": _("the passage of a case"),
    "translations": _("the watch over translations"),
    "watch over words": _("the watch over words that worry"),
    "tutors": _("the clock that ends pauses of tutors"),
    "vocabulary": _("the reading of a vocabulary"),
    "weekly mail": _("the clock of the weekly mail"),
}
#: Someone invited acts under this and their address, before they have an account.
INVITED = "invitation of "


def job_of(label: str) -> str:
    """Who acted, in the reader's language, where it was no user; a name of an older version, as it is."""
    if label.startswith(INVITED):
        return gettext("who was invited: %(address)s") % {"address": label.removeprefix(INVITED)}
    return str(JOBS.get(label, label))
