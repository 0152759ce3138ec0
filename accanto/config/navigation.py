"""The main navigation: what this actor may open, in the order of a working day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.accounts.roles import Role
from accanto.config.words import CALENDAR, MY_DAYS, MY_PAGE, MY_PLAN, SERVICES, TODAY, TUTORING, WE_TWO

#: Roles whose pages are those of the parties.
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


#: The one menu of those who take part and do not work here: on every page that they open, in five languages.
PARTIES = (
    Entry("own.see", "mine:home", MY_PAGE, "it-user"),
    Entry("own.see", "mine:plan", MY_PLAN, "it-files", room="/plans/"),
    Entry("own.see", "mine:days", MY_DAYS, "it-calendar"),
    Entry("tutoring.contact", "portal:beside_list", WE_TWO, "ac-people"),
    Entry("services.see", "portal:service_list", SERVICES, "it-search"),
    Entry("tutoring.contact", "portal:calendar", CALENDAR, "it-calendar"),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: the navigation, and the languages that the page is offered in."""
    actor: Any = getattr(request, "actor", None)
    signed_in = getattr(request, "user", None) is not None and request.user.is_authenticated
    parties = signed_in and _reads_like_the_public(actor)
    staff = signed_in and not parties
    languages = [pair for pair in settings.LANGUAGES if not staff or pair[0] in settings.STAFF_LANGUAGES]
    offered = [(code, name, _in_language(request, code)) for code, name in languages]
    entries = () if actor is None else PARTIES if parties else ENTRIES
    allowed = [entry for entry in entries if actor.may(entry.capability)]
    if parties and actor.may("own.see"):  # their appointments lead on to it
        allowed = [entry for entry in allowed if entry.url_name != "portal:calendar"]
    shown = _shown(request.path, allowed)
    return {"nav": shown, "is_party": parties, "offered_languages": offered}


def _shown(path: str, entries: list[Entry]) -> list[dict[str, Any]]:
    """The entries for the template; of several whose address the page stands below, the longest is where one is."""
    urls = [reverse(entry.url_name) for entry in entries]
    below = [entry.room or url for entry, url in zip(entries, urls, strict=True)]
    held = [
        max(
            (len(each) for each in (url, room) if path == each or (each != "/" and path.startswith(each))),
            default=0,
        )
        for url, room in zip(urls, below, strict=True)
    ]
    return [
        {
            "url": url,
            "label": entry.label,
            "icon": entry.icon,
            "keys": entry.keys,
            "active": 0 < long == max(held),
        }
        for entry, url, long in zip(entries, urls, held, strict=True)
    ]


def _reads_like_the_public(actor: Any) -> bool:
    """Tutors and beneficiaries have pages in all the languages of the public."""
    grants = getattr(actor, "grants", ())
    return bool(grants) and all(each.role in TIED for each in grants)


def _in_language(request: HttpRequest, code: str) -> str:
    """The same page in a language. A page that came of a post is asked for anew."""
    query = request.GET.copy()
    query["lang"] = code
    return f"{request.path}?{query.urlencode()}"
