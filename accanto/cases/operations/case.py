"""Opening, handing over, closing and reopening a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.accounts.models import Membership, User
from accanto.accounts.roles import ROLES, Role
from accanto.cases.models import Case, Need
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.models import Record
from accanto.core.screens import allowed_on
from accanto.network.models import Organisation, Project, Territory
from accanto.network.operations.partnership import require_place
from accanto.people.models import Person
from accanto.people.operations.person import involve


def require_on(actor: Actor, capability: str, row: Record) -> None:
    """Raise NotAllowed unless the actor has the capability on this row."""
    if not allowed_on(actor, capability, row):
        raise NotAllowed


@transaction.atomic
def open_case(
    actor: Actor,
    *,
    person: Person,
    organisation: Organisation,
    project: Project,
    operator: User,
    territory: Territory | None = None,
    opened_on: date | None = None,
    needs: Sequence[tuple[str, str, str]] = (),
) -> Case:
    """Take a person on, with the needs heard so far: (area, who says so, in their words). The operator follows them from now, and may open the identity.

    Raises ValidationError when the operator does not work there, or an open case exists.
    """
    require_place(actor, "cases.open", organisation=organisation, project=project, territory=territory)
    if not operators_of(organisation, project, territory).filter(pk=operator.pk).exists():
        raise ValidationError(
            {"operator": _("This user is not an operator of this organisation and project.")}
        )
    case = trail.create(
        actor,
        Case(
            person=person,
            organisation=organisation,
            project=project,
            territory=territory,
            operator=operator,
            opened_by=User.objects.filter(pk=actor.user_id).first(),
            opened_on=opened_on or timezone.localdate(),
        ),
        "case.opened",
    )
    for area, voice, words in needs:
        row = Need(case=case, area=area, voice=voice, words=words, noted_on=case.opened_on)
        trail.create(actor, row, "need.added")
    involve(
        actor,
        person=person,
        organisation=organisation,
        project=project,
        territory=territory,
        follower=operator,
    )
    return case


def operators_of(organisation: Organisation, project: Project, territory: Territory | None = None) -> Any:
    """Users who can follow a case there: operators and managers of today, of this territory or of all."""
    today = timezone.localdate()
    roles = [
        role.value for role, table in ROLES.items() if "cases.edit" in table and role != Role.ADMINISTRATOR
    ]
    held = Membership.objects.unscoped("who can follow a case in an organisation").filter(
        Q(until=None) | Q(until__gte=today), organisation=organisation, role__in=roles, since__lte=today
    )
    if territory is not None:
        held = held.filter(Q(territory=None) | Q(territory=territory))
    return User.objects.filter(
        pk__in=held.filter(project=project).values("user"), is_active=True
    ) | User.objects.filter(pk__in=held.filter(project=None).values("user"), is_active=True)


@transaction.atomic
def change_operator(actor: Actor, *, case: Case, operator: User, reason: str = "") -> Case:
    """Hand a case to a colleague, who follows the person from now."""
    require_on(actor, "cases.edit", case)
    trail.lock(case)
    if not operators_of(case.organisation, case.project, case.territory).filter(pk=operator.pk).exists():
        raise ValidationError(
            {"operator": _("This user is not an operator of this organisation and project.")}
        )
    case = trail.change(actor, case, "case.handed_over", because=reason, operator=operator)
    involve(
        actor, person=case.person, organisation=case.organisation, project=case.project, follower=operator
    )
    return case


@transaction.atomic
def close_case(actor: Actor, *, case: Case, closed_on: date, outcome: str, closing_note: str = "") -> Case:
    """End a case. Raises ValidationError when it is closed already, or ends before it began."""
    require_on(actor, "cases.edit", case)
    trail.lock(case)  # two tabs at once: the second finds it closed
    if not case.is_open:
        raise ValidationError(_("A colleague has closed this case meanwhile."))
    if closed_on > timezone.localdate():
        raise ValidationError({"closed_on": _("This day is still to come.")})
    if not outcome:
        raise ValidationError({"outcome": _("Say how it ended.")})
    return trail.change(
        actor, case, "case.closed", closed_on=closed_on, outcome=outcome, closing_note=closing_note
    )


def reopen_case(actor: Actor, *, case: Case) -> Case:
    """Go on with a closed case."""
    require_on(actor, "cases.edit", case)
    return trail.change(actor, case, "case.reopened", closed_on=None, outcome="")
