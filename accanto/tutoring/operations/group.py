"""A group that tutors: who is in it, who of it stands beside whom."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.accounts.models import Membership, User
from accanto.accounts.operations.door import KEEPER
from accanto.accounts.roles import Role
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.tutoring.models import Tutor, Tutoring, TutoringMember, TutorMember
from accanto.tutoring.operations.party import end_way_in, shut_member_out
from accanto.tutoring.words import TutorKind


def add_member(actor: Actor, *, tutor: Tutor, name: str, joined_on: date) -> TutorMember:
    """Someone more in the group."""
    _require(actor, tutor)
    if not TutorKind(tutor.kind).is_group:
        raise ValidationError(_("A single citizen has no members."))
    if joined_on > timezone.localdate():
        raise ValidationError({"joined_on": _("This day is still to come.")})
    return trail.create(actor, TutorMember(tutor=tutor, name=name, joined_on=joined_on), "member.joined")


@transaction.atomic
def member_leaves(actor: Actor, *, member: TutorMember, left_on: date) -> TutorMember:
    """Someone leaves the group: from that day they stand beside nobody of it, and see nothing of it."""
    _require(actor, member.tutor)
    return _leave(actor, member, left_on)


@transaction.atomic
def leave_group(actor: Actor, *, tutoring: Tutoring) -> TutorMember:
    """Someone of the group leaves it themselves, today. Nobody need say why.

    Raises NotAllowed for whoever is not of it; the contact person asks the organisation.
    """
    if not allowed_on(actor, "tutoring.contact", tutoring):
        raise NotAllowed
    member = member_of(tutoring, actor)
    if member is None:
        raise NotAllowed
    return _leave(actor, member, timezone.localdate())


def member_of(tutoring: Tutoring, actor: Actor) -> TutorMember | None:
    """Who of the group the actor is."""
    if actor.user_id is None:
        return None
    found: TutorMember | None = tutoring.tutor.members.filter(account=actor.user_id, left_on=None).first()
    return found


def _leave(actor: Actor, member: TutorMember, left_on: date) -> TutorMember:
    trail.lock(member)
    if member.left_on:
        raise ValidationError(_("They have left the group already."))
    if left_on > timezone.localdate():
        raise ValidationError({"left_on": _("This day is still to come.")})
    if left_on < member.joined_on:
        raise ValidationError({"left_on": _("The end comes before the beginning.")})
    for row in TutoringMember.objects.visible_to(KEEPER).filter(member=member, until_on=None):
        trail.change(actor, row, "member.stepped_aside", until_on=max(left_on, row.from_on))
    user = member.account
    shut_member_out(actor, member=member)
    gone = trail.change(actor, member, "member.left", left_on=left_on, account=None)
    if user is not None:
        end_way_in(actor, user)
    return gone


def give_member_account(actor: Actor, *, member: TutorMember, email: str) -> TutorMember:
    """Tie a member to an account that holds the role of tutor in the group's organisation; empty: to none."""
    _require(actor, member.tutor)
    user = None
    if email.strip():
        user = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
        held = Membership.objects.unscoped("whether an account is a tutor's here, never shown")
        here = held.filter(user=user, role=Role.TUTOR, until=None, organisation=member.tutor.organisation_id)
        if user is None or not here.exists():
            raise ValidationError(
                {
                    "email": _(
                        "No account of a tutor of this organisation has this address: first invite them."
                    )
                }
            )
    return trail.change(actor, member, "member.account_given", account=user)


@transaction.atomic
def put_beside(actor: Actor, *, tutoring: Tutoring, member: TutorMember, from_on: date) -> TutoringMember:
    """Who of the group stands beside the person from a day; whoever did so before steps aside that day."""
    if not allowed_on(actor, "tutoring.edit", tutoring):
        raise NotAllowed
    trail.lock(tutoring)
    _check_turn(tutoring, member, from_on)
    before = tutoring.beside.filter(until_on=None).first()
    if before is not None:
        if before.member_id == member.pk:
            raise ValidationError({"member": _("They stand beside this person already.")})
        if from_on < before.from_on:
            raise ValidationError(
                {"from_on": _("On this day someone else had just come: choose a later one.")}
            )
        trail.change(actor, before, "member.stepped_aside", until_on=from_on)
    return trail.create(
        actor, TutoringMember(tutoring=tutoring, member=member, from_on=from_on), "member.stands_beside"
    )


def _check_turn(tutoring: Tutoring, member: TutorMember, from_on: date) -> None:
    if tutoring.ended_on is not None:
        raise ValidationError(_("This tutoring has ended already."))
    if member.tutor_id != tutoring.tutor_id or member.left_on:
        raise ValidationError({"member": _("Choose someone who is in the group now.")})
    if from_on > timezone.localdate():
        raise ValidationError({"from_on": _("This day is still to come.")})
    if from_on < tutoring.started_on or from_on < member.joined_on:
        raise ValidationError({"from_on": _("The two were not beside each other on this day.")})


def _require(actor: Actor, tutor: Tutor) -> None:
    if not allowed_on(actor, "tutors.edit", tutor):
        raise NotAllowed
