"""A question to the facts: whose, of which project, in which period, narrowed to what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from accanto.core.actor import Actor, NotAllowed
from accanto.core.models import Record
from accanto.core.scoping import scope_condition
from accanto.evaluation.facts import SEE, SOURCES
from accanto.evaluation.sources import DEFAULT_BOUNDS, Source, in_project
from accanto.network.models import Project
from accanto.people.likeness import known_to_two

#: An organisation that nobody works for: whoever sees figures there sees all partners'.
_NO_ORGANISATION = UUID(int=0)


@dataclass(frozen=True)
class Question:
    """`narrowed` is dimension -> value, as the page's filters choose it."""

    actor: Actor
    project: Project
    start: date | None = None
    end: date | None = None
    narrowed: Mapping[str, Any] = field(default_factory=dict)
    capability: str = SEE

    @property
    def reference_year(self) -> int:
        """The year in which ages are told: that in which the period ends, or this one."""
        ends = [day for day in (self.end, self.project.ends_on, timezone.localdate()) if day]
        return min(ends).year

    @property
    def age_bounds(self) -> tuple[int, ...]:
        return tuple(self.project.definition.get("age_bounds") or DEFAULT_BOUNDS)

    @property
    def sees_all_partners(self) -> bool:
        """Whether the actor sees what every partner did, or only their own organisation's part."""
        return self.may(self.capability, organisation=_NO_ORGANISATION)

    @cached_property
    def known_twice(self) -> list[UUID]:
        """Marks of persons whom two partners know, each for itself: counted once where the whole
        project is seen. Who sees one organisation's part is told nothing of another's."""
        return list(known_to_two(self.project.pk)) if self.sees_all_partners else []

    def may(self, capability: str, **place: Any) -> bool:
        """Whether the actor has a capability in the project; asks the roles alone, not the database."""
        try:
            self.actor.require(capability, project=self.project, **place)
        except NotAllowed:
            return False
        return True

    def facts(self, source: Source, names: Iterable[str] = ()) -> QuerySet[Any]:
        """The facts in question, with `f_on` and the columns named. Unordered."""
        rows = source.rows(self.actor)
        if self.capability != SEE and issubclass(rows.model, Record):
            rows = rows.filter(scope_condition(rows.model, self.actor, self.capability))
        narrowed = {name: value for name, value in self.narrowed.items() if source.knows(name)}
        wanted = {*names, *narrowed}
        twice = self.known_twice if "kept" in wanted and source.person else ()
        columns = source.columns(wanted, self.reference_year, self.age_bounds, twice)
        rows = rows.filter(in_project(source, self.project.pk)).annotate(f_on=F(source.on))
        for name, column in columns.items():  # one by one: some stand on those before
            rows = rows.annotate(**{name: column})
        return rows.filter(
            self._period(source), **{f"f_{n}": value for n, value in narrowed.items()}
        ).order_by()

    def _period(self, source: Source) -> Q:
        found = Q()
        if self.start:
            found &= Q(f_on__gte=_midnight(self.start) if source.on_is_time else self.start)
        if self.end:
            after = self.end + timedelta(days=1)
            found &= Q(f_on__lt=_midnight(after) if source.on_is_time else after)
        return found

    def of(self, name: str, names: Iterable[str] = ()) -> QuerySet[Any]:
        return self.facts(SOURCES[name], names)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
