"""How a plan begins: empty, from a template of the project, or like another plan without anyone's words; and its days."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accanto.core import trail
from accanto.network.definitions import builtin_files, load
from accanto.network.models import CatalogueAction
from accanto.plans.models import Plan
from accanto.plans.operations.party import invite_party
from accanto.plans.operations.plan import add_action, change_goal
from accanto.plans.operations.version import propose_version
from tests.cast import SYSTEM, TODAY, Cast
from tests.plans.factories import make_plan

TEMPLATE = {
    "key": "casa", "name": {"it": "Una casa", "en": "A home"},
    "goals": [
        {"area": "housing", "words": {"it": "Voglio una casa mia.", "ar": "أريد بيتًا لي."}, "actions": ["gone"]},
        {"area": "social", "words": {"it": "Voglio amici."}, "actions": []},
    ],
}  # fmt: skip


def _started(cast: Cast, **sent: Any) -> Plan:
    case = cast.case()
    client, url = cast.client(cast.berta), reverse("plans:plan_start", args=[case.pk])
    answer = client.post(url, {"language": "ara", "review_by": "", **sent})
    assert answer.status_code == 302, answer.context["form"].errors
    return Plan.objects.visible_to(SYSTEM).get(case=case)


def test_from_a_template_in_the_persons_language(cast: Cast) -> None:
    offered = CatalogueAction.objects.visible_to(SYSTEM).get(project=cast.project)
    goals = [{**TEMPLATE["goals"][0], "actions": [offered.key, "gone"]}, TEMPLATE["goals"][1]]  # type: ignore[index]
    trail.change(
        SYSTEM, cast.project, "test.made", definition={"plan_templates": [{**TEMPLATE, "goals": goals}]}
    )
    plan = _started(cast, template="casa")
    assert [goal.words for goal in plan.goals.all()] == ["أريد بيتًا لي.", "Voglio amici."]
    assert [action.catalogue for goal in plan.goals.all() for action in goal.actions.all()] == [offered]
    client, url = cast.client(cast.berta), reverse("plans:plan_start", args=[cast.case().pk])
    assert client.post(url, {"language": "ita", "template": "nessuno"}).status_code == 422
    both = client.post(url, {"language": "ita", "template": "casa", "like": plan.pk})
    assert list(both.context["form"].errors) == ["like"]


def test_like_another_plan_without_anyones_words(cast: Cast) -> None:
    actor, old = make_plan(cast)
    goal = old.goals.get()
    offered = CatalogueAction.objects.visible_to(SYSTEM).get(project=cast.project)
    add_action(actor, goal=goal, who_kind="service", catalogue=offered, text="dal dottor Verdi", who="Verdi")
    plan = _started(cast, like=old.pk)
    new = plan.goals.get()
    action = new.actions.get()
    assert (new.area, new.words, new.by) == ("housing", "", None)
    assert (action.catalogue, action.who_kind, action.text, action.who, action.due) == (
        offered,
        "service",
        "",
        "",
        None,
    )
    with pytest.raises(ValidationError):  # no words yet: nobody is asked to agree to it
        propose_version(actor, plan=plan)
    change_goal(actor, goal=new, words="Voglio la mia")
    assert propose_version(actor, plan=plan).number == 1
    stranger = cast.case(organisation=cast.org_b, operator=cast.dora)
    answer = cast.client(cast.dora).post(
        reverse("plans:plan_start", args=[stranger.pk]), {"language": "ita", "like": old.pk}
    )
    assert answer.status_code == 422  # another organisation's plan is no choice


@pytest.mark.parametrize("path", builtin_files(), ids=lambda path: path.stem)
def test_each_real_project_offers_actions_and_something_to_begin_with(path: Any) -> None:
    definition = load(path)
    offered = {action.key for _package, action in definition.catalogue()}
    assert offered and definition.plan_templates
    assert all(goal.actions for template in definition.plan_templates for goal in template.goals)


def test_rifugiato_cittadino_offers_all_of_its_three_work_packages() -> None:
    definition = next(load(path) for path in builtin_files() if path.stem == "rifugiato-cittadino")
    offered = {action.key for _package, action in definition.catalogue()}
    work = {
        "skills_assessment",
        "qualifications",
        "training_courses",
        "basic_computing",
        "work_grants",
        "childcare",
        "mobility",
        "self_employment",
    }
    home = {"housing_search", "cohousing", "family_hosting", "furnishings", "utilities", "rent_advance"}
    social = {"cohesion_events", "social_life", "memberships", "school_support"}
    assert offered >= work | home | social


def _days(cast: Cast) -> Plan:
    """A person met forty days ago, a plan begun ten days ago."""
    _actor, plan = make_plan(cast)
    trail.change(SYSTEM, plan.case, "test.made", opened_on=TODAY() - timedelta(days=40))
    return trail.change(SYSTEM, plan, "test.made", started_on=TODAY() - timedelta(days=10))


@pytest.mark.parametrize(
    ("days", "said"), [(-41, "incontrata solo dopo"), (-11, "iniziato solo dopo"), (9_000, "troppo lontano")]
)
def test_a_day_that_cannot_be_is_told_at_its_field(cast: Cast, days: int, said: str) -> None:
    plan = _days(cast)
    goal = plan.goals.get()
    client, day = cast.client(cast.berta), (TODAY() + timedelta(days=days)).isoformat()
    for name, row, field in (
        ("goal_add", plan, "by"), ("goal_edit", goal, "by"),
        ("action_add", goal, "due"), ("action_edit", goal.actions.get(), "due"),
    ):  # fmt: skip
        sent = {
            "words": "Parole",
            "text": "Parole",
            "area": "legal",
            "status": "open" if field == "by" else "todo",
            "who_kind": "person",
        }
        answer = client.post(reverse(f"plans:{name}", args=[row.pk]), {**sent, field: day})
        assert answer.status_code == 422, name
        assert said in str(answer.context["form"].errors[field]), name
        assert "Parole" in answer.content.decode()
    assert (plan.goals.count(), goal.actions.count()) == (1, 1)


def test_a_day_that_was_right_once_may_stay(cast: Cast) -> None:
    actor, plan = make_plan(cast)
    goal = change_goal(actor, goal=plan.goals.get(), by=TODAY())
    trail.change(SYSTEM, plan, "test.made", started_on=TODAY() + timedelta(days=1))
    goal.plan = plan
    assert change_goal(actor, goal=goal, by=TODAY(), words="Altre parole").words == "Altre parole"


def test_an_account_that_would_not_see_the_plan_is_not_invited_in_silence(cast: Cast) -> None:
    actor, plan = make_plan(cast)
    for email in ("dora@example.org", "edda@example.org"):  # an operator elsewhere, an editor
        with pytest.raises(ValidationError) as refused:
            invite_party(actor, plan=plan, kind="mediator", email=email)
        assert list(refused.value.message_dict) == ["email"]
    invite_party(actor, plan=plan, kind="mediator", email="rosa@example.org")
    assert cast.client(cast.rosa).get(plan.get_absolute_url()).status_code == 200
