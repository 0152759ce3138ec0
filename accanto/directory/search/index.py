"""The index is kept with the entries: made anew for those that change, renewed each night, rebuilt on demand.

All of it is derived: it is written past the trail, and can be thrown away at any time.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from accanto.core.actor import Nobody, SystemActor
from accanto.core.scoping import unrecorded
from accanto.directory.models import EmptySearch, SearchEntry, SearchSlot, SearchWord, Service, Visibility
from accanto.directory.search import engine
from accanto.directory.search.analyser import token
from accanto.directory.search.documents import Document, documents

_SYSTEM = SystemActor("search index")
_WHY = "derived from entries whose changes the trail keeps"
_BATCH = 500
_MOST_WORDS = 5_000
#: Columns of a word -> PostgreSQL's types.
_WORD = {"language": "text", "word": "text", "token": "text", "length": "smallint", "visibility": "text"}
#: Searches that found nothing are kept so long, and no more than so many.
KEPT = timedelta(days=90)
_MOST_SEARCHES = 5_000


def refresh(services: Collection[UUID]) -> None:
    """The maker that `operations.refresh` calls: within the transaction of the change."""
    today = timezone.localdate()
    for batch in _batches(dict.fromkeys(services)):
        with transaction.atomic():
            _refresh(batch, today)


def rebuild(say: Callable[[int, int], None] | None = None) -> int:
    """Everything anew, words that no entry says any more forgotten. Returns the number of entries. `say` is
    told how many services of how many are done, every few seconds' work."""
    with unrecorded(_WHY):
        SearchWord.objects.visible_to(_SYSTEM).delete()
        SearchEntry.objects.visible_to(_SYSTEM).exclude(service__in=_all_services()).delete()
    services = list(_all_services().order_by("pk").values_list("pk", flat=True))
    today, written, done = timezone.localdate(), _Written(), 0
    for batch in _batches(services):
        with transaction.atomic():
            _refresh(batch, today, written)
        done += len(batch)
        if say is not None:
            say(done, len(services))
    engine.settle(connection)
    return SearchEntry.objects.visible_to(_SYSTEM).count()


def settle() -> None:
    """After much was written elsewhere: see `engine.settle`."""
    engine.settle(connection)


def rebuild_if_empty() -> None:
    """For an installation that had services before it had this index."""
    if not SearchEntry.objects.visible_to(_SYSTEM).exists() and _all_services().exists():
        rebuild()


def renew(today: date | None = None) -> int:
    """Each night: the hours of the days to come, and what begins or ends with the day. Returns the number
    of services."""
    day = today or timezone.localdate()
    seen = 0
    rows = SearchEntry.objects.visible_to(_SYSTEM).order_by("service_id")
    for batch in _batches(dict.fromkeys(rows.values_list("service_id", flat=True))):
        seen += len(batch)
        with transaction.atomic():
            _refresh(batch, day)
    return seen


def forget_searches(today: date | None = None) -> int:
    """Each night: searches that found nothing, after ninety days. Returns how many went."""
    rows = EmptySearch.objects.visible_to(_SYSTEM)
    with unrecorded("nobody stands behind them"):
        gone, _each = rows.filter(last_on__lt=(today or timezone.localdate()) - KEPT).delete()
    return gone


def note_empty(text: str, language: str) -> None:
    """A search found nothing: the text is noted, and nothing of who looked for it."""
    said = " ".join(text.split())[:100].lower()
    if not said:
        return
    known = EmptySearch.objects.visible_to(_SYSTEM).filter(text=said, language=language).first()
    today = timezone.localdate()
    with unrecorded("nobody stands behind it"):
        if known is not None:
            known.times, known.last_on = known.times + 1, today
            known.save()
        elif EmptySearch.objects.visible_to(_SYSTEM).count() < _MOST_SEARCHES:
            row = EmptySearch(text=said, language=language, last_on=today)
            EmptySearch.objects.bulk_create([row], ignore_conflicts=True)


# --- one batch ------------------------------------------------------------------------------------


def _all_services() -> Any:
    return Service.objects.visible_to(_SYSTEM)


