"""What an entry of the trail says, in the reader's words: the columns that it changed, before and after.

Values are said where they have words (choices, days, yes and no, short texts). Keys to other rows and
long contents are named only: the entry says that they changed, their own page says what they are now.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accanto.core.trail import SEALED
from accanto.privacy.columns import COLUMNS

if TYPE_CHECKING:
    from accanto.privacy.models import AuditEntry

#: Columns that say nothing to a reader: digests, and the room's own bookkeeping.
SILENT = frozenset(
    {
        "definition_digest",
        "digest",
        "secret_hash",
        "token_hash",
        "next_hash",
        "before_hash",
        "mailed_hash",
        "browser_hash",
    }
)
#: Texts longer than this are named, not shown.
_SHORT = 60


@dataclass(frozen=True)
class Said:
    """One column of an entry: its name, and what it was and is ("" where it is not said)."""

    name: str
    before: str
    after: str


def said(entry: AuditEntry) -> Iterator[Said]:
    """The columns that an entry changed, in the order of their model."""
    model = model_of(entry.kind)
    for name, (before, after) in entry.changes.items():
        if name not in SILENT:
            column = column_of(model, name)
            yield Said(name_of(column, name), _value(column, before), _value(column, after))


@cache
def model_of(kind: str) -> type[models.Model] | None:
    """The table that keeps its rows under this word, if there is one still."""
    for model in apps.get_models():
        if not model._meta.proxy and (getattr(model, "trail_kind", "") or model._meta.model_name) == kind:
            return model
    return None


def column_of(model: type[models.Model] | None, name: str) -> models.Field[Any, Any] | None:
    """The column of that name, or None for a detail of a note and for a column of an older version."""
    columns = model._meta.concrete_fields if model else ()
    return next((column for column in columns if column.name == name), None)


def name_of(column: models.Field[Any, Any] | None, name: str) -> str:
    """The model's own word for a column, the trail's, or its plain name."""
    own = column.verbose_name if column is not None else None
    return str(own if isinstance(own, Promise) else COLUMNS.get(name, name.replace("_", " ")))


def _value(column: models.Field[Any, Any] | None, value: Any) -> str:
    if value in (None, "", SEALED) or column is None or column.is_relation:
        return ""
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(column, models.DateField) and not isinstance(column, models.DateTimeField):
        return str(formats.date_format(date.fromisoformat(value), "j M Y"))
    return str(value) if isinstance(value, int) or isinstance(value, str) and len(value) <= _SHORT else ""
