"""What a plan may begin with: goals with words to begin from, and the project's actions towards them."""

from __future__ import annotations

from accanto.network.definitions.model import GoalTemplate, PlanTemplate
from accanto.network.definitions.reader import Table
from accanto.network.definitions.vocabulary import AREAS


def read_plan_templates(tables: list[Table]) -> tuple[PlanTemplate, ...]:
    """Read after the actions, whose keys they name."""
    templates = []
    for table in tables:
        key = table.slug("key", kind="plan_template")
        name = table.text("name", required=True, limit=200)
        goals = tuple(_goal(goal) for goal in table.tables("goal"))
        if not goals:
            table.note("", "missing", key="goal")
        templates.append(PlanTemplate(key, name, goals))
        table.close()
    return tuple(templates)


def _goal(table: Table) -> GoalTemplate:
    goal = GoalTemplate(
        area=table.word("area", AREAS, required=True),
        words=table.text("words", required=True, limit=500),
        actions=table.words("actions", table.notes.keys("action")),
    )
    table.close()
    return goal
