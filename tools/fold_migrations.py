"""Brings a room's first migration up to its models, indexes and constraints within the tables that it makes.

    python tools/fold_migrations.py tutoring people …

Until the first release a change of a table belongs there: nobody has the tables yet.
For each `AddIndex` and `AddConstraint` that stands alone, Django makes the models of every room anew; with some
hundred of them that was a third of the time of a first `accanto migrate`. What is made is the same
(`makemigrations --check` says so).
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accanto.config.settings")
_ADDED = "added"  # the name of what is new until it is folded in


def main(rooms: list[str]) -> int:
    import django

    django.setup()
    for room in rooms:
        steps = bring_up(room)
        print(f"{room}: {steps} steps")
    return 0


def bring_up(room: str) -> int:
    """Write the room's 0001_initial with what `makemigrations` would add to it; how many steps it has."""
    from django.core.management import call_command
    from django.db.migrations.optimizer import MigrationOptimizer
    from django.db.migrations.writer import MigrationWriter

    folder = Path(f"accanto/{room}/migrations")
    call_command("makemigrations", room, name=_ADDED, verbosity=0)
    first = _migration(room, "0001_initial")
    for path in folder.glob(f"*_{_ADDED}.py"):
        added = _migration(room, path.stem)
        first.operations = [*first.operations, *added.operations]
        own = {place for place in added.dependencies if place[0] == room}
        first.dependencies = sorted({*first.dependencies, *added.dependencies} - own, key=str)
        path.unlink()
    first.operations = fold(MigrationOptimizer().optimize(first.operations, room), room)
    text = MigrationWriter(first, include_header=False).as_string()
    (folder / "0001_initial.py").write_text(text, encoding="utf-8")
    return len(first.operations)


def _migration(room: str, name: str) -> Any:
    return import_module(f"accanto.{room}.migrations.{name}").Migration(name, room)


def fold(operations: list[Any], room: str) -> list[Any]:
    """The same steps, each change of a table within the step that makes it, unless it points to a table made later."""
    from django.db import migrations

    made: dict[str, int] = {}  # the table's place among the steps
    waiting: set[str] = set()  # tables that get a field afterwards: what comes then may need it
    steps: list[Any] = []
    for step in operations:
        table = getattr(step, "model_name_lower", "")
        if isinstance(step, migrations.CreateModel):
            made[step.name_lower] = len(steps)
        elif table in made and table not in waiting and not _points_ahead(step, made, room):
            whole = steps[made[table]].reduce(step, room)
            if isinstance(whole, list) and len(whole) == 1:
                steps[made[table]] = whole[0]
                continue
        elif isinstance(step, migrations.AddField):
            waiting.add(table)
        steps.append(step)
    return steps


def _points_ahead(step: Any, made: dict[str, int], room: str) -> bool:
    """Whether a field is a key of a table of this room that is made after the field's own."""
    field = getattr(step, "field", None)
    target = getattr(getattr(field, "remote_field", None), "model", None)
    if not isinstance(target, str) or not target.lower().startswith(f"{room}."):
        return False
    name = target.lower().partition(".")[2]
    return name != step.model_name_lower and made.get(name, len(made)) > made[step.model_name_lower]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
