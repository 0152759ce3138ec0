"""Words that worry: a kept list in five languages, found across spellings. It tells an operator to look, no more.

It reads no meaning: a sentence that denies is found too, and one that says it in other words is not. How often it
is right is measured on sentences that the list was not made with (tests/tutoring/test_alarm.py).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA

from accanto.directory.search.analyser import split

DATA = Path(__file__).parent / "data" / "alarm.toml"
#: Other words that may stand between two of an entry.
_BETWEEN = 2
#: Words of so many letters are found with one letter wrong.
_LONG = 6
#: No more of a text is read: a page and a half.
_LONGEST = 5_000
#: Arabic letters written together with the word that follows: and, so, with, for, the.
_JOINED = ("و", "ف", "ب", "ل", "ال")
_SHORTEST_AFTER = 3


@dataclass(frozen=True, slots=True)
class Word:
    """One word of an entry; `opens` is one of which only the beginning is given."""

    text: str
    opens: bool

    def is_in(self, forms: tuple[str, ...]) -> bool:
        return any(self._is(form) for form in forms)

    def _is(self, form: str) -> bool:
        length = len(self.text)
        if form[:1] != self.text[:1]:  # the first letter is hardly ever the wrong one
            return False
        if not self.opens:
            return form == self.text or (length >= _LONG and _near(form, self.text))
        if form.startswith(self.text):
            return True
        cuts = (length - 1, length, length + 1)
        return length >= _LONG and len(form) >= length and any(_near(form[:cut], self.text) for cut in cuts)


def _near(one: str, other: str) -> bool:
    return OSA.distance(one, other, score_cutoff=1) <= 1


def alarm_in(text: str) -> frozenset[str]:
    """What a text may be worrying about: topics of data/alarm.toml; empty for most texts of most people."""
    words = [_forms(word) for word in split(text[:_LONGEST])]
    return frozenset(
        topic for topic, entries in _entries().items() if any(_stands(entry, words) for entry in entries)
    )


def topics() -> tuple[str, ...]:
    """All topics, in the order of the list."""
    return tuple(_entries())


def _stands(entry: tuple[Word, ...], words: list[tuple[str, ...]]) -> bool:
    """Whether the words of an entry stand in the text, in order, close to each other."""
    starts = [at for at, forms in enumerate(words) if entry[0].is_in(forms)]
    return any(_goes_on(entry, words, at) for at in starts)


def _goes_on(entry: tuple[Word, ...], words: list[tuple[str, ...]], at: int) -> bool:
    for wanted in entry[1:]:
        near = range(at + 1, min(at + 2 + _BETWEEN, len(words)))
        found = next((place for place in near if wanted.is_in(words[place])), None)
        if found is None:
            return False
        at = found
    return True


def _forms(word: str) -> tuple[str, ...]:
    """A word, and in Arabic what is left of it without the letters that are written together with it."""
    forms = [word]
    if "\u0600" <= word[:1] <= "\u06ff":
        for joined in _JOINED:
            forms += [
                form[len(joined) :]
                for form in tuple(forms)
                if form.startswith(joined) and len(form) - len(joined) >= _SHORTEST_AFTER
            ]
    return tuple(forms)


@lru_cache(maxsize=1)
def _entries() -> dict[str, tuple[tuple[Word, ...], ...]]:
    told = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return {
        topic: tuple(_entry(entry) for entries in languages.values() for entry in entries)
        for topic, languages in told.items()
    }


def _entry(entry: str) -> tuple[Word, ...]:
    """The words of one entry, written as texts are read."""
    found = []
    for part in entry.split():
        read = split(part.rstrip("*"))
        found += [
            Word(each, part.endswith("*") and number == len(read) - 1) for number, each in enumerate(read)
        ]
    return tuple(found)
