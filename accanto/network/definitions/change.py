"""What another version of a definition changes, and what none may change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from accanto.network.definitions.lines import line_index, line_of
from accanto.network.definitions.model import ProjectDefinition
from accanto.network.definitions.problems import Problem
from accanto.network.definitions.text import in_language

#: Lists of a definition whose members have keys, with what a reader calls one of them.
KEYED: dict[str, Any] = {
    "fields": _("field"),
    "papers": _("paper"),
    "letters": _("letter"),
    "actions": _("action"),
    "supports": _("support"),
    "results": _("expected result"),
    "work_packages": _("work package"),
    "documents": _("document of the project"),
    "partners": _("partner"),
    "territories": _("territory"),
}
#: Parts that are one table each, or none.
WHOLE: dict[str, Any] = {
    "project": _("the project"),
    "areas": _("areas"),
    "outreach": _("outreach"),
    "paths": _("paths"),
    "tutoring": _("tutoring"),
    "coordination_group": _("coordination group"),
    "directory": _("directory"),
    "age_bounds": _("age bands"),
}
#: What decides who takes part and where: only who may load a project from nothing changes it.
OF_THE_NETWORK = frozenset({"partners", "territories", "coordination_group"})
#: Parts of a field under which answers are kept: they stay as they are as long as the key does.
_FIXED = ("on", "kind", "sealed")
ADDED, CHANGED, REMOVED = "added", "changed", "removed"
_HAPPENED = {ADDED: _("new"), CHANGED: _("changed"), REMOVED: _("left out")}


@dataclass(frozen=True)
class Difference:
    """One thing that is new, changed or left out. `details`: (part, before, after), where it changed."""

    section: str
    key: str
    name: Any
    happened: str
    details: tuple[tuple[str, str, str], ...] = ()

    @property
    def title(self) -> str:
        """Its name in the reader's language."""
        return in_language(self.name)

    @property
    def what(self) -> Any:
        return KEYED.get(self.section) or WHOLE[self.section]

    @property
    def happened_word(self) -> Any:
        return _HAPPENED[self.happened]


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Between two definitions as JSON. `before` may be {}: then everything is new."""
    found: list[Difference] = []
    for section in WHOLE:
        one, other = before.get(section), after.get(section)
        if (one or None) != (other or None):
            happened = CHANGED if one and other else ADDED if other else REMOVED
            details = _details(one, other) if isinstance(one, dict) and isinstance(other, dict) else ()
            found.append(Difference(section, "", "", happened, details))
    for section in KEYED:
        found += _keyed(section, _by_key(before, section), _by_key(after, section))
    return found


def _keyed(section: str, before: dict[str, Any], after: dict[str, Any]) -> Iterable[Difference]:
    for key, item in after.items():
        if key not in before:
            yield Difference(section, key, _name(item), ADDED)
        elif before[key] != item:
            yield Difference(section, key, _name(item), CHANGED, _details(before[key], item))
    for key, item in before.items():
        if key not in after:
            yield Difference(section, key, _name(item), REMOVED)


def _by_key(definition: Mapping[str, Any], section: str) -> dict[str, Any]:
    """The members by key; actions with those of the work packages, which are compared without them."""
    items = list(definition.get(section) or [])
    packages = definition.get("work_packages") or []
    if section == "actions":
        items += [{**action, "work_package": wp["key"]} for wp in packages for action in wp["actions"]]
    if section == "work_packages":
        items = [{name: value for name, value in wp.items() if name != "actions"} for wp in items]
    return {item["key"]: item for item in items}


def _name(item: Mapping[str, Any]) -> Any:
    """What people read of it, by language; a partner's name is plain."""
    return next((item[part] for part in ("label", "name", "text", "what") if item.get(part)), item["key"])


def _details(before: Any, after: Any, part: str = "") -> tuple[tuple[str, str, str], ...]:
    """The smallest parts that differ, each under its path: `options.inside.text.it`."""
    one, other = _parts(before), _parts(after)
    if before is None or after is None or one is None or other is None:
        return ((part, _plain(before), _plain(after)),)
    found: list[tuple[str, str, str]] = []
    for name in dict.fromkeys((*one, *other)):
        if one.get(name) != other.get(name):
            found += _details(one.get(name), other.get(name), f"{part}.{name}" if part else name)
    return tuple(found)


def _parts(value: Any) -> dict[str, Any] | None:
    """What a value is made of, by name: of a table its keys, of a list of things with keys those; else None."""
    if isinstance(value, Mapping):
        return dict(value)
    if (
        isinstance(value, list)
        and value
        and all(isinstance(each, Mapping) and "key" in each for each in value)
    ):
        return {each["key"]: each for each in value}
    return None


def _plain(value: Any) -> str:
    """A value as one short line."""
    if isinstance(value, Mapping):
        said = value.get("it") or ", ".join(f"{key} = {_plain(item)}" for key, item in value.items())
    elif isinstance(value, list):
        said = "; ".join(map(_plain, value))
    else:
        said = "" if value is None else str(value)
    return said if len(said) <= 200 else f"{said[:199]}…"  # noqa: PLR2004


def fixed_fields(
    definition: ProjectDefinition, versions: Iterable[tuple[int, Mapping[str, Any]]]
) -> list[Problem]:
    """Fields that were something else under their key in a version before, withdrawn ones too.

    `versions`: (number, definition as JSON), the newest first.
    """
    lines: dict[Any, int] | None = None
    found = []
    known: dict[str, tuple[int, Mapping[str, Any]]] = {}
    for number, version in versions:
        for held in version.get("fields") or []:
            known.setdefault(held["key"], (number, held))
    for position, asked in enumerate(definition.fields):
        number, held = known.get(asked.key, (0, {}))
        for part in _FIXED if held else ():
            before, now = held[part], getattr(asked, part)
            if before != now:
                lines = line_index(definition.source) if lines is None else lines
                params = {
                    "part": part,
                    "key": asked.key,
                    "before": _plain(before),
                    "now": _plain(now),
                    "version": number,
                }
                line = line_of(lines, ("field", position, part))
                found.append(Problem(f"field[{position + 1}].{part}", "field_fixed", params, line))
    return found
