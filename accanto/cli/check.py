"""`accanto check`: Django's and our system checks, as for a site in production."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--deploy", action="store_true", help="also the checks for a site in production")


def run(options: argparse.Namespace) -> int:
    from accanto.cli.setup import prepare

    prepare()
    from django.core.management import CommandError, call_command

    try:
        call_command("check", deploy=options.deploy, fail_level="WARNING", databases=["default"])
    except CommandError as error:
        print(error)
        return 1
    return 0
