"""People who wait for a tutor, tutors who are free, one pair that is held and one that was refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from accanto.accounts.models import User
from accanto.cases.models import Case, Need
from accanto.core.words import Gender
from accanto.demo.cases import add_case
from accanto.demo.persons import add_person
from accanto.demo.world import Team, World
from accanto.network.geography import centre, distance_km
from accanto.network.models import Municipality
from accanto.people.models import Channel, Consent, ConsentPurpose
from accanto.tutoring.explained import kept_reasons
from accanto.tutoring.kept import look
from accanto.tutoring.models import Tutor, TutorRequest
from accanto.tutoring.offers import tutor_offers
from accanto.tutoring.operations.asking import put_forward
from accanto.tutoring.operations.board import hold, refuse, say_yes
from accanto.tutoring.words import TIMES, Interest, TutorKind

#: name, kind, gender, languages, places.
_FREE = (
    ("Elisa Bonelli", TutorKind.CITIZEN, Gender.FEMALE, ("ita", "ara", "fra"), 1),
    ("Paolo Zanetti", TutorKind.CITIZEN, Gender.MALE, ("ita", "eng"), 1),
    ("Famiglia Rosati", TutorKind.FAMILY, Gender.UNKNOWN, ("ita", "fra"), 2),
    ("Circolo La Pergola", TutorKind.CLUB, Gender.UNKNOWN, ("ita", "eng", "fra"), 3),
    ("Miriam Costa", TutorKind.CITIZEN, Gender.FEMALE, ("ita", "spa"), 1),
)
#: Who wait: how many, and how far their towns may be from the first.
_WAITING, _NEAR_KM = 12, 25


def add_board(world: World, team: Team) -> None:
    """A board of the team's project that has everything on it: proposals, a held pair with a yes, a refusal with its
    reason, someone whom nobody fits."""
    operator, towns = team.operators[0], _near(team.towns)
    near = Team(team.project, team.organisation, team.territories, team.operators, team.outreach, towns)
    for row in _FREE:
        _tutor(world, near, operator, *row)
    requests = [_waits(world, near, operator, number) for number in range(_WAITING)]
    actor = world.actor(operator)
    solved = look(actor, team.project).solved
    assert solved is not None
    placed = [one for one in requests if solved.board.tutor_of(str(one.pk))]
    for number, request in enumerate(placed[:2]):
        tutor = Tutor.objects.visible_to(actor).get(pk=solved.board.tutor_of(str(request.pk)))
        told: dict[str, Any] = {
            "proposed": True,
            "reasons": kept_reasons(solved, str(request.pk), str(tutor.pk)),
        }
        if number:
            refuse(
                actor,
                request=request,
                tutor=tutor,
                reason="tutor",
                words="In questi mesi lavora la sera.",
                **told,
            )
        else:
            held = hold(actor, request=request, tutor=tutor, **told)
            say_yes(actor, match=held, side="tutor")
            put_forward(actor, match=held)


def _near(towns: list[Municipality]) -> list[Municipality]:
    first = centre(towns[0].istat_code)
    points = [(town, centre(town.istat_code)) for town in towns]
    return [
        town for town, point in points if first and point and distance_km(first, point) <= _NEAR_KM
    ] or towns


def _tutor(
    world: World, team: Team, operator: User, name: str, kind: TutorKind, gender: Gender, languages: tuple[str, ...], places: int
) -> None:  # fmt: skip
    available = world.days_ago(120, 60)
    tutor = Tutor(
        organisation=team.organisation,
        project=team.project,
        territory=world.pick(team.territories) if team.territories else None,
        kind=kind,
        name=name,
        contact_person="" if kind == TutorKind.CITIZEN else "Da chiedere in segreteria",
        languages=list(languages),
        municipality=world.pick(team.towns),
        gender=gender,
        times=sorted(world.chance.sample(TIMES, 6), key=TIMES.index),
        offers=[offer.key for offer in tutor_offers(team.project) if world.likely(0.6)],
        interests=sorted(world.chance.sample(list(Interest), 4)),
        capacity=places,
        available_on=available,
        interviewed_on=available + timedelta(days=10),
        trained_on=available + timedelta(days=30),
    )
    world.make(world.actor(operator), tutor, "tutor.added")


def _waits(world: World, team: Team, operator: User, number: int) -> TutorRequest:
    person = add_person(world, team, operator)
    case = add_case(world, team, person, operator, world.days_ago(260, 200))
    actor = world.actor(operator)
    consents = Consent.objects.visible_to(actor).filter(person=person, purpose=ConsentPurpose.TUTORING)
    if not consents.exists():
        consent = Consent(
            person=person,
            purpose=ConsentPurpose.TUTORING,
            given_on=world.days_ago(20),
            channel=Channel.SPOKEN,
        )
        world.make(actor, consent, "consent.given")
    request = TutorRequest(
        case=case,
        asked_on=world.days_ago(200, 3),
        times=sorted(world.chance.sample(TIMES, 7), key=TIMES.index) if world.likely(0.8) else [],
        interests=sorted(world.chance.sample(list(Interest), 3)),
        wishes=[Gender.FEMALE] if person.gender == Gender.FEMALE and world.likely(0.5) else [],
        musts=_musts(world, case) if number % 4 == 3 else [],
        alone=world.chance.randint(0, 3),
    )
    return world.make(actor, request, "tutor_request.asked")


def _musts(world: World, case: Case) -> list[str]:
    """One need of theirs that a tutor must help with."""
    areas = sorted(case.needs.filter(status=Need.Status.OPEN).values_list("area", flat=True))
    return [world.pick(areas)] if areas else []
