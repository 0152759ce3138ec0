"""The two come in: invited by link and code, let in once, shut out again."""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone, translation

from accanto.accounts.doors import has_reason_beside
from accanto.accounts.models import User
from accanto.accounts.operations.door import KEEPER, digest, end_access, open_access, require_link_roles
from accanto.accounts.roles import Role
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.people.models import Person
from accanto.people.operations.identity import require_openable
from accanto.tutoring.models import Match, PairQuestion, PartyInvitation, Tutoring, TutorMember
from accanto.tutoring.operations.shared import end_calendar
from accanto.tutoring.pact.words import ENTRY_SUBJECT, OVER
from accanto.tutoring.scopes import part_of
from accanto.tutoring.words import ANOTHER_BESIDE, ASKED_NO_MORE, NOT_OF_GROUP, Side, TutorKind

#: How long an invitation can be used.
VALID = timedelta(days=7)
_LED_TO = (
    "followed__person__account",
    "followed__organisation",
    "member__account",
    "tutoring__tutor__account",
    "tutoring__case__person__account",
    "tutoring__case__organisation",
    "question__match__tutor__account",
    "question__match__request__case__person__account",
    "question__match__request__case__organisation",
)
#: After so many wrong codes a link is dead.
TRIES = 5


@dataclass(frozen=True)
class Told:
    """What is shown once, to who invites: the link's secret and the code to tell by voice."""

    invitation: PartyInvitation
    secret: str
    code: str


def account_of(tutoring: Tutoring, side: str) -> User | None:
    """The account of one side, if it has one."""
    return tutoring.tutor.account if side == Side.TUTOR else tutoring.case.person.account


def account_of_pair(match: Match, side: str) -> User | None:
    """The account of one side of a pair, if it has one."""
    return match.tutor.account if side == Side.TUTOR else match.request.case.person.account


@transaction.atomic
def invite_side(
    actor: Actor, *, tutoring: Tutoring, side: str, language: str = "it", email: str = ""
) -> Told:
    """A link and a code for one of the two. An invitation of before ends.

    Raises NotAllowed; ValidationError where the tutoring has ended, or where the account there is holds a role
    that no link may open.
    """
    _require(actor, tutoring)
    _check_goes_on(tutoring)
    require_link_roles(account_of(tutoring, side))
    return make_invitation(actor, {"tutoring": tutoring, "side": side, "member": None}, language, email)


@transaction.atomic
def invite_member(
    actor: Actor, *, tutoring: Tutoring, member: TutorMember, language: str = "it", email: str = ""
) -> Told:
    """A link and a code for someone of the group: by the organisation, or by the contact person of the group.

    Raises as `invite_side`; ValidationError too for who is not of the group, or where someone else of it stands
    beside this person.
    """
    if not is_contact_person(actor, tutoring):
        _require(actor, tutoring)
    _check_goes_on(tutoring)
    if member.tutor_id != tutoring.tutor_id or member.left_on:
        raise ValidationError({"member": NOT_OF_GROUP})
    turns = tutoring.beside.filter(until_on=None)
    if tutoring.beside.exists() and not turns.filter(member=member).exists():
        raise ValidationError({"member": ANOTHER_BESIDE})
    require_link_roles(member.account)
    on = {"tutoring": tutoring, "side": Side.TUTOR.value, "member": member}
    return make_invitation(actor, on, language, email)


@transaction.atomic
def invite_to_answer(actor: Actor, *, question: PairQuestion, language: str = "it", email: str = "") -> Told:
    """A link and a code for a side of a pair, so that they say themselves what they think of it. Raises as
    `invite_side`; ValidationError where the pair is held no more."""
    if not allowed_on(actor, "matching.decide", question):
        raise NotAllowed
    trail.lock(question)
    if not question.match.is_held:
        raise ValidationError(ASKED_NO_MORE)
    require_link_roles(question.account)
    return make_invitation(actor, {"question": question, "side": question.side}, language, email)


def is_contact_person(actor: Actor, tutoring: Tutoring) -> bool:
    """Whether the actor is the contact person of the group that tutors here, and may act for it."""
    of_group = TutorKind(tutoring.tutor.kind).is_group and actor.user_id is not None
    mine = of_group and tutoring.tutor.account_id == actor.user_id
    return mine and allowed_on(actor, "tutoring.contact", tutoring)


