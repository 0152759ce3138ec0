"""What a plan may begin with: a template of the project, or the bare structure of another plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.core.words import our_language
from accanto.network.models import CatalogueAction, Project, in_language
from accanto.plans.models import Goal, Plan, PlanAction


@dataclass(frozen=True)
class GoalSketch:
    """A goal to begin with; `actions` are the project's own actions, and who does each of them."""

    area: str
    words: str = ""
    actions: tuple[tuple[CatalogueAction, str], ...] = ()


def templates_of(project: Project) -> list[tuple[str, str]]:
    """(key, name in the reader's language) of the templates in the project's definition."""
    return [(each["key"], in_language(each["name"])) for each in project.definition.get("plan_templates", ())]


def of_template(project: Project, key: str, language: str) -> list[GoalSketch]:
    """The goals of a template, in words to begin from: the person's language (ISO 639-3), or Italian.

    [] for a template that the project does not have.
    """
    offered = {action.key: action for action in project.catalogue.all()}
    goals = next(
        (each["goals"] for each in project.definition.get("plan_templates", ()) if each["key"] == key), ()
    )
    code = our_language(language) or "it"
    return [
        GoalSketch(
            goal["area"],
            goal["words"].get(code) or goal["words"].get("it", ""),
            tuple((offered[name], PlanAction.WhoKind.PERSON) for name in goal["actions"] if name in offered),
        )
        for goal in goals
    ]


def of_plan(plan: Plan) -> list[GoalSketch]:
    """Areas, the project's actions, and who does them. Nobody's words, names or days."""
    goals = plan.goals.exclude(status=Goal.Status.DROPPED).order_by("created_at", "id")
    return [
        GoalSketch(
            goal.area,
            "",
            tuple(
                (action.catalogue, action.who_kind)
                for action in sorted(goal.actions.all(), key=lambda each: (each.created_at, str(each.pk)))
                if action.catalogue is not None
            ),
        )
        for goal in goals.prefetch_related("actions__catalogue")
    ]


def draw(actor: Actor, plan: Plan, sketch: Sequence[GoalSketch]) -> None:
    """Write the goals and actions of a sketch into a plan that was just begun."""
    for each in sketch:
        goal = trail.create(actor, Goal(plan=plan, area=each.area, words=each.words), "goal.added")
        for action, who in each.actions:
            trail.create(actor, PlanAction(goal=goal, catalogue=action, who_kind=who), "action.added")
