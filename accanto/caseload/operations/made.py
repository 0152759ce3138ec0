"""What a row made, and taking it back as long as nobody touched it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.core.models import Record
from accanto.core.sealed import keyed_hash, keyed_hashes
from accanto.core.taking_back import ChangedSince, refuse_if_grown
from accanto.people.models import SearchKey

#: Derived from names: they go with them.
_DERIVED = (SearchKey,)
_SILENT = ("created_at", "updated_at")
#: Columns of someone's involvement that taking a case in may change.
_CHANGED = ("follower_id", "territory_id")


class Made:
    """Gathers the rows that one line of the sheet made, in their order, and what it changed."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor
        self._rows: dict[tuple[str, str], dict[str, Any]] = {}

    def row(self, row: Record) -> None:
        self._rows.setdefault(_key(row), {"made": True, "before": {}})

    def rows(self, rows: Iterable[Record]) -> None:
        for row in rows:
            self.row(row)

    def before(self, rows: Iterable[Record]) -> None:
        """Rows that were there: what they said before."""
        for row in rows:
            values = {name: _plain(getattr(row, name)) for name in _CHANGED}
            self._rows.setdefault(_key(row), {"made": False, "before": values})

    def has(self, row: Record) -> bool:
        return _key(row) in self._rows

    def told(self) -> list[dict[str, Any]]:
        """[{"model", "id", "made", "before", "stamp"}]: a keyed digest of what each says now."""
        found = []
        for (label, pk), each in self._rows.items():
            row = _find(self._actor, label, pk)
            if row is not None and (each["made"] or each["before"] != _now(row, each["before"])):
                found.append({"model": label, "id": pk, **each, "stamp": _stamps(row, every=False)[0]})
        return found


def take_back(actor: Actor, done: list[dict[str, Any]]) -> None:
    """Undo what was done, the last first. Raises ChangedSince where someone wrote, or added something, since.

    All is looked at before anything goes: without its involvement a person is out of the actor's sight.
    """
    made = {each["id"] for each in done if each["made"]}
    found = [(each, _as_made(actor, each, made)) for each in reversed(done)]
    for each, row in found:
        if not each["made"]:
            values = {
                name.removesuffix("_id"): _related(row, name, pk) for name, pk in each["before"].items()
            }
            trail.change(actor, row, "caseload.undone", **values)
            continue
        try:
            trail.remove(actor, row, "caseload.undone")
        except ProtectedError:
            raise ChangedSince(
                _('"%(name)s" is in use elsewhere by now.') % {"name": str(row)[:100]}
            ) from None


def _as_made(actor: Actor, each: dict[str, Any], made: set[str]) -> Any:
    row = _find(actor, each["model"], each["id"])
    if row is None:
        raise ChangedSince(_("Something of it was removed or handed on since."))
    if each["stamp"] not in _stamps(row):
        raise ChangedSince(_('"%(name)s" was changed since.') % {"name": str(row)[:100]})
    if each["made"]:
        refuse_if_grown(row, made, _DERIVED)
    return row


def _stamps(row: Any, *, every: bool = True) -> list[str]:
    """The digest of what a row says, sealed columns too: under the key of today, or under every key there is."""
    values = [
        str(getattr(row, column.attname))
        for column in row._meta.concrete_fields
        if column.name not in _SILENT
    ]
    text = json.dumps([row._meta.label, *values])
    use = "caseload stamp"
    return [each.hex() for each in (keyed_hashes(text, use=use) if every else [keyed_hash(text, use=use)])]


def _key(row: Record) -> tuple[str, str]:
    return row._meta.label, str(row.pk)


def _find(actor: Actor, label: str, pk: str) -> Any:
    model: Any = apps.get_model(label)
    return model.objects.visible_to(actor).filter(pk=pk).first()


def _now(row: Any, before: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in before}


def _related(row: Any, name: str, pk: str | None) -> Any:
    model: Any = row._meta.get_field(name.removesuffix("_id")).related_model
    return model._default_manager.filter(pk=pk).first() if pk else None


def _plain(value: Any) -> str | None:
    return None if value is None else str(value)
