"""Run as a process of its own: fill a database, or answer as a worker would.

    python -m accanto.bench.measuring populate WORLD SIZE   leaves `world.json` in ACCANTO_HOME
    python -m accanto.bench.measuring answer WORLD          says its screens, then for each number that it
                                                            reads, one sample of that screen; a line of JSON each

WORLD is the module beside this one that fills the database and knows its screens: `population`,
`tutoring_population`.

Filling and answering are two processes, so that the memory of the one is not taken for the other's.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from accanto.core.database import use_bundled_sqlite


def main(step: str, size: int, world_of: str) -> None:
    use_bundled_sqlite()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accanto.config.settings")
    from accanto.cli.setup import prepare

    prepare()
    kind = import_module(f"accanto.bench.{world_of}")
    world = Path(os.environ["ACCANTO_HOME"]) / "world.json"
    if step == "populate":
        world.write_text(json.dumps(kind.populate(size)), encoding="utf-8")
        kind.settle()
        return
    screens = kind.Bench(**json.loads(world.read_text(encoding="utf-8"))).screens()
    print(json.dumps([screen.name for screen in screens]), flush=True)
    for line in sys.stdin:
        print(json.dumps(_sample(screens[int(line)])), flush=True)


def _sample(screen: Any) -> dict[str, float]:
    """CPU and wall ms of one request, its queries, and the memory of this process after it."""
    from django.db import connection

    asked: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    screen.before()
    with connection.execute_wrapper(count):
        cpu, wall = _cpu(connection), time.perf_counter()
        response = (
            screen.client.post(screen.url, screen.data) if screen.data else screen.client.get(screen.url)
        )
        cpu, wall = _cpu(connection) - cpu, time.perf_counter() - wall
    if response.status_code != 200:  # noqa: PLR2004  OK
        raise RuntimeError(f"{screen.url} answered {response.status_code}")
    return {
        "cpu": cpu * 1000,
        "wall": wall * 1000,
        "queries": len(asked),
        "kB": len(response.content) / 1000,
        "memory": _memory(),
        "peak": peak(),
    }


def _cpu(connection: Any) -> float:
    """Seconds of CPU of this process, and of the database server's process that works for it, where
    that one was started for this run."""
    own = time.process_time()
    if not os.environ.get("ACCANTO_BENCH_SERVER"):
        return own
    connection.ensure_connection()
    server = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return own + int(server.read_text().split()[0]) / 1e9


def _memory() -> float:
    """MB that this process holds now (RSS)."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return peak()
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def peak() -> float:
    """MB that this process ever held: ru_maxrss is in KiB on Linux, in bytes on macOS."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most * 1024 / 1e6


if __name__ == "__main__":
    step, world, *size = sys.argv[1:]
    main(step, int(size[0]) if size else 0, world)
