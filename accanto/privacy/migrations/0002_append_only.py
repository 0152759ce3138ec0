"""The trail's head row, and the triggers that make the trail append-only."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from accanto.privacy import triggers


def begin(apps: Any, schema_editor: Any) -> None:
    apps.get_model("privacy", "TrailHead").objects.get_or_create(pk=1)
    triggers.install(schema_editor.connection)


def undo(apps: Any, schema_editor: Any) -> None:
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_initial")]

    operations = [migrations.RunPython(begin, undo)]
