"""What is due about the agreement and the way in: a signature that is missing, a link that died of wrong codes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.actor import Actor
from accanto.core.today import MOST, TodayItem, Waits
from accanto.tutoring.models import AgreementSignature, Match, PartyInvitation, TutoringAgreement
from accanto.tutoring.pact.words import WAITS, WAITS_TEXT
from accanto.tutoring.words import Side

#: A dead link is told for so long, unless there is a new one.
TOLD = timedelta(days=14)


def items(actor: Actor) -> Iterator[Waits]:
    """For the two, what they have not signed; for who writes agreements, what waits and what went wrong."""
    if actor.user_id is None:
        return
    if actor.may("tutoring.sign"):
        yield from _mine(actor)
    if actor.may("tutoring.edit"):
        yield from _waiting(actor)
        yield from _dead_links(actor)


def _mine(actor: Actor) -> Iterator[Waits]:
    """The newest version of one's own agreements that lacks one's own signature."""
    rows = _open(actor, "tutoring.sign").exclude(put_on=None)
    as_tutor = Q(tutoring__tutor__account=actor.user_id) & ~Exists(_signed(actor, Side.TUTOR))
    as_person = Q(tutoring__case__person__account=actor.user_id) & ~Exists(_signed(actor, Side.PERSON))
    mine = rows.filter(as_tutor | as_person)
    yield Waits([mine], lambda: map(_to_sign, mine.order_by("put_on", "id")[:MOST]))


def _to_sign(row: TutoringAgreement) -> TodayItem:
    return TodayItem("pact", WAITS, WAITS_TEXT, row.get_absolute_url(), None, "now", "it-files")


def _waiting(actor: Actor) -> Iterator[Waits]:
    rows = _open(actor, "tutoring.edit").filter(tutoring__case__operator=actor.user_id, agreed_on=None)
    in_order = rows.select_related("tutoring__case", "tutoring__tutor").order_by("created_at", "id")
    yield Waits([rows], lambda: map(_unsigned, in_order[:MOST]))


def _unsigned(row: TutoringAgreement) -> TodayItem:
    what = {"tutoring": row.tutoring}
    if row.put_on is None:
        title, text = (
            _("%(tutoring)s: an agreement is being written"),
            _("Put it to the two when it is ready."),
        )
    else:
        title = _("%(tutoring)s: the agreement waits for a signature")
        text = _("They sign on their own page, on your phone, or on paper.")
    return TodayItem("pact", title % what, text, row.get_absolute_url(), row.put_on, "soon", "it-files")


def _dead_links(actor: Actor) -> Iterator[Waits]:
    newer = PartyInvitation.objects.visible_to(actor).filter(
        Q(tutoring=OuterRef("tutoring")) | Q(question=OuterRef("question")),
        side=OuterRef("side"),
        created_at__gt=OuterRef("created_at"),
    )
    dead = PartyInvitation.objects.visible_to(actor, "tutoring.edit").filter(
        ~Exists(newer),
        Q(question=None) | Q(question__match__state=Match.State.HELD),
        tutoring__ended_on=None,
        locked_at__gt=timezone.now() - TOLD,
    )
    dead = dead.filter(
        Q(invited_by=actor.user_id)
        | Q(tutoring__case__operator=actor.user_id)
        | Q(question__match__request__case__operator=actor.user_id)
    )
    pair = ("question__match__request__case", "question__match__tutor")
    latest = dead.select_related("tutoring__case", "tutoring__tutor", *pair).order_by("-locked_at", "id")
    yield Waits([dead], lambda: map(_of_dead_link, latest[:MOST]))


def _of_dead_link(row: PartyInvitation) -> TodayItem:
    title = _("%(tutoring)s: someone tried wrong codes") % {"tutoring": row.about}
    text = _("The link is dead. Ask whom it was sent to, then invite again.")
    day = timezone.localtime(row.locked_at).date() if row.locked_at else None
    return TodayItem("door", title, text, row.get_absolute_url(), day, "late", "it-warning-circle")


def _open(actor: Actor, capability: str) -> Any:
    """The newest version of each tutoring that goes on."""
    newer = TutoringAgreement.objects.visible_to(actor).filter(
        tutoring=OuterRef("tutoring"), number__gt=OuterRef("number")
    )
    return TutoringAgreement.objects.visible_to(actor, capability).filter(
        ~Exists(newer), tutoring__ended_on=None
    )


def _signed(actor: Actor, side: Side) -> Any:
    return AgreementSignature.objects.visible_to(actor).filter(agreement=OuterRef("pk"), side=side)
