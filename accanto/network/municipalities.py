"""The municipalities of Italy as ISTAT lists them: read from a shipped file, found by code or name.

No database and no network. Source, licence (CC BY 4.0) and a known gap: `data/README.md`.
"""

from __future__ import annotations

import csv
import difflib
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

#: The day on which the list was true.
AS_OF = date(2026, 2, 21)
SOURCE = "ISTAT, Codici statistici delle unità amministrative territoriali, CC BY 4.0"

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality. `istat_code` has six digits, `province` two letters, `nuts3` five characters."""

    istat_code: str
    name: str
    other_name: str
    belfiore: str
    province: str
    province_name: str
    region: str
    nuts3: str
    former_names: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name} ({self.province})"


def plain(text: str) -> str:
    """A name as it is compared: no case, no accents, one space between words."""
    kept = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in kept.casefold()).split())


def all_municipalities() -> tuple[Municipality, ...]:
    """All of them, by code."""
    return _read()


def by_code(code: str) -> Municipality | None:
    """The municipality with this ISTAT code; for a code that ended, the one that took its place."""
    return _codes().get(_changes().get(code, code))


def by_belfiore(code: str) -> Municipality | None:
    """The municipality with this Belfiore code (the one in tax codes)."""
    return _belfiore().get(code.upper())


def find(name: str, province: str = "") -> list[Municipality]:
    """Those called so, whatever the case and accents. `name` may end in "(PR)".

    Current names come first; only where there is none do former names and names of municipalities
    that were merged count: Fubine finds Fubine Monferrato, Nanto finds Castegnero Nanto.
    """
    name = name.strip()
    if not province and name.endswith(")") and name[-4:-3] == "(":
        name, province = name[:-4], name[-3:-1]
    for names in (_current_names(), _former_names()):
        found = [m for m in names.get(plain(name), ()) if not province or m.province == province.upper()]
        if found:
            return found
    return []


def search(text: str, limit: int = 10) -> list[Municipality]:
    """For search as you type: names that begin so, then those with a word that does, then misspellings."""
    wanted = plain(text)
    if not wanted:
        return []
    names = {**_former_names(), **_current_names()}
    starting = sorted(n for n in names if n.startswith(wanted))
    inside = sorted(n for n in names if f" {wanted}" in n)
    near: list[str] = []
    if len(wanted) > 3 and len(starting) + len(inside) < limit:
        near = difflib.get_close_matches(wanted, names, n=limit, cutoff=0.8)
    found = dict.fromkeys(m for n in (*starting, *inside, *near) for m in names[n])
    return list(found)[:limit]


def in_province(letters: str) -> list[Municipality]:
    """Those of a province, by its two letters: `in_province("PR")`."""
    return [m for m in _read() if m.province == letters.upper()]


def in_region(name: str) -> list[Municipality]:
    """Those of a region, by its Italian name: `in_region("Emilia-Romagna")`."""
    wanted = plain(name)
    return [m for m in _read() if wanted in (plain(m.region), plain(m.region.split("/")[0]))]


@lru_cache(maxsize=1)
def provinces() -> dict[str, tuple[str, str]]:
    """Letters of each province -> (name, region), by letters."""
    return dict(sorted({m.province: (m.province_name, m.region) for m in _read()}.items()))


@lru_cache(maxsize=1)
def regions() -> tuple[str, ...]:
    """The names of the twenty regions."""
    return tuple(sorted({m.region for m in _read()}))


@lru_cache(maxsize=1)
def _read() -> tuple[Municipality, ...]:
    with (_DATA / "municipalities.csv").open(encoding="utf-8", newline="") as lines:
        next(lines)  # the line that names the source
        return tuple(_from_row(row) for row in csv.DictReader(lines))


def _from_row(row: dict[str, str]) -> Municipality:
    former = tuple(name for name in row.pop("former_names").split("|") if name)
    return Municipality(**row, former_names=former)


@lru_cache(maxsize=1)
def _codes() -> dict[str, Municipality]:
    return {m.istat_code: m for m in _read()}


@lru_cache(maxsize=1)
def _belfiore() -> dict[str, Municipality]:
    return {m.belfiore: m for m in _read()}


@lru_cache(maxsize=1)
def _change_rows() -> tuple[dict[str, str], ...]:
    with (_DATA / "municipality_changes.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


@lru_cache(maxsize=1)
def _changes() -> dict[str, str]:
    return {row["former_code"]: row["current_code"] for row in _change_rows()}


@lru_cache(maxsize=1)
def _current_names() -> dict[str, list[Municipality]]:
    names: dict[str, list[Municipality]] = {}
    for m in _read():
        for name in filter(None, (m.name, m.other_name)):
            names.setdefault(plain(name), []).append(m)
    return names


@lru_cache(maxsize=1)
def _former_names() -> dict[str, list[Municipality]]:
    names: dict[str, list[Municipality]] = {}
    for m in _read():
        for name in m.former_names:
            names.setdefault(plain(name), []).append(m)
    for row in _change_rows():
        names.setdefault(plain(row["former_name"]), []).append(_codes()[row["current_code"]])
    return names
