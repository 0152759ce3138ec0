"""What a plan says, as plain data: for versions, for comparing them, for the printed page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.dateparse import parse_date

from accanto.core.pdf import isolated
from accanto.core.words import Area
from accanto.network.models import in_language
from accanto.plans.models import Goal, Plan, PlanAction, PlanVersion
from accanto.plans.words import action_word, field_word, status_word, who_word

#: A goal or an action of a version's content.
Said = dict[str, Any]


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


def read_out(content: dict[str, Any]) -> list[dict[str, Any]]:
    """The goals of a version with words for codes and dates for texts, in the active language."""
    return [
        {
            **_goal_words(goal),
            "id": goal["id"],
            "area_code": goal["area"],
            "status": goal["status"],
            "day": _day(goal["by"]),
            "actions": [
                {
                    **_action_words(action),
                    "id": action["id"],
                    "status": action["status"],
                    "day": _day(action["due"]),
                }
                for action in goal["actions"]
            ],
        }
        for goal in content["goals"]
    ]


def _goal_words(goal: dict[str, Any]) -> dict[str, str]:
    return {
        "area": str(Area(goal["area"]).label),
        "words": goal["words"],
        "by": _day_words(goal["by"]),
        "state": status_word(goal["status"]),
    }


def _action_words(action: dict[str, Any]) -> dict[str, str]:
    return {
        "what": " · ".join(filter(None, (in_language(action["catalogue"]), action["text"]))),
        "who": " · ".join(filter(None, (who_word(action["who_kind"]), isolated(action["who"])))),
        "when": _day_words(action["due"]),
        "state": action_word(action["status"]),
        "outcome": action["outcome"],
    }


def _day(text: str) -> date | None:
    return parse_date(text) if text else None


def _day_words(text: str) -> str:
    day = _day(text)
    return formats.date_format(day, "j M Y") if day else ""


@dataclass(frozen=True)
class Change:
    """One difference between what was agreed and what stands now, in the active language.

    `parts` are (label, before, after) of what changed; empty for what is new or gone. `title` says which
    goal or action it is, where no part does.
    """

    what: str  # "added", "removed", "changed"
    kind: str  # "goal", "action"
    key: str  # the goal's or action's id
    area: str
    title: str
    parts: tuple[tuple[str, str, str], ...] = ()


def changes(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """What is different, goals first and each with its actions; empty when and only when they are equal."""
    found: list[Change] = []
    for was, now in _pairs(before.get("goals", []), after.get("goals", [])):
        area = (now or was or {})["area"]
        found.extend(_difference("goal", area, was, now))
        actions = _pairs((was or {}).get("actions", []), (now or {}).get("actions", []))
        for action_was, action_now in actions:
            found.extend(_difference("action", area, action_was, action_now))
    return found


def _pairs(before: list[Said], after: list[Said]) -> list[tuple[Said | None, Said | None]]:
    """The same goal or action then and now, in order; None where it was not, or is no more."""
    old, new = {each["id"]: each for each in before}, {each["id"]: each for each in after}
    return [(old.get(key), new.get(key)) for key in dict.fromkeys([*old, *new])]


def _difference(kind: str, area: str, was: Said | None, now: Said | None) -> list[Change]:
    compared = {name: part for name, part in (was or {}).items() if name != "actions"}
    if compared == {name: part for name, part in (now or {}).items() if name != "actions"}:
        return []
    in_words = _goal_words if kind == "goal" else _action_words
    old, new = in_words(was) if was else {}, in_words(now) if now else {}
    title = (new or old)["words" if kind == "goal" else "what"]
    key = (now or was or {})["id"]
    if not (was and now):
        return [Change("added" if now else "removed", kind, key, area, title)]
    parts = tuple((field_word(name), old[name], new[name]) for name in new if old[name] != new[name])
    told = any(after == title for _label, _before, after in parts)  # among what changed, so not twice
    return [Change("changed", kind, key, area, "" if told else title, parts)]


def last_agreed(plan: Plan) -> PlanVersion | None:
    """The newest version that all its parties agreed to."""
    return plan.versions.exclude(agreed_on=None).order_by("-number").first()
