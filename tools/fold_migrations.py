"""Moves the indexes and constraints of a room's first migration into the tables it makes, and writes it anew.

    python tools/fold_migrations.py tutoring people …

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


def main(rooms: list[str]) -> int:
    import django

    django.setup()
    from django.db.migrations.writer import MigrationWriter

    for room in rooms:
        migration = import_module(f"accanto.{room}.migrations.0001_initial").Migration("0001_initial", room)
        migration.operations = fold(migration.operations)
        writer = MigrationWriter(migration, include_header=False)
        path = Path(f"accanto/{room}/migrations/0001_initial.py")
        path.write_text(writer.as_string(), encoding="utf-8")
        print(f"{room}: {len(migration.operations)} steps")
    return 0


def fold(operations: list[Any]) -> list[Any]:
    """The same steps, an index or constraint within the table's own where all its fields are made there."""
    from django.db import migrations

    made: dict[str, Any] = {}
    later: set[str] = set()  # tables that get a field afterwards: their indexes may need it
    left = []
    for step in operations:
        if isinstance(step, migrations.CreateModel):
            made[step.name_lower] = step
        elif isinstance(step, migrations.AddField):
            later.add(step.model_name_lower)
        elif isinstance(step, migrations.AddIndex | migrations.AddConstraint):
            table = made.get(step.model_name_lower)
            if table is not None and step.model_name_lower not in later:
                kind = "indexes" if isinstance(step, migrations.AddIndex) else "constraints"
                one = step.index if isinstance(step, migrations.AddIndex) else step.constraint
                table.options[kind] = [*table.options.get(kind, []), one]
                continue
        left.append(step)
    return left


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
