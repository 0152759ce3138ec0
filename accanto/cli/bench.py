"""`accanto bench WHAT`: measures, as ratios within one run."""

from __future__ import annotations

import argparse
from importlib import import_module

WHAT = {
    "screens": "accanto.bench.screens",
    "identity": "accanto.bench.identity",
    "portal": "accanto.bench.portal",
    "directory": "accanto.bench.directory",
    "directory-api": "accanto.bench.directory_api",
    "directory-import": "accanto.bench.directory_import",
    "matching": "accanto.bench.matching",
    "tutoring": "accanto.bench.tutoring",
}

# Named here because every benchmark may be asked for them; `accanto.bench.databases` knows how each is had.
DATABASES = ("sqlite", "postgres")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=list(WHAT))
    parser.add_argument(
        "--sizes", default="1000,10000,100000", help="numbers of persons or services, by comma"
    )
    parser.add_argument(
        "--database",
        type=_databases,
        default=",".join(DATABASES),
        help="sqlite, postgres, by comma; PostgreSQL is that of DATABASE_URL, or one started for the run",
    )
    parser.add_argument(
        "--requests", type=int, default=30, help="requests timed for each screen; searches typed"
    )


def _databases(said: str) -> list[str]:
    names = said.split(",")
    for name in names:
        if name not in DATABASES:
            raise argparse.ArgumentTypeError(f"{name!r} is no database: choose among {', '.join(DATABASES)}")
    return names


def run(options: argparse.Namespace) -> int:
    return int(import_module(WHAT[options.what]).run(options))
