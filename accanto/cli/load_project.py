"""`accanto load-project FILE`: a project from its definition file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)


def run(options: argparse.Namespace) -> int:
    from accanto.cli.setup import prepare

    prepare()
    from accanto.core.actor import SystemActor
    from accanto.network.definitions import DefinitionErrors, load
    from accanto.network.operations.project import load_project

    try:
        definition = load(options.file)
    except DefinitionErrors as error:
        print(error, file=sys.stderr)
        return 1
    project = load_project(SystemActor("load-project"), definition=definition)
    print(f"{project.short} is loaded.")
    return 0
