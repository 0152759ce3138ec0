"""Opening, handing over, closing and reopening a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.accounts.models import Membership, User
from accanto.accounts.roles import ROLES, Role
from accanto.cases.answering import columns_of
from accanto.cases.asked import CLOSURE
from accanto.cases.closing import in_the_way
from accanto.cases.models import Case, Handover, Need
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


def operators_today() -> Any:
    """The keys of all users who can follow cases somewhere today, to ask of cases in sight whose operator left."""
    today = timezone.localdate()
    roles = [role.value for role, table in ROLES.items() if "cases.edit" in table]
    held = Membership.objects.unscoped("whether who follows a case in sight still works somewhere")
    held = held.filter(Q(until=None) | Q(until__gte=today), role__in=roles, since__lte=today)
    return held.filter(user__is_active=True).values("user")


def colleagues_of(actor: Actor) -> Any:
    """Users who follow cases in the actor's organisations, or did: cases of one who left are looked for too."""
    roles = [role.value for role, table in ROLES.items() if "cases.edit" in table]
    grants = getattr(actor, "grants", ())
    organisations = {each.organisation_id for each in grants if each.reach("cases.see")}
    held = Membership.objects.unscoped("who follows cases in the actor's own organisations")
    held = held.filter(organisation__in=organisations, role__in=roles)
    return User.objects.filter(pk__in=held.values("user")).order_by("name")


@transaction.atomic
def change_operator(actor: Actor, *, case: Case, operator: User, note: str) -> Case:
    """Hand a case to a colleague, who follows the person from now, with why and what they should know.

    Raises ValidationError where the case is closed, the colleague follows it already or does not work there, or
    nothing is said; and for who would take a case over themselves without being able to read the name.
    """
    require_on(actor, "cases.edit", case)
    trail.lock(case)
    if not case.is_open:
        raise ValidationError(_("This case is closed: open it again before you hand it over."))
    _require_operator(case, operator)
    row = Handover(
        case=case,
        before=case.operator,
        after=operator,
        by=User.objects.get(pk=actor.user_id),
        on=timezone.localdate(),
        note=note.strip(),
    )
    trail.create(actor, row, "handover.noted")
    case = trail.change(actor, case, "case.handed_over", operator=operator)
    involve(
        actor, person=case.person, organisation=case.organisation, project=case.project, follower=operator
    )
    return case


def _require_operator(case: Case, operator: User) -> None:
    if not operators_of(case.organisation, case.project, case.territory).filter(pk=operator.pk).exists():
        raise ValidationError(
            {"operator": _("This user is not an operator of this organisation and project.")}
        )


@transaction.atomic
def close_case(
    actor: Actor,
    *,
    case: Case,
    closed_on: date,
    outcome: str,
    closing_note: str = "",
    answers: Mapping[str, Any] | None = None,
) -> Case:
    """End a case. Raises ValidationError when it is closed already, ends before it began, or something of
    `cases.closing` stands in the way."""
    require_on(actor, "cases.edit", case)
    trail.lock(case)  # two tabs at once: the second finds it closed
    if not case.is_open:
        raise ValidationError(_("A colleague has closed this case meanwhile."))
    if closed_on > timezone.localdate():
        raise ValidationError({"closed_on": _("This day is still to come.")})
    if not outcome:
        raise ValidationError({"outcome": _("Say how it ended.")})
    if left := in_the_way(case):
        raise ValidationError({"closed_on": left})
    values: dict[str, Any] = {"closed_on": closed_on, "outcome": outcome, "closing_note": closing_note}
    return trail.change(
        actor, case, "case.closed", **values, **columns_of(case.project, CLOSURE, answers, case)
    )


@transaction.atomic
def reopen_case(actor: Actor, *, case: Case, operator: User, reason: str) -> Case:
    """Go on with a closed case, followed by a colleague who works there today.

    Raises ValidationError where it is open, no reason is said, the operator has left, or the person has another
    open case here in the project: the two would be one.
    """
    require_on(actor, "cases.edit", case)
    trail.lock(case)
    if case.is_open:
        raise ValidationError(_("A colleague has opened this case again meanwhile."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it is opened again.")})
    _require_operator(case, operator)
    case = trail.change(
        actor, case, "case.reopened", because=reason.strip(), closed_on=None, outcome="", operator=operator
    )
    involve(
        actor, person=case.person, organisation=case.organisation, project=case.project, follower=operator
    )
    return case
