"""Abstract bases of every table. No table of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from accanto.core.actor import Actor
from accanto.core.ids import uuid7
from accanto.core.scoping import RowScope, ScopedManager, checking_uniqueness, require_writing


class Base(models.Model):
    """A row with a time-ordered identifier and the times of its making and last change."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)

    class Meta:
        abstract = True

    def clean_fields(self, exclude: Any = None) -> None:
        """A row that is at hand, and was read from its table, need not be looked for again."""
        super().clean_fields({*(exclude or ()), *self._keys_at_hand()})

    def _keys_at_hand(self) -> Iterator[str]:
        for column in self._meta.concrete_fields:
            if (
                isinstance(column, models.ForeignKey)
                and column.is_cached(self)
                and not column.get_limit_choices_to()
            ):
                row = column.get_cached_value(self)
                if row is not None and row.pk == getattr(self, column.attname) and not row._state.adding:
                    yield column.name

    def validate_unique(self, exclude: Any = None) -> None:
        """But for the identifier, made so that it is new: should one come twice, the table itself refuses it."""
        super().validate_unique({*(exclude or ()), "id"})


class Record(Base):
    """A protected row: read through the actor's scope, written through the trail.

    A concrete table sets `scope`, or `scope_parent` (the name of its key to the parent), or, where a row
    may hang on several at once, `scope_parents`: then each that is set must be in sight, and reading it
    through one of them needs `visible_to` all the same.
    `scope_only(actor, prefix)` leaves of a parent's rows only some to some of those who see the parent (a word
    that one of two writes to the organisation); its rows need `visible_to` everywhere.
    `trail_kind` is the word under which the trail keeps it, by default the model's name.
    """

    scope: ClassVar[RowScope | None] = None
    scope_parent: ClassVar[str | None] = None
    scope_parents: ClassVar[tuple[str, ...]] = ()
    scope_only: ClassVar[Callable[[Actor, str], Q] | None] = None
    trail_kind: ClassVar[str] = ""

    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        require_writing(type(self))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        require_writing(type(self))
        return super().delete(*args, **kwargs)

    def validate_unique(self, exclude: Any = None) -> None:
        with checking_uniqueness():
            super().validate_unique(exclude)

    def validate_constraints(self, exclude: Any = None) -> None:
        with checking_uniqueness():
            super().validate_constraints(exclude)


class OpenRecord(Base):
    """A row that everyone signed in may read (names of organisations, municipalities, services).

    `open_because` is the reason; writing goes through the trail all the same.
    """

    open_because: ClassVar[str] = ""
    trail_kind: ClassVar[str] = ""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        require_writing(type(self))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        require_writing(type(self))
        return super().delete(*args, **kwargs)
