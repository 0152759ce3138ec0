"""What the ties of a project say as shares: on track, mutual, answered by both; too few is said, not a share."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from accanto.core import trail
from accanto.evaluation.behind import rows_behind
from accanto.evaluation.breakdowns import breakdown
from accanto.evaluation.figures import one_figure
from accanto.evaluation.question import Question
from accanto.tutoring.models import CheckIn, Contact
from accanto.tutoring.monitoring.words import Rhythm
from tests.cast import TODAY, Cast
from tests.evaluation import factories as make
from tests.evaluation.factories import SYSTEM

pytestmark = pytest.mark.django_db


def ties(cast: Cast, many: int) -> list[Any]:
    return [make.tutoring(cast, make.case(cast, make.person(cast))) for _number in range(many)]


def stands(tie: Any, rhythm: int, **more: Any) -> None:
    trail.change(SYSTEM, tie, "test.made", rhythm=rhythm, **more)


def figure(cast: Cast, result: Any) -> Any:
    return one_figure(Question(cast.actor(cast.carlos), cast.project), result)


def check_in(tie: Any, side: str, number: int = 1, *, says: int = 0, ago: int = 60) -> None:
    row = CheckIn(tutoring=tie, side=side, number=number, due_on=TODAY() - timedelta(days=ago))
    if says:
        row.answers, row.answered_on = json.dumps({"reciprocity": says}), TODAY()
    trail.create(SYSTEM, row, "check_in.opened")


def test_a_share_of_ties_on_track_from_five_on(cast: Cast) -> None:
    wanted = make.result(cast, "track", "tutorings_on_track", unit="percent")
    made = ties(cast, 7)
    for tie in made:
        stands(tie, Rhythm.RESTING)
    for tie, rhythm in zip(made, (Rhythm.ON_TRACK, Rhythm.DUE, Rhythm.LATE, Rhythm.LAPSED), strict=False):
        stands(tie, rhythm)
    few = figure(cast, wanted)
    assert (few.value, few.numerator, few.denominator, few.is_too_few) == (None, None, 4, True)
    page = (
        cast.client(cast.carlos).get(reverse("evaluation:figure_detail", args=[wanted.pk])).content.decode()
    )
    assert "troppo pochi" in page and "2 / 4" not in page
    stands(made[4], Rhythm.ON_TRACK)
    stands(made[5], Rhythm.ON_TRACK, ended_on=TODAY(), end="moved")
    assert (figure(cast, wanted).value, figure(cast, wanted).denominator) == (60, 5)
    question = Question(cast.actor(cast.carlos), cast.project)
    (row,) = breakdown(question, wanted, "partner").rows
    assert (row.value, row.numerator, row.denominator) == (60, 3, 5)
    assert rows_behind(question, wanted).count() == 7
    assert Question(cast.actor(cast.dora), cast.project).of("tutorings").count() == 0


def test_a_tie_is_mutual_by_what_is_done_and_what_both_feel(cast: Cast) -> None:
    wanted = make.result(cast, "mutual", "tutorings_mutual", unit="percent")
    begun = make.result(cast, "begun", "contacts_logged", unit="contacts", begun_by=["person"])
    made = ties(cast, 6)
    for number, tie in enumerate(made):
        persons = 4 if number < 4 else 0  # of the last two the tutor alone begins
        for turn in range(8):
            side = "person" if turn < persons else "tutor"
            row = Contact(tutoring=tie, kind="message", on=make.DAY, begun_by=side)
            trail.create(SYSTEM, row, "contact.logged")
        check_in(tie, "tutor", says=4)
        check_in(tie, "person", says=0 if number == 3 else 4)  # one has not answered: nothing can be said
    told = figure(cast, wanted)
    assert (told.numerator, told.denominator, told.value) == (3, 5, 60)
    assert figure(cast, begun).value == 16


def test_check_ins_count_once_they_are_over(cast: Cast) -> None:
    wanted = make.result(cast, "both", "check_ins_by_both", unit="percent")
    for number, tie in enumerate(ties(cast, 6)):
        check_in(tie, "tutor", says=3)
        check_in(tie, "person", says=3 if number < 2 else 0)
        check_in(tie, "person", 2, ago=5)  # asked for lately: still open
        check_in(tie, "tutor", 2, says=5, ago=5)
    assert (figure(cast, wanted).numerator, figure(cast, wanted).denominator) == (2, 6)
