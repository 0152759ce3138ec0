"""What became of an entry: who changed what and when, in words, from the trail.

Who reads entries for operators alone reads all of it; who edits the directory reads who it was. Everyone
else reads the public parts, and never a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accanto.core.actor import Actor
from accanto.core.reference import language_name
from accanto.directory.models import Check, Service, Translation
from accanto.privacy.reading import entries_of

#: What an entry's action means.
ACTIONS: Final[dict[str, Any]] = {
    "service.added": gettext_lazy("Added"),
    "service.changed": gettext_lazy("Changed"),
    "service.checked": gettext_lazy("Checked"),
    "service.part_changed": gettext_lazy("Changed"),
    "service.translated": gettext_lazy("Translated"),
    "service.asked": gettext_lazy("Someone asked"),
    "service.corrected": gettext_lazy("The organisation sent a correction"),
}
PARTS: Final[dict[str, Any]] = {
    "hours": gettext_lazy("Opening hours"),
    "prices": gettext_lazy("Prices"),
    "languages": gettext_lazy("Languages spoken"),
    "documents": gettext_lazy("Documents to bring"),
    "phones": gettext_lazy("Telephones"),
    "contacts": gettext_lazy("Contacts"),
    "websites": gettext_lazy("Other websites"),
    "capacity": gettext_lazy("Places left"),
    "terms": gettext_lazy("What it helps with, and for whom"),
    "places": gettext_lazy("Places"),
}
#: Parts of which the public learns that they changed, not how: an address may be a shelter's.
_GUARDED: Final = ("places", "contacts")
#: Columns of a service that say nothing of their own.
_SILENT: Final = ("last_modified", "extra", "assurer_email")
#: Entries of one page.
MOST = 100


@dataclass(frozen=True)
class Difference:
    """One thing that says something else now; each side is a list of lines."""

    what: Any
    before: Sequence[str]
    after: Sequence[str]


@dataclass(frozen=True)
class Change:
    """One moment; `who` is empty for all but editors."""

    at: datetime
    what: Any
    who: str
    differences: tuple[Difference, ...]


def history_of(actor: Actor, service: Service, limit: int = MOST) -> list[Change]:
    """Changes of a service that the actor sees, newest first."""
    inside, names = actor.may("services.see_internal"), actor.may("services.edit")
    about = {str(service.pk)}
    kinds: dict[str, Any] = {}
    for model in (Translation, Check) if inside else ():
        for row in model.objects.visible_to(actor).filter(service=service):
            kinds[str(row.pk)] = row
    changes = []
    for entry in entries_of([*about, *kinds], limit):
        if not inside and entry.action == "service.changed" and "visibility" in entry.changes:
            break  # what it said while it was for operators alone stays theirs
        if entry.action not in ACTIONS:
            continue
        differences = tuple(_differences(entry, kinds.get(entry.object_id), inside))
        if differences or entry.action != "service.changed":
            who = entry.who if names else ""
            changes.append(Change(entry.at, ACTIONS[entry.action], who, differences))
    return changes


def _differences(entry: Any, row: Any, inside: bool) -> list[Difference]:
    said = entry.changes
    if entry.action == "service.part_changed":
        part = said["part"][1]
        hidden = part in _GUARDED and not inside
        sides = [
            [] if hidden else [_line(part, line) for line in said[side][1] or ()]
            for side in ("before", "after")
        ]
        return [Difference(PARTS.get(part, part), *_only_different(*sides))]
    if isinstance(row, Translation):
        if "text" not in said:
            return []
        what = f"{_label(row.field)} ({row.language})"
        return [Difference(what, *([side] if side else [] for side in said["text"]))]
    if isinstance(row, Check):
        return [
            Difference(row.get_how_display(), [], [f"{row.get_outcome_display()}: {row.said}".rstrip(": ")])
        ]
    if entry.action == "service.added":
        return []
    return [
        Difference(_label(name), *([_value(name, side)] if side else [] for side in sides))  # type: ignore[union-attr]
        for name, sides in said.items()
        if name not in _SILENT and hasattr(Service, name) and name != "organization"
    ]  # fmt: skip


def _label(name: str) -> str:
    column: Any = Service._meta.get_field(name)
    return str(column.verbose_name)


def _only_different(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    return [line for line in before if line not in after], [line for line in after if line not in before]


def _value(name: str, value: Any) -> str:
    """A column's value as its choices call it."""
    column: Any = Service._meta.get_field(name)
    return str(dict(column.choices or ()).get(value, value))


def _line(part: str, line: dict[str, str]) -> str:
    """A row of a part in words."""
    if part == "languages":
        name = language_name(line.get("code", ""), get_language() or "it")
        return " ".join(filter(None, (name, line.get("note", ""))))
    if part == "hours":
        return _hours(line)
    return " · ".join(line.values())


def _hours(line: dict[str, str]) -> str:
    days = {
        "MO": _("Monday"), "TU": _("Tuesday"), "WE": _("Wednesday"), "TH": _("Thursday"), "FR": _("Friday"),
        "SA": _("Saturday"), "SU": _("Sunday"),
    }  # fmt: skip
    said = [", ".join(days.get(day, day) for day in line.get("byday", "").split(",") if day)]
    if "opens_at" in line:
        said.append(f"{line['opens_at']}–{line.get('closes_at', '')}")
    if "by_appointment" in line:
        said.append(_("by appointment only"))
    if "valid_from" in line or "valid_to" in line:
        said.append(f"({line.get('valid_from', '')} – {line.get('valid_to', '')})")
    said += [line.get("description", ""), line.get("notes", "")]
    return " ".join(filter(None, said))
