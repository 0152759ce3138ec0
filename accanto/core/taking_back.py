"""Taking back what was made: only what nobody touched or hung something on since."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.utils.translation import gettext as _

from accanto.core.models import Record


class ChangedSince(Exception):
    """A row is no longer what was made. The message says which."""


def hanging_from(model: type[Any], derived: Collection[type[Any]] = ()) -> Iterator[tuple[type[Any], str]]:
    """(table, its key) of what may hang from rows of a table; tables that are `derived` from it do not count."""
    for relation in model._meta.related_objects:
        below = relation.related_model
        if not relation.one_to_one and issubclass(below, Record) and not issubclass(below, tuple(derived)):
            yield below, relation.field.name


def refuse_if_grown(row: Any, made: Collection[str], derived: Collection[type[Any]] = ()) -> None:
    """Raises ChangedSince where a row hangs from it, whoever sees that, that is none of those `made`."""
    for model, key in hanging_from(type(row), derived):
        if model._base_manager.filter(**{key: row.pk}).exclude(pk__in=made).exists():
            raise ChangedSince(_('Someone added to "%(name)s" since.') % {"name": str(row)[:100]})
