"""`accanto bench directory`: how well the directory's search finds, and how fast, on both engines.

Quality: the labelled queries of `data/queries.toml` over the services of `data/corpus.toml`. Printed are recall
within the first five and the mean reciprocal rank, by language and by kind, for the part that the search was
tuned on and for the part held out. Of the latter no query that missed is named: who mends the search does not
look at it.

Latency: search as one types (each beginning of a word is a search) over so many services, filled past the
trail, each size in a database of its own. The time is CPU: of the process, and of the database server's process
that answers it. The status is 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from accanto.bench.databases import ENGINES, Engine, NoDatabase, engine

#: Targets: p95 CPU ms at so many services; recall within the first five.
TARGETS = {10_000: 50, 100_000: 100}
RECALL = 0.95
_TASK = "ACCANTO_BENCH_SIZE"


def run(options: argparse.Namespace) -> int:
    task = os.environ.get(_TASK, "")
    if task:
        print(json.dumps(_measure(int(task), options.requests)))
        return 0
    sizes = [int(size) for size in options.sizes.split(",")]
    missed: list[str] = []
    for name in options.database:
        try:
            with engine(name) as chosen:
                missed += _on(chosen, sizes, options.requests)
        except NoDatabase as reason:
            missed.append(f"{ENGINES[name]}: NOT measured: {reason}")
    print("\n".join(["targets NOT met:", *missed]) if missed else "all targets met")
    return 1 if missed else 0


def _on(chosen: Engine, sizes: list[int], requests: int) -> list[str]:
    """Measure on one engine, print as it comes. Returns the targets that were missed."""
    name = ENGINES[chosen.name]
    found = _in_own_process(chosen, 0, requests)
    print_quality(name, found)
    missed = [f"{name}: {miss}" for miss in poor(found)]
    print(f"\n{name}, search as one types: {chosen.measured}, ms", flush=True)
    for size in sizes:
        figures = _in_own_process(chosen, size, requests)
        print_latency(size, figures)
        missed += [f"{name}: {miss}" for miss in slow(size, figures)]
    print(flush=True)
    return missed


def _measure(size: int, requests: int) -> dict[str, Any]:
    from accanto.cli.setup import prepare

    prepare()
    if not size:
        from accanto.bench.directory_quality import measure_quality

        return measure_quality()
    from accanto.bench.directory_latency import measure_latency

    return measure_latency(size, requests)


def _in_own_process(chosen: Engine, size: int, requests: int) -> dict[str, Any]:
    """A fresh process and database; size 0 measures the quality."""
    with (
        tempfile.TemporaryDirectory(prefix="accanto-bench-") as home,
        chosen.database(Path(home), size) as url,
    ):
        environment = {
            **os.environ,
            "ACCANTO_HOME": home,
            "ACCANTO_TESTING": "true",
            "ACCANTO_BENCH_SERVER": "yes" if chosen.counts_server else "",
            _TASK: str(size),
            "DATABASE_URL": url,
        }
        command = [sys.executable, "-m", "accanto", "bench", "directory", "--requests", str(requests)]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def print_quality(name: str, found: dict[str, Any]) -> None:
    print(
        f"{name}: {found['queries']} queries over {found['services']} services, {found['seconds']:.1f} s CPU"
    )
    heading = f"{'n':>5}{'recall@5':>10}{'MRR':>7}"
    print(f"{'':16}   tuned on{heading}   held out{heading}")
    for group, parts in found["groups"].items():
        figures = (_row(parts[part]) for part in ("tuned", "held"))
        print(f"{group:16}" + "".join(f"{'':11}{text}" for text in figures))
    for miss in found["missed"]:
        print(f"  missed: {miss}")
    print(f"  missed of those held out: {found['missed_held']}")


def _row(one: dict[str, Any]) -> str:
    return (
        f"{one['n']:>5}{one['recall']:>10.3f}{one['mrr']:>7.2f}" if one["n"] else f"{0:>5}{'-':>10}{'-':>7}"
    )


def poor(found: dict[str, Any]) -> list[str]:
    """Languages below the target on what is held out."""
    parts = {group: found["groups"][group]["held"] for group in found["languages"]}
    return [
        f"recall@5 in {group} {held['recall']:.3f}, target {RECALL}"
        for group, held in parts.items()
        if held["recall"] < RECALL
    ]


def print_latency(size: int, figures: dict[str, Any]) -> None:
    print(
        f"  {size:,} services: filled in {figures['fill']:.0f} s, indexed in {figures['index']:.0f} s"
        f" ({figures['index_cpu']:.0f} s CPU), {figures['mb']:.0f} MB"
    )
    target = f"   target p95 {TARGETS[size]}" if size in TARGETS else ""
    for name in ("search", "page"):
        one = figures[name]
        print(
            f"    {name:8} p50 {one['cpu50']:>6.1f}   p95 {one['cpu95']:>6.1f}   (server p95 {one['server95']:.1f},"
            f" wall p95 {one['wall95']:.1f})   of {one['n']}{target}",
            flush=True,
        )


def slow(size: int, figures: dict[str, Any]) -> list[str]:
    target = TARGETS.get(size)
    return [
        f"{name} at {size:,}: p95 {figures[name]['cpu95']:.0f} ms, target {target}"
        for name in ("search", "page")
        if target and figures[name]["cpu95"] > target
    ]
