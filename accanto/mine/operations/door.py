"""The way into one's own page: given by the operator, ended by them, and its ground while it lasts."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.accounts.operations.door import KEEPER, end_access, require_link_roles
from accanto.cases.models import Case
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.mine.models import OwnCase
from accanto.tutoring.models import PartyInvitation
from accanto.tutoring.operations.party import Told, make_invitation, withdraw_party_link
from accanto.tutoring.operations.shared import end_calendar
from accanto.tutoring.words import Side

#: For so long after a case has ended the person still reads their page, takes their data along and asks.
READABLE = timedelta(days=180)


def still_read(today: date) -> Q:
    """Of cases: those that the person still reads on their own page."""
    return Q(closed_on=None) | Q(closed_on__gte=today - READABLE)


@transaction.atomic
def invite_person(actor: Actor, *, case: Case, language: str, email: str = "") -> Told:
    """A link and a code to the person's own page. Raises ValidationError for a case that has ended."""
    if not allowed_on(actor, "cases.edit", case):
        raise NotAllowed
    trail.lock(case)
    if not case.is_open:
        raise ValidationError(_("This case is closed: nobody is invited to it any more."))
    require_link_roles(case.person.account)
    on = {"followed": case, "side": Side.PERSON.value, "member": None}
    return make_invitation(actor, on, language, email)


@transaction.atomic
def end_way_in(actor: Actor, *, case: Case) -> None:
    """The person comes in by link no more, on any phone: one was lost, or someone else has it. Whatever invitation of
    theirs is open ends with it, to a tutoring too, and so does the secret address of their calendar."""
    if not allowed_on(actor, "cases.edit", case):
        raise NotAllowed
    theirs = Q(tutoring__case__person=case.person_id) | Q(
        question__match__request__case__person=case.person_id
    )
    ends = Q(followed=case) | Q(theirs, side=Side.PERSON)
    for invitation in PartyInvitation.objects.visible_to(KEEPER).filter(ends, withdrawn_at=None).distinct():
        if invitation.is_open:
            withdraw_party_link(actor, invitation=invitation)
        else:
            trail.change(actor, invitation, "party.link_withdrawn", withdrawn_at=timezone.now())
    if case.person.account is not None:
        end_access(actor, user=case.person.account)
        end_calendar(actor, user=case.person.account)


def has_reason(actor: Actor) -> bool:
    """Whether someone came in by an invitation to their own page that stands, of a case that they still read."""
    cases = OwnCase.objects.visible_to(actor).filter(still_read(timezone.localdate()))
    used = PartyInvitation.objects.visible_to(KEEPER).filter(withdrawn_at=None).exclude(used_at=None)
    return bool(used.filter(followed__in=cases.order_by().values("pk")).exists())
