"""The next look at the plan: set, seen on its page, told on Today when it comes near."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from accanto.core import today, trail
from accanto.plans.operations.plan import close_plan, schedule_review
from tests.cast import SYSTEM, TODAY, Cast
from tests.plans.factories import make_plan


def _reviews(cast: Cast) -> list[tuple[str, str]]:
    found = today.items(cast.actor(cast.berta))
    return [(item.url, item.urgency) for item in found if item.kind == "review"]


def test_the_day_is_set_and_shown_and_taken_away(cast: Cast) -> None:
    _actor, plan = make_plan(cast)
    client, url = cast.client(cast.berta), reverse("plans:review_schedule", args=[plan.pk])
    page = client.get(url)
    seen = page.context["form"]["seen"].value()
    assert client.post(url, {"review_by": "2031-03-09", "seen": seen}).status_code == 302
    assert "9 mar 2031" in client.get(plan.get_absolute_url()).content.decode()
    plan.refresh_from_db()
    answer = client.post(url, {"review_by": "", "seen": plan.updated_at.isoformat()})
    assert answer.status_code == 302
    plan.refresh_from_db()
    assert plan.review_by is None


def test_a_day_that_has_passed_is_refused_and_still_there(cast: Cast) -> None:
    _actor, plan = make_plan(cast)
    yesterday = (TODAY() - timedelta(days=1)).isoformat()
    url = reverse("plans:review_schedule", args=[plan.pk])
    answer = cast.client(cast.berta).post(url, {"review_by": yesterday})
    assert answer.status_code == 422
    assert answer.context["form"].errors["review_by"]
    assert yesterday in answer.content.decode()
    assert cast.client(cast.berta).post(url, {"review_by": TODAY().isoformat()}).status_code == 302


def test_a_colleagues_day_is_not_overwritten(cast: Cast) -> None:
    actor, plan = make_plan(cast)
    url = reverse("plans:review_schedule", args=[plan.pk])
    seen = plan.updated_at.isoformat()
    schedule_review(actor, plan=plan, review_by=TODAY() + timedelta(days=20))
    answer = cast.client(cast.berta).post(url, {"review_by": TODAY().isoformat(), "seen": seen})
    assert answer.status_code == 422
    assert "seen" in answer.context["form"].errors


def test_today_tells_what_is_near_or_late_and_nothing_else(cast: Cast) -> None:
    actor, plan = make_plan(cast)
    schedule_review(actor, plan=plan, review_by=TODAY() + timedelta(days=8))
    assert _reviews(cast) == []
    schedule_review(actor, plan=plan, review_by=TODAY() + timedelta(days=7))
    assert _reviews(cast) == [(plan.get_absolute_url(), "soon")]
    trail.change(SYSTEM, plan, "test.made", review_by=TODAY() - timedelta(days=1))
    assert _reviews(cast) == [(plan.get_absolute_url(), "late")]
    close_plan(actor, plan=plan)
    assert _reviews(cast) == []


def test_closing_asks_once_more(cast: Cast) -> None:
    _actor, plan = make_plan(cast)
    client, url = cast.client(cast.berta), reverse("plans:plan_close", args=[plan.pk])
    assert client.get(url).status_code == 200
    plan.refresh_from_db()
    assert plan.status == "draft"
    assert client.post(url).status_code == 302
    plan.refresh_from_db()
    assert plan.status == "closed"
    assert client.post(url).status_code == 422
