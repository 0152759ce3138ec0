"""Which words mean which code: labels in Italian and English, what registers write, what a person decided."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accanto.accounts.models import User
from accanto.cases.models.case import CaseOutcome
from accanto.cases.models.situation import DigitalLevel, HousingStatus, LabourStatus, Mobility, SocialTies
from accanto.core.reference import countries, languages
from accanto.core.words import Area, Gender, LanguageLevel
from accanto.network.models import Territory
from accanto.network.municipalities import plain
from accanto.people.models import ProtectionKind, Relation

_FILE = Path(__file__).resolve().parents[1] / "data" / "synonyms.toml"
#: Languages in which our own words are known, and names of countries and languages.
_OURS, _NAMES = ("it", "en"), ("it", "en", "fr")
#: Nothing is said.
SILENT = frozenset(
    {"", "nd", "n d", "na", "n a", "non noto", "non nota", "non rilevato", "non rilevata", "non disponibile", "unknown", "non so"}
)  # fmt: skip
_STATES = (("open", _("Open")), ("closed", _("Closed")))
_LISTS: dict[str, Any] = {
    "gender": Gender.choices, "state": _STATES, "outcome": CaseOutcome.choices, "labour": LabourStatus.choices,
    "housing": HousingStatus.choices, "italian": LanguageLevel.choices, "mobility": Mobility.choices,
    "ties": SocialTies.choices, "digital": DigitalLevel.choices, "relation": Relation.choices, "needs": Area.choices,
    "permit_kind": ProtectionKind.choices,
}  # fmt: skip
#: A column whose words are another's.
_SAME = {"languages": "language"}


@lru_cache(maxsize=1)
def synonyms() -> dict[str, Any]:
    """What the shipped file says."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def list_of(key: str) -> str:
    """The list of words that a column reads."""
    return _SAME.get(key, key)


class Vocabulary:
    """Words of every list, for one sheet. `decided` are those of a person: {list: {word: code}}, "" for nothing."""

    def __init__(
        self, users: Iterable[User], territories: Iterable[Territory], decided: dict[str, dict[str, str]]
    ) -> None:
        users, territories = list(users), list(territories)
        self._decided = decided
        self._own = {
            "operator": _told_apart(
                (word, str(user.pk)) for user in users for word in (user.name, user.email)
            ),
            "territory": {plain(each.name): str(each.pk) for each in territories},
        }
        self._choices = {
            "operator": [(str(user.pk), user.name) for user in users],
            "territory": [(str(each.pk), each.name) for each in territories],
        }

    def choices(self, name: str, locale: str) -> list[tuple[str, str]]:
        """(code, words) of a list, to choose among."""
        if name in self._choices:
            return self._choices[name]
        if name == "nationality":
            return list(countries(locale))
        if name == "language":
            return list(languages(locale))
        return [(code, str(label)) for code, label in _LISTS[name]]

    def code(self, key: str, said: str) -> str | None:
        """The code of a word in a column: "" where nothing is said, None where we do not know the word."""
        name, word = list_of(key), plain(said)
        decided = self._decided.get(name, {})
        if word in decided:
            return decided[word]
        if word in SILENT:
            return ""
        known = self._own.get(name) or _known(name)
        if word in known:
            return known[word]
        return _by_stem(word) if name == "nationality" else None


def _told_apart(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Words that mean one thing: of two colleagues with one name, a person says whom the sheet means."""
    found: dict[str, set[str]] = {}
    for word, code in pairs:
        found.setdefault(plain(word), set()).add(code)
    return {word: codes.pop() for word, codes in found.items() if len(codes) == 1}


@lru_cache(maxsize=32)
def _known(name: str) -> dict[str, str]:
    """Every word of a list that is the same for all. What registers write counts before our own labels."""
    found: dict[str, str] = {}
    for code, words in synonyms()["values"].get(name, {}).items():
        found |= {plain(word): code for word in words}
    if name in ("nationality", "language"):
        for locale in _NAMES:
            for code, said in (countries if name == "nationality" else languages)(locale):
                found.setdefault(plain(said), code)
                found.setdefault(plain(code), code)
        return found
    for language in _OURS:
        with translation.override(language):
            for code, label in _LISTS.get(name, ()):
                found.setdefault(plain(str(label)), code)
                found.setdefault(plain(str(label).split(":")[0]), code)
                found.setdefault(plain(code), code)
    return found


@lru_cache(maxsize=1)
def _stems() -> dict[str, str]:
    return {plain(stem): code for code, stems in synonyms()["stems"].items() for stem in stems}


def _by_stem(word: str) -> str | None:
    """nigeriana, nigeriano, nigerian: the country of a nationality, whatever its ending."""
    return _stems().get(word) or _stems().get(word.rstrip("aeio")) or _stems().get(word[:-1])
