"""Makes the demo's world: the four projects, their teams, and the people they meet."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from accanto.accounts.models import User
from accanto.accounts.roles import Role
from accanto.cases.models import Case
from accanto.core import trail
from accanto.demo.accounts import Staff
from accanto.demo.asked import add_answers, versions_of
from accanto.demo.beside import add_shared_page
from accanto.demo.caseload import add_caseload
from accanto.demo.cases import add_case, close_case
from accanto.demo.families import add_families, ask_one_erasure
from accanto.demo.leaflets import add_leaflets
from accanto.demo.matching import add_board
from accanto.demo.names import TUTORS
from accanto.demo.offers import add_offers
from accanto.demo.outreach import add_encounter, add_places
from accanto.demo.own import add_own_page
from accanto.demo.pacts import add_agreement
from accanto.demo.papers import add_papers
from accanto.demo.passages import add_passages
from accanto.demo.persons import add_household, add_person
from accanto.demo.plans import add_plan, add_proposals, add_tutor, add_tutoring
from accanto.demo.rhythm import add_rhythm, ask_the_parties, silence_of
from accanto.demo.services import add_services
from accanto.demo.skills import add_skills
from accanto.demo.supports import add_supports
from accanto.demo.talk import add_talk
from accanto.demo.tutors import add_tutors_on_the_way
from accanto.demo.world import Team, World
from accanto.network.definitions import builtin_files
from accanto.network.models import (
    Municipality,
    Organisation,
    OrganisationKind,
    PartnerRole,
    Partnership,
    Project,
)
from accanto.network.operations.project import load_project
from accanto.plans.models import PartyKind, Plan, PlanParty
from accanto.tutoring.models import Tutoring

#: project key -> (persons, cases, plans, tutorings, encounters).
SIZES = {
    "sportello-migrante": (132, 36, 14, 0, 330),
    "inside-aut": (70, 44, 26, 12, 30),
    "ancora": (38, 30, 12, 28, 20),
    "rifugiato-cittadino": (34, 26, 14, 0, 20),
}
#: The project with tutors of the territory.
WITH_TUTORS = "ancora"
CITIES = (
    "Parma",
    "Lecce",
    "Brindisi",
    "Ancona",
    "Bologna",
    "Perugia",
    "Milano",
    "Foggia",
    "Casale Monferrato",
    "Alessandria",
)

#: A partner of the project whose team the demo does not make; its services are there all the same.
PARTNERS_TOWNS = ("Vignale Monferrato",)


@transaction.atomic
def seed() -> World:
    """Fill an empty installation. The same seed makes the same people."""
    world = World()
    projects = {
        project.key: project
        for file in builtin_files()
        for project in [load_project(world.system, definition=each) for each in versions_of(file)]
    }
    staff = Staff(world.system)
    for key in SIZES:
        world.teams.extend(_teams(world, staff, projects[key]))
    _others(world, staff, projects)
    towns = {town for team in world.teams for town in team.towns[:5]} | set(_listed(CITIES))
    places = sorted(towns | set(_listed(PARTNERS_TOWNS)), key=lambda town: town.name)
    add_services(world, places, _listed(CITIES))
    for key, sizes in SIZES.items():
        _populate(world, [team for team in world.teams if team.project.key == key], *sizes)
    add_board(world, next(team for team in world.teams if team.project.key == WITH_TUTORS))
    add_tutors_on_the_way(world, next(team for team in world.teams if team.project.key == WITH_TUTORS))
    add_leaflets(world, next(team for team in world.teams if team.project.key == "sportello-migrante"))
    for key in SIZES:
        teams = [team for team in world.teams if team.project.key == key]
        if len(teams) > 1:
            add_passages(world, teams[0], teams[1])
    add_offers(world, next(team for team in world.teams if team.project.key == WITH_TUTORS))
    add_papers(world)
    add_skills(world)
    add_families(world)
    ask_one_erasure(world)
    add_caseload(world, next(team for team in world.teams if team.project.key == "inside-aut"))
    add_own_page(world)
    add_supports(world, next(team for team in world.teams if team.project.key == "rifugiato-cittadino"))
    add_answers(world)
    return world


def _listed(names: tuple[str, ...]) -> list[Municipality]:
    return list(Municipality.objects.filter(name__in=names).order_by("istat_code"))


def _teams(world: World, staff: Staff, project: Project) -> list[Team]:
    """The lead partner's team in full, and small teams of up to three other partners."""
    partners = [
        row.organisation
        for row in project.partnerships.select_related("organisation").order_by("role", "created_at")
    ]
    lead = next((row.organisation for row in project.partnerships.filter(role=PartnerRole.LEAD)), None)
    if lead is None:
        lead = _invented_lead(world, project)
        partners.insert(0, lead)
    staff.add(Role.COORDINATOR, lead, project)
    staff.add(Role.EVALUATOR, lead, project)
    working = [lead, *[partner for partner in partners if partner != lead][:3]]
    return [_team(world, staff, project, organisation, full=organisation == lead) for organisation in working]


def _invented_lead(world: World, project: Project) -> Organisation:
    organisation = world.make(
        world.system,
        Organisation(
            key=f"{project.key}-lead",
            name="Cooperativa sociale Orizzonte (inventata)",
            kind=OrganisationKind.COOPERATIVE,
        ),
        "organisation.added",
    )
    world.make(
        world.system,
        Partnership(project=project, organisation=organisation, role=PartnerRole.LEAD),
        "partnership.added",
    )
    return organisation


