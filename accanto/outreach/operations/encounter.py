"""Meeting someone: places, encounters, a name that comes later, a case that follows."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.accounts.models import User
from accanto.cases.models import Case
from accanto.cases.operations.case import open_case
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.network.models import Municipality, Organisation, Project, Territory
from accanto.network.operations.partnership import require_place
from accanto.outreach.models import Encounter, EncounterNeed, Given, GivenKind, Place, Visit
from accanto.people.models import Person
from accanto.people.operations.person import add_person, involve


def add_place(
    actor: Actor,
    *,
    organisation: Organisation,
    project: Project,
    kind: str,
    name: str,
    municipality: Municipality,
    territory: Territory | None = None,
) -> Place:
    """A place where people are met. Raises ValidationError when it is listed already."""
    require_place(actor, "encounters.add", organisation=organisation, project=project, territory=territory)
    place = Place(
        organisation=organisation,
        project=project,
        territory=territory,
        kind=kind,
        name=name,
        municipality=municipality,
    )
    return trail.create(actor, place, "place.added")


@transaction.atomic
def record_encounter(
    actor: Actor,
    *,
    place: Place,
    on: date,
    needs: list[str],
    voice: str = EncounterNeed.Voice.SAID,
    given: list[str] | None = None,
    leaflet_language: str = "",
    copies: int = 1,
    person: Person | None = None,
    **facts: Any,
) -> Encounter:
    """One encounter, with the visit it belongs to. Nameless when no person is given."""
    if not allowed_on(actor, "encounters.add", place):
        raise NotAllowed
    if on > timezone.localdate():
        raise ValidationError({"on": _("This day is still to come.")})
    visit = _visit(actor, place, on)
    same = {name: getattr(place, name) for name in ("organisation", "project", "territory")}
    encounter = Encounter(visit=visit, operator=_me(actor), on=on, person=person, **same, **facts)
    encounter = trail.create(actor, encounter, "encounter.recorded")
    for area in dict.fromkeys(needs):
        row = EncounterNeed(encounter=encounter, area=area, voice=voice)
        trail.create(actor, row, "encounter.need_heard")
    for kind in given or []:
        leaflet = kind == GivenKind.LEAFLET
        row_given = Given(
            encounter=encounter,
            kind=kind,
            language=leaflet_language if leaflet else "",
            copies=copies if leaflet else 1,
        )
        trail.create(actor, row_given, "encounter.given")
    if person is not None:
        involve(actor, person=person, organisation=place.organisation, project=place.project)
    return encounter


def _visit(actor: Actor, place: Place, on: date) -> Visit:
    known = Visit.objects.visible_to(actor).filter(place=place, operator=actor.user_id, on=on).first()
    if known is not None:
        return known
    same = {name: getattr(place, name) for name in ("organisation", "project", "territory")}
    return trail.create(actor, Visit(place=place, operator=_me(actor), on=on, **same), "visit.made")


def _me(actor: Actor) -> User:
    return User.objects.get(pk=actor.user_id)


@transaction.atomic
def name_encounter(
    actor: Actor,
    *,
    encounter: Encounter,
    person: Person | None = None,
    earlier: list[Encounter] | None = None,
    **values: Any,
) -> Person:
    """Someone gave their name: a known person, or a new one made of what the encounter knows.

    `earlier` are nameless encounters that were the same person: all of them then count as one.
    """
    if not allowed_on(actor, "encounters.add", encounter):
        raise NotAllowed
    trail.lock(encounter)  # sent twice: the second finds a person, and makes no other
    if encounter.person_id is not None:
        raise ValidationError(_("This encounter already has a person."))
    if person is None:
        known = {name: getattr(encounter, name) for name in ("gender", "age_band", "nationality", "language")}
        person = add_person(
            actor,
            organisation=encounter.organisation,
            project=encounter.project,
            territory=encounter.territory,
            follower=_me(actor),
            **{**known, **values},
        )
    else:
        involve(actor, person=person, organisation=encounter.organisation, project=encounter.project)
    for each in [encounter, *(earlier or [])]:
        trail.lock(each)
        if each.person_id is None and allowed_on(actor, "encounters.add", each):
            trail.change(actor, each, "encounter.named", person=person)
    return person


@transaction.atomic
def open_case_from_encounter(actor: Actor, *, encounter: Encounter, operator: User) -> Case:
    """Take on the person met; the needs that were heard come along, those that were noticed too."""
    if not allowed_on(actor, "encounters.add", encounter):
        raise NotAllowed
    if encounter.person is None:
        raise ValidationError(_("First the person has to give a name, or be recorded without one."))
    case = open_case(
        actor,
        person=encounter.person,
        organisation=encounter.organisation,
        project=encounter.project,
        territory=encounter.territory,
        operator=operator,
        needs=[(need.area, need.voice, encounter.words) for need in encounter.needs.all()],
    )
    trail.change(actor, encounter, "encounter.became_case", case=case)
    return case
