"""`accanto migrate`: database, keyring, municipalities, vocabularies, search index. Safe to run again."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="say only what goes wrong")


def run(options: argparse.Namespace) -> int:
    from accanto.cli.setup import prepare

    prepare()
    migrate(verbosity=0 if options.quiet else 1)
    return 0


def migrate(verbosity: int = 1) -> None:
    """Bring the installation up to this version."""
    from django.core.management import call_command

    from accanto.cli.setup import secure_database_file
    from accanto.core.actor import SystemActor
    from accanto.core.keys import keyring
    from accanto.directory.operations.vocabulary import load_vocabularies
    from accanto.directory.search import index
    from accanto.network.operations.municipality import load_municipalities

    keyring().create()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    secure_database_file()
    count = load_municipalities(SystemActor("migrate"))
    words = load_vocabularies(SystemActor("migrate"))
    index.rebuild_if_empty()
    if verbosity:
        print(
            f"The database is up to date; {count} municipalities and {words} words of the directory are listed."
        )
