"""What a plan says, as plain data: for versions, for comparing them, for the printed page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.utils.dateparse import parse_date

from accanto.core.differences import Piece, differences
from accanto.core.pdf import isolated
from accanto.core.words import Area, words_of_day
from accanto.network.models import in_language
from accanto.plans.models import Goal, Plan, PlanAction
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


def read_out(content: dict[str, Any], *, own: bool = False) -> list[dict[str, Any]]:
    """The goals of a version with words for codes and dates for texts, in the active language.

    `own`: the person reads it, and is told "you".
    """
    return [
        {
            **_goal_words(goal),
            "id": goal["id"],
            "area_code": goal["area"],
            "status": goal["status"],
            "day": _day(goal["by"]),
            "actions": [
                {
                    **_action_words(action, own=own),
                    "id": action["id"],
                    "status": action["status"],
                    "who_kind": action["who_kind"],
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


def _action_words(action: dict[str, Any], *, own: bool) -> dict[str, str]:
    return {
        "what": " · ".join(filter(None, (in_language(action["catalogue"]), action["text"]))),
        "who": " · ".join(filter(None, (who_word(action["who_kind"], own=own), isolated(action["who"])))),
        "when": _day_words(action["due"]),
        "state": action_word(action["status"]),
        "outcome": action["outcome"],
    }


def _day(text: str) -> date | None:
    return parse_date(text) if text else None


def _day_words(text: str) -> str:
    day = _day(text)
    return words_of_day(day) if day else ""


#: Parts in someone's own words: their changes are told word by word.
_FREE = frozenset({"words", "what", "who", "outcome"})


@dataclass(frozen=True)
class Part:
    """What changed of one goal or action: `pieces` word by word where both are someone's words, else none."""

    label: str
    before: str
    after: str
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Change:
    """One difference between what was agreed and what stands now, in the active language.

    `parts` are empty for what is new or gone. `title` says which goal or action it is, where no part does.
    """

    what: str  # "added", "removed", "changed"
    kind: str  # "goal", "action"
    key: str  # the goal's or action's id
    area: str
    title: str
    parts: tuple[Part, ...] = ()


def changes(before: dict[str, Any], after: dict[str, Any], *, own: bool = False) -> list[Change]:
    """What is different, goals first and each with its actions; empty when and only when they are equal."""
    found: list[Change] = []
    action_words = partial(_action_words, own=own)
    for was, now in _pairs(before.get("goals", []), after.get("goals", [])):
        area = (now or was or {})["area"]
        found.extend(_difference(_goal_words, "goal", area, was, now))
        actions = _pairs((was or {}).get("actions", []), (now or {}).get("actions", []))
        for action_was, action_now in actions:
            found.extend(_difference(action_words, "action", area, action_was, action_now))
    return found


def _pairs(before: list[Said], after: list[Said]) -> list[tuple[Said | None, Said | None]]:
    """The same goal or action then and now, in order; None where it was not, or is no more."""
    old, new = {each["id"]: each for each in before}, {each["id"]: each for each in after}
    return [(old.get(key), new.get(key)) for key in dict.fromkeys([*old, *new])]


def _difference(
    in_words: Callable[[Said], dict[str, str]], kind: str, area: str, was: Said | None, now: Said | None
) -> list[Change]:
    compared = {name: part for name, part in (was or {}).items() if name != "actions"}
    if compared == {name: part for name, part in (now or {}).items() if name != "actions"}:
        return []
    old, new = in_words(was) if was else {}, in_words(now) if now else {}
    title = (new or old)["words" if kind == "goal" else "what"]
    key = (now or was or {})["id"]
    if not (was and now):
        return [Change("added" if now else "removed", kind, key, area, title)]
    parts = tuple(_part(name, old[name], new[name]) for name in new if old[name] != new[name])
    told = any(part.after == title for part in parts)  # among what changed, so not twice
    return [Change("changed", kind, key, area, "" if told else title, parts)]


def _part(name: str, before: str, after: str) -> Part:
    pieces = differences(before, after) if name in _FREE and before and after else []
    return Part(field_word(name), before, after, tuple(pieces))
