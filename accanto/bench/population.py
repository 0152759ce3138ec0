"""So many persons, for measuring: plausible in number and shape, written in bulk past the trail."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accanto.accounts.models import Membership, User
from accanto.accounts.roles import Role
from accanto.bench.acts import LONG, Acts
from accanto.bench.rows import write
from accanto.cases.models import Case, Need, Situation
from accanto.cli.migrate import migrate
from accanto.core import trail
from accanto.core.actor import SystemActor
from accanto.core.database import refresh_statistics
from accanto.core.ids import uuid7
from accanto.core.keys import keyring
from accanto.core.scoping import unrecorded
from accanto.core.sealed import keyed_hash
from accanto.core.words import Area
from accanto.demo.names import ORIGINS
from accanto.network.definitions import builtin_files, load
from accanto.network.models import ExpectedResult, Municipality, Organisation, Partnership, Project
from accanto.network.operations.project import load_project
from accanto.outreach.models import Encounter, Given, Place, Visit
from accanto.people.models import Identity, Involvement, Likeness, Person, SearchKey
from accanto.people.names import search_keys

ORGANISATIONS = 50
BATCH = 2_000
#: One person in so many has a case.
_CASE_OF = 5
SYSTEM = SystemActor("bench")
#: What the project counts besides what its definition asks of situations and actions.
_COUNTED = {"persons_in_case": "persons", "persons_encountered": "people", "leaflets_handed_out": "copies"}


@dataclass(frozen=True)
class Screen:
    """One screen to ask: by whom, where, with which form, and what is done before each time."""

    name: str
    client: Client
    url: str
    data: dict[str, str] | None = None
    before: Callable[[], Any] = lambda: None


@dataclass(frozen=True)
class Bench:
    """A database to measure: who asks, and about whom. Keys of rows, and a name to search for."""

    operator: str
    manager: str
    coordinator: str
    person: str
    case: str
    long_person: str
    long_case: str
    project: str
    name: str

    def screens(self) -> list[Screen]:
        """What is measured. An organisation's own people see a fiftieth of the project, its
        coordinator all of it."""
        people, figures = (
            reverse("people:person_list"),
            reverse("evaluation:project_figures", args=[self.project]),
        )
        mine, whole = client_of(self.operator), client_of(self.coordinator)
        manages = client_of(self.manager)
        return [
            Screen("person list", mine, people),
            Screen("person list, last page", mine, f"{people}?end=1"),
            Screen("person search", mine, reverse("people:person_search"), {"query": self.name}),
            Screen("person page", mine, reverse("people:person_detail", args=[self.person])),
            Screen("person page, long line", mine, reverse("people:person_detail", args=[self.long_person])),
            Screen("case list", mine, reverse("cases:case_list")),
            Screen("case page", mine, reverse("cases:case_detail", args=[self.case])),
            Screen("case page, much done", mine, reverse("cases:case_detail", args=[self.long_case])),
            Screen("its appointments", mine, reverse("cases:case_agenda", args=[self.long_case])),
            Screen("today, operator", mine, reverse("today")),
            Screen("today, manager", manages, reverse("today")),
            Screen("calendar", manages, reverse("cases:agenda")),
            Screen("tutorings", manages, reverse("tutoring:tutoring_list")),
            Screen("register of supports", manages, reverse("supports:support_list")),
            Screen("encounters", mine, reverse("outreach:encounter_list")),
            Screen("project page", mine, figures, before=lambda: mine.get(figures)),
            Screen("project page, after a write", mine, figures, before=self._write),
            Screen("whole project", whole, figures, before=lambda: whole.get(figures)),
            Screen("whole project, after a write", whole, figures, before=self._write),
        ]

    def _write(self) -> None:
        """Anything that is recorded: figures are then worked out anew."""
        row = Organisation.objects.order_by("pk").first()
        assert row is not None
        trail.change(SYSTEM, row, "organisation.changed", name=f"Ente {uuid7()}")


def client_of(user: str) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(pk=user))
    session = client.session
    session["has_second_factor"] = True
    session.save()
    return client


def populate(size: int) -> dict[str, str]:
    """Fifty organisations of one project, persons spread over them: one in five with a case, every
    second one met by outreach. The operator follows the forty of the first batch whom their organisation knows, a
    colleague the others: nobody follows a thousand. Returns what `Bench` is made from."""
    migrate(verbosity=0)
    chance = random.Random(size)
    project = load_project(
        SYSTEM, definition=load(next(file for file in builtin_files() if "rifugiato" in file.name))
    )
    for compute, unit in _COUNTED.items():
        asked = {"compute": compute}
        row = ExpectedResult(project=project, key=compute, what={"it": compute}, unit=unit, indicator=asked)
        trail.create(SYSTEM, row, "project.changed")
    organisations = [add_organisation(project, number) for number in range(ORGANISATIONS)]
    operator = add_user("bench", organisations[0], project, Role.OPERATOR)
    manager = add_user("manager", organisations[0], project, Role.MANAGER)
    colleague = add_user("colleague", organisations[0], project, Role.OPERATOR)
    coordinator = add_user("coordinator", organisations[0], project, Role.COORDINATOR)
    known: dict[str, Any] = {}
    with unrecorded("rows of a benchmark are nobody's"):
        visits = [_visit(organisation, project, operator) for organisation in organisations]
        acts = Acts(chance, project, organisations, visits, manager)
        for start in range(0, size, BATCH):
            batch = [_person(chance, number) for number in range(start, min(start + BATCH, size))]
            Person.objects.bulk_create(batch)
            follower = operator if start == 0 else colleague
            names = _known(chance, batch, organisations, project, follower, start)
            cases = _cases(chance, batch, organisations, project, follower, start)
            _encounters(chance, batch, visits, start)
            acts.of(batch, start, cases)
            if not known:
                long = cases[ORGANISATIONS // _CASE_OF]
                acts.of_the_long_one(long.person, long, size // LONG)
                known = {"person": batch[0], "case": cases[0], "long_person": long.person, "long_case": long}
                name = names[0]
    keys = {"operator": operator, "manager": manager, "coordinator": coordinator, "project": project, **known}
    return {"name": name, **{key: str(row.pk) for key, row in keys.items()}}


def settle() -> None:
    """What a site does by itself in its own time, at once: statistics of the tables, and on PostgreSQL
    tidying up after so many rows."""
    if connection.vendor == "sqlite":
        refresh_statistics(connection)
        return
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def add_organisation(project: Project, number: int) -> Organisation:
    row = trail.create(
        SYSTEM, Organisation(key=f"bench-{number}", name=f"Ente {number}"), "organisation.added"
    )
    trail.create(SYSTEM, Partnership(project=project, organisation=row), "partnership.added")
    return row


def add_user(name: str, organisation: Organisation, project: Project, *roles: Role) -> User:
    user = User(email=f"{name}@example.org", name=name.title(), password="!")  # noqa: S106  no password at all
    trail.create(SYSTEM, user, "user.joined")
    for role in roles:
        membership = Membership(
            user=user, role=role, organisation=organisation, project=project, since=date(2020, 1, 1)
        )
        trail.create(SYSTEM, membership, "role.given")
    return user


def _visit(organisation: Organisation, project: Project, operator: User) -> Visit:
    town = Municipality.objects.order_by("pk").first()
    where = {"organisation": organisation, "project": project}
    place = Place(kind="library", name="Biblioteca", municipality=town, **where)
    visit = Visit(place=place, operator=operator, on=timezone.localdate(), **where)
    Place.objects.bulk_create([place])
    Visit.objects.bulk_create([visit])
    return visit


def _person(chance: random.Random, number: int) -> Person:
    origin = chance.choice(ORIGINS)
    return Person(
        code=f"P-{number:07d}",  # so many random codes at once would meet
        gender=chance.choice(("female", "male")),
        year_of_birth=chance.randint(1950, 2015),
        nationality=origin.country,
        language=origin.languages[0],
        municipality_id=None,
    )


def _known(
    chance: random.Random,
    batch: list[Person],
    organisations: list[Organisation],
    project: Project,
    operator: User,
    start: int,
) -> list[str]:
    """Involvements, identities and search keys of a batch. Returns the names."""
    key_id = keyring().ring("index").current
    hashes: dict[str, bytes] = {}
    identities, involved, keys, names, likenesses = [], [], [], [], []
    for place, person in enumerate(batch, start):
        origin = chance.choice(ORIGINS)
        # A long tail of family names, as in life: common given names, rarer families.
        family = f"{chance.choice(origin.families)}{chance.choice(_ENDINGS)}{chance.choice(_ENDINGS)}{chance.choice(_ENDINGS)}"
        name = f"{chance.choice(origin.men + origin.women)} {family}"
        names.append(name)
        organisation = organisations[place % ORGANISATIONS]
        follower = operator if place % ORGANISATIONS == 0 else None
        involved.append(
            Involvement(person=person, organisation=organisation, project=project, follower=follower)
        )
        likenesses.append(Likeness(person=person, name=uuid7().bytes, mark=uuid7()))
        given, _, family = name.partition(" ")
        identities.append(Identity(person=person, given_name=given, family_name=family))
        for key in search_keys(name):
            if key not in hashes:
                hashes[key] = keyed_hash(key, use="name")
            keys.append((person.pk, hashes[key]))
    Involvement.objects.bulk_create(involved)
    Identity.objects.bulk_create(identities)
    Likeness.objects.bulk_create(likenesses)
    write(
        SearchKey,
        (
            {"person_id": person, "kind": "name", "digest": digest, "key_id": key_id}
            for person, digest in keys
        ),
    )
    return names


_ENDINGS = ("ba", "ri", "no", "ka", "le", "mu", "sa", "to", "ne", "di", "fo", "ga")


def _cases(
    chance: random.Random,
    batch: list[Person],
    organisations: list[Organisation],
    project: Project,
    operator: User,
    start: int,
) -> list[Case]:
    today = timezone.localdate()
    cases = [
        Case(
            code=f"C-{place:07d}",
            person=person,
            organisation=organisations[place % ORGANISATIONS],
            project=project,
            operator=operator,
            opened_on=today - timedelta(days=chance.randint(1, 700)),
        )
        for place, person in enumerate(batch, start)
        if place % _CASE_OF == 0
    ]
    Case.objects.bulk_create(cases)
    Need.objects.bulk_create(
        [
            Need(case=case, area=chance.choice(Area.values), noted_on=case.opened_on, words="")
            for case in cases
        ]
    )
    Situation.objects.bulk_create(
        [
            Situation(
                case=case, moment="intake", on=case.opened_on, labour=chance.choice(("employed", "inactive"))
            )
            for case in cases
        ]
    )
    return cases


def _encounters(chance: random.Random, batch: list[Person], visits: list[Visit], start: int) -> None:
    """Every second person was met by outreach, and went away with a leaflet."""
    met = [
        Encounter(
            visit=visit,
            organisation_id=visit.organisation_id,
            project_id=visit.project_id,
            operator_id=visit.operator_id,
            on=visit.on - timedelta(days=chance.randint(0, 700)),
            person=person,
        )
        for place, person in enumerate(batch, start)
        for visit in [visits[place % ORGANISATIONS]]
        if chance.random() < 0.5  # noqa: PLR2004  every second one
    ]
    Encounter.objects.bulk_create(met)
    Given.objects.bulk_create(
        [Given(encounter=encounter, kind="leaflet", language="fra") for encounter in met]
    )
