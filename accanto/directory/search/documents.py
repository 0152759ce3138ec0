"""What search knows of a service: its tokens, the facts by which it is narrowed, and when it is open.

Read through the eyes of someone: what the public may not see is in no row that the public searches.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.utils import translation

from accanto.core.actor import Actor
from accanto.core.reference import language_name
from accanto.core.words import Area
from accanto.directory.hours import days_from
from accanto.directory.models import Service, Visibility
from accanto.directory.models.taxonomy import ACCESS, AREAS
from accanto.directory.search import facts
from accanto.directory.search.analyser import LANGUAGES, read, token
from accanto.directory.search.parts import BODY, Parts, Place, parts_of
from accanto.network import geography

#: Longest part of a text that is searched: the rest of a hundred pages says nothing new.
_LONGEST = 4_000
_FREE = ("grat", "free", "مجان")
#: Texts up to so many letters come again in other entries, and are remembered.
_OFTEN = 80
_MIDNIGHT = 24 * 60
#: Days ahead whose hours are kept.
DAYS = 7


@dataclass
class Document:
    """A service as one audience sees it; `words` are (language, word) for typing errors."""

    service: Service
    title: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    words: set[tuple[str, str]] = field(default_factory=set)
    places: list[list[Any]] = field(default_factory=list)
    card: dict[str, list[str]] = field(default_factory=dict)
    #: (day, from minute, until minute)
    slots: list[tuple[date, int, int]] = field(default_factory=list)
    #: What has a visibility of its own: the service, who offers it, its places.
    roots: list[Any] = field(default_factory=list)

    @property
    def has_hidden_parts(self) -> bool:
        """Whether the public might see it otherwise: then it is read a second time, through its eyes."""
        return any(root.visibility != Visibility.PUBLIC for root in self.roots)

    def says_the_same(self, other: Document) -> bool:
        mine, theirs = (
            (d.title, d.keywords, d.body, d.facts, d.places, d.card, d.slots) for d in (self, other)
        )
        return mine == theirs


def documents(actor: Actor, services: Collection[UUID], today: date) -> Iterator[Document]:
    """One for each of these services that the actor sees and that has not ended, in a constant number of
    queries."""
    for parts in parts_of(actor, services):
        yield _document(parts, today)


def _document(parts: Parts, today: date) -> Document:
    made = Document(parts.service, roots=[parts.service, parts.service.organization, *parts.places])
    made.slots = _slots(parts.hours, today)
    made.places = [_place(place) for place in parts.places if place.municipality_id]
    made.facts = list(
        dict.fromkeys([*_own_facts(parts, today), *_place_facts(parts), *facts.week(made.slots, today)])
    )
    made.card = _card(parts)
    _write_texts(parts, made)
    _write_keywords(parts, made)
    return made


def _card(parts: Parts) -> dict[str, list[str]]:
    areas = (term for term in parts.terms if term.taxonomy_row.key == AREAS)
    found = {term.parent.code if term.parent else term.code for term in areas}
    towns = [str(place.municipality) for place in parts.places if place.municipality]
    return {
        "towns": list(dict.fromkeys(towns)),
        "areas": [area.value for area in Area if area.value in found],
        "spoken": sorted({spoken.code for spoken in parts.languages if spoken.code}),
    }


def _place(location: Place) -> list[Any]:
    centre = geography.centre(str(location.municipality_id))
    known = location.latitude is not None and location.longitude is not None
    lat, lon = (location.latitude, location.longitude) if known else centre or (None, None)
    return [location.municipality_id, lat, lon]


def _own_facts(parts: Parts, today: date) -> Iterator[str]:
    yield facts.kind(parts.service.kind)
    for term in parts.terms:
        yield facts.term(term.taxonomy_row.key, term.code)
        if term.parent is not None:
            yield facts.term(term.taxonomy_row.key, term.parent.code)
    for language in parts.languages:
        if language.code:
            yield facts.language(language.code)
    prices = [price for price in parts.prices if _holds(price, today)]
    if prices and all(_is_free(price) for price in prices):
        yield facts.FREE
    if not parts.papers:
        yield facts.NO_DOCUMENTS
    if any(capacity.available > 0 for capacity in parts.capacities):
        yield facts.PLACES_LEFT


def _place_facts(parts: Parts) -> Iterator[str]:
    for place in parts.places:
        if place.municipality_id:
            yield facts.municipality(place.municipality_id)
        if place.accessible:
            yield facts.ACCESSIBLE
    if any(term.taxonomy_row.key == ACCESS for term in parts.terms):
        yield facts.ACCESSIBLE


def _holds(price: Any, today: date) -> bool:
    return (price.valid_from is None or price.valid_from <= today) and (
        price.valid_to is None or price.valid_to >= today
    )


def _is_free(price: Any) -> bool:
    if price.amount is not None:
        return bool(price.amount == 0)
    return any(sign in f"{price.option} {price.amount_description}".lower() for sign in _FREE)


def _slots(rules: list[Any], today: date) -> list[tuple[date, int, int]]:
    """Today and the days to come, what is left of last night's hours included."""
    found = []
    for day, slot in days_from(rules, today - timedelta(days=1), DAYS + 1):
        opens, closes = slot.opens.hour * 60 + slot.opens.minute, slot.closes.hour * 60 + slot.closes.minute
        if closes > opens:
            found.append((day, opens, closes))
        else:
            found.append((day, opens, _MIDNIGHT))
            if closes:
                found.append((day + timedelta(days=1), 0, closes))
    last = today + timedelta(days=DAYS)
    return sorted({slot for slot in found if today <= slot[0] < last})


