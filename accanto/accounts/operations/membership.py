"""Giving and ending roles, and closing accounts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.accounts.models import Membership, User
from accanto.accounts.roles import GIVEN_BY_MANAGERS, ROLES, Reach, Role
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed, SystemActor
from accanto.core.screens import allowed_on
from accanto.network.models import Organisation, Project, Territory


def givable_roles(actor: Actor) -> list[Role]:
    """The roles that the actor may give: all for administrators, those of daily work for managers."""
    if isinstance(actor, SystemActor):
        return list(Role)
    held = {grant.role for grant in getattr(actor, "grants", ())}
    if any(ROLES[role].get("users.change_roles") == Reach.NETWORK for role in held):
        return list(Role)
    if any("users.change_roles" in ROLES[role] for role in held):
        return [role for role in Role if role in GIVEN_BY_MANAGERS]
    return []


def may_give(
    actor: Actor,
    role: str,
    *,
    organisation: Organisation | UUID,
    project: Project | UUID | None,
    territory: Territory | UUID | None,
) -> bool:
    """Whether the actor may give and end this role there: nobody gives a role that reaches further than
    their own."""
    place = {"organisation": organisation, "project": project, "territory": territory}
    return Role(role) in givable_roles(actor) and actor.covers("users.change_roles", **place)


def require_giving(
    actor: Actor,
    role: str,
    organisation: Organisation,
    project: Project | None = None,
    territory: Territory | None = None,
) -> None:
    """Raise NotAllowed for a role that is not the actor's to give there; ValidationError for one of theirs
    that would reach further than their own."""
    if may_give(actor, role, organisation=organisation, project=project, territory=territory):
        return
    actor.require("users.change_roles", organisation=organisation, project=project, territory=territory)
    if Role(role) not in givable_roles(actor):
        raise NotAllowed
    raise ValidationError(
        {"role": _("This role reaches further than yours: choose your own project and territory.")}
    )


def give_role(
    actor: Actor,
    *,
    user: User,
    role: str,
    organisation: Organisation,
    project: Project | None = None,
    territory: Territory | None = None,
) -> Membership:
    """Give a user a role from today. Raises ValidationError when they have it already, or when it would
    reach further than the actor's own."""
    require_giving(actor, role, organisation, project, territory)
    membership = Membership(
        user=user,
        role=role,
        organisation=organisation,
        project=project,
        territory=territory,
        since=timezone.localdate(),
    )
    return trail.create(actor, membership, "role.given")


def end_role(actor: Actor, *, membership: Membership, reason: str = "") -> Membership:
    """End a role with yesterday's date: it holds no longer from the next request on."""
    if not allowed_on(actor, "users.change_roles", membership) or not _may_end(actor, membership):
        raise NotAllowed
    yesterday = timezone.localdate() - timedelta(days=1)
    since = min(membership.since, yesterday)
    return trail.change(actor, membership, "role.ended", because=reason, since=since, until=yesterday)


def _may_end(actor: Actor, membership: Membership) -> bool:
    return may_give(
        actor,
        membership.role,
        organisation=membership.organisation_id,
        project=membership.project_id,
        territory=membership.territory_id,
    )


def may_close(actor: Actor, user: User) -> bool:
    """Whether the actor may close (or open again) this account: all its roles are theirs to give and end.

    Someone who works elsewhere too is not a manager's to close out: their role here can be ended.
    """
    if actor.user_id == user.pk or not actor.may("users.close"):
        return False
    held = list(_held_now(user))
    if not held:
        return Membership.objects.visible_to(actor, "users.close").filter(user=user).exists()
    return all(_may_end(actor, membership) for membership in held)


@transaction.atomic
def set_active(actor: Actor, *, user: User, active: bool, reason: str = "") -> User:
    """Let a user sign in, or not. Sessions of someone closed out end with the next request.

    Raises NotAllowed, or ValidationError for the last administrator of the installation.
    """
    if not may_close(actor, user):
        raise NotAllowed
    if not active and _is_last_administrator(user):
        raise ValidationError(_("This is the only administrator: first give the role to someone else."))
    return trail.change(
        actor, user, "user.reactivated" if active else "user.closed", because=reason, is_active=active
    )


def _held_now(user: User) -> QuerySet[Any]:
    held: QuerySet[Any] = Membership.objects.unscoped("whether a user works elsewhere too, never shown")
    return held.filter(user=user, until=None)


def _is_last_administrator(user: User) -> bool:
    if not _held_now(user).filter(role=Role.ADMINISTRATOR).exists():
        return False
    others = Membership.objects.unscoped("whether an administrator is left, never shown").exclude(user=user)
    return not others.filter(role=Role.ADMINISTRATOR, until=None, user__is_active=True).exists()
