"""The situation as a picture: each fact at the beginning and now, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from accanto.cases.models import Situation

FACTS = ("labour", "housing", "mobility", "italian", "ties", "digital")


@dataclass(frozen=True)
class Line:
    """One fact: its name, what it was first and what it is now (empty where not recorded)."""

    name: Any
    first: str
    latest: str
    changed: bool


def picture(situations: list[Situation]) -> list[Line]:
    """Lines of the first and the latest recorded value of each fact; empty without any picture."""
    ordered = sorted(situations, key=lambda each: (each.on, each.created_at))
    if not ordered:
        return []
    lines = []
    for fact in FACTS:
        known = [each for each in ordered if getattr(each, fact) != "unknown"]
        first = getattr(known[0], f"get_{fact}_display")() if known else ""
        latest = getattr(known[-1], f"get_{fact}_display")() if known else ""
        name = Situation._meta.get_field(fact).verbose_name  # type: ignore[union-attr]
        lines.append(Line(name, str(first), str(latest), str(first) != str(latest)))
    return lines
