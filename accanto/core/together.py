"""Several short lists of one table in one statement: Today asks for many, and each question costs a way there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Value

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