def _check_goes_on(tutoring: Tutoring) -> None:
    trail.lock(tutoring)
    if tutoring.ended_on is not None:
        raise ValidationError(OVER)


def make_invitation(actor: Actor, on: dict[str, Any], language: str, email: str) -> Told:
    """A link and a code; those of before to the same end. The caller has asked whether the actor may.

    The link and the code open all that is the person's own, their name too: they are made by who may open it now.
    Raises ValidationError where the actor may not.
    """
    if on["side"] == Side.PERSON:
        require_openable(actor, _person_of(on))
    for old in PartyInvitation.objects.visible_to(KEEPER).filter(**on):
        if old.is_open:
            trail.change(actor, old, "party.link_withdrawn", withdrawn_at=timezone.now())
    secret, code = secrets.token_urlsafe(32), f"{secrets.randbelow(1_000_000):06d}"
    row = PartyInvitation(
        **on,
        language=language,
        email=email,
        code=code,
        secret_hash=digest(secret),
        invited_by=User.objects.filter(pk=actor.user_id).first(),
        expires_at=timezone.now() + VALID,
    )
    return Told(trail.create(actor, row, "party.invited"), secret, code)


def _person_of(on: dict[str, Any]) -> Person:
    """Whose page an invitation leads to."""
    if "followed" in on:
        return on["followed"].person
    of = on["tutoring"] if "tutoring" in on else on["question"].match.request
    return of.case.person


@transaction.atomic
def send_party_link(*, invitation: PartyInvitation, url: str) -> None:
    """Make a second link for the mail and send it; `url` holds `SECRET`. The code is never in the mail."""
    trail.lock(invitation)
    if not invitation.is_open or not invitation.email:
        return
    secret = secrets.token_urlsafe(32)
    trail.change(KEEPER, invitation, "party.link_sent", mailed_hash=digest(secret))
    context = {
        "link": url.replace("SECRET", secret),
        "organisation": invitation.case.organisation,
        "days": VALID.days,
    }
    with translation.override(invitation.language):
        send_mail(
            str(ENTRY_SUBJECT),
            render_to_string("tutoring/parties/invitation.txt", context),
            settings.DEFAULT_FROM_EMAIL,
            [invitation.email],
        )


def find_party_invitation(secret: str) -> PartyInvitation | None:
    """The open invitation of a link: unknown, used, dead, withdrawn and expired look alike."""
    shown = digest(secret)
    rows = PartyInvitation.objects.visible_to(KEEPER).filter(Q(secret_hash=shown) | Q(mailed_hash=shown))
    found: PartyInvitation | None = rows.select_related(*_LED_TO).first()
    return found if found is not None and found.is_open and found.leads_somewhere else None


@transaction.atomic
def try_code(*, secret: str, code: str) -> User | int | None:
    """The account that the link opens with this code; how many tries are left; None where it is dead.

    A wrong code is counted even though nothing else is written, so no error is raised for it.
    """
    invitation = find_party_invitation(secret)
    if invitation is None:
        return None
    trail.lock(invitation)
    if not invitation.is_open:
        return None
    if not hmac.compare_digest(str(invitation.code).encode(), _digits(code).encode()):
        return _count_wrong(invitation)
    user = _let_in(invitation)
    trail.change(KEEPER, invitation, "party.came_in", used_at=timezone.now())
    return user


def _count_wrong(invitation: PartyInvitation) -> int:
    wrong = invitation.wrong_codes + 1
    if wrong >= TRIES:
        trail.change(KEEPER, invitation, "party.link_dead", wrong_codes=wrong, locked_at=timezone.now())
    else:
        trail.change(KEEPER, invitation, "party.code_wrong", wrong_codes=wrong)
    return TRIES - wrong


def _digits(code: str) -> str:
    """What was typed as plain digits: of any script, with spaces or without."""
    return "".join(
        str(unicodedata.decimal(sign)) for sign in code if unicodedata.decimal(sign, None) is not None
    )


