"""What every part of the demo shares: chance with a seed, days, and who acts."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db import models
from django.utils import timezone

from accanto.accounts.middleware import actor_of
from accanto.accounts.models import User
from accanto.core import trail
from accanto.core.actor import Actor, SystemActor
from accanto.directory.models import Organization
from accanto.network.models import Municipality, Organisation, Project, Territory

SEED = 20261123
T = TypeVar("T")
M = TypeVar("M", bound=models.Model)


@dataclass
class Team:
    """An organisation at work in a project."""

    project: Project
    organisation: Organisation
    territories: list[Territory]
    operators: list[User]
    outreach: list[User]
    towns: list[Municipality]


@dataclass
class World:
    """The demo while it is made."""

    chance: random.Random = field(default_factory=lambda: random.Random(SEED))
    today: date = field(default_factory=timezone.localdate)
    system: SystemActor = field(default_factory=lambda: SystemActor("demo"))
    teams: list[Team] = field(default_factory=list)
    parties: dict[str, User] = field(
        default_factory=dict
    )  # the demo's tutor, beneficiary, reception operator
    providers: dict[str, Organization] = field(default_factory=dict)
    _actors: dict[Any, Actor] = field(default_factory=dict)

    def pick(self, choices: Sequence[T]) -> T:
        return self.chance.choice(choices)

    def some(self, choices: Sequence[T], most: int) -> list[T]:
        return self.chance.sample(choices, min(len(choices), self.chance.randint(0, most)))

    def weighted(self, weights: dict[T, int]) -> T:
        return self.chance.choices(list(weights), list(weights.values()))[0]

    def likely(self, share: float) -> bool:
        return self.chance.random() < share

    def days_ago(self, most: int, least: int = 0) -> date:
        return self.today - timedelta(days=self.chance.randint(least, most))

    def between(self, first: date, last: date) -> date:
        return first + timedelta(days=self.chance.randint(0, max(0, (last - first).days)))

    def actor(self, user: User) -> Actor:
        if user.pk not in self._actors:
            self._actors[user.pk] = actor_of(user)
        return self._actors[user.pk]

    def make(self, actor: Actor, row: M, action: str) -> M:
        return trail.create(actor, row, action)
