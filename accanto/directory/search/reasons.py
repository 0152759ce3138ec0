"""Why a service stands in the list, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from babel.dates import format_date
from django.utils import timezone, translation

from accanto.core.reference import language_name
from accanto.directory.models import Service
from accanto.directory.search import words
from accanto.directory.search.analyser import LANGUAGES, split, token
from accanto.directory.search.question import NOW, Question
from accanto.directory.search.terms import Term
from accanto.network.models import Municipality

_FEW = 6


@dataclass(frozen=True)
class Reader:
    """Who asks, and what."""

    language: str
    question: Question
    town: Municipality | None = None
    terms: list[Term] = field(default_factory=list)
    now: datetime = field(default_factory=timezone.now)
    #: A language that the person for whom it is speaks (ISO 639-3).
    spoken: str = ""


def explain(service: Service, reader: Reader, km: float | None) -> list[str]:
    """Why it answers the question: sentences, the most telling first. The service carries `area_list` and
    `spoken_codes`."""
    with translation.override(reader.language):
        found = [
            *_by_words(service, reader),
            *_by_place(reader, km),
            *_by_filters(service, reader),
        ]
    return list(dict.fromkeys(found))[:_FEW]


def stand(service: Service, reader: Reader, *, open_now: bool) -> list[str]:
    """How it stands at this moment, which a list of services says in its own way. The service carries `stale`."""
    with translation.override(reader.language):
        opening = [str(words.OPEN_NOW)] if open_now and reader.question.open_when in ("", NOW) else []
        return [*opening, *_by_freshness(service, reader)]


def _by_words(service: Any, reader: Reader) -> Iterator[str]:
    """The words of its name that were asked for, or what means the same; else its area."""
    named = _tokens_of(service.name)
    said, near = [], []
    for term in reader.terms:
        hit = next((named[phrase[0]] for phrase in term.own if phrase[0] in named), None)
        if hit is not None:
            said.append(hit)
            continue
        same = next(
            (named[phrase[0]] for phrase in term.same if len(phrase) == 1 and phrase[0] in named), None
        )
        if same is not None:
            near.append((same, " ".join(term.words)))
    if said:
        yield str(words.NAME_SAYS) % {"words": ", ".join(dict.fromkeys(said))}
    for found, asked in near[:2]:
        yield str(words.CLOSE_TO) % {"found": found, "asked": asked}
    if said or near:
        return
    for code, label in getattr(service, "area_list", []):
        if any(code in term.areas for term in reader.terms) or code == reader.question.area:
            yield str(words.ABOUT) % {"area": label}


@lru_cache(maxsize=4096)
def _tokens_of(name: str) -> dict[str, str]:
    """Tokens of a name in each language -> the word as it stands there."""
    found: dict[str, str] = {}
    for written in name.split():
        for word in split(written):
            for language in LANGUAGES:
                found.setdefault(token(word, language), written.strip(".,;:()«»\"'·"))
    return found


def _by_place(reader: Reader, km: float | None) -> Iterator[str]:
    if reader.town is None or km is None:
        return
    if km == 0:
        yield str(words.IN_TOWN) % {"town": reader.town.name}
    else:
        yield str(words.KM_FROM) % {"km": max(1, round(km)), "town": reader.town.name}


def _by_filters(service: Any, reader: Reader) -> Iterator[str]:
    asked = reader.question
    if asked.open_when and asked.open_when != NOW:
        yield str(words.OPEN_WHEN.get(asked.open_when, ""))
    wanted = {code for code in (asked.language, reader.spoken) if code}
    for code in service.spoken_codes:
        if code in wanted:
            yield str(words.SPEAKS) % {"language": language_name(code, reader.language)}
    if asked.free:
        yield str(words.FREE)
    if asked.no_documents:
        yield str(words.NO_DOCUMENTS)
    if asked.accessible:
        yield str(words.ACCESSIBLE)
    if asked.places_left:
        yield str(words.PLACES_LEFT)


def _by_freshness(service: Service, reader: Reader) -> Iterator[str]:
    """The month of the last check, where it is not due again."""
    if service.assured_date is None or getattr(service, "stale", False):
        return
    month = format_date(service.assured_date, "LLLL", locale=reader.language)
    if service.assured_date.year != timezone.localdate(reader.now).year:
        month = format_date(service.assured_date, "LLLL y", locale=reader.language)
    yield str(words.CHECKED_IN) % {"month": month}
