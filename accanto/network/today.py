"""What is due in the network: a first project, a coordination group that meets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.actor import Actor
from accanto.core.today import TodayItem
from accanto.network.models import CoordinationMeeting, Project

#: A group that has not met for so long is shown to the coordinator.
MEETS_EVERY = timedelta(days=90)
MOST = 15


def items(actor: Actor) -> Iterator[TodayItem]:
    """For the administrator of an empty house, and for coordinators."""
    if actor.may("projects.load") and not Project.objects.visible_to(actor).exists():
        text = _("It brings its partners, territories, actions and expected results along.")
        url = reverse("network:project_load")
        yield TodayItem("setup", _("First: load a project"), text, url, None, "now", "it-upload")
        text = _("Only if it has no project yet, or stands outside of it.")
        url = reverse("network:organisation_add")
        yield TodayItem("setup", _("Or add an organisation"), text, url, None, "soon", "it-plus")
    if actor.may("coordination.edit"):
        yield from _groups(actor)


def _groups(actor: Actor) -> Iterator[TodayItem]:
    today = timezone.localdate()
    projects = Project.objects.visible_to(actor, "coordination.edit").select_related("coordination_group")
    for project in projects.defer("definition").order_by("short", "id")[:MOST]:
        group = getattr(project, "coordination_group", None)
        met = CoordinationMeeting.objects.visible_to(actor).filter(group=group).first() if group else None
        if group is None or group.constituted_on is None:
            title = _("%(project)s: the coordination group is not set up") % {"project": project.short}
            text = _("Say when it began, and who speaks for each partner.")
            yield TodayItem("group", title, text, project.get_absolute_url(), None, "now", "it-user")
        elif met is None or met.held_on < today - MEETS_EVERY:
            title = _("%(project)s: the coordination group has not met of late") % {"project": project.short}
            text = _("Note the meeting and what was decided.")
            due = met.held_on + MEETS_EVERY if met else None
            yield TodayItem("meeting", title, text, project.get_absolute_url(), due, "late", "it-user")
