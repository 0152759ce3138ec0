"""`accanto bench directory-import`: a spreadsheet of 20,000 rows, 300 of them wrong, taken in and taken back.

Each engine and size gets a database of its own; reading, taking in and taking back each a process of its
own, as a worker would be. Printed are the seconds and the memory of each, and what became of the rows.
The status is 1 where a good row was not taken in, a bad one was, or something was left behind.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from accanto.bench.databases import ENGINES, NoDatabase, engine
from accanto.core.database import use_bundled_sqlite

_STEPS = ("reading", "taking in", "taking back")
#: One row of so many is wrong, in turn in one of these cells; there are no more than so many wrong ones.
_ONE_IN, _MOST_WRONG = 60, 300
_WRONG = (
    {"minimum_age": "molti"},
    {"areas": "cucina"},
    {"name": ""},
    {"languages": "x" * 40},
    {"latitude": "nord"},
)


def run(options: argparse.Namespace) -> int:
    """`--sizes` are rows of the sheet."""
    sizes = [int(size) for size in options.sizes.split(",")]
    missed = []
    for name in options.database:
        try:
            with engine(name) as chosen:
                for size in sizes:
                    with (
                        tempfile.TemporaryDirectory(prefix="accanto-bench-") as home,
                        chosen.database(Path(home), size) as url,
                    ):
                        missed += _print(ENGINES[name], size, _steps(size, home, url))
        except NoDatabase as reason:
            missed.append(f"{ENGINES[name]}: NOT measured: {reason}")
    print("\n".join(missed) if missed else "every row is what it should be")
    return 1 if missed else 0


def _steps(size: int, home: str, url: str) -> dict[str, Any]:
    environment = {**os.environ, "ACCANTO_HOME": home, "ACCANTO_TESTING": "true", "DATABASE_URL": url}
    command = [sys.executable, "-W", "ignore", "-m", "accanto.bench.directory_import"]
    subprocess.run([*command, "begin", str(size)], env=environment, check=True)
    found = {}
    for step in _STEPS:
        done = subprocess.run(
            [*command, step, str(size)], env=environment, check=True, stdout=subprocess.PIPE
        )
        found[step] = json.loads(done.stdout.splitlines()[-1])
    return found


def _print(engine_name: str, size: int, found: dict[str, Any]) -> list[str]:
    """What was measured; returns what is not as it should be."""
    wrong = len([number for number in range(size) if _is_wrong(number)])
    print(f"\n{engine_name}: a sheet of {size:,} rows, {wrong} of them wrong")
    for step, each in found.items():
        print(
            f"  {step:12}{each['seconds']:8.1f} s, of which CPU of the process {each['cpu']:7.1f} s"
            f" {1000 * each['cpu'] / size:6.2f} ms a row, {each['memory']:4.0f} MB at most  {each['rows']}",
            flush=True,
        )
    wanted: dict[str, Any] = {
        "reading": {"new": size - wrong, "error": wrong},
        "taking in": {"taken": size - wrong, "left": wrong},
        "taking back": {"undone": size - wrong, "left": wrong},
    }
    return [
        f"{engine_name}, {size:,}: {step} gave {found[step]['rows']}, meant {wanted[step]}"
        for step in _STEPS
        if found[step]["rows"] != wanted[step]
    ] + ([f"{engine_name}, {size:,}: services are left"] if found["taking back"]["services"] else [])


# --- in a process of its own ----------------------------------------------------------------------


def _is_wrong(number: int) -> bool:
    return number % _ONE_IN == _ONE_IN - 1 and number < _ONE_IN * _MOST_WRONG


def sheet(size: int) -> bytes:
    """The file: services of some hundred organizations, each at a place, as people keep them."""
    text = StringIO(newline="")
    lines = _lines(size)
    first = next(lines)
    writer = csv.DictWriter(text, list(first))
    writer.writeheader()
    writer.writerow(first)
    writer.writerows(lines)
    return text.getvalue().encode()


def _lines(size: int) -> Iterator[dict[str, str]]:
    for number in range(size):
        line = {
            "name": f"Sportello {number}",
            "organization": f"Ente {number % max(1, size // 20)}",
            "description": "Ascolto e aiuto per chi cerca casa o lavoro, in tutte le lingue di chi viene.",
            "areas": ("housing; legal", "work", "health")[number % 3],
            "municipality": "006114",
            "address": f"Via di Esempio {number}",
            "city": "Ottiglio",
            "province": "AL",
            "postal_code": "15038",
            "latitude": "45.05",
            "hours": "martedì 9-12",
            "phone": "interno 1",
            "languages": "it; ar",
            "cost": "gratuito",
            "minimum_age": "18",
            "documents": "documento di identità",
        }
        yield line | (_WRONG[number // _ONE_IN % len(_WRONG)] if _is_wrong(number) else {})


def _begin(size: int) -> None:
    from accanto.bench.population import SYSTEM
    from accanto.cli.migrate import migrate
    from accanto.directory.operations.importing import start_import
    from accanto.directory.operations.vocabulary import area_terms

    migrate(verbosity=0)
    area_terms()
    start_import(SYSTEM, file_name="servizi.csv", content=sheet(size))


def _step(step: str) -> dict[str, Any]:
    from django.db.models import Count

    from accanto.bench.measuring import peak
    from accanto.bench.population import SYSTEM
    from accanto.directory import jobs
    from accanto.directory.models import ImportBatch, ImportRow, Service
    from accanto.directory.operations.importing_steps import begin

    batch = ImportBatch.objects.visible_to(SYSTEM).get()
    if step != _STEPS[0]:
        begin(SYSTEM, batch=batch, undo=step == _STEPS[2])
        batch.refresh_from_db()
    start, busy = time.perf_counter(), time.process_time()
    jobs.step(SYSTEM, batch)
    spent, busy = time.perf_counter() - start, time.process_time() - busy
    rows = ImportRow.objects.visible_to(SYSTEM).order_by()
    column = "fate" if step == _STEPS[0] else "outcome"
    return {
        "seconds": spent,
        "cpu": busy,
        "memory": peak(),
        "rows": dict(rows.values_list(column).annotate(rows=Count("pk"))),
        "services": Service.objects.visible_to(SYSTEM).count(),
    }


def main(step: str, size: int) -> None:
    use_bundled_sqlite()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accanto.config.settings")
    from accanto.cli.setup import prepare

    prepare()
    if step == "begin":
        _begin(size)
    else:
        print(json.dumps(_step(step)))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