def _batches(services: Iterable[UUID]) -> Iterable[list[UUID]]:
    waiting = iter(services)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def _refresh(services: list[UUID], today: date, written: _Written | None = None) -> None:
    whole = {made.service.pk: made for made in documents(_SYSTEM, services, today)}
    differing = [pk for pk, made in whole.items() if made.has_hidden_parts]
    public = {made.service.pk: made for made in documents(Nobody(), differing, today)} if differing else {}
    wanted: dict[tuple[UUID, str], Document] = {(pk, Visibility.PUBLIC): made for pk, made in public.items()}
    for pk, made in whole.items():
        if not made.has_hidden_parts:
            wanted[pk, Visibility.PUBLIC] = made
        elif pk not in public or not made.says_the_same(public[pk]):
            wanted[pk, Visibility.OPERATORS] = made
    with unrecorded(_WHY):
        entries = _write_entries(services, wanted)
        _write_slots(entries, wanted)
        _write_words(wanted, written or _Written())
    engine.write(connection, [_tokens(entry, wanted[key]) for key, entry in entries.items()])


def _write_entries(
    services: list[UUID], wanted: dict[tuple[UUID, str], Document]
) -> dict[tuple[UUID, str], SearchEntry]:
    held = SearchEntry.objects.visible_to(_SYSTEM).filter(service__in=services)
    known = held.values_list("id", "service_id", "visibility")
    gone = [pk for pk, service, visibility in known if (service, visibility) not in wanted]
    if gone:
        held.filter(pk__in=gone).delete()
    rows = [
        SearchEntry(
            service_id=service,
            visibility=visibility,
            shadowed=visibility == Visibility.PUBLIC and (service, Visibility.OPERATORS) in wanted,
            name=made.service.name,
            is_open=made.service.status == Service.Status.ACTIVE,
            check_again_by=made.service.check_again_by,
            places=made.places,
            card=made.card,
        )
        for (service, visibility), made in wanted.items()
    ]
    columns = ["shadowed", "name", "is_open", "check_again_by", "places", "card"]
    SearchEntry.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["service", "visibility"], update_fields=columns
    )
    return {(row.service_id, row.visibility): row for row in rows}


def _write_slots(
    entries: dict[tuple[UUID, str], SearchEntry], wanted: dict[tuple[UUID, str], Document]
) -> None:
    if not entries:
        return
    among = engine.among(connection, [row.pk for row in entries.values()], "entry")
    SearchSlot.objects.visible_to(_SYSTEM).filter(among).delete()
    columns = {"entry_id": "bigint", "day": "date", "opens": "smallint", "closes": "smallint"}
    rows = [(entry.pk, *slot) for key, entry in entries.items() for slot in wanted[key].slots]
    engine.insert(connection, SearchSlot._meta.db_table, columns, rows)


class _Written(dict[tuple[str, str], str]):
    """(language, word) -> visibility, of words that this run knows to be written: none is asked for twice."""


def _write_words(wanted: dict[tuple[UUID, str], Document], written: _Written) -> None:
    """Words not yet known; those known from operators' entries become public when a public one says them."""
    said: dict[tuple[str, str], str] = {}
    for visibility in (Visibility.OPERATORS, Visibility.PUBLIC):
        for (_pk, seen_by), made in wanted.items():
            if seen_by == visibility:
                said.update(dict.fromkeys(made.words, visibility))
    pairs = [pair for pair, seen_by in said.items() if written.get(pair) not in (seen_by, Visibility.PUBLIC)]
    for start in range(0, len(pairs), _MOST_WORDS):
        part = pairs[start : start + _MOST_WORDS]
        rows = SearchWord.objects.visible_to(_SYSTEM).filter(word__in=[word for _language, word in part])
        known = {
            (language, word): (pk, seen_by)
            for pk, language, word, seen_by in rows.values_list("pk", "language", "word", "visibility")
        }
        new = [
            (language, word, token(word, language), len(word), said[language, word])
            for language, word in part
            if (language, word) not in known
        ]
        engine.insert(connection, SearchWord._meta.db_table, _WORD, new)
        hidden = [
            pk
            for key, (pk, seen_by) in known.items()
            if seen_by != Visibility.PUBLIC and said.get(key) == Visibility.PUBLIC
        ]
        if hidden:
            SearchWord.objects.visible_to(_SYSTEM).filter(pk__in=hidden).update(visibility=Visibility.PUBLIC)
    for pair in pairs:
        written[pair] = said[pair]


def _tokens(entry: SearchEntry, made: Document) -> engine.Tokens:
    return engine.Tokens(entry.pk, made.title, made.keywords, made.body, made.facts)
