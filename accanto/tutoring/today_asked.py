"""What the two said of a pair on their own pages, for who decides; and for the two, that they are asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.actor import Actor
from accanto.core.today import MOST, TodayItem, Waits
from accanto.tutoring.asked import open_questions
from accanto.tutoring.models import Match, PairQuestion, TutorRequest
from accanto.tutoring.words import ASKED_TEXT, ASKED_TITLE, PairAnswer, Side

#: A no stands on Today for so long: the pair is over, and the board proposes someone else.
NEWS = timedelta(days=7)
_SAID: dict[tuple[str, str], Any] = {
    (Side.TUTOR, PairAnswer.TALK): _("%(code)s: the tutor would like to talk first"),
    (Side.PERSON, PairAnswer.TALK): _("%(code)s: the person would like to talk about the tutor first"),
    (Side.TUTOR, PairAnswer.NO): _("%(code)s: the tutor said no, thank you"),
    (Side.PERSON, PairAnswer.NO): _("%(code)s: the person said no, thank you"),
    (Side.TUTOR, PairAnswer.YES): _("%(code)s: the tutor said yes"),
    (Side.PERSON, PairAnswer.YES): _("%(code)s: the person said yes"),
}


def items(actor: Actor) -> Iterator[TodayItem | Waits]:
    """Questions that wait for this actor, and answers that they should know of."""
    if actor.may("asking.answer"):
        for question in open_questions(actor):
            if not question.answer:
                url = question.get_absolute_url()
                yield TodayItem("asked", ASKED_TITLE, ASKED_TEXT, url, question.asked_on, "now", "ac-people")
    if actor.may("matching.decide"):
        yield from _answers(actor)


def _answers(actor: Actor) -> Iterator[Waits]:
    since = timezone.now() - NEWS
    rows = PairQuestion.objects.visible_to(actor, "matching.decide").filter(
        Q(match__state=Match.State.HELD) | Q(answer=PairAnswer.NO, match__state=Match.State.REFUSED),
        match__request__state=TutorRequest.State.WAITING,
        answered_at__gte=since,
    )
    latest = rows.select_related("match__request__case").order_by("-answered_at", "id")
    yield Waits([rows], lambda: map(_of_answer, latest[:MOST]))


def _of_answer(row: PairQuestion) -> TodayItem:
    request = row.match.request
    title = _SAID[row.side, row.answer] % {"code": request.case.code}
    day = timezone.localtime(row.answered_at).date() if row.answered_at else None
    return TodayItem("answer", title, _next(row), request.get_absolute_url(), day, "now", "it-comment")


def _next(row: PairQuestion) -> Any:
    if row.answer == PairAnswer.NO:
        return _("Look at whom the board proposes next.")
    if row.answer == PairAnswer.TALK:
        return _("Call them.")
    return _("Both said yes: introduce them.") if row.match.both_said_yes else _("The other is still asked.")
