"""Reads ESCO's official CSV files, row by row: what a row says, or which column is wrong.

Columns as in the download of ESCO v1.2 (esco.ec.europa.eu, "classification", CSV), three of its files:
`occupations_XX.csv`, `skills_XX.csv` and `ISCOGroups_XX.csv`, where XX is the language. Further columns are passed over.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from accanto.core.gate import clean_text
from accanto.skills.models import EscoKind

#: conceptType -> (kind, the columns that must be there).
_ALWAYS = ("conceptType", "conceptUri", "preferredLabel", "altLabels", "status")
_TYPES = {
    "Occupation": (EscoKind.OCCUPATION, (*_ALWAYS, "iscoGroup")),
    "KnowledgeSkillCompetence": (EscoKind.SKILL, (*_ALWAYS, "skillType")),
    "ISCOGroup": (EscoKind.GROUP, (*_ALWAYS, "code")),
}
_LANGUAGE = re.compile(r"_([a-z]{2,3})\.csv$", re.IGNORECASE)
_URI = re.compile(r"https?://data\.europa\.eu/esco/\S{1,170}")
_CODE = re.compile(r"[0-9]{1,4}")
#: ESCO's own longest description has some 10,000 characters; one column with more is no such file.
_LONGEST = 1_000_000
#: Longest name that the table holds.
_LABEL = 500


class NotEsco(Exception):
    """The file as a whole cannot be one of ESCO's; says why."""


@dataclass(frozen=True)
class Concept:
    """What a row says. `others` are alternative and hidden labels, a line each."""

    uri: str
    kind: str
    isco: str
    label: str
    others: str
    retired: bool


@dataclass(frozen=True)
class Wrong:
    """A row that cannot be taken: its line in the file, the column, and why."""

    line: int
    column: str
    why: str

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: {self.why}"


def language_of(path: Path) -> str:
    """The language in the file's name ("occupations_it.csv"). Raises NotEsco where there is none."""
    found = _LANGUAGE.search(path.name)
    if found is None:
        raise NotEsco(f"{path.name}: the name says no language (occupations_it.csv does): give --language")
    return found[1].lower()


def rows(path: Path) -> Iterator[Concept | Wrong]:
    """Each row, one at a time: the file is never held whole. Raises NotEsco."""
    csv.field_size_limit(_LONGEST)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restkey="", restval=None)
            header = reader.fieldnames or []
            _require_known(path, header)
            for row in reader:
                yield _concept(row, reader.line_num)
    except OSError as error:
        raise NotEsco(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise NotEsco(f"{path.name}: not UTF-8 (byte {error.start}): save it as CSV UTF-8") from error
    except csv.Error as error:
        raise NotEsco(f"{path.name}: not a CSV file: {error}") from error


def _require_known(path: Path, header: object) -> None:
    names = set(header) if isinstance(header, list | tuple) else set()
    if not any(names >= set(columns) for _kind, columns in _TYPES.values()):
        nearest = min((set(columns) - names for _kind, columns in _TYPES.values()), key=len)
        raise NotEsco(
            f"{path.name}: no file of ESCO's occupations, skills or ISCO groups; "
            f"columns missing: {', '.join(sorted(nearest))}"
        )


def _concept(row: dict[str, str | None], line: int) -> Concept | Wrong:
    if "" in row or None in row.values():
        return Wrong(line, "-", "not as many values as the header has columns")
    said = {name: clean_text(value or "").strip() for name, value in row.items()}
    kind = _TYPES.get(said["conceptType"])
    if kind is None:
        return Wrong(line, "conceptType", f"{said['conceptType'][:40]!r} is none of {', '.join(_TYPES)}")
    isco = said.get("iscoGroup", "") or (said.get("code", "") if kind[0] == EscoKind.GROUP else "")
    isco = isco.removeprefix("C")
    wrong = _what_is_wrong(said, kind[0], isco)
    if wrong is not None:
        return Wrong(line, *wrong)
    others = [*said["altLabels"].splitlines(), *said.get("hiddenLabels", "").splitlines()]
    return Concept(
        uri=said["conceptUri"],
        kind=kind[0].value,
        isco=isco,
        label=said["preferredLabel"],
        others="\n".join(dict.fromkeys(each.strip() for each in others if each.strip())),
        retired=said["status"] not in ("released", ""),
    )


def _what_is_wrong(said: dict[str, str], kind: EscoKind, isco: str) -> tuple[str, str] | None:
    if not _URI.fullmatch(said["conceptUri"]):
        return "conceptUri", "not an address of ESCO"
    if not said["preferredLabel"]:
        return "preferredLabel", "empty"
    if len(said["preferredLabel"]) > _LABEL:
        return "preferredLabel", f"longer than {_LABEL} characters"
    if kind != EscoKind.SKILL and not _CODE.fullmatch(isco):
        return ("iscoGroup" if kind == EscoKind.OCCUPATION else "code"), "not a code of ISCO-08"
    return None
