"""What search knows of a service: its tokens, the facts by which it is narrowed, and when it is open.

Read through the eyes of someone: what the public may not see is in no row that the public searches.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q
from django.utils import translation

from accanto.core.actor import Actor
from accanto.core.reference import language_name
from accanto.core.words import Area
from accanto.directory.hours import week_from
from accanto.directory.models import (
    Accessibility,
    Attribute,
    CostOption,
    Language,
    RequiredDocument,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceCapacity,
    Translation,
    Visibility,
)
from accanto.directory.models.taxonomy import ACCESS, AREAS, FOR_WHOM
from accanto.directory.search import facts
from accanto.directory.search.analyser import LANGUAGES, bare, is_stop_word, split, token, within
from accanto.network import geography

#: Longest part of a text that is searched: the rest of a hundred pages says nothing new.
_LONGEST = 4_000
_BODY = (
    "description",
    "application_process",
    "eligibility_description",
    "fees_description",
    "interpretation_services",
    "alert",
)
_FREE = ("grat", "free", "مجان")
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

    @property
    def has_hidden_parts(self) -> bool:
        """Whether the public might see it otherwise: then it is read a second time, through its eyes."""
        service: Any = self.service
        roots = [service, service.organization, *(at.location for at in service.s_places)]
        return any(root.visibility != Visibility.PUBLIC for root in roots)

    def says_the_same(self, other: Document) -> bool:
        mine, theirs = (
            (d.title, d.keywords, d.body, d.facts, d.places, d.card, d.slots) for d in (self, other)
        )
        return mine == theirs


def documents(actor: Actor, services: Collection[UUID], today: date) -> Iterator[Document]:
    """One for each of these services that the actor sees and that has not ended, in a constant number of
    queries."""
    rows = Service.objects.visible_to(actor).filter(pk__in=services).exclude(status=Service.Status.DEFUNCT)
    for service in _with_parts(actor, rows):
        yield _document(service, today)


def _with_parts(actor: Actor, rows: Any) -> Iterable[Service]:
    def seen(model: type[Any], *conditions: Q) -> Any:
        return model.objects.visible_to(actor).filter(*conditions)

    taxonomies = Q(taxonomy_term__taxonomy_row__key__in=(AREAS, FOR_WHOM, ACCESS))
    here = seen(ServiceAtLocation).select_related("location__municipality")
    published = seen(Translation, Q(state=Translation.State.PUBLISHED))
    listed = rows.select_related("organization").prefetch_related(
        Prefetch("attributes", seen(Attribute, taxonomies).select_related("taxonomy_term__taxonomy_row", "taxonomy_term__parent"), to_attr="s_terms"),
        Prefetch("at_locations", here, to_attr="s_places"),
        Prefetch("languages", seen(Language), to_attr="s_languages"),
        Prefetch("cost_options", seen(CostOption), to_attr="s_prices"),
        Prefetch("required_documents", seen(RequiredDocument), to_attr="s_papers"),
        Prefetch("capacities", seen(ServiceCapacity), to_attr="s_capacities"),
        Prefetch("translations", published, to_attr="s_texts"),
        Prefetch("schedules", seen(Schedule), to_attr="s_hours"),
        Prefetch("s_places__schedules", seen(Schedule), to_attr="s_hours"),
        Prefetch("s_places__location__schedules", seen(Schedule), to_attr="s_hours"),
        Prefetch("s_places__location__accessibility", seen(Accessibility), to_attr="s_access"),
    )  # fmt: skip
    return list(listed)


def hours_of(service: Any) -> list[Schedule]:
    """Its own rules and those of its places; the hours of a building only where there are no others."""
    own = [*service.s_hours, *(rule for at in service.s_places for rule in at.s_hours)]
    return own or [rule for at in service.s_places for rule in at.location.s_hours]


def _document(service: Any, today: date) -> Document:
    made = Document(service)
    made.slots = _slots(hours_of(service), today)
    made.places = [_place(at.location) for at in service.s_places if at.location.municipality_id]
    made.facts = list(
        dict.fromkeys([*_own_facts(service, today), *_place_facts(service), *facts.week(made.slots, today)])
    )
    made.card = _card(service)
    _write_texts(service, made)
    _write_keywords(service, made)
    return made


def _card(service: Any) -> dict[str, list[str]]:
    areas = (said.taxonomy_term for said in service.s_terms if said.taxonomy_term.taxonomy_row.key == AREAS)
    found = {term.parent.code if term.parent else term.code for term in areas}
    towns = [str(at.location.municipality) for at in service.s_places if at.location.municipality]
    return {
        "towns": list(dict.fromkeys(towns)),
        "areas": [area.value for area in Area if area.value in found],
        "spoken": sorted({spoken.code for spoken in service.s_languages if spoken.code}),
    }


def _place(location: Any) -> list[Any]:
    centre = geography.centre(location.municipality_id)
    known = location.latitude is not None and location.longitude is not None
    lat, lon = (location.latitude, location.longitude) if known else centre or (None, None)
    return [location.municipality_id, lat, lon]


def _own_facts(service: Any, today: date) -> Iterator[str]:
    yield facts.kind(service.kind)
    for said in service.s_terms:
        term = said.taxonomy_term
        yield facts.term(term.taxonomy_row.key, term.code)
        if term.parent is not None:
            yield facts.term(term.taxonomy_row.key, term.parent.code)
    for language in service.s_languages:
        if language.code:
            yield facts.language(language.code)
    prices = [price for price in service.s_prices if _holds(price, today)]
    if prices and all(_is_free(price) for price in prices):
        yield facts.FREE
    if not service.s_papers:
        yield facts.NO_DOCUMENTS
    if any(capacity.available > 0 for capacity in service.s_capacities):
        yield facts.PLACES_LEFT


def _place_facts(service: Any) -> Iterator[str]:
    for at in service.s_places:
        if at.location.municipality_id:
            yield facts.municipality(at.location.municipality_id)
        if at.location.s_access:
            yield facts.ACCESSIBLE
    if any(said.taxonomy_term.taxonomy_row.key == ACCESS for said in service.s_terms):
        yield facts.ACCESSIBLE


def _holds(price: Any, today: date) -> bool:
    return (price.valid_from is None or price.valid_from <= today) and (
        price.valid_to is None or price.valid_to >= today
    )


def _is_free(price: Any) -> bool:
    if price.amount is not None:
        return bool(price.amount == 0)
    return any(sign in f"{price.option} {price.amount_description}".lower() for sign in _FREE)


def _slots(rules: list[Schedule], today: date) -> list[tuple[date, int, int]]:
    """Today and the days to come, what is left of last night's hours included."""
    found = []
    for day, slot in week_from(rules, today - timedelta(days=1)) + week_from(
        rules, today + timedelta(days=6)
    ):
        opens, closes = slot.opens.hour * 60 + slot.opens.minute, slot.closes.hour * 60 + slot.closes.minute
        if closes > opens:
            found.append((day, opens, closes))
        else:
            found.append((day, opens, _MIDNIGHT))
            if closes:
                found.append((day + timedelta(days=1), 0, closes))
    last = today + timedelta(days=DAYS)
    return sorted({slot for slot in found if today <= slot[0] < last})


