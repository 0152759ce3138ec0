"""`accanto bench directory-api`: a page of 50 whole services at 1,000, 10,000 and 100,000; the export of 1,000.

Each size gets a database of its own. A page is asked in this process, through all middleware; CPU time and
queries are counted. Beside ours: integreat-cms 2026.7.1 on PostgreSQL, whose list of places has no pages.
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
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

#: integreat-cms 2026.7.1: places -> (CPU ms of a request for all of them, queries); read on two loaded cores.
INTEGREAT = {10: (47, 25), 1_000: (2_861, 2_005), 10_000: (31_715, 20_005)}
#: What a page of 50 whole services may cost, in CPU ms and queries; what the export of 1,000 may, in CPU ms.
MOST_CPU, MOST_QUERIES, MOST_EXPORT = 100, 10, 1000


def run(options: argparse.Namespace) -> int:
    if "ACCANTO_BENCH_SIZE" in os.environ:
        print(json.dumps(_measure(int(os.environ["ACCANTO_BENCH_SIZE"]), options.requests)))
        return 0
    found = {int(size): _in_own_process(int(size), options) for size in options.sizes.split(",")}
    _print(found)
    missed = list(_missed(found))
    print("\n".join(["targets NOT met:", *missed]) if missed else "all targets met")
    return 1 if missed else 0


def _in_own_process(size: int, options: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="accanto-bench-") as home:
        environment = {
            **os.environ,
            "ACCANTO_HOME": home,
            "ACCANTO_TESTING": "true",
            "ACCANTO_BENCH_SIZE": str(size),
            "DATABASE_URL": os.environ.get("DATABASE_URL", f"sqlite://{home}/bench.sqlite3"),
        }
        command = [
            sys.executable,
            "-m",
            "accanto",
            "bench",
            "directory-api",
            "--requests",
            str(options.requests),
        ]
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def _measure(size: int, requests: int) -> dict[str, Any]:
    from accanto.cli.setup import prepare

    prepare()
    from django.test import Client

    from accanto.bench.services import populate

    made = populate(size)
    client = Client(SERVER_NAME="localhost")
    last, moment = -(-size // 50), _moment()
    api = "/hsds/v3/services"
    found = {
        "rendering one": {"cpu": made / size * 1000, "queries": 0, "bytes": 0},
        "list of 50": _time(lambda: client.get(api), requests),
        "50 whole": _time(lambda: client.get(api, {"full": "true"}), requests),
        "50 whole, last page": _time(lambda: client.get(api, {"full": "true", "page": str(last)}), requests),
        "50 whole, Arabic": _time(lambda: client.get(api, {"full": "true", "language": "ar"}), requests),
        "50 of a term": _time(
            lambda: client.get(api, {"full": "true", "taxonomy_term_id": _term()}), requests
        ),
        "one whole": _time(lambda: client.get(f"{api}/{_any()}"), requests),
        "nothing changed (304)": _time(_unchanged(client, api), requests),
        "changed since a moment": _time(
            lambda: client.get(api, {"full": "true", "modified_after": moment}), requests
        ),
        "export of 1,000 whole": _time(lambda: _export(client), 3),
    }
    found["package of tables"] = _time(_package, 1)
    return found


def _term() -> str:
    from accanto.directory.operations.vocabulary import area_terms

    return str(area_terms()["housing"].pk)


def _moment() -> str:
    """After which fifty services changed."""
    from accanto.directory.models import Published

    return str(
        Published.objects.order_by("-updated", "-pk").values_list("updated", flat=True)[50].isoformat()
    )


def _any() -> str:
    from accanto.directory.models import Published

    return str(Published.objects.order_by("pk").values_list("pk", flat=True).first())


def _unchanged(client: Any, api: str) -> Callable[[], Any]:
    tag = client.get(api, {"full": "true"})["ETag"]
    return lambda: client.get(api, {"full": "true"}, headers={"if-none-match": tag})


def _export(client: Any) -> Any:
    """Ten pages of a hundred."""
    pages = [
        client.get("/hsds/v3/services", {"full": "true", "per_page": 100, "page": page})
        for page in range(1, 11)
    ]
    return max(pages, key=lambda page: page.status_code)


def _package() -> Any:
    from accanto.directory.exchange import package
    from accanto.directory.exchange.published import PUBLIC

    to = BytesIO()
    package.write(PUBLIC, to)
    return to


def _time(ask: Callable[[], Any], requests: int) -> dict[str, float]:
    """Median CPU ms, the queries of one request, its bytes."""
    from django.db import connection

    asked: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        answer = ask()
    if getattr(answer, "status_code", 200) not in (200, 304):
        raise RuntimeError(answer.content)
    content = answer.getvalue() if hasattr(answer, "getvalue") else answer.content
    spent = []
    for _each in range(requests):
        before = time.process_time()
        ask()
        spent.append((time.process_time() - before) * 1000)
    return {"cpu": statistics.median(spent), "queries": len(asked), "bytes": len(content)}


def _missed(found: dict[int, dict[str, dict[str, float]]]) -> Iterator[str]:
    """Each target that is not met, in words."""
    for size, of_size in found.items():
        for name in ("50 whole", "50 whole, last page", "50 whole, Arabic", "50 of a term"):
            cell = of_size[name]
            if cell["cpu"] > MOST_CPU or cell["queries"] > MOST_QUERIES:
                yield f"{name} at {size:,}: {cell['cpu']:.0f} ms, {cell['queries']:.0f} queries"
        if of_size["export of 1,000 whole"]["cpu"] > MOST_EXPORT:
            yield f"export of 1,000 at {size:,}: {of_size['export of 1,000 whole']['cpu']:.0f} ms"
        if of_size["nothing changed (304)"]["bytes"]:
            yield f"at {size:,} an answer that the reader has was sent again"


def _print(found: dict[int, dict[str, dict[str, float]]]) -> None:
    sizes = list(found)
    print("CPU ms (queries) at " + ", ".join(f"{size:,}" for size in sizes) + " services")
    for name in found[sizes[0]]:
        cells = [found[size].get(name) for size in sizes]
        said = [f"{cell['cpu']:9.1f} ({cell['queries']:.0f})" if cell else "        –" for cell in cells]
        print(f"  {name:24}" + "".join(f"{each:>18}" for each in said))
    for places, (cpu, queries) in INTEGREAT.items():
        mine = found.get(places, {}).get("50 whole")
        ratio = f"; ours, 50 whole: {cpu / mine['cpu']:.0f} times less" if mine else ""
        print(f"  integreat-cms, all {places:,} places: {cpu:,} ms ({queries:,}){ratio}")
