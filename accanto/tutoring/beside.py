"""The shared page of the two, read: what is next, what they noted, proposed and told, from one side's eyes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from accanto.core.actor import Actor
from accanto.tutoring.models import CheckIn, Contact, PrivateWord, Proposal, SharedWord, Tutoring, TutorMember
from accanto.tutoring.operations.agreement import newest_agreement
from accanto.tutoring.operations.pause import pause_of
from accanto.tutoring.operations.rhythm import stand
from accanto.tutoring.operations.side import first_of
from accanto.tutoring.words import (
    NOT_SAID,
    ContactState,
    PrivateKind,
    ProposalState,
    Side,
    TutorKind,
    WordKind,
)

#: For so long after the end the two may still read their page.
READABLE = timedelta(days=180)
#: Rows of each kind on the page: the newest.
CONTACTS, WORDS, PROPOSALS = 15, 60, 40


def is_readable(tie: Tutoring) -> bool:
    """Whether the two may still read their page."""
    return tie.ended_on is None or tie.ended_on >= timezone.localdate() - READABLE


def names_of(tie: Tutoring) -> dict[str, str]:
    """How each of the two is called: as they chose, or by what they are. Never a name of the vault."""
    chosen = {row.side: row.called for row in tie.sides.all()}
    return {str(side): chosen.get(side) or str(words) for side, words in NOT_SAID.items()}


def readers_of(tie: Tutoring) -> list[TutorMember]:
    """Who of a group reads this page besides its contact person (`scopes.in_the_group`, as rows)."""
    if not TutorKind(tie.tutor.kind).is_group:
        return []
    members = list(tie.tutor.members.filter(left_on=None).exclude(account=None))
    turns = list(tie.beside.all())
    beside = {turn.member_id for turn in turns if turn.until_on in (None, tie.ended_on)}
    return [member for member in members if not turns or member.pk in beside]


def page_of(actor: Actor, tie: Tutoring, side: Side) -> dict[str, Any]:
    """Everything that the page of one of the two shows. Keys are the template's."""
    today = timezone.localdate()
    contacts = list(tie.contacts.select_related("twin").prefetch_related("versions")[: 4 * CONTACTS])
    sides = {row.side: row for row in tie.sides.all()}
    seen_at = sides[side].seen_at if side in sides else None
    paused = pause_of(tie, today, to_come=True)
    names = names_of(tie)
    return {
        "side": side,
        "names": names,
        "me": sides[side].called if side in sides else "",
        "other": names[side.other],
        "pause": paused,
        "is_paused": paused is not None and paused.starts_on <= today,
        "standing": stand([tie], today)[tie.pk].rules if tie.ended_on is None else [],
        "readers": readers_of(tie),
        "is_group": TutorKind(tie.tutor.kind).is_group,
        "check_ins": _check_ins(actor, tie),
        **_agreed(actor, tie, side),
        **_proposals(tie, side, seen_at, today),
        **_contacts(contacts, tie, side, seen_at),
        **_words(actor, tie, side, seen_at),
        "private": _private(actor, tie),
    }


def has_news(page: dict[str, Any]) -> bool:
    """Whether anything on a page is new to its reader."""
    rows: list[Any] = [*page["contacts"], *page["proposals"], *page["words"]]
    rows += [answer for word in page["words"] for answer in word.told]
    return any(row.is_new for row in rows)


def _agreed(actor: Actor, tie: Tutoring, side: Side) -> dict[str, Any]:
    """The agreement of the two, once it was put to them, and whether the reader has still to sign it."""
    newest = newest_agreement(tie)
    seen = newest if newest is not None and newest.put_on else None
    signed = set(seen.signatures.values_list("side", flat=True)) if seen else set()
    waits = seen is not None and side not in signed and tie.ended_on is None
    return {"agreement": seen, "to_sign": waits and first_of(tie, actor.user_id) is not None}


def _check_ins(actor: Actor, tie: Tutoring) -> list[CheckIn]:
    """What the reader has still to answer."""
    rows = CheckIn.objects.visible_to(actor, "checkins.answer")
    return list(rows.filter(tutoring=tie, account=actor.user_id, answered_on=None))


