"""So many persons, for measuring: plausible in number and shape, written in bulk past the trail."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accanto.accounts.models import Membership, User
from accanto.accounts.roles import Role
from accanto.cases.models import Case, Need, Situation
from accanto.cli.migrate import migrate
from accanto.core import trail
from accanto.core.actor import SystemActor
from accanto.core.keys import keyring
from accanto.core.scoping import unrecorded
from accanto.core.sealed import keyed_hash
from accanto.core.words import Area
from accanto.demo.names import ORIGINS
from accanto.network.definitions import builtin_files, load
from accanto.network.models import Organisation, Partnership, Project
from accanto.network.operations.project import load_project
from accanto.people.models import Identity, Involvement, Person, SearchKey
from accanto.people.names import search_keys

ORGANISATIONS = 50
BATCH = 2_000
SYSTEM = SystemActor("bench")


@dataclass
class Bench:
    """A database to measure: who asks, and about whom."""

    client: Client
    person: Person
    project: Project
    name: str

    def screens(self) -> dict[str, tuple[str, dict[str, str] | None]]:
        """Screen -> (url, form data for a POST or None)."""
        people = reverse("people:person_list")
        return {
            "person list": (people, None),
            "person list, last page": (f"{people}?end=1", None),
            "person search": (reverse("people:person_search"), {"query": self.name}),
            "person page": (self.person.get_absolute_url(), None),
            "today": (reverse("today"), None),
            "project page": (reverse("evaluation:project_figures", args=[self.project.pk]), None),
        }


def populate(size: int) -> Bench:
    """Fifty organisations of one project, persons spread over them, one in five with a case."""
    migrate(verbosity=0)
    chance = random.Random(size)
    project = load_project(
        SYSTEM, definition=load(next(file for file in builtin_files() if "rifugiato" in file.name))
    )
    organisations = [_organisation(project, number) for number in range(ORGANISATIONS)]
    operator = _operator(organisations[0], project)
    first, name = None, ""
    with unrecorded("rows of a benchmark are nobody's"):
        for start in range(0, size, BATCH):
            batch = [_person(chance) for _each in range(min(BATCH, size - start))]
            Person.objects.bulk_create(batch)
            names = _known(chance, batch, organisations, project, operator, start)
            _cases(chance, batch, organisations, project, operator, start)
            if first is None:
                first, name = batch[0], names[0]
    assert first is not None
    client = Client(SERVER_NAME="localhost")
    client.force_login(operator)
    session = client.session
    session["has_second_factor"] = True
    session.save()
    return Bench(client, first, project, name)


def _organisation(project: Project, number: int) -> Organisation:
    row = trail.create(
        SYSTEM, Organisation(key=f"bench-{number}", name=f"Ente {number}"), "organisation.added"
    )
    trail.create(SYSTEM, Partnership(project=project, organisation=row), "partnership.added")
    return row


def _operator(organisation: Organisation, project: Project) -> User:
    user = trail.create(SYSTEM, User(email="bench@example.org", name="Bench", password="!"), "user.joined")  # noqa: S106
    for role in (Role.OPERATOR, Role.MANAGER):
        membership = Membership(
            user=user, role=role, organisation=organisation, project=project, since=date(2020, 1, 1)
        )
        trail.create(SYSTEM, membership, "role.given")
    return user


def _person(chance: random.Random) -> Person:
    origin = chance.choice(ORIGINS)
    return Person(
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
    identities, involved, keys, names = [], [], [], []
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
        given, _, family = name.partition(" ")
        identities.append(Identity(person=person, given_name=given, family_name=family))
        for key in search_keys(name):
            if key not in hashes:
                hashes[key] = keyed_hash(key, use="name")
            keys.append(SearchKey(person=person, kind="name", digest=hashes[key], key_id=key_id))
    Involvement.objects.bulk_create(involved)
    Identity.objects.bulk_create(identities)
    SearchKey.objects.bulk_create(keys, batch_size=BATCH, ignore_conflicts=True)
    return names


_ENDINGS = ("ba", "ri", "no", "ka", "le", "mu", "sa", "to", "ne", "di", "fo", "ga")


def _cases(
    chance: random.Random,
    batch: list[Person],
    organisations: list[Organisation],
    project: Project,
    operator: User,
    start: int,
) -> None:
    today = timezone.localdate()
    cases = [
        Case(
            person=person,
            organisation=organisations[place % ORGANISATIONS],
            project=project,
            operator=operator,
            opened_on=today - timedelta(days=chance.randint(1, 700)),
        )
        for place, person in enumerate(batch, start)
        if place % 5 == 0
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
