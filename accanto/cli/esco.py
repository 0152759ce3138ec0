"""`accanto esco import FILE...`: ESCO's occupations, skills and ISCO groups, from its official CSV files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["import"])
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="occupations_it.csv, skills_it.csv…"
    )
    parser.add_argument("--language", default="", help="two letters, where the file's name does not say it")


def run(options: argparse.Namespace) -> int:
    """Every file is tried; status 1 when one could not be taken, or not all of it."""
    from accanto.cli.setup import prepare

    prepare()
    from accanto.core.actor import SystemActor
    from accanto.skills.esco_file import NotEsco
    from accanto.skills.operations.esco import load_esco

    actor, status = SystemActor("esco import"), 0
    for path in options.files:
        try:
            done = load_esco(actor, path=path, language=options.language.lower(), say=_progress)
        except NotEsco as error:
            print(error, file=sys.stderr)
            status = 1
            continue
        print(
            f"{path.name} ({done.language}): {done.rows:,} rows, {done.new:,} new, {done.changed:,} changed, "
            f"{done.retired:,} no longer in ESCO"
        )
        for wrong in done.wrong:
            print(f"{path.name}: {wrong}", file=sys.stderr)
        if done.refused:
            print(f"{path.name}: {done.refused:,} rows left out; nothing was retired", file=sys.stderr)
            status = 1
    return status


def _progress(done: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done:,} rows", end="\r", file=sys.stderr, flush=True)
