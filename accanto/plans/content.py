"""What a plan says, as plain data: for versions, for comparing them, for the printed page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from accanto.network.models import in_language
from accanto.plans.models import Goal, Plan, PlanAction, PlanVersion
from accanto.plans.words import status_word, who_word


def content_of(plan: Plan) -> dict[str, Any]:
    """The plan as it stands now, in the shape that PlanVersion.content keeps."""
    goals = plan.goals.prefetch_related("actions__catalogue").order_by("created_at", "id")
    return {"goals": [_goal(goal) for goal in goals]}


def _goal(goal: Goal) -> dict[str, Any]:
    actions = sorted(goal.actions.all(), key=lambda action: (action.created_at, str(action.pk)))
    return {
        "id": str(goal.pk),
        "area": goal.area,
        "words": goal.words,
        "by": goal.by.isoformat() if goal.by else "",
        "status": goal.status,
        "actions": [_action(action) for action in actions],
    }


def _action(action: PlanAction) -> dict[str, Any]:
    return {
        "id": str(action.pk),
        "text": action.text,
        "catalogue": action.catalogue.text if action.catalogue else {},
        "who_kind": action.who_kind,
        "who": action.who,
        "due": action.due.isoformat() if action.due else "",
        "status": action.status,
        "outcome": action.outcome,
    }


@dataclass(frozen=True)
class Change:
    """One difference between what was agreed and what stands now."""

    what: str  # "added", "removed", "changed"
    kind: str  # "goal", "action"
    area: str
    before: str
    after: str


def changes(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """What is different, goals first and each with its actions; empty when and only when they are equal."""
    found: list[Change] = []
    old = {goal["id"]: goal for goal in before.get("goals", [])}
    new = {goal["id"]: goal for goal in after.get("goals", [])}
    for key in [*old, *(key for key in new if key not in old)]:
        was, now = old.get(key), new.get(key)
        area = (now or was or {})["area"]
        found.extend(_difference("goal", area, was, now, ("area", "words", "by", "status")))
        actions_before = {each["id"]: each for each in (was or {}).get("actions", [])}
        actions_after = {each["id"]: each for each in (now or {}).get("actions", [])}
        for each in [*actions_before, *(name for name in actions_after if name not in actions_before)]:
            fields = ("text", "catalogue", "who_kind", "who", "due", "status", "outcome")
            found.extend(
                _difference("action", area, actions_before.get(each), actions_after.get(each), fields)
            )
    return found


def _difference(
    kind: str, area: str, was: dict[str, Any] | None, now: dict[str, Any] | None, fields: tuple[str, ...]
) -> list[Change]:
    if was is None and now is not None:
        return [Change("added", kind, area, "", _said(now))]
    if now is None and was is not None:
        return [Change("removed", kind, area, _said(was), "")]
    assert was is not None
    assert now is not None
    if all(was.get(name) == now.get(name) for name in fields):
        return []
    return [Change("changed", kind, area, _said(was), _said(now))]


def _said(part: dict[str, Any]) -> str:
    text = part.get("words") or part.get("text") or in_language(part.get("catalogue") or {})
    when = part.get("by") or part.get("due") or ""
    who = f"{who_word(part['who_kind'])} {part.get('who', '')}".strip() if "who_kind" in part else ""
    return " · ".join(filter(None, (text, who, when, status_word(part["status"]), part.get("outcome", ""))))


def last_agreed(plan: Plan) -> PlanVersion | None:
    """The newest version that all its parties agreed to."""
    return plan.versions.exclude(agreed_on=None).order_by("-number").first()
