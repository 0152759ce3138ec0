"""Several questions in one statement: Today and a case's page ask many, and each costs a way there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Model, QuerySet, Value

from accanto.core.actor import Actor
from accanto.core.scoping import ScopedQuerySet


def together(
    parts: Mapping[str, ScopedQuerySet], along: Callable[[Any], Any] = lambda rows: rows
) -> dict[str, list[Any]]:
    """The rows of each part, by its name and in no order. `along` says what each row brings (select_related, …).

    Each part stays a statement inside, ordered and limited: it is read from the end of its own index, where one
    condition for all of them would walk the whole table. SQLite takes no limit in a part of a union itself.
    Raises UnscopedRead for a part that is still locked.
    """
    rows = [along(_chosen(part)).annotate(part=Value(name)).order_by() for name, part in parts.items()]
    found: dict[str, list[Any]] = {name: [] for name in parts}
    for row in rows[0].union(*rows[1:], all=True):
        found[row.part].append(row)
    return found


def _chosen(part: ScopedQuerySet) -> Any:
    opened: Any = part.model.objects.unscoped("rows that a part inside chose, which has a scope of its own")
    return opened.filter(pk__in=part.values("pk"))


def which_have_rows(row: QuerySet[Any], parts: Mapping[str, QuerySet[Any]]) -> set[str]:
    """The names of those parts that have any row, all asked in one statement.

    `row` is one row that is there, whichever: the question needs something to stand on. Without it, none.
    """
    names = list(parts)
    asked = {f"has{number}": Exists(parts[name]) for number, name in enumerate(names)}
    found = row.order_by().annotate(**asked).values_list(*asked).first() if asked else None
    return {name for name, has in zip(names, found, strict=True) if has} if found else set()


#: What upper rooms say hangs on a row that the actor sees: querysets by name.
Holds = Callable[[Actor, Any], Mapping[str, QuerySet[Any]]]
_HELD = "_known_to_hold"


@dataclass(frozen=True)
class _Held:
    asked: frozenset[str]
    having: set[str]


def ask_what_it_holds(row: Model, parts: Mapping[str, QuerySet[Any]]) -> None:
    """Ask at once which of the parts of a row have anything: `holds` knows it from now.

    For a page that is only shown, put together by several rooms: what is empty then costs no query of its own.
    """
    itself = type(row)._default_manager.filter(pk=row.pk)
    if isinstance(itself, ScopedQuerySet):
        itself = itself.unscoped(
            "a row in the actor's sight; which of its parts are empty is all that comes out"
        )
    row.__dict__[_HELD] = _Held(frozenset(parts), which_have_rows(itself, parts))


def holds(row: Model, name: str) -> bool:
    """Whether a part of a row has anything; True where nobody asked, so that it is read."""
    known: _Held | None = row.__dict__.get(_HELD)
    return known is None or name not in known.asked or name in known.having
