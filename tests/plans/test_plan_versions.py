"""Versions never change; what changed since the one agreed is plain; agreement needs everyone."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accanto.core import trail
from accanto.plans.content import changes, content_of
from accanto.plans.operations.party import invite_party
from accanto.plans.operations.plan import (
    add_action,
    add_goal,
    change_goal,
    end_action,
)
from accanto.plans.operations.version import agree, propose_version, record_agreement
from tests.cast import SYSTEM, TODAY, Cast
from tests.plans.factories import all_agree, make_plan


def test_a_plan_is_agreed_when_all_agreed(cast: Cast) -> None:
    actor, plan = make_plan(cast)
    version = propose_version(actor, plan=plan)
    agree(actor, version=version)
    plan.refresh_from_db()
    assert plan.status == "draft"
    record_agreement(actor, version=version, party=plan.parties.get(kind="person"), how="spoken")
    plan.refresh_from_db()
    version.refresh_from_db()
    assert (plan.status, version.agreed_on) == ("agreed", TODAY())


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


_ACTION = st.fixed_dictionaries(
    {
        "id": st.sampled_from("xyz"), "text": st.sampled_from(["", "cercare", "cercare casa"]), "catalogue": st.just({}),
        "who_kind": st.sampled_from(["person", "tutor"]), "who": st.just(""), "due": st.sampled_from(["", "2030-01-02"]),
        "status": st.sampled_from(["todo", "done"]), "outcome": st.sampled_from(["", "fatto ieri"]),
    }
)  # fmt: skip
GOALS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.sampled_from("abc"), "area": st.sampled_from(["housing", "legal"]), "words": st.text(max_size=5),
            "by": st.sampled_from(["", "2030-01-02"]), "status": st.sampled_from(["open", "reached"]),
            "actions": st.lists(_ACTION, unique_by=lambda each: each["id"], max_size=2),
        }
    ),
    unique_by=lambda goal: goal["id"],
    max_size=3,
).map(lambda goals: {"goals": sorted(goals, key=lambda goal: goal["id"])})  # fmt: skip


def _rows(content: Any) -> dict[tuple[str, str], dict[str, Any]]:
    """Every goal and action of a content by (kind, goal's and own key)."""
    found = {}
    for goal in content["goals"]:
        found["goal", goal["id"]] = {name: part for name, part in goal.items() if name != "actions"}
        for action in goal["actions"]:
            found["action", goal["id"] + action["id"]] = action
    return found


@settings(max_examples=25)
@given(GOALS, GOALS)
def test_the_changes_tell_all_that_differs_and_nothing_else(before: Any, after: Any) -> None:
    old, new, found = _rows(before), _rows(after), changes(before, after)
    told = sorted((each.what, each.kind, each.key) for each in found)
    assert told == sorted(
        ("added" if key not in old else "removed" if key not in new else "changed", key[0], key[1][-1])
        for key in old.keys() | new.keys()
        if old.get(key) != new.get(key)
    )
    for change in found:
        assert (change.what == "changed") == bool(change.parts)
        for part in change.parts:
            assert part.before != part.after
            assert not part.pieces or "".join(p.text for p in part.pieces if p.kind != "gone") == part.after
            assert not part.pieces or "".join(p.text for p in part.pieces if p.kind != "new") == part.before


_STEPS = st.lists(
    st.sampled_from(["goal", "reword", "let go", "action", "done", "put", "agree"]), max_size=12
)


def _edit(actor: Any, plan: Any, step: str, number: int) -> None:
    goal = plan.goals.order_by("-created_at", "-id")[0]
    if step == "goal":
        add_goal(actor, plan=plan, area="legal", words=f"Voglio {number}")
    elif step == "reword":
        change_goal(actor, goal=goal, words=f"{goal.words} {number}")
    elif step == "let go":
        change_goal(actor, goal=goal, status="dropped")
    elif step == "action":
        add_action(actor, goal=goal, who_kind="person", text=f"Fare {number}")
    elif action := goal.actions.first():
        end_action(actor, action=action, status="done", outcome=f"Fatto {number}")


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(_STEPS)
def test_no_sequence_of_edits_loses_or_changes_a_version(cast: Cast, steps: list[str]) -> None:
    """Whatever is written after: every version says what it said, and one that was agreed stays agreed."""
    actor, plan = make_plan(cast)
    kept: dict[int, Any] = {}
    agreed: set[int] = set()
    for number, step in enumerate(steps):
        if step not in ("put", "agree"):
            _edit(actor, plan, step, number)
            continue
        now, last = content_of(plan), plan.newest_version()
        if last is None or last.content != now:
            last = propose_version(actor, plan=plan)
            kept[last.number] = now
        if step == "agree" and last.number not in agreed:
            for party in plan.parties.all():
                record_agreement(actor, version=last, party=party, how="paper")
            agreed.add(last.number)
    rows = {version.number: version for version in plan.versions.all()}
    assert {number: version.content for number, version in rows.items()} == kept
    assert sorted(rows) == list(range(1, len(kept) + 1))
    assert {number for number, version in rows.items() if version.agreed_on} == agreed
    for version in rows.values():
        with pytest.raises(TypeError):
            trail.change(SYSTEM, version, "test.made", content={"goals": []})
