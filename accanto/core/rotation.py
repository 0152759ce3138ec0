"""Sealed columns under a new key, while the site goes on working.

Rows are taken in small batches, each in its own transaction. A row is written only if its token is
still the one that was read, so a change made meanwhile (already under the new key) is never undone.
Stopped at any moment, it can be run again: what is done is recognised by its key's id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db import models, transaction

from accanto.core.keys import keyring
from accanto.core.scoping import ScopedQuerySet, unrecorded
from accanto.core.sealed import Sealed, SealedTextField, seal, unseal

BATCH = 200

#: Sealed text that stands in libraries' tables: (reseal() -> how many, values under a key -> how many).
_others: list[tuple[Callable[[], int], Callable[[str], int]]] = []


def register(reseal: Callable[[], int], count_under: Callable[[str], int]) -> None:
    """For sealed text outside of SealedTextField; called by a room's AppConfig.ready()."""
    _others.append((reseal, count_under))


def sealed_columns() -> Iterator[tuple[type[models.Model], SealedTextField]]:
    """Every sealed column of the installation."""
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            if isinstance(column, SealedTextField):
                yield model, column


def reseal_all() -> int:
    """Bring every sealed value under the writing key. Returns how many were rewritten."""
    return sum(_reseal(model, column) for model, column in sealed_columns()) + sum(
        other() for other, _ in _others
    )


def values_under(key_id: str) -> int:
    """How many sealed values still need a key."""
    own = sum(_rows(model).filter(_under(column, key_id)).count() for model, column in sealed_columns())
    return own + sum(count(key_id) for _, count in _others)


def _reseal(model: type[models.Model], column: SealedTextField) -> int:
    current = keyring().ring("seal").current
    old_keys = [key_id for key_id in keyring().ring("seal").keys if key_id != current]
    done = 0
    for key_id in old_keys:
        while batch := list(_rows(model).filter(_under(column, key_id)).order_by("pk")[:BATCH]):
            with transaction.atomic(), unrecorded("a sealed value under another key says the same"):
                done += sum(_reseal_row(model, column, row) for row in batch)
    return done


def _reseal_row(model: type[models.Model], column: SealedTextField, row: models.Model) -> int:
    held = row.__dict__[column.attname]
    if not isinstance(held, Sealed):
        return 0
    place = column.place(row)
    token = seal(unseal(held.token, place=place), place=place)
    unchanged = _rows(model).filter(pk=row.pk).filter(_TokenIs(column, held.token))
    return int(unchanged.update(**{column.attname: Sealed(token)}))


def _rows(model: type[models.Model]) -> models.QuerySet[models.Model]:
    rows = model._default_manager.all()
    return rows.unscoped("keys are rotated for everyone") if isinstance(rows, ScopedQuerySet) else rows


def _under(column: SealedTextField, key_id: str) -> models.Q:
    """Tokens begin with their key's id; a sealed column refuses lookups, so the raw text is asked."""
    return models.Q(_StartsWith(column, f"{key_id}:"))


class _TokenIs(models.Func):
    """`column = token`, on the stored token."""

    output_field = models.BooleanField()
    conditional = True
    template = "%(expressions)s"
    arg_joiner = " = "

    def __init__(self, column: SealedTextField, token: str) -> None:
        super().__init__(models.F(column.attname), models.Value(token, output_field=models.TextField()))


class _StartsWith(models.Func):
    """`substr(column, 1, n) = prefix`, on the stored token."""

    output_field = models.BooleanField()
    conditional = True

    def __init__(self, column: SealedTextField, prefix: str) -> None:
        self.prefix = prefix
        super().__init__(models.F(column.attname))

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **kwargs: Any) -> Any:  # type: ignore[override]
        sql, params = compiler.compile(self.source_expressions[0])
        return f"substr({sql}, 1, {len(self.prefix)}) = %s", [*params, self.prefix]
