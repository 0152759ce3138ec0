"""`accanto bench screens`: the screens people live in, at 1,000, 10,000 and 100,000 persons with ten acts each, on both
databases.

Each size gets a database of its own, filled past the trail (the rows are nobody's), and a process of its
own that answers, through all middleware; CPU time, queries and memory are measured. Printed are medians, ratios between sizes, Lino Avanti's CPU time at as many clients beside ours, and each target
with whether it is met. The status is 1 when one is not.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from accanto.bench import verdicts
from accanto.bench.databases import ENGINES, Engine, NoDatabase, engine

_STEP = (sys.executable, "-W", "ignore", "-m", "accanto.bench.measuring")
#: Requests before the first that counts.
_WARM = 3


def run(options: argparse.Namespace) -> int:
    sizes = [int(size) for size in options.sizes.split(",")]
    missed: list[str] = []
    for name in options.database:
        try:
            with engine(name) as chosen:
                found = measure(chosen, sizes, options.requests)
        except NoDatabase as reason:
            missed.append(f"{ENGINES[name]}: NOT measured: {reason}")
            print(missed[-1], flush=True)
            continue
        print(verdicts.table(ENGINES[name], chosen.measured, found), flush=True)
        missed += [f"{ENGINES[name]}: {miss}" for miss in verdicts.missed(found)]
    look = Path(__file__).resolve().parent.parent / "core/static/accanto"
    print(f"first visit: {first_visit(look) / 1000:.0f} kB of styles, scripts, fonts and icons, compressed")
    print("\n".join(["targets NOT met:", *missed]) if missed else "all targets met")
    return 1 if missed else 0


def measure(chosen: Engine, sizes: list[int], requests: int, world: str = "population") -> verdicts.Found:
    """A fresh database for each size and a process that fills it; then one that answers for each, all
    at once, asked in turn: what else the machine does meanwhile is the same for all sizes."""
    with contextlib.ExitStack() as stack:
        begun = {}
        workers = {}
        for size in sizes:
            home = stack.enter_context(tempfile.TemporaryDirectory(prefix="accanto-bench-"))
            environment = {
                **os.environ,
                "ACCANTO_HOME": home,
                "ACCANTO_TESTING": "true",
                "ACCANTO_BENCH_SERVER": "yes" if chosen.counts_server else "",
                "DATABASE_URL": stack.enter_context(chosen.database(Path(home), size)),
            }
            start = time.perf_counter()
            subprocess.run([*_STEP, "populate", world, str(size)], env=environment, check=True)
            begun[size] = time.perf_counter() - start
            workers[size] = stack.enter_context(_worker(environment, world))
        names = {size: json.loads(worker.stdout.readline()) for size, worker in workers.items()}
        samples: dict[int, list[list[dict[str, float]]]] = {
            size: [[] for _name in names[size]] for size in sizes
        }
        for turn in range(-_WARM, requests):
            for number in range(len(names[sizes[0]])):
                for size, worker in workers.items():
                    sample = _ask(worker, number)
                    if turn >= 0:
                        samples[size][number].append(sample)
    return {
        size: {
            "screens": dict(zip(names[size], map(verdicts.middle, samples[size]), strict=True)),
            "filled": begun[size],
            **{
                key: max(each[key] for screen in samples[size] for each in screen)
                for key in ("memory", "peak")
            },
        }
        for size in sizes
    }


@contextlib.contextmanager
def _worker(environment: dict[str, str], world: str) -> Iterator[Any]:
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [*_STEP, "answer", world], env=environment, stdin=pipe, stdout=pipe, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _ask(worker: Any, screen: int) -> dict[str, float]:
    worker.stdin.write(f"{screen}\n")
    worker.stdin.flush()
    answer = worker.stdout.readline()
    if not answer:
        raise RuntimeError("bench: a worker ended; its last words are above")
    found: dict[str, float] = json.loads(answer)
    return found


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
