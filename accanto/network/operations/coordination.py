"""The coordination group of a project: its members and meetings."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.network.models import (
    CoordinationGroup,
    CoordinationMeeting,
    CoordinationMember,
    Organisation,
    Project,
)


@transaction.atomic
def constitute_group(
    actor: Actor, *, project: Project, constituted_on: date | None = None
) -> CoordinationGroup:
    """The project's group, made where there is none; the day on which it came together, if it is known."""
    actor.require("coordination.edit", project=project)
    group = CoordinationGroup.objects.visible_to(actor).filter(project=project).first()
    if group is None:
        row = CoordinationGroup(project=project, constituted_on=constituted_on)
        return trail.create(actor, row, "coordination.constituted")
    if constituted_on is not None:
        trail.change(actor, group, "coordination.constituted", constituted_on=constituted_on)
    return group


@transaction.atomic
def add_member(actor: Actor, *, project: Project, organisation: Organisation, who: str) -> CoordinationMember:
    """A representative: an office ("coordinator", "head of the desk"), never a name."""
    actor.require("coordination.edit", project=project)
    if not project.partnerships.filter(organisation=organisation).exists():
        raise ValidationError({"organisation": _("This organisation is not a partner of the project.")})
    group = constitute_group(actor, project=project)
    if group.members.filter(organisation=organisation, who=who).exists():
        raise ValidationError({"who": _("This member is already listed.")})
    row = CoordinationMember(group=group, organisation=organisation, who=who)
    return trail.create(actor, row, "coordination.member_added")


@transaction.atomic
def remove_member(actor: Actor, *, member: CoordinationMember) -> Project:
    """Take a representative off the list; the trail keeps that they were on it."""
    project: Project = member.group.project
    actor.require("coordination.edit", project=project)
    trail.remove(actor, member, "coordination.member_removed")
    return project


@transaction.atomic
def add_meeting(actor: Actor, *, project: Project, held_on: date, decisions: str = "") -> CoordinationMeeting:
    """A meeting that was held, and what was decided."""
    actor.require("coordination.edit", project=project)
    if held_on > timezone.localdate():
        raise ValidationError({"held_on": _("This day is still to come.")})
    group = constitute_group(actor, project=project)
    row = CoordinationMeeting(group=group, held_on=held_on, decisions=decisions)
    return trail.create(actor, row, "coordination.meeting_added")