def _write_texts(service: Any, made: Document) -> None:
    """Name and texts in the language they are written in, and published translations in theirs."""
    source = service.source_language
    _put(made, made.title, f"{service.name} {service.alternate_name}", source)
    for name in _BODY:
        _put(made, made.body, getattr(service, name), source)
    for text in service.s_texts:
        _put(made, made.title if text.field == "name" else made.body, text.text, text.language)
    for price in service.s_prices:
        _put(made, made.body, f"{price.option} {price.amount_description}", source)
    for paper in service.s_papers:
        _put(made, made.body, paper.document, source)


def _write_keywords(service: Any, made: Document) -> None:
    _put(made, made.keywords, service.organization.name, "it")
    for at in service.s_places:
        if at.location.municipality is not None:
            town = at.location.municipality
            _put(made, made.keywords, f"{town.name} {town.province_name} {town.province}", "it")
        _put(made, made.keywords, at.location.name, "it")
    for said in service.s_terms:
        term = said.taxonomy_term
        made.keywords.append(facts.term(term.taxonomy_row.key, term.code))
        for language in LANGUAGES:
            name = _area_names(language).get(term.code, "") if term.parent is None else ""
            _put(made, made.keywords, name or str(term.names.get(language, "")), language)
    for spoken in service.s_languages:
        for language in LANGUAGES:
            if spoken.code != "ita":
                _put(made, made.body, language_name(spoken.code, language), language)


@lru_cache(maxsize=8)
def _area_names(language: str) -> dict[str, str]:
    with translation.override(language):
        return {area.value: str(area.label) for area in Area}


def _put(made: Document, column: list[str], text: str, language: str) -> None:
    behind: list[str] = []
    for word in split(text[:_LONGEST]):
        if is_stop_word(word, language):
            continue
        behind += within(word, language)
        word = bare(word)
        found = token(word, language)
        column.append(found)
        made.words.add((language, word))
        if column is not made.body and found != language + word:
            made.body.append(language + word)  # the word as it is, for who has not typed it to its end
    for word in behind:
        made.body.append(token(word, language))
        made.words.add((language, word))
