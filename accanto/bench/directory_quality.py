"""Whether the search finds what answers: recall within five and mean reciprocal rank."""

from __future__ import annotations

import hashlib
import time
import tomllib
from pathlib import Path
from typing import Any

from django.http import QueryDict

from accanto.cli.migrate import migrate
from accanto.core import trail
from accanto.core.actor import Nobody, SystemActor
from accanto.directory.models import Service, Translation
from accanto.directory.operations.refresh import refresh
from accanto.directory.operations.service import add_service
from accanto.directory.search import Question, find
from accanto.network.models import Municipality

DATA = Path(__file__).parent / "data"
SYSTEM = SystemActor("bench")
_LANGUAGES = ("en", "fr", "ar", "ro")
#: One query in so many is held out.
_HELD = 3
_FIRST = 5


def corpus() -> list[dict[str, Any]]:
    return list(tomllib.loads((DATA / "corpus.toml").read_text(encoding="utf-8"))["service"])


def queries() -> list[list[str]]:
    """[language, kind, text, keys] of each."""
    return list(tomllib.loads((DATA / "queries.toml").read_text(encoding="utf-8"))["query"])


def is_held_out(language: str, text: str) -> bool:
    """By a fixed hash, so that nobody chooses."""
    return hashlib.sha256(f"{language} {text}".encode()).digest()[0] % _HELD == 0


def load_corpus() -> dict[str, Service]:
    """The corpus as services, by key."""
    made = {}
    for said in corpus():
        town = Municipality.objects.get(name=said["town"])
        row = add_service(
            SYSTEM,
            name=said["it"][0],
            provider=said["by"],
            municipality=town,
            areas=said["areas"],
            description=said["it"][1],
        )
        for language in _LANGUAGES:
            for field, text in zip(("name", "description"), said.get(language, ()), strict=False):
                words = Translation(
                    service=row,
                    field=field,
                    language=language,
                    text=text,
                    state="published",
                    source_digest="-",
                )
                trail.create(SYSTEM, words, "translation.added")
        made[said["key"]] = row
    refresh([row.pk for row in made.values()])
    return made


def measure_quality() -> dict[str, Any]:
    migrate(verbosity=0)
    keys = {row.pk: key for key, row in load_corpus().items()}
    started = time.process_time()
    asked = [(query, *_judge(query, keys)) for query in queries()]
    seconds = time.process_time() - started
    groups: dict[str, Any] = {"all": _figures(asked)}
    named: list[tuple[str, Any]] = [
        *((language, lambda query: query[0]) for language in _firsts(asked, 0)),
        *((kind, lambda query: query[1]) for kind in _firsts(asked, 1)),
        *((pair, lambda query: f"{query[0]} {query[1]}") for pair in _pairs(asked)),
    ]
    for name, part in named:
        groups[name] = _figures([one for one in asked if part(one[0]) == name])
    missed = [one for one in asked if one[1] < 1]
    shown = [one for one in missed if not is_held_out(one[0][0], one[0][2])]
    return {
        "queries": len(asked),
        "services": len(keys),
        "seconds": seconds,
        "languages": _firsts(asked, 0),
        "groups": groups,
        "missed": [
            f"{one[0][0]} {one[0][1]}: {one[0][2]} -> {' '.join(one[3])}, not {one[0][3]}" for one in shown
        ],
        "missed_held": len(missed) - len(shown),
    }


def _firsts(asked: list[Any], place: int) -> list[str]:
    return list(dict.fromkeys(query[place] for query, *_rest in asked))


def _pairs(asked: list[Any]) -> list[str]:
    return list(dict.fromkeys(f"{query[0]} {query[1]}" for query, *_rest in asked))


def _judge(query: list[str], keys: dict[Any, str]) -> tuple[float, float, list[str]]:
    """(recall within five, reciprocal rank, keys of the first five)."""
    language, _kind, text, wanted = query
    rows = find(Nobody(), Question(text=text), language).page(QueryDict()).rows
    found = [keys[row.pk] for row in rows]
    right = set(wanted.split())
    recall = len(right & set(found[:_FIRST])) / min(_FIRST, len(right))
    rank = next((1 / place for place, key in enumerate(found, 1) if key in right), 0.0)
    return recall, rank, found[:_FIRST]


def _figures(asked: list[Any]) -> dict[str, dict[str, float]]:
    """Of all, of those tuned on, and of those held out."""

    def mean(rows: list[Any], place: int) -> float:
        return sum(row[place] for row in rows) / len(rows) if rows else 0.0

    held = [one for one in asked if is_held_out(one[0][0], one[0][2])]
    parts = {"all": asked, "held": held, "tuned": [one for one in asked if one not in held]}
    return {
        name: {"n": len(rows), "recall": mean(rows, 1), "mrr": mean(rows, 2)} for name, rows in parts.items()
    }
