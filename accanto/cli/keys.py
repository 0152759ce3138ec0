"""`accanto keys`: create, list, rotate, retire. Rotation goes on while the site works, and resumes."""

from __future__ import annotations

import argparse
import sys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["create", "list", "rotate", "retire"])
    parser.add_argument("--family", choices=["seal", "index"], default="seal")
    parser.add_argument(
        "--resume", action="store_true", help="go on with a rotation that was stopped: no new key"
    )
    parser.add_argument("--key", help="with retire: which key to forget")


def run(options: argparse.Namespace) -> int:
    from accanto.cli.setup import prepare

    prepare()
    from accanto.core.keys import KeyringError, keyring

    try:
        if options.what == "create":
            keyring().create()
        elif options.what == "rotate":
            _rotate(options.family, resume=options.resume)
        elif options.what == "retire":
            _retire(options.family, options.key or "")
        _list()
    except KeyringError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _list() -> None:
    from accanto.core.keys import FAMILIES, keyring

    for family in FAMILIES:
        ring = keyring().ring(family)
        print(f"{family}: {', '.join(ring.keys)} (writing: {ring.current})")


def _rotate(family: str, *, resume: bool) -> None:
    from accanto.core import trail
    from accanto.core.actor import SystemActor
    from accanto.core.keys import keyring
    from accanto.core.rotation import reseal_all
    from accanto.people.rotation import rebuild_search_keys
    from accanto.tutoring.operations.likeness import renew_keys

    actor = SystemActor("keys rotate")
    key_id = keyring().ring(family).current if resume else keyring().add(family)  # type: ignore[arg-type]
    subject = trail.Subject(kind="keyring", object_id=f"{family}:{key_id}")
    trail.note(actor, "keys.rotation_started", subject)
    done = reseal_all() if family == "seal" else rebuild_search_keys() + renew_keys()
    trail.note(actor, "keys.rotation_ended", subject, details={"values": done})
    print(f"{done} values are under key {key_id}.")


def _retire(family: str, key_id: str) -> None:
    from accanto.core import trail
    from accanto.core.actor import SystemActor
    from accanto.core.keys import KeyringError, keyring
    from accanto.core.rotation import values_under
    from accanto.people.rotation import search_keys_under
    from accanto.tutoring.operations.likeness import keys_under

    left = values_under(key_id) if family == "seal" else search_keys_under(key_id) + keys_under(key_id)
    if left:
        raise KeyringError(
            f"{left} values still need key {key_id}: run `accanto keys rotate --resume` first."
        )
    subject = trail.Subject(kind="keyring", object_id=f"{family}:{key_id}")
    keyring().retire(family, key_id)  # type: ignore[arg-type]
    trail.note(SystemActor("keys retire"), "keys.retired", subject)
