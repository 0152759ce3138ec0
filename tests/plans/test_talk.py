"""What those in a plan do and say: their own steps first, comments that all of them read, reviews with the next one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accanto.accounts.models import User
from accanto.core import trail
from accanto.plans.models import Comment, Goal, Plan, Review
from accanto.plans.operations.party import end_party
from accanto.plans.operations.plan import add_action, close_plan
from accanto.plans.operations.review import Look, hold_review
from accanto.plans.operations.talk import add_comment
from tests.access.test_bad_input import CORPUS
from tests.cast import SYSTEM, TODAY, Cast
from tests.plans.factories import make_plan, make_shared_plan

WORDS = "Sabato posso venire anch'io"


def _page(cast: Cast, user: User, plan: Plan, query: str = "") -> str:
    return cast.client(user).get(plan.get_absolute_url() + query).content.decode()


def test_everyone_in_the_plan_reads_a_comment_and_nobody_else(cast: Cast) -> None:
    _actor, plan = make_shared_plan(cast)
    goal = plan.goals.get()
    url = reverse("plans:comment_add", args=[plan.pk])
    for user in (cast.elia, cast.rosa, cast.amina, cast.berta):
        sent = {"words": f"{WORDS}, {user.name}", "goal": goal.pk}
        assert [cast.client(user).post(url, sent).status_code for _twice in range(2)] == [302, 302]
    assert Comment.objects.visible_to(SYSTEM).filter(plan=plan, goal=goal).count() == 4
    for user in (cast.elia, cast.rosa, cast.amina, cast.berta, cast.mario):
        page = _page(cast, user, plan)
        assert page.count(WORDS.replace("'", "&#x27;")) == 4
        assert "Lo leggono tutti quelli che partecipano al piano" in page
    for user in (cast.dora, cast.zeno, cast.carlos):
        assert cast.client(user).post(url, {"words": WORDS}).status_code in (403, 404)
    with pytest.raises(PermissionDenied):
        add_comment(cast.actor(cast.dora), plan=plan, words=WORDS)


def test_a_comment_is_taken_back_by_its_author_alone(cast: Cast) -> None:
    _actor, plan = make_shared_plan(cast)
    action = plan.goals.get().actions.get()
    mine = add_comment(cast.actor(cast.elia), plan=plan, action=action, words=WORDS)
    assert mine.goal_id == action.goal_id
    url = reverse("plans:comment_withdraw", args=[mine.pk])
    assert url in _page(cast, cast.elia, plan)
    for user, status in ((cast.rosa, 403), (cast.berta, 403), (cast.dora, 404)):
        assert url not in cast.client(user).get(plan.get_absolute_url()).content.decode()
        assert cast.client(user).post(url).status_code == status
    assert cast.client(cast.elia).post(url).status_code == 302
    assert not plan.comments.exists()


def test_wrong_comments_are_told_and_stay(cast: Cast) -> None:
    actor, plan = make_shared_plan(cast, "ara")
    _other, foreign = make_plan(cast)
    client, url = cast.client(cast.amina), reverse("plans:comment_add", args=[plan.pk])
    assert "هذا الحقل مطلوب" in client.post(url, {"words": " "}).content.decode()
    for sent in ({"words": "a" * 2001}, {"words": WORDS, "goal": foreign.goals.get().pk}):
        answer = client.post(url, sent)
        assert answer.status_code == 422
        assert sent["words"][:20].replace("'", "&#x27;") in answer.content.decode()
    for bad in CORPUS[::3]:
        assert client.post(url, {"words": "", "goal": bad, "action": bad}).status_code == 422
    close_plan(actor, plan=plan)
    assert client.post(url, {"words": WORDS}).status_code == 422
    assert not plan.comments.exists()


def test_what_is_ones_own_to_do_comes_first_and_is_done_in_one_tap(cast: Cast) -> None:
    actor, plan = make_shared_plan(cast)
    goal = plan.goals.get()
    late, soon = TODAY() + timedelta(days=30), TODAY() + timedelta(days=3)
    for text, due in (("Poi", late), ("Prima", soon), ("Un giorno", None)):
        add_action(actor, goal=goal, who_kind="reception", text=text, due=due)
    client = cast.client(cast.rosa)
    steps = client.get(plan.get_absolute_url()).context["steps"]
    assert [step["what"] for step in steps] == ["Prima", "Poi", "Un giorno"]
    done = reverse("plans:action_end", args=[steps[0]["id"], "done"])
    for user, status in ((cast.elia, 403), (cast.amina, 403), (cast.dora, 404)):
        assert cast.client(user).post(done).status_code == status
    assert [client.post(done).status_code for _twice in range(2)] == [302, 302]
    assert len(client.get(plan.get_absolute_url()).context["steps"]) == 2
    end_party(actor, party=plan.parties.get(kind="reception"))
    assert client.post(reverse("plans:action_end", args=[steps[1]["id"], "done"])).status_code == 404


def _form(client: Any, url: str, **values: Any) -> dict[str, Any]:
    form = client.get(url).context["form"]
    return {name: form[name].value() for name in form.fields if form[name].value()} | values


def test_a_review_is_written_down_read_by_all_and_the_next_one_stands_in_the_calendar(cast: Cast) -> None:
    _actor, plan = make_shared_plan(cast)
    goal = plan.goals.get()
    client, url = cast.client(cast.berta), reverse("plans:review_hold", args=[plan.pk])
    later = TODAY() + timedelta(days=40)
    present = [str(party.pk) for party in plan.parties.exclude(kind="tutor")]
    how, said = f"how-{goal.pk}", f"said-{goal.pk}"
    sent = _form(
        client, url, present=present, also="La zia", decisions="Vediamo due case", review_by=later.isoformat()
    )
    assert client.post(url, sent | {how: "reached", said: "La casa c'è"}).status_code == 302
    plan.refresh_from_db()
    goal.refresh_from_db()
    review = plan.reviews.get()
    assert (plan.review_by, goal.status, review.next_by) == (later, "reached", later)
    assert review.goals == [
        {
            "id": str(goal.pk),
            "area": "housing",
            "words": "Voglio una casa",
            "how": "reached",
            "said": "La casa c'è",
        }
    ]
    assert {each["kind"] for each in review.present} == {"person", "operator", "reception"}
    assert [each["name"] for each in review.present if each["kind"] == "person"] == [""]
    for user in (cast.elia, cast.amina, cast.mario):
        page = _page(cast, user, plan)
        assert all(words in page for words in ("La casa c&#x27;è", "Vediamo due case", "La zia", "raggiunto"))
    agenda = f"{reverse('cases:case_agenda', args=[plan.case_id])}?view=month&day={later.isoformat()}"
    assert "Verifica del piano" in client.get(agenda.replace("month", "week")).content.decode()
    assert client.get(agenda).status_code == 200
    assert goal not in client.get(url).context["form"].goals  # no longer under way


@pytest.mark.parametrize(
    ("field", "days"), [("on", 1), ("on", -1), ("review_by", 0), ("review_by", -900)], ids=str
)
def test_a_review_on_a_wrong_day_is_told_at_its_field(cast: Cast, field: str, days: int) -> None:
    _actor, plan = make_plan(cast)
    client, url = cast.client(cast.berta), reverse("plans:review_hold", args=[plan.pk])
    day = (TODAY() + timedelta(days=days)).isoformat()
    answer = client.post(url, _form(client, url, said="Parole da non perdere") | {field: day})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "Parole da non perdere" in answer.content.decode()
    assert not Review.objects.visible_to(SYSTEM).exists()


def test_an_empty_review_is_none_and_a_party_writes_none(cast: Cast) -> None:
    actor, plan = make_shared_plan(cast)
    url = reverse("plans:review_hold", args=[plan.pk])
    client = cast.client(cast.berta)
    assert client.post(url, _form(client, url)).status_code == 422
    assert cast.client(cast.elia).get(url).status_code == 403
    _other, foreign = make_plan(cast)
    look = Look(Goal.objects.visible_to(SYSTEM).get(plan=foreign), "reached")
    with pytest.raises(Exception, match="piano|plan"):
        hold_review(actor, plan=plan, on=TODAY(), looks=[look], present=[])
    assert foreign.goals.get().status == "open"


def test_the_history_shows_the_newest_first(cast: Cast) -> None:
    actor, plan = make_plan(cast)
    trail.change(SYSTEM, plan, "test.made", started_on=TODAY() - timedelta(days=60))
    for days in (40, 10, 25):
        hold_review(
            actor, plan=plan, on=TODAY() - timedelta(days=days), looks=[], present=[], said=f"giorno {days}"
        )
    shown = [
        line["row"].said for line in cast.client(cast.berta).get(plan.get_absolute_url()).context["reviews"]
    ]
    assert shown == ["giorno 10", "giorno 25", "giorno 40"]
