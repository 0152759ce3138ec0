"""What upper rooms add to a case's page, and what they say before it is closed.

`cases` knows none of them; each registers itself in its AppConfig.ready().
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from accanto.cases.models import Case
from accanto.core.actor import Actor
from accanto.core.panels import Beginning, Panel
from accanto.core.together import Holds, ask_what_it_holds

#: Capabilities on a case that its page asks about.
asked: set[str] = {"cases.edit"}
_columns: list[Callable[[Actor], Mapping[str, Any]]] = []
_holds: list[Holds] = []
_panels: list[Callable[[Actor, Case], Iterable[Panel | Beginning]]] = []
_obstacles: list[Callable[[Actor, Case], Iterable[Any]]] = []


def register_panel(
    provider: Callable[[Actor, Case], Iterable[Panel | Beginning]],
    asks: Iterable[str] = (),
    holds: Holds | None = None,
) -> None:
    """`asks`: capabilities on the case that the card asks about; `holds`: the rows that it shows, by name. The page asks both for all cards at once: what `holds(case, name)` of core.together
    says is not there, the card does not read."""
    _panels.append(provider)
    asked.update(asks)
    if holds is not None:
        _holds.append(holds)


def ask_for_panels(actor: Actor, case: Case, own: Mapping[str, QuerySet[Any]]) -> None:
    """Ask in one query which of the page's lists have anything: the page's own, and those of the cards."""
    parts = dict(own)
    for rows in _holds:
        parts.update(rows(actor, case))
    ask_what_it_holds(case, parts)


def register_columns(provider: Callable[[Actor], Mapping[str, Any]]) -> None:
    """Values, by name, that the query of the page's case brings along, so that a card needs none of its own."""
    _columns.append(provider)


def columns(actor: Actor) -> dict[str, Any]:
    """What the page's case is annotated with."""
    return {name: column for provider in _columns for name, column in provider(actor).items()}


def register_obstacle(provider: Callable[[Actor, Case], Iterable[Any]]) -> None:
    """Sentences shown before a case is closed ("a plan is still open"); they warn, they do not forbid."""
    _obstacles.append(provider)


def panels(actor: Actor, case: Case) -> tuple[list[Panel], list[Beginning]]:
    """The cards that have something to show, and the ways to begin the others, each in their order."""
    given = sorted(
        (each for provider in _panels for each in provider(actor, case)), key=lambda each: each.order
    )
    return (
        [each for each in given if isinstance(each, Panel)],
        [each for each in given if isinstance(each, Beginning)],
    )


def obstacles(actor: Actor, case: Case) -> list[Any]:
    return [sentence for provider in _obstacles for sentence in provider(actor, case)]
