"""`accanto directory rebuild`: what is derived from the directory (published documents, search) made anew."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["rebuild"])


def run(options: argparse.Namespace) -> int:
    from accanto.cli.setup import prepare

    prepare()
    from accanto.core.actor import SystemActor
    from accanto.directory.operations.rebuild import rebuild

    print(f"{rebuild(SystemActor('directory rebuild'))} services made anew")
    return 0
