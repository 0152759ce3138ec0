"""The vocabularies that we ship, as `data/vocabulary.toml` lists them. No database."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import translation

from accanto.core.words import Area
from accanto.directory.models.taxonomy import AREAS

UNITS = "units"
_FILE = Path(__file__).parent / "data" / "vocabulary.toml"


@dataclass(frozen=True)
class Term:
    """A word of a vocabulary: `names` by language, `parent` is a code of the same vocabulary or ""."""

    taxonomy: str
    code: str
    names: dict[str, str]
    parent: str = ""

    def name_in(self, language: str) -> str:
        return self.names.get(language) or self.names["it"]


@lru_cache(maxsize=1)
def taxonomies() -> dict[str, dict[str, str]]:
    """Key of each taxonomy -> its name and description."""
    found: dict[str, dict[str, str]] = _read()["taxonomies"]
    return found


@lru_cache(maxsize=1)
def terms() -> dict[tuple[str, str], Term]:
    """Every term by (taxonomy, code), parents before their children, in the order of the list."""
    data = _read()
    languages = data["languages"]
    found = [_area(area) for area in Area]
    for area, children in data[AREAS].items():
        found += [
            Term(AREAS, f"{area}.{code}", dict(zip(languages, names, strict=True)), area)
            for code, names in children.items()
        ]
    for taxonomy in (*(key for key in data["taxonomies"] if key != AREAS), UNITS):
        found += [
            Term(taxonomy, code, dict(zip(languages, names, strict=True)))
            for code, names in data[taxonomy].items()
        ]
    return {(term.taxonomy, term.code): term for term in found}


def terms_of(taxonomy: str) -> list[Term]:
    return [term for term in terms().values() if term.taxonomy == taxonomy]


def choices(taxonomy: str, language: str, parent: str | None = None) -> list[tuple[str, str]]:
    """(code, name) for a form; with a parent, only what refines it."""
    return [
        (term.code, term.name_in(language))
        for term in terms_of(taxonomy)
        if parent is None or term.parent == parent
    ]


def in_language(taxonomy: str, word: str, language: str) -> str:
    """A word that is one of the vocabulary in any language, in this language; else the word as it is."""
    code = _by_name(taxonomy).get(word.strip().casefold())
    return terms()[taxonomy, code].name_in(language) if code else word


@lru_cache(maxsize=8)
def _by_name(taxonomy: str) -> dict[str, str]:
    return {name.casefold(): term.code for term in terms_of(taxonomy) for name in term.names.values()}


def _area(area: Area) -> Term:
    names = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(None if language == "en" else language):  # English is the source
            names[language] = str(area.label)
    return Term(AREAS, area.value, names)


def _read() -> dict[str, dict[str, dict[str, str]]]:
    with _FILE.open("rb") as file:
        return tomllib.load(file)
