"""The scale of autonomy: recorded, corrected, taken from what is known, looked at over time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accanto.cases.autonomy import missing, over_time, suggested
from accanto.cases.models import Assessment, Case, CaseOutcome, Situation
from accanto.cases.operations.assessment import record_assessment
from accanto.cases.operations.content import record_situation
from accanto.cases.words import SCALE
from accanto.core import trail
from tests.cast import SYSTEM, TODAY, Cast

DAY = timedelta(days=1)


def _record(cast: Cast, case: Case, moment: str = "intake", days: int = 0, **marks: int) -> Assessment:
    actor = cast.actor(cast.berta)
    return record_assessment(
        actor, case=case, moment=moment, on=TODAY() - days * DAY, source="both", marks=marks
    )


def test_the_beginning_is_one_and_a_review_many(cast: Cast) -> None:
    case = cast.case()
    _record(cast, case, work=1, home=2)
    corrected = _record(cast, case, work=2)
    for _each in range(2):
        _record(cast, case, "review", work=4)
    assert [row.moment for row in case.assessments.all()] == ["intake", "review", "review"]
    corrected.refresh_from_db()
    assert (corrected.work, corrected.home) == (2, 9)  # what was corrected away is not recorded
    assert corrected.assessor == cast.berta


@pytest.mark.parametrize(
    ("moment", "days", "marks", "field"),
    [
        ("review", -1, {"work": 1}, "on"),
        ("after", 0, {"work": 1}, "moment"),
        ("intake", 0, {"work": 9}, "__all__"),
    ],
)
def test_what_is_no_scale(cast: Cast, moment: str, days: int, marks: Any, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        _record(cast, cast.case(), moment, days, **marks)
    assert field in getattr(refused.value, "error_dict", {"__all__": ""})


def test_after_leaving_only_after_leaving(cast: Cast) -> None:
    case = cast.case()
    trail.change(
        SYSTEM,
        case,
        "case.closed",
        opened_on=TODAY() - 9 * DAY,
        closed_on=TODAY() - DAY,
        outcome=CaseOutcome.values[0],
    )
    with pytest.raises(ValidationError):
        _record(cast, case, "review", work=3)
    with pytest.raises(ValidationError):
        _record(cast, case, "after", days=2, work=3)
    assert _record(cast, case, "after", work=5).moment == "after"


def test_steps_alone_are_held(cast: Cast) -> None:
    row = _record(cast, cast.case(), work=1)
    with pytest.raises(ValidationError):
        trail.change(SYSTEM, row, "assessment.corrected", work=6)


def test_by_area_over_time(cast: Cast) -> None:
    case = cast.case()
    _record(cast, case, days=9, work=1, home=4, health=0)
    _record(cast, case, "review", work=3, home=2, health=9)
    rows = {row.area.key: row for _title, group in over_time(list(case.assessments.all())) for row in group}
    assert list(rows) == [area.key for area in SCALE]
    assert (rows["work"].moved, rows["home"].moved, rows["health"].moved) == (2, -2, 0)
    assert rows["home"].is_hard and not rows["work"].is_hard
    assert rows["health"].last is None  # neither "does not apply" nor "not recorded" is a step


def test_what_the_situation_says_is_not_asked_again(cast: Cast) -> None:
    case = cast.case()
    codes = {"italian": "a2", "digital": "helped", "housing": "unknown"}
    record_situation(cast.actor(cast.berta), case=case, moment="intake", on=TODAY(), **codes)
    assert suggested(list(case.situations.all())) == {"language": 3, "digital": 3}
    client = cast.client(cast.berta)
    form = client.get(reverse("cases:assessment_add", args=[case.pk])).context["form"]
    assert (form["language"].value(), form["home"].value(), form["moment"].value()) == (3, 9, "intake")
    _record(cast, case, language=4)
    form = client.get(reverse("cases:assessment_add", args=[case.pk])).context["form"]
    assert (form["language"].value(), form["moment"].value()) == (4, "review")


def test_what_the_figures_miss_is_a_list_and_no_block(cast: Cast) -> None:
    case = cast.case()
    assert len(missing(case, [], [])) == 5
    made = Situation(case=case, moment="intake", on=TODAY(), labour="employed")
    texts = [each.text for each in missing(case, [made], [])]
    assert not any("inizio" in text and "persona" in text for text in texts)
    page = cast.client(cast.berta).get(case.get_absolute_url()).content.decode()
    assert "Manca ancora" in page
    assert "Manca ancora" not in cast.client(cast.amina).get(case.get_absolute_url()).content.decode()


def test_a_wrong_answer_keeps_what_was_chosen(cast: Cast) -> None:
    case = cast.case()
    client = cast.client(cast.berta)
    sent = {"moment": "intake", "on": "2026-02-30", "source": "both", "work": "2", "home": "7"}
    page = client.post(reverse("cases:assessment_add", args=[case.pk]), sent)
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"on", "home"}
    assert page.context["form"]["work"].value() == "2"
    sent = {**sent, "on": TODAY().isoformat(), "home": "2"}
    shown = client.post(reverse("cases:assessment_add", args=[case.pk]), sent, follow=True)
    assert "Cerca lavoro" in shown.content.decode()