def _team(world: World, staff: Staff, project: Project, organisation: Organisation, *, full: bool) -> Team:
    territories = [
        row.territory for row in project.territories.select_related("territory").order_by("created_at")
    ]
    listed = (
        Municipality.objects.filter(territories__territory__in=territories).distinct().order_by("istat_code")
    )
    towns = list(listed)
    staff.add(Role.MANAGER, organisation)
    return Team(
        project=project,
        organisation=organisation,
        territories=territories,
        operators=[staff.add(Role.OPERATOR, organisation, project) for _each in range(2 if full else 1)],
        outreach=[staff.add(Role.OUTREACH, organisation, project)]
        if full or project.key == "sportello-migrante"
        else [],
        towns=[organisation.municipality] if organisation.municipality else towns[:40],
    )


def _others(world: World, staff: Staff, projects: dict[str, Project]) -> None:
    """One user of each remaining role; those who take part in a plan or a tie, where there are tutors of the territory."""
    home = world.teams[0].organisation
    beside = next(team for team in world.teams if team.project.key == WITH_TUTORS).organisation
    for role in (
        Role.ADMINISTRATOR,
        Role.EDITOR,
        Role.TRAINER,
        Role.INFORMATION,
        Role.RECEPTION,
        Role.TUTOR,
        Role.BENEFICIARY,
    ):
        takes_part = role in (Role.RECEPTION, Role.TUTOR, Role.BENEFICIARY)
        user = staff.add(role, beside if takes_part else home)
        if takes_part:
            world.parties[role] = user


def _populate(
    world: World, teams: list[Team], persons: int, cases: int, plans: int, tutorings: int, encounters: int
) -> None:
    known = []
    for number in range(persons):
        team = teams[0] if world.likely(0.5) else world.pick(teams)
        follower = world.pick(_workers(team))
        known.append((team, follower, add_person(world, team, follower, named=world.likely(0.92))))
        if number % 12 == 0:
            add_household(world, team, known[-1][2], follower)
    opened = []
    for team, _follower, person in known[:cases]:
        operator = world.pick(team.operators)
        opened.append((team, operator, add_case(world, team, person, operator, world.days_ago(330, 5))))
    for team, operator, case in opened[:plans]:
        add_plan(world, team, case, operator)
    _tutorings(world, opened, tutorings)
    if teams[0].project.key == WITH_TUTORS:
        _give_them_something(world, opened[:plans])
    for team in teams:
        team_places = add_places(world, team)
        share = encounters // len(teams)
        mine = [person for each, _follower, person in known if each is team]
        for _number in range(share if team_places else 0):
            met = world.pick(mine) if mine and world.likely(0.6) else None
            add_encounter(world, team, world.pick(team_places), world.pick(_workers(team)), met)
    for _team_of, operator, case in opened[plans:]:
        if case.opened_on < world.today - timedelta(days=120) and world.likely(0.45):
            close_case(world, case, operator)


def _give_them_something(world: World, planned: list[tuple[Team, User, Case]]) -> None:
    """The demo's beneficiary, tutor and reception-centre operator take part in the first case with a plan and a tie."""
    tied = set(Tutoring.objects.visible_to(world.system).values_list("case", flat=True))
    operator, case = next((operator, case) for _team_of, operator, case in planned if case.pk in tied)
    actor, parties = world.actor(operator), world.parties
    trail.change(actor, case.person, "person.account_given", account=parties[Role.BENEFICIARY])
    for plan in Plan.objects.visible_to(actor).filter(case=case):
        own = plan.parties.filter(kind=PartyKind.PERSON).first()
        if own is not None:
            trail.change(actor, own, "plan.party_changed", user=parties[Role.BENEFICIARY])
        for kind, role in ((PartyKind.RECEPTION, Role.RECEPTION), (PartyKind.TUTOR, Role.TUTOR)):
            world.make(actor, PlanParty(plan=plan, kind=kind, user=parties[role]), "plan.party_invited")
        add_proposals(world, plan, operator)
        add_talk(world, plan, operator)
    for tie in Tutoring.objects.visible_to(actor).filter(case=case).select_related("tutor"):
        trail.change(actor, tie.tutor, "tutor.account_given", account=parties[Role.TUTOR])
        ask_the_parties(world, tie, parties)
        add_shared_page(world, tie, parties)


def _workers(team: Team) -> list[User]:
    return [*team.outreach, *team.operators]


def _tutorings(world: World, opened: list[tuple[Team, User, Case]], wanted: int) -> None:
    """Tutors of each team beside its people; a few tutors more wait."""
    names = iter(world.chance.sample(TUTORS, len(TUTORS)))
    made, ties = 0, []
    for team, operator, case in opened:
        if made == wanted:
            break
        tutor = add_tutor(world, team, operator, next(names, f"Tutor {made}"))
        if tutor.trained_on is not None:
            tie = add_tutoring(world, case, tutor, operator, silent=silence_of(made))
            add_agreement(world, tie, operator, made)
            ties.append(tie)
            made += 1
    add_rhythm(world, ties)
