"""The rules by which tutors are proposed (`[tutoring.matching]`): every part may be left out, and is then as usual."""

from __future__ import annotations

from accanto.network.definitions.model import Matching, MatchingWeights
from accanto.network.definitions.reader import Table

#: Each pair has one point by itself, and a thousand is the most.
_MOST_POINTS = 999
#: The order is one whole number for each pair: more steps would not fit into it for a large project.
_MOST_STEPS, _MOST_BANDS = 4, 2
_WEIGHTS = ("language", "needs", "interests", "times", "near")


def read_matching(table: Table | None) -> Matching | None:
    if table is None:
        return None
    matching = Matching(
        tier_days=table.growing("tier_days", 1, 3650, most=_MOST_STEPS),
        tier_alone=table.integer("tier_alone", 0, 3),
        alone_steps=table.integer("alone_steps", 0, 5),
        bands=table.growing("bands", 2, 1000, most=_MOST_BANDS),
        distance_km=table.integer("distance_km", 0, 300),
        same_province=table.boolean("same_province", default=False),
        weights=_weights(table.table("weights")),
    )
    table.close()
    return matching


def _weights(table: Table | None) -> MatchingWeights | None:
    """All five or none: what one of them is worth depends on the others."""
    if table is None:
        return None
    given = {name: table.integer(name, 0, _MOST_POINTS, required=True) for name in _WEIGHTS}
    table.close()
    points = {name: value for name, value in given.items() if value is not None}
    total = sum(points.values())
    if total > _MOST_POINTS:
        table.note("", "weights_sum", total=total, most=_MOST_POINTS)
    return MatchingWeights(**points) if len(points) == len(_WEIGHTS) else None
