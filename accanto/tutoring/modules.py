"""The parts of the training that a project asks of its tutors, and how each stands: from its definition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from accanto.core.actor import Actor
from accanto.network.models import Project
from accanto.network.models.project import in_language
from accanto.tutoring.models import TrainingHours, Tutor


@dataclass(frozen=True, slots=True)
class Module:
    """`hours` of it are needed; None: heard once is enough."""

    key: str
    text: str
    hours: int | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """How a module stands for one tutor: hours heard, and on which day last."""

    module: Module
    hours: Decimal
    last: date | None

    @property
    def is_done(self) -> bool:
        return self.last is not None and self.hours >= (self.module.hours or 0)


def modules_of(project: Project) -> list[Module]:
    """In the order of the definition, their names in the reader's language; none where it names none."""
    told = (project.definition.get("tutoring") or {}).get("modules") or []
    return [Module(each["key"], in_language(each["text"]), each.get("hours")) for each in told]


def heard(project: Project, trainings: Iterable[TrainingHours]) -> list[Heard]:
    """Each module that the project asks for, with what one tutor heard of it."""
    rows = list(trainings)
    found = []
    for module in modules_of(project):
        of_it = [row for row in rows if row.module == module.key]
        hours = sum((row.hours for row in of_it), start=Decimal(0))
        found.append(Heard(module, hours, max((row.on for row in of_it), default=None)))
    return found


def missing_modules(project: Project, trainings: Iterable[TrainingHours]) -> list[Module]:
    return [each.module for each in heard(project, trainings) if not each.is_done]


def missing_of(actor: Actor, tutors: Iterable[Tutor]) -> dict[UUID, list[Module]]:
    """What each of these tutors has still to hear, of those whose training goes on: two queries."""
    learning = [tutor for tutor in tutors if tutor.trained_on is None and tutor.interviewed_on is not None]
    if not learning:
        return {}
    projects = Project.objects.visible_to(actor).in_bulk({tutor.project_id for tutor in learning})
    rows = TrainingHours.objects.visible_to(actor).filter(tutor__in=[tutor.pk for tutor in learning])
    by_tutor: dict[UUID, list[TrainingHours]] = {}
    for row in rows.defer("taught_by"):
        by_tutor.setdefault(row.tutor_id, []).append(row)
    found = {}
    for tutor in learning:
        project = projects.get(tutor.project_id)
        missing = missing_modules(project, by_tutor.get(tutor.pk, ())) if project else []
        if missing:
            found[tutor.pk] = missing
    return found
