"""Who can go along to an appointment. Upper rooms add theirs (the tutor of a person) in AppConfig.ready()."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from accanto.accounts.models import User
from accanto.cases.models import Case
from accanto.cases.models.appointment import Along
from accanto.cases.operations.case import operators_of
from accanto.core.actor import Actor


@dataclass(frozen=True)
class Companion:
    """One who can go along: `key` stands in the form, `name` is how they are known on the case's pages."""

    along: Along
    key: str
    label: Any
    name: str = ""
    user: User | None = None


_providers: list[Callable[[Actor, Case], Iterable[Companion]]] = []


def register(provider: Callable[[Actor, Case], Iterable[Companion]]) -> None:
    _providers.append(provider)


def companions(actor: Actor, case: Case) -> list[Companion]:
    """Tutors first, then operators, then a mediator, who has a name and no account."""
    found = [each for provider in _providers for each in provider(actor, case)]
    for user in operators_of(case.organisation, case.project, case.territory).order_by("name"):
        found.append(Companion(Along.OPERATOR, f"operator:{user.pk}", user.name, user.name, user))
    return [*found, Companion(Along.MEDIATOR, "mediator", Along.MEDIATOR.label)]
