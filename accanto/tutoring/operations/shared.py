"""What the two tell each other, how they are called, a pause, a private word to the organisation, a calendar."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accanto.accounts.models import User
from accanto.accounts.operations.door import KEEPER
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.core.sealed import keyed_hash, keyed_hashes
from accanto.tutoring.models import (
    CalendarLink,
    PrivateWord,
    SharedWord,
    Tutoring,
    TutoringPause,
)
from accanto.tutoring.operations.alert import watch_words
from accanto.tutoring.operations.pause import begin_pause, pause_of
from accanto.tutoring.operations.pause import end_pause as end_pause_on
from accanto.tutoring.operations.rhythm import renew
from accanto.tutoring.operations.side import (
    as_one_of_the_two,
    check_to_come,
    row_of_side,
    sent_twice,
    side_of,
    some_words,
    user_of,
)
from accanto.tutoring.words import (
    END_IS_PAST,
    HAVING_A_PAUSE,
    NOT_YOURS,
    TAKEN_BACK,
    PrivateKind,
    Side,
    WordKind,
)

#: Which hashes of the keyring's index family are secrets of calendar links.
_USE = "tutoring.calendar_link"


# --- who we are -------------------------------------------------------------------------------------


@transaction.atomic
def call_me(actor: Actor, *, tutoring: Tutoring, side: Side, called: str) -> None:
    """How one of the two wishes to be called: said by themselves, or written down by the operator."""
    if not allowed_on(actor, "tutoring.edit", tutoring) and as_one_of_the_two(actor, tutoring) != side:
        raise NotAllowed
    row = row_of_side(actor, tutoring, side)
    trail.change(actor, row, "tutoring.called", called=called.strip())


@transaction.atomic
def mark_seen(actor: Actor, *, tutoring: Tutoring, at: datetime) -> None:
    """One of the two has seen what was new at that time."""
    side = side_of(tutoring, actor.user_id)
    if side is not None:
        trail.change(actor, row_of_side(actor, tutoring, side), "tutoring.seen", seen_at=at)


# --- words of the two -------------------------------------------------------------------------------


@transaction.atomic
def tell(actor: Actor, *, tutoring: Tutoring, kind: str, text: str, place: str = "") -> SharedWord:
    """News, what one likes or not, a place, a story: for the other one. Twice in a moment is once."""
    side = as_one_of_the_two(actor, tutoring)
    return _say(actor, tutoring, side, kind, some_words(text, "text"), place.strip(), None)


@transaction.atomic
def answer_word(actor: Actor, *, word: SharedWord, text: str) -> SharedWord:
    """Answer what one of the two told with a word of one's own."""
    side = as_one_of_the_two(actor, word.tutoring)
    _there(word)
    first = word.answers or word  # an answer to an answer stands under the first word
    return _say(actor, word.tutoring, side, WordKind.ANSWER, some_words(text, "text"), "", first)


def _say(
    actor: Actor, tie: Tutoring, side: Side, kind: str, text: str, place: str, answers: SharedWord | None
) -> SharedWord:
    mine = SharedWord.objects.visible_to(actor).filter(tutoring=tie, side=side, kind=kind, withdrawn_at=None)
    again = sent_twice(mine[:5], text=text, place=place, answers_id=answers.pk if answers else None)
    if again is not None:
        return again
    row = SharedWord(
        tutoring=tie,
        kind=kind,
        side=side,
        author=user_of(actor),
        text=text,
        place=place,
        answers=answers,
    )
    return trail.create(actor, row, "word.told")


@transaction.atomic
def change_word(actor: Actor, *, word: SharedWord, text: str, place: str = "") -> SharedWord:
    """Change one's own words."""
    _own(actor, word)
    values = {"text": some_words(text, "text"), "place": place.strip()}
    if all(getattr(word, name) == value for name, value in values.items()):
        return word
    return trail.change(actor, word, "word.changed", edited_at=timezone.now(), **values)


@transaction.atomic
def withdraw_word(actor: Actor, *, word: SharedWord) -> SharedWord:
    """Take one's own words back: they are gone, and what was answered to them is not shown."""
    if word.withdrawn_at is not None:
        return word
    _own(actor, word)
    return trail.change(actor, word, "word.withdrawn", text="", place="", withdrawn_at=timezone.now())


def _own(actor: Actor, word: SharedWord) -> None:
    side = as_one_of_the_two(actor, word.tutoring)
    _there(word)
    if word.side != side:
        raise ValidationError(NOT_YOURS)


def _there(word: SharedWord) -> None:
    trail.lock(word)
    if word.withdrawn_at is not None:
        raise ValidationError(TAKEN_BACK)


# --- a pause, and leaving -----------------------------------------------------------------------------


