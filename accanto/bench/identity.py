"""`accanto bench identity`: how well spellings of one name find each other, and others do not.

Two figures a group, on the labelled pairs of `data/name_variants.toml`: *retrieval* (do the keyed
hashes bring the record back at all) and the decision after names are compared, as precision and recall.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from accanto.demo.names import ORIGINS
from accanto.people.names import SAME_NAME, compare, search_keys, slip_keys, token_keys, tokens

DATA = Path(__file__).parent / "data" / "name_variants.toml"


@dataclass(frozen=True)
class Pair:
    """Two full names, whether they may be one person's, and which part of the list they are in."""

    one: str
    other: str
    same: bool
    part: str
    group: str


def load_pairs(path: Path = DATA) -> list[Pair]:
    """The labelled list."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return [
        Pair(one, other, kind == "same", part, group)
        for part, groups in data.items()
        for group, kinds in groups.items()
        for kind, pairs in kinds.items()
        for one, other in pairs
    ]


def is_retrieved(asked: str, kept: str) -> bool:
    """Whether a search for one name brings back a record kept under the other."""
    keys = search_keys(kept)
    exact = all(token_keys(token) & keys for token in tokens(asked))
    return exact or all((token_keys(token) | slip_keys(token)) & keys for token in tokens(asked))


def is_taken_for_one(asked: str, kept: str) -> bool:
    return is_retrieved(asked, kept) and compare(asked, kept).score >= SAME_NAME


@dataclass(frozen=True)
class Score:
    """Counts over some pairs."""

    hits: int
    misses: int
    false_alarms: int

    @property
    def recall(self) -> float:
        return self.hits / (self.hits + self.misses) if self.hits + self.misses else 1.0

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + self.false_alarms) if self.hits + self.false_alarms else 1.0


def measure(pairs: Iterable[Pair]) -> Score:
    """Asked both ways round: a pair counts twice."""
    hits = misses = alarms = 0
    for pair in pairs:
        for asked, kept in ((pair.one, pair.other), (pair.other, pair.one)):
            found = is_taken_for_one(asked, kept)
            hits += found and pair.same
            misses += not found and pair.same
            alarms += found and not pair.same
    return Score(hits, misses, alarms)


def run(options: argparse.Namespace) -> int:
    pairs = load_pairs()
    print(
        f"{len(pairs)} labelled pairs; each asked both ways\n{'part / group':34} {'pairs':>6} {'precision':>10} {'recall':>8}"
    )
    for part in dict.fromkeys(pair.part for pair in pairs):
        rows = [pair for pair in pairs if pair.part == part]
        _line(part, rows)
        for group in dict.fromkeys(pair.group for pair in rows):
            _line(f"  {group}", [pair for pair in rows if pair.group == group])
    retrieved = [pair for pair in pairs if pair.same]
    brought = sum(is_retrieved(pair.one, pair.other) for pair in retrieved)
    print(f"retrieval by keyed hashes alone: {brought} of {len(retrieved)} pairs of one person")
    _selectivity()
    wrong = [pair for pair in pairs if is_taken_for_one(pair.one, pair.other) != pair.same]
    for pair in wrong:
        print(f"  {'missed' if pair.same else 'taken for one'}: {pair.one} / {pair.other}")
    return 0


def _line(name: str, pairs: list[Pair]) -> None:
    score = measure(pairs)
    print(f"{name:34} {len(pairs):>6} {score.precision:>10.3f} {score.recall:>8.3f}")


def _selectivity(population: int = 20_000, queries: int = 200) -> None:
    """How many records a query opens to compare, in a population of invented names."""
    chance = random.Random(1)
    index: dict[str, set[int]] = {}
    names = []
    for number in range(population):
        origin = chance.choice(ORIGINS)
        name = f"{chance.choice(origin.men + origin.women)} {chance.choice(chance.choice(ORIGINS).families)}"
        names.append(name)
        for key in search_keys(name):
            index.setdefault(key, set()).add(number)
    counts = []
    for name in chance.sample(names, queries):
        sets = [set().union(*(index.get(key, set()) for key in token_keys(token))) for token in tokens(name)]
        counts.append(len(set.intersection(*sets)) if sets else 0)
    tail = sorted(counts)[int(0.95 * len(counts))]
    print(
        f"records with the same sounds among {population:,} invented names: median {statistics.median(counts):.0f}, p95 {tail}"
    )
