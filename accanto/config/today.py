"""Today: the first page of everyone who works here."""

from __future__ import annotations

from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.config.navigation import TIED
from accanto.core import today
from accanto.core.screens import PageScreen
from accanto.privacy.reading import recent_work
from accanto.tutoring.asked import open_questions
from accanto.tutoring.models import Tutoring

QUICK = (
    ("encounters.add", "outreach:encounter_add", _("New encounter"), "it-plus-circle", "n e"),
    ("people.add", "people:person_add", _("New person"), "it-plus", "n p"),
    ("tutors.edit", "tutoring:tutor_add", _("New tutor"), "it-plus", "n t"),
    ("services.edit", "directory:service_add", _("Add a service"), "it-plus", "n s"),
    ("projects.load", "network:project_load", _("Load a project"), "it-upload", ""),
    ("organisations.edit", "network:organisation_add", _("Add an organisation"), "it-plus", ""),
    ("users.invite", "accounts:user_invite", _("Invite a user"), "it-mail", "n u"),
)

#: Buttons of the page: more would be a menu.
_QUICK_MOST = 4
#: Who has one of these sees what others did.
_HAS_COLLEAGUES = ("people.see", "coordination.edit")
#: Rows of one urgency shown at most: a longer list helps nobody start.
SHOWN = 50


class TodayView(PageScreen):
    """What is due, what lapsed, who waits for an answer, what others did."""

    capability = "today.see"
    template_name = "config/today.html"
    title = _("Today")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        elsewhere = self._lives_elsewhere()
        if elsewhere:
            return redirect(elsewhere)
        found = today.items(self.actor)
        groups: dict[str, list[today.TodayItem]] = {}
        for item in found:
            groups.setdefault(item.urgency, []).append(item)
        return self.page(
            late=list(islice(groups.get("late", []), SHOWN)),
            now=list(islice(groups.get("now", []), SHOWN)),
            soon=list(islice(groups.get("soon", []), SHOWN)),
            info=list(islice(groups.get("info", []), SHOWN)),
            others=self.others(),
            has_colleagues=any(self.actor.may(name) for name in _HAS_COLLEAGUES),
            quick=self.quick_actions(),
            today=timezone.localdate(),
        )

    def _lives_elsewhere(self) -> str:
        """A person who is followed has a page of their own; a tutor, and nothing else, with a tie or a pair to think
        about, the page of the two: in their language. Today is one tap further, at `?all`."""
        grants = getattr(self.actor, "grants", ())
        if not grants or "all" in self.request.GET or any(each.role not in TIED for each in grants):
            return ""
        if self.actor.may("own.see"):
            return "mine:home"
        ties = Tutoring.objects.visible_to(self.actor, "tutoring.contact").filter(ended_on=None)
        return "portal:beside_list" if ties.exists() or open_questions(self.actor) else ""

    def others(self) -> list[dict[str, Any]]:
        """Who did what last, by name: an address says less."""
        return [{"words": each.words, "who": each.who, "at": each.at} for each in recent_work(self.actor)]

    def quick_actions(self) -> list[dict[str, Any]]:
        """The two or three things that this actor begins most often."""
        found = [
            {"url": reverse(name), "label": label, "icon": icon, "keys": keys}
            for capability, name, label, icon, keys in QUICK
            if self.actor.may(capability)
        ]
        return found[:_QUICK_MOST]
