"""The main navigation: what this actor may open, in the order of a working day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.accounts.roles import Role
from accanto.config.words import TODAY, TUTORING

#: Roles whose pages are those of the two.
TIED = (Role.TUTOR, Role.BENEFICIARY)


@dataclass(frozen=True)
class Entry:
    """A place in the navigation, with the keys that lead there."""

    capability: str
    url_name: str
    label: Any
    icon: str
    keys: str = ""
    #: Where its pages are, if not all of them below its own address.
    room: str = ""


ENTRIES = (
    Entry("today.see", "today", TODAY, "it-calendar", "g t"),
    Entry("people.see", "people:person_list", _("Persons"), "it-user", "g p"),
    Entry("cases.see", "cases:case_list", _("Cases"), "it-folder", "g c"),
    Entry("encounters.see", "outreach:encounter_list", _("Encounters"), "it-map-marker", "g e"),
    Entry("tutoring.see", "tutoring:tutoring_list", TUTORING, "it-link", "g u"),
    Entry("supports.see", "supports:support_list", _("Supports"), "it-card", "g m"),
    Entry("budgets.edit", "supports:budget_list", _("Budgets"), "it-card", "g b"),
    Entry("referrals.in", "cases:referral_in_list", _("Referrals in"), "it-inbox", "g i"),
    Entry("services.see", "directory:service_list", _("Services"), "it-search", "g s", "/directory/"),
    Entry("projects.see", "network:project_list", _("Projects"), "it-chart-line", "g j"),
    Entry("users.see", "accounts:user_list", _("Users"), "it-settings", "g r"),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: the navigation, and the languages that the page is offered in."""
    path = request.path
    actor: Any = getattr(request, "actor", None)
    shown = []
    for entry in ENTRIES if actor is not None else ():
        if not actor.may(entry.capability):
            continue
        url = reverse(entry.url_name)
        active = path == url or (url != "/" and path.startswith(entry.room or url))
        shown.append(
            {"url": url, "label": entry.label, "icon": entry.icon, "keys": entry.keys, "active": active}
        )
    signed_in = getattr(request, "user", None) is not None and request.user.is_authenticated
    staff = signed_in and not _reads_like_the_public(actor)
    languages = [pair for pair in settings.LANGUAGES if not staff or pair[0] in settings.STAFF_LANGUAGES]
    offered = [(code, name, _in_language(request, code)) for code, name in languages]
    return {"nav": shown, "offered_languages": offered}


def _reads_like_the_public(actor: Any) -> bool:
    """Tutors and beneficiaries have pages in all the languages of the public."""
    grants = getattr(actor, "grants", ())
    return bool(grants) and all(each.role in TIED for each in grants)


def _in_language(request: HttpRequest, code: str) -> str:
    """The same page in a language. A page that came of a post is asked for anew."""
    query = request.GET.copy()
    query["lang"] = code
    return f"{request.path}?{query.urlencode()}"
