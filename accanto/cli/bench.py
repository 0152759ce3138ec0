"""`accanto bench WHAT`: measures, as ratios within one run."""

from __future__ import annotations

import argparse
from importlib import import_module

WHAT = {
    "screens": "accanto.bench.screens",
    "identity": "accanto.bench.identity",
    "directory-api": "accanto.bench.directory_api",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=list(WHAT))
    parser.add_argument("--sizes", default="1000,10000,100000", help="numbers of persons, by comma")
    parser.add_argument("--requests", type=int, default=30, help="requests timed for each screen")


def run(options: argparse.Namespace) -> int:
    return int(import_module(WHAT[options.what]).run(options))
