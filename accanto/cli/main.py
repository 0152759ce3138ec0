"""Reads the command and calls its module."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from accanto.core.database import use_bundled_sqlite

#: command -> (module, what it does). The modules have `add_arguments(parser)` and `run(options) -> int`.
COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("accanto.cli.demo", "Make the demo site with four projects and invented people, and serve it"),
    "serve": ("accanto.cli.serve", "Serve the site, with its worker for mail and nightly work"),
    "worker": ("accanto.cli.worker", "Run the jobs alone (mail, reminders, nightly work)"),
    "migrate": (
        "accanto.cli.migrate",
        "Make or update the database, the keyring and the list of municipalities",
    ),
    "directory": ("accanto.cli.directory", "Make anew what is derived from the directory of services"),
    "esco": ("accanto.cli.esco", "Load ESCO's occupations and skills from its official CSV files"),
    "createadmin": ("accanto.cli.createadmin", "Make the first administrator"),
    "load-project": ("accanto.cli.load_project", "Load or update a project from its definition file"),
    "project": ("accanto.cli.project", "Check definition files, or say what one would change"),
    "doctor": ("accanto.cli.doctor", "Check the installation and say what to mend"),
    "keys": ("accanto.cli.keys", "Create, list, rotate or retire keys"),
    "audit": ("accanto.cli.audit", "Verify the audit trail"),
    "backup": ("accanto.cli.backup", "Write an encrypted backup while the site runs"),
    "restore": ("accanto.cli.restore", "Read a backup back, or verify it"),
    "erase": ("accanto.cli.erase", "Say what erasing a person would do; which erasures wait"),
    "docs": ("accanto.cli.docs", "Write the generated documents, or check that they are fresh"),
    "bench": ("accanto.cli.bench", "Measure: screens, names, directory, matching, tutoring"),
    "screenshots": ("accanto.cli.screenshots", "Take the README's screenshots of the demo site"),
    "check": ("accanto.cli.check", "Django's system checks for a site in production"),
    "django": ("accanto.cli.django_command", "Any management command of Django, for developers"),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Exit with the command's status: 0 when all is well."""
    sys.exit(run(list(sys.argv[1:] if arguments is None else arguments)))


def run(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="accanto", description="The open platform for social integration.")
    commands = parser.add_subparsers(dest="command", metavar="command")
    for name, (module, what) in COMMANDS.items():
        commands.add_parser(name, help=what, add_help=False)
        del module
    if not arguments or arguments[0] in ("-h", "--help"):
        parser.print_help()
        return 0
    if arguments[0] == "--version":
        from accanto import __version__

        print(__version__)
        return 0
    if arguments[0] not in COMMANDS:
        parser.error(f"there is no command {arguments[0]!r}; `accanto --help` lists them")
    return _run_command(arguments[0], arguments[1:])


def _run_command(name: str, rest: list[str]) -> int:
    module_name, what = COMMANDS[name]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accanto.config.settings")
    use_bundled_sqlite()  # commands import sqlite3 before the settings are read
    module = import_module(module_name)
    if name == "django":
        return int(module.run_raw(rest))
    parser = argparse.ArgumentParser(prog=f"accanto {name}", description=what)
    add_arguments: Callable[[argparse.ArgumentParser], None] = module.add_arguments
    add_arguments(parser)
    options = parser.parse_args(rest)
    return int(module.run(options) or 0)
