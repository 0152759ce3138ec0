"""A project's figures, kept in memory until anything is written (ADR 0008).

The key is the version of the data, the whole question and all that decides the actor's reach: the
same key asks the same questions of the same rows. What is kept are numbers alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.core.cache import caches
from django.utils import timezone

from accanto.core.actor import reach_of
from accanto.evaluation.figures import Figure, project_figures
from accanto.evaluation.question import Question
from accanto.evaluation.readings import reading_of
from accanto.network.models import ExpectedResult
from accanto.privacy.reading import data_version


def kept_figures(question: Question, results: Sequence[ExpectedResult]) -> tuple[list[Figure], int]:
    """`project_figures`, worked out once for each version of the data and each reach; and how many
    persons two partners know, each for itself, and were counted once."""
    key = _key(question, results)
    if not key:
        return project_figures(question, results), len(question.known_twice)
    kept = caches["figures"].get(key)
    if kept is None:
        figures = project_figures(question, results)
        said = [(f.value, f.numerator, f.denominator, f.baseline, f.trend) for f in figures]
        kept = said, len(question.known_twice)
        caches["figures"].set(key, kept)
    pairs = zip(results, kept[0], strict=True)
    return [Figure(result, reading_of(result), *said) for result, said in pairs], kept[1]


def _key(question: Question, results: Sequence[ExpectedResult]) -> str:
    """ "" where nothing may be kept: no version yet, or an actor whose reach is not known to be told
    by their id and roles alone."""
    version, reach = data_version(), reach_of(question.actor)
    if not version or reach is None:
        return ""
    asked = {name: str(getattr(value, "pk", value)) for name, value in question.narrowed.items()}
    parts = (
        version,
        question.project.pk,
        reach,
        question.capability,
        question.start,
        question.end,
        sorted(asked.items()),
        timezone.localdate(),  # ages and the last month of a trend depend on the day
        [result.pk for result in results],
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()
