"""Reads values out of a table of the file, notes what is wrong with them, and goes on.

A `Table` hands out each key once, checked; `close` says which keys nobody asked for. Nothing raises:
what cannot be used comes back as an empty value of its kind, and the problem is in the `Notes`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from accanto.network.definitions.lines import Path, line_of
from accanto.network.definitions.problems import Problem
from accanto.network.definitions.text import Text
from accanto.network.definitions.vocabulary import LANGUAGES

MAX_ITEMS = 500
MAX_TEXT = 4000
#: Not printable, and yet they belong in texts: line ends, fixed spaces, joiners of Arabic script.
_ALLOWED = frozenset("\n\u00a0\u200c\u200d")
_SLUG = re.compile(r"[a-z][a-z0-9_-]*\Z")


def where_of(path: Path) -> str:
    """("result", 2, "target") as people read it: `result[3].target`."""
    said = ""
    for part in path:
        said += f"[{part + 1}]" if isinstance(part, int) else (f".{part}" if said else part)
    return said


class Notes:
    """The problems found so far, and the keys taken so far."""

    def __init__(self, lines: dict[Path, int]) -> None:
        self.lines = lines
        self.problems: list[Problem] = []
        self._taken: dict[tuple[str, str], str] = {}

    def add(self, path: Path, message_key: str, /, **params: Any) -> None:
        self.problems.append(Problem(where_of(path), message_key, params, line_of(self.lines, path)))

    def take_key(self, kind: str, key: str, path: Path) -> None:
        """Keys of a kind are unique in a definition."""
        if not key:
            return
        first = self._taken.setdefault((kind, key), where_of(path))
        if first != where_of(path):
            self.add(path, "duplicate_key", key=key, first=first)

    def keys(self, kind: str) -> list[str]:
        return [key for taken_kind, key in self._taken if taken_kind == kind]


def nearest(found: str, known: Iterable[str]) -> dict[str, str]:
    """{"suggestion": the known word that the misspelt one stands nearest to}, or nothing."""
    near = difflib.get_close_matches(found[:80], list(known), n=1, cutoff=0.6)
    return {"suggestion": near[0]} if near else {}


class Table:
    """One table of the file, at `path`."""

    def __init__(self, notes: Notes, path: Path, value: Any) -> None:
        self.notes = notes
        self.path = path
        self.value: dict[str, Any] = value if isinstance(value, dict) else {}
        self._asked: set[str] = set()
        if not isinstance(value, dict):
            self.note("", "wrong_type", expected="table")

    def note(self, key: str, message_key: str, /, **params: Any) -> None:
        self.notes.add(self.path + (key,) if key else self.path, message_key, **params)

    def has(self, key: str) -> bool:
        self._asked.add(key)
        return key in self.value

    def close(self) -> None:
        """Note the keys that the format does not know."""
        for key in self.value:
            if key not in self._asked:
                self.note(key, "unknown_key", key=key[:80], **nearest(key, self._asked))

    def _get(self, key: str, kind: type | tuple[type, ...], expected: str, required: bool) -> Any:
        self._asked.add(key)
        if key not in self.value:
            if required:
                self.note("", "missing", key=key)
            return None
        value = self.value[key]
        wrong_boolean = isinstance(value, bool) and kind is not bool
        if wrong_boolean or not isinstance(value, kind):
            self.note(key, "wrong_type", expected=expected)
            return None
        return value

    def string(self, key: str, *, required: bool = False, limit: int = 200) -> str:
        value = self._get(key, str, "string", required)
        return "" if value is None else self._checked(self.path + (key,), value, limit)

    def slug(self, key: str, *, kind: str, limit: int = 60) -> str:
        """The key of the thing itself: required, and taken for its kind."""
        value = self.string(key, required=True, limit=limit)
        if value and not _SLUG.match(value):
            self.note(key, "bad_key")
        else:
            self.notes.take_key(kind, value, self.path + (key,))
        return value

    def word(self, key: str, known: Iterable[str], *, required: bool = False, default: str = "") -> str:
        """One of the known words."""
        value = self.string(key, required=required)
        return self._known(self.path + (key,), value, list(known)) or default

    def words(
        self, key: str, known: Iterable[str] | None = None, *, required: bool = False
    ) -> tuple[str, ...]:
        """A list of texts in quotes, of known words where they are given; none twice."""
        known_words = None if known is None else list(known)
        found: list[str] = []
        for position, item in enumerate(self.items(key, required=required)):
            path = self.path + (key, position)
            if not isinstance(item, str):
                self.notes.add(path, "wrong_type", expected="string")
                continue
            value = self._checked(path, item, 200)
            if known_words is not None:
                value = self._known(path, value, known_words)
            if value in found:
                self.notes.add(path, "repeated_value", found=value)
            elif value:
                found.append(value)
        return tuple(found)

    def items(self, key: str, *, required: bool = False) -> list[Any]:
        value = self._get(key, list, "list", required)
        if value is None:
            return []
        if len(value) > MAX_ITEMS:
            self.note(key, "too_many", limit=MAX_ITEMS)
        if required and not value:
            self.note(key, "empty")
        return list(value[:MAX_ITEMS])

    def integer(self, key: str, low: int, high: int, *, required: bool = False) -> int | None:
        value: int | None = self._get(key, int, "integer", required)
        if value is not None and not low <= value <= high:
            self.note(key, "out_of_range", low=low, high=high)
            return None
        return value

    def growing(
        self, key: str, low: int, high: int, *, most: int = MAX_ITEMS, required: bool = False
    ) -> tuple[int, ...] | None:
        """A list of whole numbers, each more than the one before; None where it is left out."""
        if not required and not self.has(key):
            return None
        found: list[int] = []
        for position, value in enumerate(self.items(key, required=required)):
            path = self.path + (key, position)
            if isinstance(value, bool) or not isinstance(value, int):
                self.notes.add(path, "wrong_type", expected="integer")
            elif not low <= value <= high:
                self.notes.add(path, "out_of_range", low=low, high=high)
            elif found and value <= found[-1]:
                self.notes.add(path, "bounds_order")
            else:
                found.append(value)
        if len(found) > most:
            self.note(key, "too_many", limit=most)
        return tuple(found[:most])

    def number(self, key: str, low: int, high: int) -> Decimal | None:
        """A number as a decimal with at most two places."""
        value = self._get(key, (int, float), "number", False)
        if value is None:
            return None
        if not low <= value <= high:  # not a number (nan) is not within, either
            self.note(key, "out_of_range", low=low, high=high)
            return None
        return Decimal(str(value)).quantize(Decimal("0.01")).normalize() + 0

    def boolean(self, key: str, default: bool) -> bool:
        value = self._get(key, bool, "boolean", False)
        return default if value is None else bool(value)

    def date(self, key: str) -> date | None:
        value: date | None = self._get(key, date, "date", False)
        if isinstance(value, datetime):
            self.note(key, "wrong_type", expected="date")
            return None
        return value

    def month_day(self, key: str) -> str:
        """A day of each year, as "08-10": month, then day."""
        value = self.string(key, required=True)
        try:
            date.fromisoformat(f"2023-{value}")
        except ValueError:
            if value:
                self.note(key, "bad_month_day")
        return value

    def text(self, key: str, *, required: bool = False, limit: int = MAX_TEXT) -> Text:
        """Words in at least Italian: { it = "…", en = "…" }."""
        value = self._get(key, dict, "text", required)
        return {} if value is None else self._text(self.path + (key,), value, limit)

    def texts(self, key: str) -> tuple[Text, ...]:
        found = []
        for position, item in enumerate(self.items(key)):
            path = self.path + (key, position)
            if isinstance(item, dict):
                found.append(self._text(path, item, MAX_TEXT))
            else:
                self.notes.add(path, "wrong_type", expected="text")
        return tuple(found)

    def table(self, key: str) -> Table | None:
        value = self._get(key, dict, "table", False)
        return None if value is None else Table(self.notes, self.path + (key,), value)

    def tables(self, key: str) -> list[Table]:
        value = self._get(key, list, "tables", False) or []
        if len(value) > MAX_ITEMS:
            self.note(key, "too_many", limit=MAX_ITEMS)
        return [Table(self.notes, self.path + (key, i), item) for i, item in enumerate(value[:MAX_ITEMS])]

    def _checked(self, path: Path, value: str, limit: int) -> str:
        if not value.strip():
            self.notes.add(path, "empty")
        elif len(value) > limit:
            self.notes.add(path, "too_long", limit=limit)
        elif not all(c.isprintable() or c in _ALLOWED for c in value):
            self.notes.add(path, "bad_character")
        else:
            return value.strip()
        return ""

    def _known(self, path: Path, value: str, known: list[str]) -> str:
        if not value or value in known:
            return value
        self.notes.add(
            path, "unknown_value", found=value[:80], known=", ".join(known), **nearest(value, known)
        )
        return ""

    def _text(self, path: Path, value: dict[str, Any], limit: int) -> Text:
        text: Text = {}
        for language, words in value.items():
            if language not in LANGUAGES:
                known = ", ".join(LANGUAGES)
                self.notes.add(path + (language,), "text_language", language=language[:80], known=known)
            elif not isinstance(words, str):
                self.notes.add(path + (language,), "wrong_type", expected="string")
            else:
                text[language] = self._checked(path + (language,), words, limit)
        if "it" not in value:
            self.notes.add(path, "text_italian")
        return text
