"""Versions never change; what changed since the one agreed is plain; agreement needs everyone."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import given
from hypothesis import strategies as st

from accanto.plans.content import changes, content_of, last_agreed
from accanto.plans.operations.party import invite_party
from accanto.plans.operations.plan import (
    add_goal,
    change_goal,
    end_action,
)
from accanto.plans.operations.version import agree, propose_version, record_agreement
from tests.cast import Cast
from tests.plans.factories import all_agree, make_plan


def test_a_plan_is_agreed_when_all_agreed(cast: Cast) -> None:
    actor, plan = make_plan(cast)
    version = propose_version(actor, plan=plan)
    agree(actor, version=version)
    plan.refresh_from_db()
    assert plan.status == "draft"
    record_agreement(actor, version=version, party=plan.parties.get(kind="person"), how="spoken")
    plan.refresh_from_db()
    assert (plan.status, last_agreed(plan)) == ("agreed", version)


def test_a_version_never_changes(cast: Cast) -> None:
    actor, plan = make_plan(cast)
    version = all_agree(actor, plan)
    before = plan.versions.get(pk=version.pk).content
    goal = plan.goals.get()
    change_goal(actor, goal=goal, words="Voglio una casa con un giardino")
    end_action(actor, action=goal.actions.get(), status="done")
    add_goal(actor, plan=plan, area="legal", words="Voglio il permesso")
    assert plan.versions.get(pk=version.pk).content == before
    found = {(change.what, change.kind) for change in changes(before, content_of(plan))}
    assert found == {("changed", "goal"), ("changed", "action"), ("added", "goal")}


def test_nothing_new_is_not_proposed(cast: Cast) -> None:
    actor, plan = make_plan(cast)
    propose_version(actor, plan=plan)
    with pytest.raises(ValidationError):
        propose_version(actor, plan=plan)


def test_an_older_version_is_not_agreed_to(cast: Cast) -> None:
    actor, plan = make_plan(cast)
    old = propose_version(actor, plan=plan)
    add_goal(actor, plan=plan, area="legal", words="x")
    propose_version(actor, plan=plan)
    with pytest.raises(ValidationError):
        agree(actor, version=old)


def test_an_invited_party_sees_the_plan_and_not_the_name(cast: Cast) -> None:
    actor, plan = make_plan(cast)
    client = cast.client(cast.rosa)
    assert client.get(plan.get_absolute_url()).status_code == 404
    invite_party(actor, plan=plan, kind="reception", email="rosa@example.org")
    page = client.get(plan.get_absolute_url())
    assert page.status_code == 200
    assert "Voglio una casa" in page.content.decode()
    assert client.get(plan.case.get_absolute_url()).status_code == 404
    version = propose_version(actor, plan=plan)
    agree(cast.actor(cast.rosa), version=version)
    with pytest.raises(PermissionDenied):
        add_goal(cast.actor(cast.rosa), plan=plan, area="legal", words="x")


GOALS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.sampled_from("abc"), "area": st.sampled_from(["housing", "legal"]), "words": st.text(max_size=5),
            "by": st.just(""), "status": st.sampled_from(["open", "reached"]), "actions": st.just([]),
        }
    ),
    unique_by=lambda goal: goal["id"],
    max_size=3,
).map(lambda goals: {"goals": sorted(goals, key=lambda goal: goal["id"])})  # fmt: skip


@given(GOALS, GOALS)
def test_no_change_is_found_exactly_when_there_is_none(before: Any, after: Any) -> None:
    assert (changes(before, after) == []) == (before == after)
