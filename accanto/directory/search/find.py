"""Finding services: for the staff, for the public, for a need. One engine, one order, reasons for each."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict
from django.utils import timezone

from accanto.core.actor import Actor
from accanto.core.paging import PAGE_SIZE, Page, page_of, paginate
from accanto.core.words import Area
from accanto.directory.fresh import is_stale
from accanto.directory.models import SearchEntry, SearchSlot, Service
from accanto.directory.search import engine
from accanto.directory.search.analyser import LANGUAGES, fold
from accanto.directory.search.question import LONGEST_TEXT, NOW, Question, towns_around
from accanto.directory.search.reasons import Reader, explain, stand
from accanto.directory.search.terms import Term, Understood, as_terms, understand
from accanto.network import geography
from accanto.network.models import Municipality

#: Fewer than so many with all words: those with some of them follow.
_ENOUGH = 8
#: A town named within the text means it and its surroundings.
_AROUND_KM = 30
#: What counts beside the text, which counts 1 at most.
_FRESH, _NEAR, _OPEN, _SOME_WORDS = 0.12, 0.35, 0.08, 0.45
_NEAR_KM = 15.0
#: So many of the first are asked whether they are open.
_LOOKED_AT = 200
_FRESH_DAYS = 183


@dataclass(frozen=True)
class Hit:
    """A service found; `km` from the place asked about, where one was."""

    service: UUID
    score: float
    entry: int
    km: float | None = None
    open_now: bool = False


@dataclass
class Found:
    """An answer. Nothing is asked of the database before a page of it is wanted."""

    actor: Actor
    question: Question
    language: str
    now: datetime = field(default_factory=timezone.now)
    #: The language of the person for whom it is (ISO 639-3), where that is not who reads.
    spoken: str = ""
    #: More match than are in `hits`, once these were asked for.
    _is_cut: bool = False

    @cached_property
    def understood(self) -> Understood:
        text = self.question.text[:LONGEST_TEXT]
        return understand(self.actor, text, self.language) if text.strip() else Understood()

    @property
    def suggestion(self) -> str:
        """The text with the words put right that no entry has; empty where nothing was put right or where
        nothing that this reader may see is found by it."""
        if not self.understood.corrected or not self.hits:
            return ""
        words = self.question.text.split()
        return " ".join(self.understood.corrected.get(fold(word), word) for word in words)

    @cached_property
    def town(self) -> Municipality | None:
        """The place from which distances count: the one asked for, or one that the text names and around
        which there is something."""
        if self.question.municipality is not None or not self.understood.towns:
            return self.question.municipality
        towns = list(Municipality.objects.filter(pk__in=self.understood.towns))
        for km in (0, _AROUND_KM):
            for town in towns:
                if self._entries(engine.Match((towns_around(town, km),))).exists():
                    return town
        return None

    def page(self, query: QueryDict, size: int = PAGE_SIZE) -> Page:
        """One page of services, each with its `reasons`. The query string carries the place in the list."""
        if not self._is_ranked:
            page = paginate(self._listed, ("name", "id"), query, size=size)
            hits = self._plain_hits(page.rows)
        else:
            page = page_of(self.hits, query, size=size, more=self._is_cut)
            hits = page.rows
        return replace(page, rows=self._services(hits))

    def services(self, limit: int) -> list[Service]:
        """The first of them."""
        if self._is_ranked:
            return self._services(self.hits[:limit])
        return self._services(self._plain_hits(list(self._listed.order_by("name", "id")[:limit])))

    def _plain_hits(self, rows: list[SearchEntry]) -> list[Hit]:
        open_now = self._which_are_open([row.pk for row in rows])
        return [Hit(row.service_id, 0.0, row.pk, open_now=row.pk in open_now) for row in rows]

    # --- which ----------------------------------------------------------------------------------

    @property
    def _is_ranked(self) -> bool:
        """A list without words or place is by name, and has no end."""
        return bool(self.understood.terms or self.understood.towns or self.question.municipality)

    def _must(self) -> tuple[engine.AnyOf, ...]:
        around = self.town and not self.question.municipality
        return (
            *self.question.must(),
            *((towns_around(self.town, _AROUND_KM),) if around and self.town else ()),
        )

    def _entries(self, match: engine.Match | None = None) -> QuerySet[SearchEntry]:
        """Entries that this actor sees, each service once; the tokens of `match` narrow them."""
        rows = SearchEntry.objects.visible_to(self.actor)
        if self.actor.may("services.see_internal"):
            rows = rows.filter(shadowed=False)
        if not self.question.also_closed:
            rows = rows.filter(is_open=True)
        if match is not None:
            rows = rows.filter(engine.matching(connection, match))
        if self.question.open_when == NOW:
            rows = rows.filter(self._open_now())
        return rows

    def _open_now(self) -> Exists:
        local = timezone.localtime(self.now)
        minute = local.hour * 60 + local.minute
        slots = SearchSlot.objects.visible_to(self.actor).filter(
            entry=OuterRef("pk"), day=local.date(), opens__lte=minute, closes__gt=minute
        )
        return Exists(slots)

    @cached_property
    def _listed(self) -> QuerySet[SearchEntry]:
        """All that answers the filters, where no word and no place is asked for."""
        must = self._must()
        return self._entries(engine.Match(must) if must else None)

    @cached_property
    def hits(self) -> list[Hit]:
        """What is found, in order, as far as it is counted."""
        terms = self.understood.terms
        named = as_terms(self.understood.town_words) if self.town is None else []
        must = self._must()
        scores = dict(self._scaled(_all_of(must, [*named, *terms]), 1.0))
        if len(scores) < _ENOUGH and len(terms) > 1 or (named and terms and not scores):
            some = replace(_all_of(must, terms), loose=True)
            scores = {**dict(self._scaled(some, _SOME_WORDS)), **scores}
        return self._ordered(scores)

    def _scaled(self, match: engine.Match, most: float) -> Iterable[tuple[int, float]]:
        limit = engine.MANY if self.question.open_when == NOW else engine.RANKED
        ranked = engine.ranked(connection, match, limit)
        self._is_cut |= len(ranked) == limit
        best = max((score for _entry, score in ranked), default=0) or 1
        return ((entry, most * score / best) for entry, score in ranked)

    # --- in which order -------------------------------------------------------------------------

    def _ordered(self, scores: dict[int, float]) -> list[Hit]:
        """By text, nearness and freshness; of the first ones, those that are open now a little before."""
        columns = ["id", "service_id", "check_again_by", "name", *(["places"] if self.town else [])]
        rows = self._entries().filter(engine.among(connection, scores)).values_list(*columns)
        found = []
        for entry, service, check_again_by, name, *places in rows:
            km = self._distance(places[0]) if places else None
            score = self._score(scores[entry], km, check_again_by)
            found.append((-score, name, Hit(service, score, entry, km)))
        found.sort(key=lambda one: (one[0], one[1], one[2].entry))
        hits = [hit for _score, _name, hit in found]
        return self._open_first(hits[:_LOOKED_AT]) + hits[_LOOKED_AT:]

    def _score(self, text: float, km: float | None, check_again_by: date | None) -> float:
        near = math.exp(-km / _NEAR_KM) if km is not None else 0.0
        return text + _NEAR * near + _FRESH * _freshness(check_again_by, self._today)

    @cached_property
    def _today(self) -> date:
        return timezone.localdate(self.now)

    def _open_first(self, hits: list[Hit]) -> list[Hit]:
        open_now = self._which_are_open([hit.entry for hit in hits])
        known = [
            replace(hit, open_now=True, score=hit.score + _OPEN) if hit.entry in open_now else hit
            for hit in hits
        ]
        return sorted(known, key=lambda hit: -hit.score)

    def _which_are_open(self, entries: Sequence[int]) -> frozenset[int]:
        local = timezone.localtime(self.now)
        minute = local.hour * 60 + local.minute
        slots = SearchSlot.objects.visible_to(self.actor).filter(
            engine.among(connection, entries, "entry"),
            day=local.date(),
            opens__lte=minute,
            closes__gt=minute,
        )
        return frozenset(slots.values_list("entry_id", flat=True))

    def _distance(self, places: list[list[Any]]) -> float | None:
        """Kilometres from the town asked about to the nearest place; 0 for a place in the town."""
        here = geography.centre(self.town.istat_code) if self.town else None
        if self.town is None or here is None:
            return None
        known = [
            0.0 if code == self.town.istat_code else geography.distance_km(here, (lat, lon))
            for code, lat, lon in places
            if lat is not None
        ]
        return min(known, default=None)

    # --- what is shown --------------------------------------------------------------------------

    def _services(self, hits: list[Hit]) -> list[Service]:
        """The services themselves, in two queries. On each: `fits` (why it answers), `reasons`
        (the same, and how it stands now), `towns` ["Ottiglio (AL)"], `area_list`
        [(value, label)], `spoken_codes`, `stale`, and `km` from the place asked about (or None).
        Screens that show more of them load it with `reading.with_parts`."""
        pks = [hit.service for hit in hits]
        listed = Service.objects.visible_to(self.actor).filter(pk__in=pks).select_related("organization")
        rows = {row.pk: row for row in listed}
        entries = SearchEntry.objects.visible_to(self.actor).filter(pk__in=[hit.entry for hit in hits])
        cards = dict(entries.values_list("id", "card"))
        labels = dict(Area.choices)
        reader = Reader(self.language, self.question, self.town, self.understood.terms, self.now, self.spoken)
        for hit in hits:
            if hit.service not in rows or hit.entry not in cards:
                continue
            row, card = rows[hit.service], cards[hit.entry]
            row.towns, row.spoken_codes = card["towns"], card["spoken"]  # type: ignore[attr-defined]
            row.area_list = [(area, labels[area]) for area in card["areas"]]  # type: ignore[attr-defined]
            row.stale, row.km = is_stale(row), hit.km  # type: ignore[attr-defined]
            row.fits = explain(row, reader, hit.km)  # type: ignore[attr-defined]
            row.reasons = [*row.fits, *stand(row, reader, open_now=hit.open_now)]  # type: ignore[attr-defined]
        return [rows[pk] for pk in pks if pk in rows]


def _all_of(must: tuple[engine.AnyOf, ...], terms: Iterable[Term]) -> engine.Match:
    return engine.Match(must, tuple(term.any_of() for term in terms))


def _freshness(check_again_by: date | None, today: date) -> float:
    """1 just after a check, 0 when the next is due."""
    if check_again_by is None:
        return 0.0
    return max(0.0, min(1.0, (check_again_by - today).days / _FRESH_DAYS))


def find(actor: Actor, question: Question, language: str) -> Found:
    """Services that answer a question, for a reader of this language."""
    short = language.split("-", maxsplit=1)[0]
    return Found(actor, question, short if short in LANGUAGES else "it")