def _new(at: datetime, by: str, side: Side, seen_at: datetime | None) -> bool:
    return by != side and (seen_at is None or at > seen_at)


def _proposals(tie: Tutoring, side: Side, seen_at: datetime | None, today: date) -> dict[str, Any]:
    rows: list[Proposal] = list(
        tie.proposals.exclude(state__in=(ProposalState.WITHDRAWN, ProposalState.DONE)).order_by("on", "at")[
            :PROPOSALS
        ]
    )
    for row in rows:
        row.is_new = _new(row.last_at, row.last_side, side, seen_at)  # type: ignore[attr-defined]
        row.is_mine = row.side == side  # type: ignore[attr-defined]
    agreed = [row for row in rows if row.state == ProposalState.ACCEPTED]
    is_open = [row for row in rows if row.state == ProposalState.OPEN]
    declined = [row for row in rows if row.state == ProposalState.DECLINED and row.on >= today]
    return {
        "proposals": rows,
        "planned": [row for row in agreed if row.on >= today],
        "past": [row for row in agreed if row.on < today],
        "to_answer": [row for row in is_open if row.awaits(side)],
        "waiting": [row for row in is_open if not row.awaits(side)],
        "declined": declined,
    }


def _contacts(
    contacts: Iterable[Contact], tie: Tutoring, side: Side, seen_at: datetime | None
) -> dict[str, Any]:
    rows = [row for row in contacts if row.state != ContactState.WITHDRAWN][:CONTACTS]
    for row in with_who_was_there(tie, rows):
        found: Any = row
        mine = row.noted_by == side
        found.is_new = _new(row.created_at, row.noted_by, side, seen_at)
        found.is_mine = mine
        found.to_confirm = row.state == ContactState.NOTED and row.noted_by == side.other
        found.may_withdraw = mine and row.state == ContactState.NOTED
    return {
        "contacts": rows,
        "to_confirm": [row for row in rows if row.to_confirm and not row.twin_id],  # type: ignore[attr-defined]
        "to_tell_apart": [row for row in rows if row.twin_id],
    }


def with_who_was_there(tie: Tutoring, rows: list[Contact]) -> list[Contact]:
    """Contacts of a tie, each with the names of those of the group who were there, as `there`."""
    named = any(row.members for row in rows)
    group = {str(member.pk): member.name for member in tie.tutor.members.all()} if named else {}
    for row in rows:
        row.there = [group[pk] for pk in row.members if pk in group]  # type: ignore[attr-defined]
    return rows


def _words(actor: Actor, tie: Tutoring, side: Side, seen_at: datetime | None) -> dict[str, Any]:
    rows = SharedWord.objects.visible_to(actor).filter(tutoring=tie, withdrawn_at=None)
    found: list[Any] = list(rows.order_by("-created_at", "-id")[: 2 * WORDS])
    for row in found:
        row.is_new = _new(row.edited_at or row.created_at, row.side, side, seen_at)
        row.is_mine = row.side == side
        row.told = []
    first = {row.pk: row for row in found if row.kind != WordKind.ANSWER}
    for row in reversed(found):
        if row.answers_id in first:
            first[row.answers_id].told.append(row)
    words = list(first.values())[:WORDS]
    likes = (WordKind.LIKE, WordKind.DISLIKE)
    return {
        "words": words,
        "news": [row for row in words if row.kind == WordKind.NEWS],
        "likes": [row for row in words if row.kind in likes],
        "places": [row for row in words if row.kind in (WordKind.PLACE, WordKind.STORY)],
    }


def _private(actor: Actor, tie: Tutoring) -> list[PrivateWord]:
    """What the reader wrote to the organisation themselves; the page shows no one else's."""
    mine = PrivateWord.objects.visible_to(actor).filter(tutoring=tie, author=actor.user_id, withdrawn_at=None)
    return list(mine[:10])


def asked_to_leave(private: Iterable[PrivateWord]) -> PrivateWord | None:
    """That the reader asked to stop, which they may take back until the tie has ended."""
    return next((word for word in private if word.kind == PrivateKind.LEAVE), None)
