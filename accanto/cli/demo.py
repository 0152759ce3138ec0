"""`accanto demo`: the site with four real projects and invented people, in one command."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import time
from pathlib import Path
from typing import Any


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    parser.add_argument("--reset", action="store_true", help="forget the demo's data and make them anew")
    parser.add_argument("--accounts", action="store_true", help="print the accounts as JSON, and stop")
    parser.add_argument(
        "--code", action="store_true", help="print the second factor's code of this moment, and stop"
    )
    parser.add_argument("--no-serve", action="store_true", help="make the data, and stop")


def run(options: argparse.Namespace) -> int:
    os.environ["ACCANTO_DEMO"] = "true"
    os.environ.setdefault("ACCANTO_HOME", "var/demo")
    home = Path(os.environ["ACCANTO_HOME"])
    if options.reset:
        shutil.rmtree(home, ignore_errors=True)
    from accanto.cli.setup import prepare

    prepare()
    from accanto.demo.accounts import accounts, code_now

    if options.code:
        print(code_now())
        return 0
    quiet = bool(options.accounts)
    _make_ready(quiet)
    if options.accounts:
        print(json.dumps([account.as_dict() for account in accounts()], indent=1, ensure_ascii=False))
        return 0
    _print_accounts(accounts(), options.port)
    if options.no_serve:
        return 0
    from accanto.cli.serve import serve

    return serve("127.0.0.1", options.port)


def demo_accounts() -> list[Any]:
    """The accounts of the demo in ACCANTO_HOME (`var/demo` by default)."""
    os.environ["ACCANTO_DEMO"] = "true"
    os.environ.setdefault("ACCANTO_HOME", "var/demo")
    from accanto.cli.setup import prepare

    prepare()
    from accanto.demo.accounts import accounts

    return accounts()


def _make_ready(quiet: bool) -> None:
    """Database, keys, people: whatever is missing. The second time it takes seconds."""
    from accanto.cli.migrate import migrate
    from accanto.demo.seed import seed
    from accanto.network.models import Organisation

    migrate(verbosity=0)
    if not Organisation.objects.exists():
        started = time.monotonic()
        if not quiet:
            print("Making the demo's people…", flush=True)
        seed()
        if not quiet:
            print(f"Done in {time.monotonic() - started:.0f} s.")


def _print_accounts(accounts: list[Any], port: int) -> None:
    """One account a role, the first of each."""
    print(
        f"\nAccanto, the demo: http://127.0.0.1:{port}/\nEveryone in it is invented. Password of all: {accounts[0].password}\n"
    )
    seen: set[str] = set()
    for account in accounts:
        if account.role in seen:
            continue
        seen.add(account.role)
        place = " · ".join(filter(None, (account.organisation, account.project)))
        print(
            f"  {account.role:14} {account.email:32} {place}{'  (second factor)' if account.second_factor_secret else ''}"
        )
    print(
        "\nRoles with a second factor ask for a code: the demo's sign-in page shows it."
        "\nAll accounts: `accanto demo --accounts`. To stop: Ctrl-C.\n",
        flush=True,
    )
