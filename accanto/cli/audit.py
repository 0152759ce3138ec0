"""`accanto audit verify`."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["verify"])


def run(options: argparse.Namespace) -> int:
    from accanto.cli.setup import prepare

    prepare()
    from accanto.privacy.chain import verify

    verdict = verify()
    for broken in verdict.breaks:
        print(f"BROKEN: {broken}")
    if verdict.sound:
        print(f"{verdict.entries} entries, an unbroken chain.")
    return 0 if verdict.sound else 1
