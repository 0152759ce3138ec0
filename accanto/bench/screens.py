"""`accanto bench screens`: the screens people live in, at 1,000, 10,000 and 100,000 persons.

Each size gets a database of its own, filled past the trail (the rows are nobody's). A screen is asked
in this process, through all middleware; CPU time and queries are counted. Printed: medians, ratios
between sizes (flat is at most 1.3), and Lino Avanti's CPU time at as many clients beside ours.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

#: CPU ms per request of Lino Avanti 26.7 at 58, 10,000 and 100,000 clients (read on two loaded cores).
LINO = {
    "person list": (47, 101, 629),
    "person list, last page": (42, 149, 1609),
    "person search": (15, 53, 221),
    "person page": (40, 78, 480),
}
LINO_SIZES = (58, 10_000, 100_000)
FLAT = 1.3


def run(options: argparse.Namespace) -> int:
    sizes = [int(size) for size in options.sizes.split(",")]
    if "ACCANTO_BENCH_SIZE" in os.environ:
        print(json.dumps(_measure(int(os.environ["ACCANTO_BENCH_SIZE"]), options.requests)))
        return 0
    found = {size: _in_own_process(size, options) for size in sizes}
    _print(found)
    return 0


def _in_own_process(size: int, options: argparse.Namespace) -> dict[str, Any]:
    """A fresh process and database, so that no size warms up another."""
    with tempfile.TemporaryDirectory(prefix="accanto-bench-") as home:
        environment = {
            **os.environ,
            "ACCANTO_HOME": home,
            "ACCANTO_TESTING": "true",
            "ACCANTO_BENCH_SIZE": str(size),
            "DATABASE_URL": os.environ.get("DATABASE_URL", f"sqlite://{home}/bench.sqlite3"),
        }
        command = [sys.executable, "-m", "accanto", "bench", "screens", "--requests", str(options.requests)]
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def _measure(size: int, requests: int) -> dict[str, Any]:
    from accanto.cli.setup import prepare

    prepare()
    from accanto.bench.population import populate

    world = populate(size)
    return {name: _time(world.client, url, data, requests) for name, (url, data) in world.screens().items()}


def _time(client: Any, url: str, data: dict[str, str] | None, requests: int) -> dict[str, float]:
    """Median CPU and wall ms of one screen, and its queries."""
    from django.db import connection

    asked: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    def ask() -> Any:
        return client.post(url, data) if data else client.get(url)

    with connection.execute_wrapper(count):
        response = ask()
    if response.status_code != 200:
        raise RuntimeError(f"{url} answered {response.status_code}")
    for _warm in range(3):
        ask()
    cpu, wall = [], []
    for _each in range(requests):
        before_cpu, before = time.process_time(), time.perf_counter()
        ask()
        cpu.append(time.process_time() - before_cpu)
        wall.append(time.perf_counter() - before)
    return {
        "cpu": statistics.median(cpu) * 1000,
        "wall": statistics.median(wall) * 1000,
        "queries": len(asked),
        "kB": len(response.content) / 1000,
    }


def _print(found: dict[int, dict[str, Any]]) -> None:
    sizes = list(found)
    head = "".join(f"{size:>12,}" for size in sizes)
    print(
        f"CPU ms a request, at so many persons\n{'screen':26}{head}   ratio  queries  page kB  Lino at 100,000"
    )
    for name in found[sizes[0]]:
        figures = [found[size][name] for size in sizes]
        ratio = figures[-1]["cpu"] / figures[0]["cpu"]
        lino = dict(zip(LINO_SIZES, LINO.get(name, ()), strict=False)).get(sizes[-1])
        against = f"{lino / figures[-1]['cpu']:.0f} times less than {lino}" if lino else ""
        cells = "".join(f"{figure['cpu']:>12.1f}" for figure in figures)
        flat = "flat" if ratio <= FLAT else "NOT FLAT"
        queries = "/".join(str(int(count)) for count in sorted({figure["queries"] for figure in figures}))
        print(f"{name:26}{cells}{ratio:>8.2f} {flat:8} {queries:>4} {figures[-1]['kB']:>8.0f}   {against}")
    look = Path(__file__).resolve().parent.parent / "core/static/accanto"
    print(f"first visit: {first_visit(look) / 1000:.0f} kB of styles, scripts, fonts and icons, compressed")


def first_visit(look: Path) -> int:
    """Bytes that a first visit fetches beside the page itself, as they are sent."""
    import gzip

    total = 0
    for path in look.rglob("*"):
        if (
            path.is_dir()
            or path.parent.name == "ttf"
            or path.suffix in (".gz", ".br")
            or path.stem in ("map", "sw")
            or path.name in ("accanto.rtl.css", "LICENCES.txt", "vazirmatn.woff2")
        ):
            continue
        data = path.read_bytes()
        total += len(data) if path.suffix == ".woff2" else len(gzip.compress(data))
    return total
