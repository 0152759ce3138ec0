"""`accanto createadmin`: the first user."""

from __future__ import annotations

import argparse
import getpass
import os
import sys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--email", required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--organisation", required=True, help="name of the organisation that runs this site")


def run(options: argparse.Namespace) -> int:
    from accanto.cli.setup import prepare

    prepare()
    from django.core.exceptions import ValidationError

    from accanto.accounts.operations.account import create_administrator

    password = os.environ.get("ACCANTO_ADMIN_PASSWORD") or getpass.getpass("Password: ")
    try:
        user = create_administrator(
            email=options.email, name=options.name, password=password, organisation_name=options.organisation
        )
    except ValidationError as error:
        print("\n".join(error.messages), file=sys.stderr)
        return 1
    print(f"{user.email} is administrator. Sign in, then set up the second factor.")
    return 0
