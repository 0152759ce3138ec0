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

from accanto.accounts.models import User
from accanto.accounts.operations.door import KEEPER, digest, end_access, open_access, require_link_roles
from accanto.accounts.roles import Role
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.tutoring.models import PartyInvitation, Tutoring
from accanto.tutoring.pact.words import ENTRY_SUBJECT, OVER
from accanto.tutoring.words import Side

#: How long an invitation can be used.
VALID = timedelta(days=7)
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


@transaction.atomic
def invite_side(
    actor: Actor, *, tutoring: Tutoring, side: str, language: str = "it", email: str = ""
) -> Told:
    """A link and a code for one of the two. An invitation of before ends.

    Raises NotAllowed; ValidationError where the tutoring has ended, or where the account there is holds a role
    that no link may open.
    """
    _require(actor, tutoring)
    trail.lock(tutoring)
    if tutoring.ended_on is not None:
        raise ValidationError(OVER)
    require_link_roles(account_of(tutoring, side))
    for old in tutoring.invitations.filter(side=side):
        if old.is_open:
            trail.change(actor, old, "party.link_withdrawn", withdrawn_at=timezone.now())
    secret, code = secrets.token_urlsafe(32), f"{secrets.randbelow(1_000_000):06d}"
    row = PartyInvitation(
        tutoring=tutoring,
        side=side,
        language=language,
        email=email,
        code=code,
        secret_hash=digest(secret),
        invited_by=User.objects.filter(pk=actor.user_id).first(),
        expires_at=timezone.now() + VALID,
    )
    return Told(trail.create(actor, row, "party.invited"), secret, code)


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
        "organisation": invitation.tutoring.case.organisation,
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
    rows = rows.select_related("tutoring__tutor__account", "tutoring__case__person__account")
    found: PartyInvitation | None = rows.select_related("tutoring__case__organisation").first()
    if found is None or not found.is_open or found.tutoring.ended_on is not None:
        return None
    return found


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
    tie = invitation.tutoring
    case, is_tutor = tie.case, invitation.side == Side.TUTOR
    row: Any = tie.tutor if is_tutor else case.person
    user = open_access(
        user=row.account,
        role=Role.TUTOR if is_tutor else Role.BENEFICIARY,
        organisation=tie.tutor.organisation if is_tutor else case.organisation,
        project=tie.tutor.project if is_tutor else case.project,
        code=row.code,
        language=invitation.language,
        email=invitation.email,
    )
    if row.account_id is None:
        trail.change(KEEPER, row, "tutor.account_given" if is_tutor else "person.account_given", account=user)
    return user


@transaction.atomic
def withdraw_party_link(actor: Actor, *, invitation: PartyInvitation) -> PartyInvitation:
    """The link stops working at once."""
    _require(actor, invitation.tutoring)
    if not invitation.is_open:
        return invitation
    return trail.change(actor, invitation, "party.link_withdrawn", withdrawn_at=timezone.now())


@transaction.atomic
def shut_out(actor: Actor, *, tutoring: Tutoring, side: str) -> None:
    """One side comes in by link no more: open links, phones and sessions end. A new invitation opens it again."""
    _require(actor, tutoring)
    for invitation in tutoring.invitations.filter(side=side):
        withdraw_party_link(actor, invitation=invitation)
    user = account_of(tutoring, side)
    if user is not None:
        end_access(actor, user=user)


def close_doors(actor: Actor, *, tutoring: Tutoring) -> None:
    """After a tutoring has ended: its links end, and so does the way in of who has no other tutoring.

    The caller has asked whether the actor may. For `end_tutoring`, and for whoever suspends a tutor.
    """
    now = timezone.now()
    for invitation in tutoring.invitations.all():
        if invitation.is_open:
            trail.change(actor, invitation, "party.link_withdrawn", withdrawn_at=now)
    for side in Side:
        user = account_of(tutoring, side)
        if user is not None and not _ties_of(user).exists():
            end_access(actor, user=user)


def _ties_of(user: User) -> Any:
    ties = Tutoring.objects.visible_to(KEEPER).filter(ended_on=None)
    return ties.filter(Q(tutor__account=user) | Q(case__person__account=user))


def has_reason(actor: Actor) -> bool:
    """Whether someone has a tutoring that goes on, in their own sight: a reason to come in by link."""
    return bool(Tutoring.objects.visible_to(actor).filter(ended_on=None).exists())


def _require(actor: Actor, tutoring: Tutoring) -> None:
    if not allowed_on(actor, "tutoring.edit", tutoring):
        raise NotAllowed
