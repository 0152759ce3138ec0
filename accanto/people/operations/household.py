"""Who lives with whom, from which day to which: join, move, leave, split, become one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.people.models import Household, HouseholdMember, Person, Relation
from accanto.people.operations.person import add_person, known_through, require_on

_WHY = "the days of one person's households, so that two never overlap"


@transaction.atomic
def add_household_member(
    actor: Actor,
    *,
    person: Person,
    relation: str,
    minor: dict[str, Any] | None = None,
    member: Person | None = None,
    since: date | None = None,
) -> HouseholdMember:
    """Add someone to a person's household, making the household when there is none.

    `member` is a known person; otherwise `minor` holds the facts and names of a new one. Raises
    ValidationError at `since` for a day to come, or one on which they lived elsewhere.
    """
    require_on(actor, "people.edit", person)
    household = _household_of(actor, person)
    if member is None:
        known = known_through(actor, person)
        member = add_person(
            actor,
            organisation=known.organisation,
            project=known.project,
            territory=known.territory,
            follower=known.follower,
            **(minor or {}),
        )
    else:
        require_on(actor, "people.edit", member)
    return _join(actor, household, member, relation, _day(since, "since"))


@transaction.atomic
def change_member(actor: Actor, *, member: HouseholdMember, relation: str, since: date) -> HouseholdMember:
    """Correct what someone is in the household, and since when. A new person of reference takes the other's place."""
    _require_member(actor, member)
    _require_free(member.person, _day(since, "since"), besides=member)
    if relation == Relation.REFERENCE and member.relation != Relation.REFERENCE:
        for other in member.household.members.filter(until=None, relation=Relation.REFERENCE):
            trail.change(actor, other, "household.member_changed", relation=Relation.OTHER)
    changed = trail.change(actor, member, "household.member_changed", relation=relation, since=since)
    ensure_reference(actor, member.household)
    return changed


@transaction.atomic
def leave_household(
    actor: Actor,
    *,
    member: HouseholdMember,
    until: date | None = None,
    to: Household | None = None,
    relation: str = Relation.OTHER,
) -> HouseholdMember:
    """Someone no longer lives there from a day on; with `to`, they live in that household from the same day."""
    _require_member(actor, member)
    if to is not None and (to.pk == member.household_id or not allowed_on(actor, "people.edit", to)):
        raise ValidationError({"to": _("They live in this household already, or it is not yours to change.")})
    until = _day(until, "until")
    left = _leave(actor, member, until)
    if to is not None:
        _join(actor, to, member.person, relation, until)
    return left


@transaction.atomic
def split_household(
    actor: Actor, *, household: Household, leaving: Collection[HouseholdMember], on: date
) -> Household:
    """Some of a household live on their own from a day. The first of them becomes person of reference.

    Raises ValidationError when nobody, or everybody, would go.
    """
    _require_household(actor, household)
    staying = household.members.filter(until=None).exclude(pk__in=[member.pk for member in leaving])
    if not leaving or not staying.exists():
        raise ValidationError({"leaving": _("Choose who leaves: at least one, and not everyone.")})
    new = _new_household(actor, household)
    for member in leaving:
        relation = _relation_before(member)
        leave_household(actor, member=member, until=on, to=new, relation=relation)
    return new


@transaction.atomic
def join_households(actor: Actor, *, into: Household, other: Household, on: date) -> Household:
    """All who live in another household live in this one from a day. Its person of reference becomes one of them."""
    _require_household(actor, into)
    _require_household(actor, other)
    if into.pk == other.pk:
        raise ValidationError({"other": _("This is the same household.")})
    for member in list(other.members.filter(until=None).select_related("person", "household")):
        leave_household(actor, member=member, until=on, to=into, relation=_relation_before(member))
    return into


def ensure_reference(actor: Actor, household: Household) -> None:
    """A household where people live has a person of reference: a partner before other adults, the longest there first."""
    members = list(household.members.filter(until=None).select_related("person"))
    if not members or any(member.relation == Relation.REFERENCE for member in members):
        return
    first = min(members, key=lambda row: (row.person.is_minor, row.relation != Relation.PARTNER))
    trail.change(actor, first, "household.reference_passed", relation=Relation.REFERENCE)


def end_membership(actor: Actor, *, member: HouseholdMember, until: date) -> None:
    """Without asking who may: for the operation that erases the person, which has asked."""
    _leave(actor, member, max(until, member.since or until))


def _leave(actor: Actor, member: HouseholdMember, until: date) -> HouseholdMember:
    trail.lock(member)
    if member.until is not None:
        raise ValidationError(_("They left this household already."))
    if member.since is not None and until < member.since:
        raise ValidationError({"until": _("They came to live here after this day.")})
    left = trail.change(actor, member, "household.member_left", until=until)
    ensure_reference(actor, member.household)
    return left


def _join(actor: Actor, household: Household, person: Person, relation: str, since: date) -> HouseholdMember:
    trail.lock(household)
    _require_free(person, since)
    row = HouseholdMember(household=household, person=person, relation=relation, since=since)
    if relation != Relation.REFERENCE and not household.members.filter(until=None).exists():
        row.relation = Relation.REFERENCE
    return trail.create(actor, row, "household.member_added")


def _relation_before(member: HouseholdMember) -> str:
    """What someone is in the household they come to: who was of reference there is not so here."""
    return Relation.OTHER if member.relation == Relation.REFERENCE else member.relation


def _day(on: date | None, field: str) -> date:
    today = timezone.localdate()
    if on is not None and on > today:
        raise ValidationError({field: _("This day is still to come.")})
    return on or today


def _require_free(person: Person, since: date, besides: HouseholdMember | None = None) -> None:
    """One household at a time, also in the past."""
    rows = HouseholdMember.objects.unscoped(_WHY).filter(person=person, until__gt=since)
    if besides is not None:
        end = besides.until or timezone.localdate()
        rows = rows.exclude(pk=besides.pk).exclude(since__gte=end)
    if rows.exists():
        raise ValidationError({"since": _("On this day they lived in another household.")})


def _require_household(actor: Actor, household: Household) -> None:
    if not allowed_on(actor, "people.edit", household):
        raise NotAllowed


def _require_member(actor: Actor, member: HouseholdMember) -> None:
    require_on(actor, "people.edit", member.person)
    if not allowed_on(actor, "people.edit", member):  # the person is theirs, the household is not
        raise NotAllowed


def _new_household(actor: Actor, like: Any) -> Household:
    """`like`: what has an organisation, a project and a territory."""
    row = Household(organisation=like.organisation, project=like.project, territory=like.territory)
    return trail.create(actor, row, "household.added")


def _household_of(actor: Actor, person: Person) -> Household:
    members = HouseholdMember.objects.visible_to(actor).filter(person=person, until=None)
    current = members.select_related("household").first()
    if current is not None:
        return current.household
    household = _new_household(actor, known_through(actor, person))
    _join(actor, household, person, Relation.REFERENCE, timezone.localdate())
    return household
