"""Invented places, visits and encounters: named, nameless, met more than once."""

from __future__ import annotations

from accanto.accounts.models import User
from accanto.core.words import AgeBand, Area, Gender
from accanto.demo.names import ORIGINS
from accanto.demo.world import Team, World
from accanto.outreach.models import Encounter, EncounterNeed, Given, GivenKind, Place, PlaceKind, Visit
from accanto.people.models import Person

_PLACES = (
    (PlaceKind.LIBRARY, "Biblioteca di {town}"),
    (PlaceKind.SCHOOL, "Scuola primaria di {town}"),
    (PlaceKind.SURGERY, "Ambulatorio di {town}"),
    (PlaceKind.TOWN_HALL, "Municipio di {town}"),
    (PlaceKind.WORSHIP, "Sala di preghiera di {town}"),
    (PlaceKind.SQUARE, "Piazza di {town}"),
)
_SAID = (
    "Chiede dove può imparare l'italiano la sera.",
    "Parla poco; il bambino traduce.",
    "Cerca lavoro, ha una lettera del vecchio datore.",
    "Non chiede nulla, ma resta volentieri a parlare.",
    "Ha un appuntamento in questura e teme di sbagliare.",
    "Vuole iscrivere la figlia a scuola.",
)


def add_places(world: World, team: Team) -> list[Place]:
    """The places that a team visits: several in each of its towns."""
    user = (team.outreach or team.operators)[0]
    made = []
    for town in team.towns[:6]:
        for kind, name in world.chance.sample(_PLACES, 3):
            row = Place(
                organisation=team.organisation,
                project=team.project,
                territory=team.territories[0] if team.territories else None,
                kind=kind,
                name=name.format(town=town.name),
                municipality=town,
            )
            made.append(world.make(world.actor(user), row, "place.added"))
    return made


def add_encounter(world: World, team: Team, place: Place, user: User, person: Person | None) -> Encounter:
    """One encounter, on a day of the last year."""
    actor = world.actor(user)
    visit = _visit(world, team, place, user)
    origin = world.pick(ORIGINS)
    encounter = Encounter(
        visit=visit,
        organisation=team.organisation,
        project=team.project,
        territory=place.territory,
        operator=user,
        on=visit.on,
        person=person,
        gender=person.gender
        if person
        else world.weighted({Gender.FEMALE: 45, Gender.MALE: 50, Gender.UNKNOWN: 5}),
        age_band=person.age_band
        if person
        else world.weighted({AgeBand.ADULT: 80, AgeBand.MINOR: 12, AgeBand.UNKNOWN: 8}),
        nationality=person.nationality if person else (origin.country if world.likely(0.7) else ""),
        language=person.language if person else (origin.languages[0] if world.likely(0.7) else ""),
        pointed_by=world.pick(Encounter.PointedBy.values),
        words=world.pick(_SAID),
    )
    encounter = world.make(actor, encounter, "encounter.recorded")
    for area in world.some(list(Area), 3):
        voice = world.pick(EncounterNeed.Voice.values)
        world.make(actor, EncounterNeed(encounter=encounter, area=area, voice=voice), "encounter.need_heard")
    for kind in world.some((GivenKind.INFORMATION, GivenKind.LEAFLET, GivenKind.APPOINTMENT), 2):
        leaflet = kind == GivenKind.LEAFLET
        given = Given(
            encounter=encounter,
            kind=kind,
            language=world.pick(("ita", "eng", "fra", "ara", "ron")) if leaflet else "",
            copies=world.chance.randint(1, 6) if leaflet else 1,
        )
        world.make(actor, given, "encounter.given")
    return encounter


def _visit(world: World, team: Team, place: Place, user: User) -> Visit:
    day = world.days_ago(330)
    visits = Visit.objects.visible_to(world.system)
    found = visits.filter(place=place, operator=user, on=day).first()
    if found is not None:
        return found  # type: ignore[no-any-return]
    row = Visit(
        place=place,
        organisation=team.organisation,
        project=team.project,
        territory=place.territory,
        operator=user,
        on=day,
    )
    return world.make(world.actor(user), row, "visit.made")
