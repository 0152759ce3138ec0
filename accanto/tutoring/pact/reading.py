"""What the pages of an agreement share: the columns, what changed, who signed, whose turn it is."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language_info

from accanto.accounts.operations.door import KEEPER, has_access
from accanto.core.actor import Actor
from accanto.core.screens import allowed_on
from accanto.people.models import Person
from accanto.people.operations.identity import read_identity
from accanto.tutoring.models import PartyInvitation, Tutoring, TutoringAgreement
from accanto.tutoring.operations.agreement import agreed_before, newest_agreement
from accanto.tutoring.operations.party import account_of
from accanto.tutoring.operations.side import first_of
from accanto.tutoring.pact.content import differences, languages_of, read_out
from accanto.tutoring.words import Side


def reading(actor: Actor, row: TutoringAgreement, reader: str) -> dict[str, Any]:
    """The context of a page on which a version is read. `reader` is the language of the page."""
    reader = reader.split("-", maxsplit=1)[0]
    newest, before = newest_agreement(row.tutoring), agreed_before(row)
    languages = languages_of(row.tutoring, reader)
    if reader in languages:  # one's own column comes first
        languages = [reader, *(code for code in languages if code != reader)]
    signatures = {each.side: each for each in row.signatures.all()}
    mine = first_of(row.tutoring, actor.user_id)
    is_newest = newest is not None and newest.pk == row.pk
    goes_on = row.tutoring.ended_on is None
    return {
        "columns": [{**read_out(row.content, code), "name": _local(code)} for code in languages],
        "since": before,
        "differences": differences(before.content, row.content, languages[0]) if before else [],
        "newest": newest,
        "is_newest": is_newest,
        "sides": [(side, signatures.get(side.value)) for side in Side],
        "mine": mine,
        "may_sign": mine is not None and is_newest and goes_on and mine.value not in signatures,
        "may_collect": is_newest and goes_on and row.put_on is not None,
        "mark": row.digest[:12],
    }


def _local(code: str) -> str:
    return str(get_language_info(code)["name_local"])


def names_for(actor: Actor, row: TutoringAgreement) -> dict[str, str]:
    """The names that this reader may see on the paper; one that is opened leaves its entry.

    What someone wrote as their signature is seen by both anyway.
    """
    tie = row.tutoring
    names = {each.side: str(each.name) for each in row.signatures.all() if each.name}
    if allowed_on(actor, "tutors.see", tie.tutor):
        names.setdefault(Side.TUTOR.value, str(tie.tutor.name))
    person = Person.objects.visible_to(actor).filter(pk=tie.case.person_id).first()
    identity = read_identity(actor, person=person) if person and Side.PERSON.value not in names else None
    if identity is not None:
        names[Side.PERSON.value] = f"{identity.given_name} {identity.family_name}".strip()
    return names


def standing(actor: Actor, tutoring: Tutoring) -> dict[str, Any]:
    """For the tutoring's page: how the agreement stands, and how the two come in."""
    newest = newest_agreement(tutoring)
    may_edit = allowed_on(actor, "tutoring.edit", tutoring)
    seen = newest if newest is not None and (newest.put_on or may_edit) else None
    signed = set(seen.signatures.values_list("side", flat=True)) if seen else set()
    found: dict[str, Any] = {
        "agreement": seen,
        "missing": [side.label for side in Side if seen and side.value not in signed],
        "doors": [],
    }
    if may_edit:
        found["doors"] = _doors(tutoring)
    return found


def _doors(tutoring: Tutoring) -> list[dict[str, Any]]:
    rows = PartyInvitation.objects.visible_to(KEEPER).filter(tutoring=tutoring, member=None)
    invitations = list(rows[:20])
    return [
        {
            "side": side,
            "invitation": next((each for each in invitations if each.side == side.value), None),
            "comes_in": has_access(account_of(tutoring, side)),
        }
        for side in Side
    ]
