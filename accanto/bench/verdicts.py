"""What was measured beside what was promised: the table of a database, and the targets that are missed."""

from __future__ import annotations

import statistics
from typing import Any

#: CPU ms per request of Lino Avanti 26.7 at so many clients (read on two loaded cores).
LINO = {
    "person list": {58: 47, 10_000: 101, 100_000: 629},
    "person list, last page": {58: 42, 10_000: 149, 100_000: 1609},
    "person search": {58: 15, 10_000: 53, 100_000: 221},
    "person page": {58: 40, 10_000: 78, 100_000: 480},
}
#: At most so much more CPU at the largest size than at the smallest.
FLAT = 1.3
#: At the largest size that was measured of Lino, at least so many times less CPU than it.
TIMES_LESS = 10
MOST_QUERIES = 30
MOST_MEMORY = 200
#: Work that grows with the rows by its nature: it is shown, and not held to be flat.
GROWS = frozenset({"project page, after a write", "whole project, after a write"})

Found = dict[int, dict[str, Any]]


def middle(samples: list[dict[str, float]]) -> dict[str, float]:
    """The median of each figure of a screen; of queries, the most."""
    found = {key: statistics.median(each[key] for each in samples) for key in samples[0]}
    return {**found, "queries": max(int(each["queries"]) for each in samples)}


def table(
    engine: str, measured: str, found: Found, *, what: str = "persons", grows: frozenset[str] = GROWS
) -> str:
    """One line a screen: CPU ms at each size, the ratio, queries, Lino's beside it."""
    sizes = list(found)
    head = "".join(f"{size:>10,}" for size in sizes)
    lines = [
        f"\n{engine}: CPU ms a request, at so many {what} ({measured})",
        f"{'screen':30}{head}  ratio            queries  page kB  wall ms  against Lino",
    ]
    for name in found[sizes[0]]["screens"]:
        of_size = [found[size]["screens"][name] for size in sizes]
        cells = "".join(f"{each['cpu']:>10.1f}" for each in of_size)
        queries = "/".join(str(count) for count in sorted({each["queries"] for each in of_size}))
        last = of_size[-1]
        lines.append(
            f"{name:30}{cells}{_ratio(found, name):>7.2f} {_flatness(found, name, grows):10}"
            f"{queries:>7}{last['kB']:>9.0f}{last['wall']:>9.1f}  {_against(found, name)}"
        )
    for label, key, unit in (("memory of the process", "memory", "MB"), ("at most", "peak", "MB"), ("filled in", "filled", "s")):  # fmt: skip
        lines.append(f"{label:30}" + "".join(f"{found[size][key]:>10.0f}" for size in sizes) + f" {unit}")
    return "\n".join(lines)


def _ratio(found: Found, name: str) -> float:
    sizes = sorted(found)
    return float(found[sizes[-1]]["screens"][name]["cpu"] / found[sizes[0]]["screens"][name]["cpu"])


def _flatness(found: Found, name: str, grows: frozenset[str]) -> str:
    if len(found) == 1:
        return ""
    if _ratio(found, name) <= FLAT:
        return "flat"
    return "grows" if name in grows else "NOT FLAT"


def _against(found: Found, name: str) -> str:
    """How often our time goes into Lino's, at each size that both were measured at."""
    shared = [size for size in sorted(found) if size in LINO.get(name, {})]
    return ", ".join(
        f"{LINO[name][size] / found[size]['screens'][name]['cpu']:.1f} times less at {size:,}"
        for size in shared
    )


def missed(found: Found, *, grows: frozenset[str] = GROWS) -> list[str]:
    """Each target that is not met, in words; empty when all are."""
    sizes = sorted(found)
    misses = []
    for name in found[sizes[0]]["screens"]:
        queries = {found[size]["screens"][name]["queries"] for size in sizes}
        if max(queries) > MOST_QUERIES:
            misses.append(f"{name}: {max(queries)} queries, at most {MOST_QUERIES} are meant")
        if len(queries) > 1 and name not in grows:
            misses.append(f"{name}: queries are NOT constant: {sorted(queries)}")
        if _flatness(found, name, grows) == "NOT FLAT":
            misses.append(f"{name}: NOT flat: {_ratio(found, name):.2f}, at most {FLAT} is meant")
        largest = max(LINO.get(name, {0: 0}))
        if largest in found and name in LINO:
            times = LINO[name][largest] / found[largest]["screens"][name]["cpu"]
            if times < TIMES_LESS:
                misses.append(f"{name}: {times:.1f} times less than Lino, at least {TIMES_LESS} is meant")
    memory = max(found[size]["memory"] for size in sizes)
    if memory > MOST_MEMORY:
        misses.append(f"memory: {memory:.0f} MB, at most {MOST_MEMORY} is meant")
    return misses
