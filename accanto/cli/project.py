"""`accanto project check FILE…`: what is wrong with definitions. `accanto project diff FILE`: what one would change."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accanto.network.definitions import ProjectDefinition


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what", choices=("check", "diff"), help="check files alone, or compare with what is in use"
    )
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")


def run(options: argparse.Namespace) -> int:
    """0 when every file is well. `check` needs no database."""
    from accanto.cli.setup import prepare

    prepare()
    from accanto.network.definitions import DefinitionErrors, load

    wrong = 0
    for file in options.files:
        try:
            definition = load(file)
            said = (
                _changes(definition)
                if options.what == "diff"
                else [f"{definition.project.short}: nothing is wrong."]
            )
        except DefinitionErrors as error:
            wrong += 1
            print("\n".join(f"{file}: {problem}" for problem in error.problems), file=sys.stderr)
        else:
            print("\n".join(f"{file}: {line}" for line in said))
    return 1 if wrong else 0


def _changes(definition: ProjectDefinition) -> list[str]:
    from accanto.core.actor import SystemActor
    from accanto.network.operations.version import what_changes

    lines = []
    for each in what_changes(SystemActor("load-project"), definition):
        lines.append(" ".join(filter(None, (str(each.happened_word), str(each.what), each.key, each.title))))
        lines += [f"    {part}: {before or '–'} → {after or '–'}" for part, before, after in each.details]
    return lines or ["nothing changes."]