def _let_in(invitation: PartyInvitation) -> User:
    case, tutor = invitation.case, invitation.tutor if invitation.side == Side.TUTOR else None
    is_tutor = tutor is not None
    row: Any = invitation.member or tutor or case.person
    place = tutor or case
    user = open_access(
        user=row.account,
        role=Role.TUTOR if is_tutor else Role.BENEFICIARY,
        organisation=place.organisation,
        project=place.project,
        code=(tutor or case.person).code,
        language=invitation.language,
        email=invitation.email,
    )
    action = "tutor.account_given" if is_tutor else "person.account_given"
    if row.account_id is None:
        trail.change(KEEPER, row, "member.account_given" if invitation.member else action, account=user)
    _follow_questions(invitation, user, action)
    return user


def _follow_questions(invitation: PartyInvitation, user: User, action: str) -> None:
    """What they were asked before they had an account is theirs to answer now."""
    if invitation.member is not None:
        return
    waiting = PairQuestion.objects.visible_to(KEEPER).filter(side=invitation.side, account=None)
    mine = (
        Q(match__tutor=invitation.tutor)
        if invitation.side == Side.TUTOR
        else Q(match__request__case__person=invitation.case.person)
    )
    for question in waiting.filter(mine):
        trail.change(KEEPER, question, action, account=user)


@transaction.atomic
def withdraw_party_link(actor: Actor, *, invitation: PartyInvitation) -> PartyInvitation:
    """The link stops working at once."""
    if not allowed_on(actor, "tutoring.edit", invitation):
        raise NotAllowed
    if not invitation.is_open:
        return invitation
    return trail.change(actor, invitation, "party.link_withdrawn", withdrawn_at=timezone.now())


@transaction.atomic
def shut_out(actor: Actor, *, tutoring: Tutoring, side: str) -> None:
    """One side comes in by link no more: open links, phones and sessions end. A new invitation opens it again.
    With the tutor's side everyone of the group is out."""
    _require(actor, tutoring)
    for invitation in _invitations(tutoring).filter(side=side):
        withdraw_party_link(actor, invitation=invitation)
    for user in _accounts(tutoring, side):
        end_access(actor, user=user)
        end_calendar(actor, user=user)


def shut_member_out(actor: Actor, *, member: TutorMember) -> None:
    """Someone leaves the group: their links end, and their way in, unless they have another tutoring. The caller
    has asked whether the actor may, and has taken the account off the member."""
    for invitation in PartyInvitation.objects.visible_to(KEEPER).filter(member=member):
        if invitation.is_open:
            trail.change(actor, invitation, "party.link_withdrawn", withdrawn_at=timezone.now())


def end_way_in(actor: Actor, user: User) -> None:
    """Whoever has no tutoring any more comes in by link no more; unless another room has a reason to let them in."""
    if not _ties_of(user).exists() and not has_reason_beside(has_reason, user):
        end_access(actor, user=user)


def close_doors(actor: Actor, *, tutoring: Tutoring) -> None:
    """After a tutoring has ended: its links end, and so does the way in of who has no other tutoring.

    The caller has asked whether the actor may. For `end_tutoring`, and for whoever suspends a tutor.
    """
    now = timezone.now()
    for invitation in _invitations(tutoring):
        if invitation.is_open:
            trail.change(actor, invitation, "party.link_withdrawn", withdrawn_at=now)
    for side in Side:
        for user in _accounts(tutoring, side):
            end_way_in(actor, user)


def _invitations(tutoring: Tutoring) -> Any:
    return PartyInvitation.objects.visible_to(KEEPER).filter(tutoring=tutoring)


def _accounts(tutoring: Tutoring, side: str) -> list[User]:
    """Everyone who comes in for a side."""
    found = {account_of(tutoring, side)}
    if side == Side.TUTOR:
        members = tutoring.tutor.members.exclude(account=None).select_related("account")
        found |= {member.account for member in members}
    return [user for user in found if user is not None]


def _ties_of(user: User) -> Any:
    return Tutoring.objects.visible_to(KEEPER).filter(part_of(user.pk), ended_on=None)


def has_reason(actor: Actor) -> bool:
    """Whether someone has a tutoring that goes on, or a pair to think about, in their own sight: a reason to come
    in by link."""
    if Tutoring.objects.visible_to(actor).filter(ended_on=None).exists():
        return True
    asked = PairQuestion.objects.visible_to(actor, "asking.answer")
    return bool(asked.filter(match__state=Match.State.HELD).exists())


def _require(actor: Actor, tutoring: Tutoring) -> None:
    if not allowed_on(actor, "tutoring.edit", tutoring):
        raise NotAllowed
