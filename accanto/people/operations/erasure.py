"""Forgetting a person (GDPR, article 17): asked by one, done by another after some days, each organisation its part.

`ask_erasure` is for managers, for whoever follows the person, and for the person themself through their account
(the person's own page calls it with their actor). The last organisation to forget takes the name along.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.accounts.models import Membership, User
from accanto.accounts.operations.account import end_sessions
from accanto.accounts.roles import Role
from accanto.core import trail, vault
from accanto.core.actor import Actor, NotAllowed, SystemActor
from accanto.core.ids import readable_code
from accanto.core.scoping import unrecorded
from accanto.core.screens import allowed_on
from accanto.people.erasing import Part, forget, in_the_way, of_accounts, part_of, tell_done
from accanto.people.models import Erasure, HouseholdMember, Involvement, Person
from accanto.people.operations.household import end_membership
from accanto.people.scopes import person_scope

#: How long whoever asked may think again.
WAIT = timedelta(days=7)
_WHY = "all that is held on a person who is erased"


@transaction.atomic
def ask_erasure(
    actor: Actor,
    *,
    person: Person,
    because: str = "",
    copy_given: bool = False,
    by_person: bool = True,
    of: Collection[UUID] | None = None,
) -> list[Erasure]:
    """Ask that a person be erased: one row for each organisation in the actor's reach that knows them; for the
    person's own account, for every organisation, or those named in `of`. What is asked already is not asked twice.

    Raises NotAllowed for anyone else, ValidationError where all of it is asked already.
    """
    own = person.account_id == actor.user_id
    if actor.user_id is None or not own and not allowed_on(actor, "erasures.ask", person):
        raise NotAllowed
    trail.lock(person)
    waiting = Erasure.objects.unscoped(_WHY).filter(person=person, called_back_at=None, done_at=None)
    known = person.involvements.exclude(organisation__in=waiting.values("organisation"))
    if not own:
        known = known.filter(actor.rows("erasures.ask", person_scope.paths))
    if of is not None:
        known = known.filter(organisation__in=of)
    places = {row.organisation_id: row for row in known.order_by("-created_at")}  # the oldest of each
    rows = [
        Erasure(
            person=person,
            organisation_id=place.organisation_id,
            project_id=place.project_id,
            territory_id=place.territory_id,
            asked_by_id=actor.user_id,
            by_person=own or by_person,
            because=because,
            copy_given=copy_given,
            not_before=timezone.localdate() + WAIT,
        )
        for place in places.values()
    ]
    if not rows:
        raise ValidationError(_("It is asked already that this person be erased."))
    return [trail.create(actor, row, "erasure.asked") for row in rows]


@transaction.atomic
def call_back_erasure(actor: Actor, *, erasure: Erasure) -> Erasure:
    """The person, whoever asked or a manager thinks again. Raises ValidationError when it was done already."""
    own = actor.user_id is not None and erasure.person.account_id == actor.user_id
    if not own and not allowed_on(actor, "erasures.ask", erasure):
        raise NotAllowed
    _require_waiting(erasure)
    return trail.change(actor, erasure, "erasure.called_back", called_back_at=timezone.now())


@transaction.atomic
def carry_out_erasure(actor: Actor, *, erasure: Erasure, copy_given: bool = False) -> Erasure:
    """Erase an organisation's part of what is held on a person; with the name, if nobody else knows them.

    By another than the one who asked, from the day on that was said. Raises ValidationError otherwise, while
    something stands in the way, and where nobody said that the person has a copy of their data or wants none.
    """
    if not allowed_on(actor, "erasures.do", erasure):
        raise NotAllowed
    trail.lock(erasure.person)
    _require_waiting(erasure)
    part = part_of(erasure.person, [erasure.organisation_id])
    if problems := problems_of(actor, erasure, part):
        raise ValidationError(problems)
    if not (copy_given or erasure.copy_given):
        raise ValidationError({"copy_given": _("First give them a copy of their data, if they want one.")})
    _erase(actor, part, erasure)
    tell_done(actor, part)
    return trail.change(
        actor,
        erasure,
        "erasure.done",
        done_at=timezone.now(),
        done_by=User.objects.get(pk=actor.user_id),
        whole=part.whole,
        copy_given=True,
    )


def problems_of(actor: Actor, erasure: Erasure, part: Part) -> list[str]:
    """Why this actor cannot carry it out now, in words; empty when they can."""
    found = in_the_way(part)
    known = Involvement.objects.unscoped(_WHY).filter(
        person__in=part.persons, organisation=erasure.organisation_id
    )
    if (
        actor.may("erasures.do")
        and known.count() != known.filter(actor.rows("erasures.do", person_scope.paths)).count()
    ):
        found.append(_("Your organisation knows the person in a project beyond your reach as well."))
    if erasure.asked_by_id == actor.user_id:
        found.append(_("You asked for it yourself: a colleague has to do it."))
    if not erasure.is_due(timezone.localdate()):
        found.append(_("The days to think again are not over yet."))
    return found


def own_erasures(actor: Actor, *, person: Person) -> list[Erasure]:
    """The person's own, whoever asked for them, newest first. Raises NotAllowed for anyone else."""
    if actor.user_id is None or person.account_id != actor.user_id:
        raise NotAllowed
    rows = Erasure.objects.unscoped(_WHY).filter(person=person)
    return list(rows.select_related("organisation"))


