"""Taking back what an import did: whole entries that nobody touched at once, all others one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.core.scoping import unrecorded
from accanto.core.taking_back import ChangedSince, hanging_from, refuse_if_grown
from accanto.directory.exchange.tables import TABLES
from accanto.directory.exchange.values import to_json
from accanto.directory.models import ImportRow
from accanto.directory.models.search import Derived
from accanto.directory.operations.writing import Done


def take_back(actor: Actor, done: list[Done], action: str) -> None:
    """Undo what was done, the last first. Raises ChangedSince where someone wrote since."""
    made = {each["id"] for each in done if each["made"]}
    for each in reversed(done):
        model = TABLES[each["table"]].model
        row = model.objects.visible_to(actor).filter(pk=each["id"]).first()
        if row is None:
            if not each["made"]:
                raise ChangedSince(_("It was deleted since."))
            continue
        now = {name: to_json(getattr(row, name)) for name in each["after"]}
        if now != each["after"]:
            raise ChangedSince(_('"%(name)s" was changed since.') % {"name": str(row)[:100]})
        if not each["made"]:
            trail.change(actor, row, action, **_before(model, each["before"]))
            continue
        refuse_if_grown(row, made, (Derived,))
        try:
            trail.remove(actor, row, action)
        except ProtectedError:
            raise ChangedSince(
                _('"%(name)s" is in use elsewhere by now.') % {"name": str(row)[:100]}
            ) from None


def _before(model: type[Any], values: dict[str, Any]) -> dict[str, Any]:
    fields = {each.attname: each for each in model._meta.concrete_fields}
    return {name: fields[name].to_python(value) for name, value in values.items()}


# --- many at once -------------------------------------------------------------------------------


def take_back_whole(actor: Actor, rows: Sequence[ImportRow], action: str) -> set[UUID]:
    """Remove, at once, the entries that the import made whole and that are as it made them. Returns the keys
    of their `rows`, which come the last first; of all others `take_back` says what is to be done.
    """
    looked = _Looked(actor, [row for row in rows if _made_whole(row)])
    whole = [row for row in looked.rows if looked.is_untouched(row)]
    try:
        with transaction.atomic():
            _remove(actor, whole, looked, action)
    except ProtectedError:  # something that this actor does not see holds on to one of them
        return set()
    return {row.pk for row in whole}


def _made_whole(row: ImportRow) -> bool:
    return all(each["made"] for each in row.undo) and any(each["table"] == row.table for each in row.undo)


class _Looked:
    """What is here of the rows that some entries made, and what hangs from them."""

    def __init__(self, actor: Actor, rows: Sequence[ImportRow]) -> None:
        self.rows = rows
        keys: dict[str, set[UUID]] = defaultdict(set)
        for each in (each for row in rows for each in row.undo):
            keys[each["table"]].add(UUID(each["id"]))
        self.here: dict[str, dict[UUID, Any]] = {}
        self.below: dict[UUID, set[UUID]] = defaultdict(set)
        self.gone: set[UUID] = set()
        for name, pks in keys.items():
            found = TABLES[name].model.objects.visible_to(actor).filter(pk__in=pks)
            self.here[name] = {row.pk: row for row in found}
            for model, key in hanging_from(TABLES[name].model, (Derived,)):
                hanging = model.objects.visible_to(actor).filter(**{f"{key}__in": pks})
                for above, pk in hanging.values_list(key, "pk"):
                    self.below[above].add(pk)

    def is_untouched(self, row: ImportRow) -> bool:
        """Whether all that the entry made is here and as it was, and nothing else hangs from it."""
        made = {UUID(each["id"]) for each in row.undo}
        for each in row.undo:
            pk = UUID(each["id"])
            there = self.here[each["table"]].get(pk)
            if there is None or not self.below[pk] <= made | self.gone:
                return False
            if any(to_json(getattr(there, name)) != value for name, value in each["after"].items()):
                return False
        self.gone |= made
        return True


def _remove(actor: Actor, rows: Sequence[ImportRow], looked: _Looked, action: str) -> None:
    """What refers to others goes first. An entry's line in the trail tells of its parts, as when they came."""
    keys: dict[str, list[UUID]] = defaultdict(list)
    for row in rows:
        parts: dict[str, list[Any]] = defaultdict(list)
        for each in row.undo:
            keys[each["table"]].append(UUID(each["id"]))
            if TABLES[each["table"]].is_part:
                parts[each["table"]].append(each["after"])
        root = next(UUID(each["id"]) for each in row.undo if each["table"] == row.table)
        if parts:
            trail.note(actor, "import.parts_taken_back", looked.here[row.table][root], details=parts)
    for name in reversed(TABLES):
        if TABLES[name].is_part:
            with unrecorded("the entry's own line in the trail tells of its parts"):
                TABLES[name].model.objects.visible_to(actor).filter(pk__in=keys[name]).delete()
        else:
            trail.remove_all(actor, [looked.here[name][pk] for pk in keys[name]], action)
