"""When both sides are asked, and what: from the project's definition, else after thirty days, then every sixty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from accanto.network.models import Project
from accanto.network.models.project import in_language
from accanto.tutoring.monitoring.words import PURPOSES

_FIRST, _EVERY = 30, 60
#: A period of a definition, in days.
_DAYS = {"week": 7, "fortnight": 14, "month": 30, "quarter": 91}
#: Not answered: asked once more after so many days, and after so many the operator is told.
ASK_AGAIN, TELL = timedelta(days=7), timedelta(days=14)
#: A check-in that nobody answered is no longer asked after so many days: the next is near.
GIVEN_UP = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Days after the start of the first check-in, and days between one and the next."""

    first: int
    every: int

    def number(self, started: date, today: date) -> int:
        """Which check-in it is time for: 1 is the first; 0 before it."""
        days = (today - started).days - self.first
        return days // self.every + 1 if days >= 0 else 0

    def due(self, started: date, number: int) -> date:
        return started + timedelta(days=self.first + (number - 1) * self.every)


def schedule_of(definition: dict[str, Any]) -> Schedule:
    told = (definition.get("tutoring") or {}).get("check_in") or {}
    if told.get("every"):
        days = _DAYS[str(told["every"])]
        return Schedule(days, days)
    return Schedule(int(told.get("first_after_days") or _FIRST), int(told.get("every_days") or _EVERY))


def purposes_of(project: Project) -> list[tuple[str, str]]:
    """(key, sentence) of each purpose that both sides are asked about, in the reader's language.

    The usual six are said in plain words; a project's own purpose in the words of its definition.
    """
    tutoring = project.definition.get("tutoring") or {}
    told = {str(each["key"]): each.get("text") or {} for each in tutoring.get("purposes") or ()}
    keys = list((tutoring.get("check_in") or {}).get("asks") or ()) or list(told) or list(PURPOSES)
    return [(key, str(PURPOSES[key]) if key in PURPOSES else in_language(told.get(key))) for key in keys]
