"""What a case aims at, for rooms beside the one that keeps it: the actions of a plan, say.

`cases` knows no plan; the room that keeps aims registers itself in its AppConfig.ready(), and a room that
writes down what something serves (a support) keeps the identifier alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from accanto.cases.models import Case
from accanto.core.actor import Actor


@dataclass(frozen=True)
class Aim:
    """Something that the person wants or that is to be done, in words that the actor may read."""

    key: UUID
    words: str
    url: str = ""


_providers: list[Callable[[Actor, Case], Iterable[Aim]]] = []


def register(provider: Callable[[Actor, Case], Iterable[Aim]]) -> None:
    _providers.append(provider)


def aims(actor: Actor, case: Case) -> list[Aim]:
    """Everything that the case aims at today, as far as the actor sees."""
    return [aim for provider in _providers for aim in provider(actor, case)]
