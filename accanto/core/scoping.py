"""Row-level scoping: a protected table cannot be read before someone says for whom.

`Model.objects` may be refined freely, but raises UnscopedRead when it would touch the database,
alone or inside another statement (`Exists`, `Subquery`, a union), unless `.visible_to(actor)` came
first, or `.unscoped("reason")` in one of the files listed in `tests/architecture/test_reads.py`. Rows below a row that one may see are open: `case.needs.all()`.

A table is one of three things, and the system check `accanto.E002` asks which:
a root with a `scope` (RowScope), a child with a `scope_parent` (or several `scope_parents`), or open
with a reason.

Doors that stay open on purpose, each barred by a listed architecture test: `_base_manager`
and forward keys (Django's own bookkeeping), and `raw()`-like SQL on a connection.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, sql

from accanto.core.actor import NOTHING, Actor, Paths, either

if TYPE_CHECKING:
    from accanto.core.models import Record

#: Set while Django checks uniqueness: the only time that a locked table may say "exists".
_checking_uniqueness: ContextVar[bool] = ContextVar("checking_uniqueness", default=False)


class UnscopedRead(Exception):
    """A protected table was read without visible_to(actor)."""


class UnrecordedWrite(Exception):
    """A row was written outside of the trail."""


@dataclass(frozen=True)
class RowScope:
    """Who sees which rows of a root table.

    `see` is the capability for reading. `through` names a reverse relation: a row is seen when
    one of its related rows is in reach (a person through the organisations that know them).
    `extra(actor, capability, pk_path)` may add rows that were shared one by one.
    """

    see: str
    paths: Paths = Paths()
    through: str | None = None
    extra: Callable[[Actor, str, str], Q] | None = None

    def condition(self, model: type[models.Model], actor: Actor, capability: str, prefix: str = "") -> Q:
        pk_path = f"{prefix}__pk" if prefix else "pk"
        if self.through:
            found = self._related(model, self.through, actor, capability, pk_path)
        else:
            found = actor.rows(capability, self.paths.under(prefix) if prefix else self.paths)
        return either(found, self.extra(actor, capability, pk_path)) if self.extra else found

    def _related(
        self, model: type[models.Model], through: str, actor: Actor, capability: str, pk_path: str
    ) -> Q:
        related = actor.rows(capability, self.paths)
        if related in (Q(), NOTHING):
            return related
        relation: Any = model._meta.get_field(through)
        rows = relation.related_model._base_manager.filter(
            related, **{relation.field.name: OuterRef(pk_path)}
        )
        return Q(Exists(rows))


def scope_condition(model: type[Record], actor: Actor, capability: str | None = None, prefix: str = "") -> Q:
    """The condition for the rows of a protected table that the actor has the capability on.

    Children take the condition of their parent, or of all their parents. Raises UnscopedRead for a table
    without a scope.
    """
    if model.scope is not None:
        return model.scope.condition(model, actor, capability or model.scope.see, prefix)
    if model.scope_parents:
        return _under_all_parents(model, actor, capability, prefix)
    if model.scope_parent is None:
        raise UnscopedRead(f"{model.__name__} declares neither a scope nor a scope_parent")
    found = _under_parent(model, model.scope_parent, actor, capability, prefix)
    return found & model.scope_only(actor, prefix) if model.scope_only else found


def _under_parent(model: type[Record], name: str, actor: Actor, capability: str | None, prefix: str) -> Q:
    parent: Any = model._meta.get_field(name).related_model
    return scope_condition(parent, actor, capability, _below(prefix, name))


def _below(prefix: str, name: str) -> str:
    return f"{prefix}__{name}" if prefix else name


def _under_all_parents(model: type[Record], actor: Actor, capability: str | None, prefix: str) -> Q:
    """Seen when each parent that the row has is seen; a row without any is seen by who sees all."""
    found, hanging = Q(), Q()
    for name in model.scope_parents:
        condition = _under_parent(model, name, actor, capability, prefix)
        if condition != Q():
            found &= Q(**{f"{_below(prefix, name)}__isnull": True}) | condition
        hanging &= Q(**{f"{_below(prefix, name)}__isnull": True})
    return found if found == Q() else found & ~hanging


@contextlib.contextmanager
def checking_uniqueness() -> Iterator[None]:
    token = _checking_uniqueness.set(True)
    try:
        yield
    finally:
        _checking_uniqueness.reset(token)


class ScopedQuery(sql.Query):
    """The statement of a protected table. It carries the lock, so that whoever takes it out of its queryset
    (Exists, Subquery, a union or a filter of another table) takes the lock along.

    Without a lock are those that Django makes for itself, inside a statement that has one.
    """

    locked: bool = False

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        """Every read comes through here, whether the statement stands alone or inside another."""
        if self.locked:
            raise UnscopedRead(f"{self.get_meta().object_name}: call visible_to(actor) first")
        return super().get_compiler(*args, **kwargs)

    def exists(self, *args: Any, **kwargs: Any) -> Self:
        found: Self = super().exists(*args, **kwargs)
        if _checking_uniqueness.get():
            found.locked = False
        return found


class ScopedQuerySet(models.QuerySet[Any]):
    """A queryset that reads only after `visible_to` or `unscoped`."""

    if TYPE_CHECKING:
        query: ScopedQuery

    def __init__(self, model: Any = None, query: Any = None, using: Any = None, hints: Any = None) -> None:
        if query is None:
            query = ScopedQuery(model)
            query.locked = True
        super().__init__(model, query, using, hints)

    @property
    def locked(self) -> bool:
        """Whether nobody said yet for whom it reads."""
        return self.query.locked

    def _open(self) -> Self:
        self.query.locked = False
        return self

    def visible_to(self, actor: Actor, capability: str | None = None) -> Self:
        """The rows that the actor sees; with a capability, those on which they have it."""
        return self.filter(scope_condition(self.model, actor, capability))._open()

    def unscoped(self, reason: str) -> Self:
        """All rows. Only in files that `tests/architecture/test_reads.py` lists, with the reason."""
        if not reason.strip():
            raise UnscopedRead("unscoped() needs a reason")
        return self.all()._open()

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        raise UnscopedRead(f"{self.model.__name__}.raw(): a protected table is not read by hand-written SQL")

    # --- two sides, of which a locked one would widen the other -------------------------------

    def _same_lock(self, *others: Any) -> None:
        if any(isinstance(other, ScopedQuerySet) and other.locked != self.locked for other in others):
            raise UnscopedRead(f"{self.model.__name__}: both sides need visible_to(actor)")

    def __or__(self, other: Any) -> Self:
        self._same_lock(other)
        return super().__or__(other)

    def __and__(self, other: Any) -> Self:
        self._same_lock(other)
        return super().__and__(other)

    def __xor__(self, other: Any) -> Self:
        self._same_lock(other)
        return super().__xor__(other)

    def union(self, *others: Any, **kwargs: Any) -> Self:
        self._same_lock(*others)
        return super().union(*others, **kwargs)

    def intersection(self, *others: Any) -> Self:
        self._same_lock(*others)
        return super().intersection(*others)

    def difference(self, *others: Any) -> Self:
        self._same_lock(*others)
        return super().difference(*others)

    # --- writes in bulk pass the trail by, so they are barred ---------------------------------

    def update(self, **kwargs: Any) -> int:
        _require_unrecorded(self.model, "update()")
        return super().update(**kwargs)

    def bulk_create(self, *args: Any, **kwargs: Any) -> Any:
        _require_unrecorded(self.model, "bulk_create()")
        return super().bulk_create(*args, **kwargs)

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        _require_unrecorded(self.model, "bulk_update()")
        return super().bulk_update(*args, **kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        _require_unrecorded(self.model, "delete()")
        return super().delete()


#: What is going on while a row is saved: "recorded" inside the trail, "unrecorded" with a reason.
_writing: ContextVar[str] = ContextVar("writing", default="")


def _require_unrecorded(model: type[models.Model], what: str) -> None:
    if _writing.get() != "unrecorded":
        raise UnrecordedWrite(f"{model.__name__}.{what} passes the trail by: use core.trail")


def require_writing(model: type[models.Model]) -> None:
    """Called by every protected row's save() and delete()."""
    if not _writing.get():
        raise UnrecordedWrite(
            f"{model.__name__}: rows are written through core.trail (create, change, remove)"
        )


@contextlib.contextmanager
def recorded() -> Iterator[None]:
    """Used by `core.trail` alone."""
    token = _writing.set("recorded")
    try:
        yield
    finally:
        _writing.reset(token)


@contextlib.contextmanager
def unrecorded(reason: str) -> Iterator[None]:
    """Writes that leave no entry each (key rotation, benchmarks' data): only in listed files."""
    if not reason.strip():
        raise UnrecordedWrite("unrecorded() needs a reason")
    token = _writing.set("unrecorded")
    try:
        yield
    finally:
        _writing.reset(token)


class ScopedManager(models.Manager.from_queryset(ScopedQuerySet)):  # type: ignore[misc]
    """The manager of every protected table; related managers are made from it as well."""

    def get_queryset(self) -> ScopedQuerySet:
        queryset: ScopedQuerySet = super().get_queryset()
        relation = getattr(self, "field", None)  # of a manager that hangs on a row: row.children
        if relation is not None and relation.name == self.model.scope_parent and not self.model.scope_only:
            queryset._open()  # children of a row that one may see
        return queryset