@transaction.atomic
def pause(actor: Actor, *, tutoring: Tutoring, starts_on: date, ends_on: date | None = None) -> TutoringPause:
    """A time in which nothing is asked; nobody need say why, nor until when."""
    as_one_of_the_two(actor, tutoring)
    check_to_come(starts_on, "starts_on")
    if ends_on is not None and ends_on <= starts_on:
        raise ValidationError({"ends_on": END_IS_PAST})
    if pause_of(tutoring, starts_on, to_come=True) is not None:
        raise ValidationError({"starts_on": HAVING_A_PAUSE})
    return begin_pause(actor, tutoring=tutoring, starts_on=starts_on, ends_on=ends_on)


@transaction.atomic
def end_pause(actor: Actor, *, tutoring: Tutoring) -> None:
    """In touch again from today; a pause that has not begun is forgotten. Either of the two may say so."""
    as_one_of_the_two(actor, tutoring)
    today = timezone.localdate()
    found = pause_of(tutoring, today, to_come=True)
    if found is None or found.by_suspension:  # only the organisation ends its own hold
        return
    if found.starts_on >= today:
        trail.remove(actor, found, "pause.forgotten")
        renew(tutoring)
    else:
        end_pause_on(actor, tutoring=tutoring, on=today)


# --- to the organisation ------------------------------------------------------------------------------


@transaction.atomic
def write_privately(actor: Actor, *, tutoring: Tutoring, text: str) -> PrivateWord:
    """A word to the organisation, which the other one never sees."""
    side = as_one_of_the_two(actor, tutoring)
    return _privately(actor, tutoring, side, PrivateKind.WORD, some_words(text, "text"))


@transaction.atomic
def ask_to_leave(actor: Actor, *, tutoring: Tutoring, text: str = "") -> PrivateWord:
    """Ask the operator to end it kindly. Nobody need say why; asked twice is asked once."""
    side = as_one_of_the_two(actor, tutoring)
    asked = PrivateWord.objects.visible_to(actor).filter(
        tutoring=tutoring, side=side, kind=PrivateKind.LEAVE, withdrawn_at=None
    )
    return asked.first() or _privately(actor, tutoring, side, PrivateKind.LEAVE, text.strip())


def _privately(actor: Actor, tie: Tutoring, side: Side, kind: str, text: str) -> PrivateWord:
    mine = PrivateWord.objects.visible_to(actor).filter(tutoring=tie, side=side, kind=kind, withdrawn_at=None)
    again = sent_twice(mine[:5], text=text)
    if again is not None:
        return again
    row = PrivateWord(tutoring=tie, kind=kind, side=side, author=user_of(actor), text=text)
    trail.create(actor, row, "private_word.written")
    watch_words(tutoring=tie, side=side, text=text)
    return row


@transaction.atomic
def withdraw_private(actor: Actor, *, word: PrivateWord) -> PrivateWord:
    """Take back one's own private word, or what one had asked."""
    as_one_of_the_two(actor, word.tutoring)
    if word.author_id != actor.user_id:
        raise NotAllowed
    trail.lock(word)
    if word.withdrawn_at is not None:
        return word
    return trail.change(actor, word, "private_word.withdrawn", text="", withdrawn_at=timezone.now())


@transaction.atomic
def see_private(actor: Actor, *, word: PrivateWord) -> PrivateWord:
    """The organisation has seen it, and sees to it."""
    if not allowed_on(actor, "tutoring.edit", word):
        raise NotAllowed
    trail.lock(word)
    if word.seen_at is not None:
        return word
    return trail.change(actor, word, "private_word.seen", seen_by=user_of(actor), seen_at=timezone.now())


# --- a calendar ---------------------------------------------------------------------------------------


@transaction.atomic
def make_calendar_link(actor: Actor, *, with_place: bool) -> CalendarLink:
    """A new secret address for one's calendar; the one before stops working."""
    actor.require("tutoring.contact")
    user = user_of(actor)
    if user is None:
        raise NotAllowed
    withdraw_calendar_link(actor)
    secret = secrets.token_urlsafe(32)
    row = CalendarLink(
        user=user,
        secret=secret,
        secret_hash=keyed_hash(secret, use=_USE).hex(),
        with_place=with_place,
    )
    return trail.create(actor, row, "calendar_link.made")


@transaction.atomic
def withdraw_calendar_link(actor: Actor) -> None:
    """The address stops working, at once."""
    for row in CalendarLink.objects.visible_to(actor).filter(user=actor.user_id):
        trail.remove(actor, row, "calendar_link.withdrawn")


def end_calendar(actor: Actor, *, user: User) -> None:
    """With somebody's way in ends the address of their calendar: it opens without a sign-in. The caller has asked
    whether the actor may."""
    for row in CalendarLink.objects.visible_to(KEEPER).filter(user=user):
        trail.remove(actor, row, "calendar_link.withdrawn")


def find_calendar_link(secret: str) -> CalendarLink | None:
    """The link of a secret, if it works."""
    hashes = [found.hex() for found in keyed_hashes(secret, use=_USE)]
    links = CalendarLink.objects.unscoped("the secret of a calendar's link is the right to read it")
    return links.filter(secret_hash__in=hashes, user__is_active=True).select_related("user").first()
