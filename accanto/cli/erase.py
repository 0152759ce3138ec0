"""`accanto erase [CODE]`: which erasures wait, or what erasing a person would do. Changes nothing.

Erasing takes two people, each under their own name: it is done on the screen alone.
"""

from __future__ import annotations

import argparse
import sys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", nargs="?", help="code of a person; without it, the erasures that wait")
    parser.add_argument("--organisation", help="key of an organisation: its part alone")


def run(options: argparse.Namespace) -> int:
    from accanto.cli.setup import prepare

    prepare()
    from accanto.core.actor import SystemActor
    from accanto.people.erasing import account_of, in_the_way, part_of
    from accanto.people.models import Erasure, Person

    system = SystemActor("erase")
    if not options.code:
        for row in Erasure.objects.visible_to(system).filter(done_at=None, called_back_at=None):
            print(f"{row.person.code}  {row.organisation}  not before {row.not_before}")
        return 0
    person = Person.objects.visible_to(system).filter(code=options.code.strip().upper()).first()
    if person is None:
        print("There is no person with this code.", file=sys.stderr)
        return 1
    known = person.involvements.all()
    if options.organisation:
        known = known.filter(organisation__key=options.organisation)
    part = part_of(person, set(known.values_list("organisation_id", flat=True)))
    print("The name goes too." if part.whole else "Another organisation knows the person: the name stays.")
    for each in account_of(part):
        print(
            f"{each.room:10} {each.deleted:6} deleted ({each.files} files), {each.emptied} emptied, {each.kept} kept"
        )
    for problem in in_the_way(part):
        print(f"In the way: {problem}")
    return 0
