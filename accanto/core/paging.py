"""Pages by key, not by offset: the last page of a hundred thousand rows costs what the first does."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Field, Model, Q, QuerySet
from django.http import QueryDict

from accanto.core.gate import clean_text
from accanto.core.words import words_of_count

PAGE_SIZE = 25
#: Rows are counted up to here and no further; beyond, the page says "more than".
COUNT_LIMIT = 1000
#: Characters of a cursor that are read.
_LONGEST = 1000


@dataclass(frozen=True)
class Page:
    """Rows of one page and the links around it (None where there is nothing further)."""

    rows: list[Any]
    first_url: str
    last_url: str
    next_url: str | None
    previous_url: str | None
    count: int
    more: bool

    @property
    def has_next(self) -> bool:
        return self.next_url is not None

    @property
    def has_previous(self) -> bool:
        return self.previous_url is not None

    @property
    def count_label(self) -> str:
        return words_of_count(self.count, self.more)


def paginate(
    queryset: QuerySet[Any],
    order: Sequence[str],
    query: QueryDict,
    *,
    size: int = PAGE_SIZE,
    counting: bool = True,
    counted: int | None = None,
) -> Page:
    """One page of a queryset in the order given (`-field` descends; the last field must be unique).

    The order's columns must not be null. The query string carries `after`, `before` or `end=1`;
    a cursor that cannot be read, or that someone wrote by hand, shows the first page. `counted` is for a
    screen that has a cheaper way to count the rows: their number, COUNT_LIMIT + 1 where there are more.
    """
    after, before = (_read(queryset.model, query.get(name), order) for name in ("after", "before"))
    backwards = before is not None or query.get("end") == "1"
    ordered = queryset.order_by(*(_reverse(order) if backwards else order))
    cursor = before if backwards else after
    if cursor is not None:
        ordered = ordered.filter(_beyond(_reverse(order) if backwards else order, cursor))
    rows = list(ordered[: size + 1])
    more_that_way = len(rows) > size
    rows = rows[:size]
    if backwards:
        rows.reverse()
    has_next = (before is not None) if backwards else more_that_way
    has_previous = more_that_way if backwards else after is not None
    if counted is None:
        counted = len(rows)
        if counting:
            counted = queryset.order_by().values("pk")[: COUNT_LIMIT + 1].count()
    return Page(
        rows=rows,
        first_url=_url(query),
        last_url=_url(query, end="1"),
        next_url=_url(query, after=_cursor(rows[-1], order)) if rows and has_next else None,
        previous_url=_url(query, before=_cursor(rows[0], order)) if rows and has_previous else None,
        count=min(counted, COUNT_LIMIT),
        more=counted > COUNT_LIMIT,
    )


def page_of(found: Sequence[Any], query: QueryDict, *, size: int = PAGE_SIZE, more: bool = False) -> Page:
    """One page of what was found and put in order already; `more` says that not all of it is in `found`.

    The query string carries `after` or `end=1` as in `paginate`; the cursor is a place in the list.
    """
    place = _unpacked(query.get("after"))
    start = place[0] if len(place) == 1 and isinstance(place[0], int) else 0
    if query.get("end") == "1":
        start = max(0, (len(found) - 1) // size * size)
    start = start if 0 <= start < len(found) else 0
    end = start + size
    back = _url(query, after=_packed([start - size])) if start > size else _url(query)
    return Page(
        rows=list(found[start:end]),
        first_url=_url(query),
        last_url=_url(query, end="1"),
        next_url=_url(query, after=_packed([end])) if end < len(found) else None,
        previous_url=back if start else None,
        count=min(len(found), COUNT_LIMIT),
        more=more,
    )


def _reverse(order: Sequence[str]) -> list[str]:
    return [name[1:] if name.startswith("-") else f"-{name}" for name in order]


def _beyond(order: Sequence[str], cursor: list[Any]) -> Q:
    """The rows after the cursor: (a, b) > (x, y) spelt out, since columns may differ in direction."""
    condition = Q(pk__in=[])
    equal = Q()
    for name, value in zip(order, cursor, strict=True):
        path = name.lstrip("-")
        compare = "lt" if name.startswith("-") else "gt"
        condition |= equal & Q(**{f"{path}__{compare}": value})
        equal &= Q(**{path: value})
    return condition


def _cursor(row: Model, order: Sequence[str]) -> str:
    values = []
    for name in order:
        value: Any = row
        for step in name.lstrip("-").split("__"):
            value = getattr(value, step)
        values.append(value.isoformat() if isinstance(value, datetime | date) else value)
    return _packed([str(value) if isinstance(value, UUID) else value for value in values])


def _packed(values: list[Any]) -> str:
    packed = json.dumps(values)
    return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def _read(model: type[Model], raw: str | None, order: Sequence[str]) -> list[Any] | None:
    """The values of a cursor, each as its column holds them; None for anything else."""
    values = _unpacked(raw)
    if len(values) != len(order):
        return None
    try:
        return [_value(model, name, value) for name, value in zip(order, values, strict=True)]
    except (ValueError, TypeError, OverflowError, ValidationError):
        return None


def _unpacked(raw: str | None) -> list[Any]:
    """What a cursor holds; nothing for anything else."""
    if not raw or len(raw) > _LONGEST:
        return []
    try:
        values = json.loads(base64.urlsafe_b64decode(raw + "=" * (-len(raw) % 4)))
    except (ValueError, TypeError, RecursionError):
        return []
    return values if isinstance(values, list) else []


def _value(model: type[Model], name: str, value: Any) -> Any:
    """One value as its column takes it. Raises ValueError, ValidationError or OverflowError where it does not.

    The input gate cannot look into a cursor, so what no database holds is refused here as well.
    """
    if not isinstance(value, str | int) or (isinstance(value, str) and clean_text(value) != value):
        raise ValueError
    column = _column(model, name)
    read = value if column is None else column.to_python(value)
    if isinstance(read, datetime):
        if read.tzinfo is None:
            raise ValueError
        return read.astimezone(UTC)  # beyond the calendar's ends: OverflowError
    return read


def _column(model: type[Model], name: str) -> Field[Any, Any] | None:
    """The column that an order's name means; None for an annotation."""
    found: Any = None
    for step in name.lstrip("-").split("__"):
        try:
            found = model._meta.get_field(step)
        except FieldDoesNotExist:
            return None
        model = found.related_model or model
    return found


def _url(query: QueryDict, **changes: str) -> str:
    kept = query.copy()
    for name in ("after", "before", "end"):
        kept.pop(name, None)
    for name, value in changes.items():
        kept[name] = value
    return "?" + kept.urlencode()