def erase_again(actor: SystemActor) -> int:
    """After a backup was read back: erase anew who was erased since it was made. Returns how many parts.

    An erasure that the backup knows as done was done before it: who came again since then stays.
    """
    done = 0
    for line in _remembered():
        if Erasure.objects.unscoped(_WHY).filter(pk=line["erasure"], done_at__isnull=False).exists():
            continue
        persons = Person.objects.unscoped(_WHY).filter(pk__in=line["persons"], merged_into=None)
        for person in persons.filter(erased_on=None):
            with transaction.atomic():
                _erase(actor, part_of(person, [UUID(each) for each in line["organisations"]]), person)
            done += 1
    return done


def ledger() -> Path:
    """Who was erased, by identifier alone: outside of the database, so that an older backup cannot bring them back."""
    return Path(settings.HOME) / "erased.jsonl"


def _remembered() -> list[dict[str, Any]]:
    if not ledger().exists():
        return []
    return [json.loads(line) for line in ledger().read_text(encoding="utf-8").splitlines() if line]


def _erase(actor: Actor, part: Part, about: Erasure | Person) -> None:
    _leave_households(actor, part)
    done = forget(part)
    if part.whole:
        for person in Person.objects.unscoped(_WHY).filter(pk__in=part.persons):
            _take_identity_off(person)
    details = {"deleted": done.counts["deleted"], "emptied": done.counts["emptied"], "files": len(done.files)}
    trail.note(actor, "person.erased", about, details=details)
    transaction.on_commit(partial(_make_certain, part, done.files, about))


def _make_certain(part: Part, files: list[UUID], about: Erasure | Person) -> None:
    """What no transaction can take back comes last: files, whose keys are gone already, and the ledger."""
    for row in files:
        vault.remove(row)
    if isinstance(about, Erasure):
        line = {
            "erasure": str(about.pk),
            "persons": sorted(map(str, part.persons)),
            "organisations": sorted(map(str, part.organisations)),
        }
        with ledger().open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


def _leave_households(actor: Actor, part: Part) -> None:
    """They live there no more; another takes the place of reference. The others' rows stay what they were."""
    rows = HouseholdMember.objects.unscoped(_WHY).filter(person__in=part.persons, until=None)
    if not part.whole:
        rows = rows.filter(household__organisation__in=part.organisations)
    for member in rows.select_related("household", "person"):
        end_membership(actor, member=member, until=timezone.localdate())


def _take_identity_off(person: Person) -> None:
    """The coded facts of figures stay under a new code: who has the old one on paper finds nothing."""
    user = person.account
    with unrecorded("the trail must not say which new code an old one became"):
        Person.objects.unscoped(_WHY).filter(pk=person.pk).update(
            code=readable_code("P"), account=None, in_italy_since=None, erased_on=timezone.localdate()
        )
        if user is not None:
            _close_account(user)


def _close_account(user: User) -> None:
    """The person's own way in. Of someone who works here too, only what let them in as a person."""
    held = Membership.objects.unscoped(_WHY).filter(user=user, until=None)
    works_here = held.exclude(role=Role.BENEFICIARY).exists()
    held.filter(role=Role.BENEFICIARY).update(until=timezone.localdate())
    if works_here:
        return
    end_sessions(user)
    for model in of_accounts():
        model._base_manager.filter(user=user).delete()
    nobody = f"erased-{secrets.token_hex(6)}"
    User.objects.filter(pk=user.pk).update(
        name=nobody,
        email=f"{nobody}@link.invalid",
        is_active=False,
        password="!",  # noqa: S106  no password
    )


def _require_waiting(erasure: Erasure) -> None:
    trail.lock(erasure)
    if not erasure.is_waiting:
        raise ValidationError(_("This was done, or called back, already."))
