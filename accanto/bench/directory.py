"""`accanto bench directory`: how well the directory's search finds, and how fast.

Quality: the labelled queries of `data/queries.toml` over the services of `data/corpus.toml`. Printed are recall
within the first five and the mean reciprocal rank, by language and by kind, for the part that the search was
tuned on and for the part held out.

Latency: search as one types (each beginning of a word is a search) over so many services, filled past the
trail. On PostgreSQL (DATABASE_URL) each size gets a database of its own, which is dropped afterwards.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

#: Targets: p95 CPU ms at so many services; recall within the first five.
TARGETS = {10_000: 50, 100_000: 100}
RECALL = 0.95


def run(options: argparse.Namespace) -> int:
    task = os.environ.get("ACCANTO_BENCH_SIZE", "")
    if task:
        print(json.dumps(_measure(int(task), options.requests)))
        return 0
    print_quality(_in_own_process(0, options))
    sizes = [int(size) for size in options.sizes.split(",")]
    print_latency({size: _in_own_process(size, options) for size in sizes})
    return 0


def _measure(size: int, requests: int) -> dict[str, Any]:
    from accanto.cli.setup import prepare

    prepare()
    if not size:
        from accanto.bench.directory_quality import measure_quality

        return measure_quality()
    from accanto.bench.directory_latency import measure_latency

    return measure_latency(size, requests)


def _in_own_process(size: int, options: argparse.Namespace) -> dict[str, Any]:
    """A fresh process and database; size 0 measures the quality."""
    with tempfile.TemporaryDirectory(prefix="accanto-bench-") as home, _database(home) as url:
        environment = {
            **os.environ,
            "ACCANTO_HOME": home,
            "ACCANTO_TESTING": "true",
            "ACCANTO_BENCH_SIZE": str(size),
            "DATABASE_URL": url,
        }
        command = [sys.executable, "-m", "accanto", "bench", "directory", "--requests", str(options.requests)]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


@contextmanager
def _database(home: str) -> Iterator[str]:
    """A URL of an empty database, gone afterwards."""
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        yield f"sqlite://{home}/bench.sqlite3"
        return
    import psycopg

    name = f"accanto_bench_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(given, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        before, _sep, query = given.partition("?")
        try:
            yield f"{before.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def print_quality(found: dict[str, Any]) -> None:
    print(
        f"{found['engine']}: {found['queries']} queries over {found['services']} services, {found['seconds']:.1f} s CPU"
    )
    print(
        f"{'':14}{'queries':>8}{'recall@5':>10}{'MRR':>7}   held out: {'queries':>7}{'recall@5':>10}{'MRR':>7}"
    )
    for group, parts in found["groups"].items():
        tuned, held = parts["tuned"], parts["held"]
        enough = "" if parts["all"]["recall"] >= RECALL else f"   below {RECALL}"
        print(
            f"{group:14}{tuned['n']:>8}{tuned['recall']:>10.3f}{tuned['mrr']:>7.2f}"
            f"{held['n']:>18}{held['recall']:>10.3f}{held['mrr']:>7.2f}{enough}"
        )
    for miss in found["missed"]:
        print(f"  missed: {miss}")


def print_latency(found: dict[int, dict[str, Any]]) -> None:
    print(
        "\nSearch as one types, ms (CPU of this process; p50 / p95), wall p95, and CPU of the server a search"
    )
    for size, figures in found.items():
        print(
            f"{figures['engine']} at {size:,} services: filled in {figures['fill']:.0f} s, indexed in {figures['index']:.0f} s, {figures['mb']:.0f} MB"
        )
        for name in ("search", "page"):
            one = figures[name]
            target = TARGETS.get(size)
            verdict = (
                f"   target {target}: {'met' if one['cpu95'] + one['server'] <= target else 'NOT met'}"
                if target
                else ""
            )
            print(
                f"  {name:8}{one['cpu50']:>8.1f} /{one['cpu95']:>7.1f}   wall {one['wall95']:>7.1f}"
                f"   server {one['server']:>6.1f}   of {one['n']}{verdict}"
            )
