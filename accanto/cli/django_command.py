"""`accanto django …`: Django's own management commands."""

from __future__ import annotations


def run_raw(arguments: list[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["accanto django", *arguments])
    return 0