def _write_texts(parts: Parts, made: Document) -> None:
    """Name and texts in the language they are written in, and published translations in theirs."""
    service = parts.service
    source = service.source_language
    _put(made, made.title, f"{service.name} {service.alternate_name}", source)
    for name in BODY:
        _put(made, made.body, getattr(service, name), source)
    for text in parts.texts:
        _put(made, made.title if text.field == "name" else made.body, text.text, text.language)
    for price in parts.prices:
        _put(made, made.body, f"{price.option} {price.amount_description}", source)
    for paper in parts.papers:
        _put(made, made.body, paper.document, source)


def _write_keywords(parts: Parts, made: Document) -> None:
    _put(made, made.keywords, parts.service.organization.name, "it")
    for place in parts.places:
        if place.municipality is not None:
            town = place.municipality
            _put(made, made.keywords, f"{town.name} {town.province_name} {town.province}", "it")
        _put(made, made.keywords, place.name, "it")
    for term in parts.terms:
        made.keywords.append(facts.term(term.taxonomy_row.key, term.code))
        for language in LANGUAGES:
            name = _area_names(language).get(term.code, "") if term.parent is None else ""
            _put(made, made.keywords, name or str(term.names.get(language, "")), language)
    for spoken in parts.languages:
        for language, name in _names_of(spoken.code) if spoken.code != "ita" else ():
            _put(made, made.body, name, language)


@lru_cache(maxsize=512)
def _names_of(code: str) -> tuple[tuple[str, str], ...]:
    """What a language is called in each of ours."""
    return tuple((language, language_name(code, language)) for language in LANGUAGES)


@lru_cache(maxsize=8)
def _area_names(language: str) -> dict[str, str]:
    with translation.override(language):
        return {area.value: str(area.label) for area in Area}


def _put(made: Document, column: list[str], text: str, language: str) -> None:
    if not text:
        return
    found = read(text, language) if len(text) <= _OFTEN else read.__wrapped__(text[:_LONGEST], language)
    column += [word.token for word in found]
    made.words.update((language, word.word) for word in found)
    if column is not made.body:  # the words as they are, for who has not typed one to its end
        whole = (language + word.word for word in found)
        made.body += [said for said, word in zip(whole, found, strict=True) if said != word.token]
    if language == "ar":
        for behind in (rest for word in found for rest in word.within):
            made.body.append(token(behind, language))
            made.words.add((language, behind))
