"""Occupations and skills by what someone types: accents and case do not matter, other names of a thing lead to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, QuerySet, Value, When
from django.db.models.functions import Length
from django.utils.translation import get_language

from accanto.core.reference import two_letters
from accanto.core.words import our_language
from accanto.network.municipalities import plain
from accanto.skills import isco
from accanto.skills.models import EscoKind, EscoText

#: Fewer letters find everything.
SHORTEST = 2
MOST = 12
#: Words of one search that count.
_WORDS = 6


def languages_for(person_language: str = "") -> tuple[str, ...]:
    """In which languages of ESCO's something is looked for: the reader's, Italian, English, the person's (ISO 639-3)."""
    own = our_language(person_language) or two_letters(person_language)
    reader = (get_language() or "it").split("-")[0]
    return tuple(dict.fromkeys(filter(None, (reader, "it", "en", own))))


@dataclass(frozen=True)
class Found:
    """A name to choose; `why` is the other name that was typed, where it is not the name itself."""

    label: str
    why: str = ""


def find(kind: str, words: str, languages: tuple[str, ...]) -> list[Found]:
    """What is called so, the likeliest first; ISCO-08 groups after the occupations. `languages`: ISO 639-1."""
    wanted = plain(words)[:100]
    if len(wanted) < SHORTEST:
        return []
    found = [Found(row.label, _why(row, wanted)) for row in _rows(kind, wanted, languages)[:MOST]]
    if kind == EscoKind.OCCUPATION:
        found += [Found(name) for _code, name in isco.find(wanted, languages)]
    return list({each.label: each for each in reversed(found)}.values())[::-1][:MOST]


def _rows(kind: str, wanted: str, languages: tuple[str, ...]) -> QuerySet[EscoText]:
    rows = EscoText.objects.filter(concept__kind=kind, concept__retired=False, language__in=languages)
    for word in wanted.split()[:_WORDS]:
        rows = rows.filter(folded__contains=word)
    likely = Case(
        When(folded__startswith=wanted, then=Value(0)),  # its own name begins so
        When(folded__contains=f" {wanted}", then=Value(1)),  # a word of one of its names
        When(folded__contains=f"\n{wanted}", then=Value(1)),
        default=Value(2),
    )
    return rows.order_by(likely, Length("label"), "label", "id")


def _why(row: EscoText, wanted: str) -> str:
    words = wanted.split()
    if all(word in plain(row.label) for word in words):
        return ""
    return next(
        (other for other in row.others.splitlines() if all(word in plain(other) for word in words)), ""
    )


def called(kind: str, words: str, languages: tuple[str, ...]) -> EscoText | None:
    """The concept that is called just so in one of the languages, by its own name before any other."""
    wanted = plain(words)
    if not wanted:
        return None
    rows = EscoText.objects.filter(concept__kind=kind, language__in=languages, folded__contains=wanted)
    fitting = [row for row in rows.select_related("concept") if wanted in row.folded.split("\n")]
    ranked = sorted(fitting, key=lambda row: (row.concept.retired, plain(row.label) != wanted, row.pk))
    return ranked[0] if ranked else None


def names(uris: Iterable[str], languages: Iterable[str]) -> dict[tuple[str, str], str]:
    """(address, language) -> the name, also of what is retired; one query for all that a page shows."""
    wanted = [uri for uri in uris if uri]
    if not wanted:
        return {}
    rows = EscoText.objects.filter(concept__uri__in=wanted, language__in=list(languages))
    return {
        (uri, language): label
        for uri, language, label in rows.values_list("concept__uri", "language", "label")
    }
