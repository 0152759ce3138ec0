"""How a set of rows below a service is brought to what is wanted, and how that is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.directory.models import Service
from accanto.directory.operations.refresh import refresh

CHANGED = "service.changed"
#: The entry that tells of a whole part, before and after: the history page reads it.
PART_CHANGED = "service.part_changed"
#: Rows of one part of one service.
MOST_ROWS = 200


def bring(
    actor: Actor,
    *,
    held: Iterable[models.Model],
    rows: Sequence[dict[str, Any]],
    make: type[models.Model],
    fixed: dict[str, Any],
) -> bool:
    """Make, change and remove rows of `make` until they say what `rows` say. True where anything changed.

    A row with the `id` of a held one changes it; else one that says the same already is left alone.
    Raises ValidationError whose keys are `rows.<index>.<column>`, of too many rows without a key.
    """
    if len(rows) > MOST_ROWS:
        raise ValidationError(_("There are more than %(limit)s.") % {"limit": MOST_ROWS})
    left = {row.pk: row for row in held}
    wanted: list[tuple[int, models.Model | None, dict[str, Any]]] = []
    for index, row in enumerate(rows):
        values = {name: value for name, value in row.items() if name != "id"}
        found = left.pop(row.get("id"), None) or next(
            (one for one in left.values() if "id" not in row and _says(one, values)), None
        )
        if found is not None:
            left.pop(found.pk, None)
        wanted.append((index, found, values))
    changed = bool(left)
    for gone in left.values():
        trail.remove(actor, gone, CHANGED)
    for index, found, values in wanted:
        if found is not None and _says(found, values):
            continue
        changed = True
        with at_row(index):
            if found is None:
                trail.create(actor, make(**fixed, **values), CHANGED)
            else:
                trail.change(actor, found, CHANGED, **values)
    return changed


def _says(row: models.Model, values: dict[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in values.items())


class at_row:  # noqa: N801  reads as a statement
    """Say at which row and column of the form a row's ValidationError belongs."""

    def __init__(self, index: int) -> None:
        self.index = index

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, traceback: Any) -> None:
        if not isinstance(error, ValidationError):
            return
        messages = error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
        raise ValidationError(
            {f"rows.{self.index}.{name}": found for name, found in messages.items()}
        ) from error


def told(rows: Iterable[models.Model], columns: Sequence[str]) -> list[dict[str, str]]:
    """What rows say, as the trail keeps it: their columns that say something, as text."""
    return [
        {name: plain(value) for name in columns if (value := getattr(row, name)) not in (None, "", False)}
        for row in rows
    ]


def plain(value: Any) -> str:
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)


@dataclass
class _Whole:
    """Services that are being changed as one; those in `new` were added meanwhile."""

    services: dict[UUID, Service] = field(default_factory=dict)
    new: set[UUID] = field(default_factory=set)
    also: set[UUID] = field(default_factory=set)


_whole: ContextVar[_Whole | None] = ContextVar("whole", default=None)


@contextmanager
def as_one(actor: Actor) -> Iterator[None]:
    """Changes of several parts count as one: each service is marked as changed, and made anew, once at the
    end. Of a service that is added within, only that it was added is told."""
    if _whole.get() is not None:
        yield
        return
    whole = _Whole()
    token = _whole.set(whole)
    try:
        yield
    finally:
        _whole.reset(token)
    for pk, service in whole.services.items():
        if pk not in whole.new:
            trail.change(actor, service, CHANGED, last_modified=timezone.now())
    if reached := whole.services.keys() | whole.new | whole.also:
        refresh(reached)


def added(service: Service) -> None:
    """Said within `as_one` of a service that was made."""
    if whole := _whole.get():
        whole.new.add(service.pk)


def is_new(service: Service) -> bool:
    """Whether it is being added: nobody needs to be told what each part said before."""
    whole = _whole.get()
    return whole is not None and service.pk in whole.new


def tell(
    actor: Actor, service: Service, part: str, before: list[dict[str, str]], after: list[dict[str, str]]
) -> Service:
    """One entry that tells of the whole part; the service counts as changed, and is made anew."""
    if not is_new(service):
        details = {"part": part, "before": before, "after": after}
        trail.note(actor, PART_CHANGED, service, details=details)
    return touched(actor, service)


def touched(actor: Actor, service: Service, also: Collection[UUID] = ()) -> Service:
    """The service counts as changed now (HSDS `last_modified`); what is derived from it, and from other
    services given, is made anew."""
    if whole := _whole.get():
        whole.services[service.pk] = service
        whole.also.update(also)
        return service
    trail.change(actor, service, CHANGED, last_modified=timezone.now())
    refresh({service.pk, *also})
    return service
