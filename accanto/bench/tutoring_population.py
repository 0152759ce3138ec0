"""So many ties, as many people who wait and four tutors for each five of them: for measuring tutoring's screens.

People and tutors are those of `matching_people`, put into real provinces: a province for each three hundred people.
Rows are written in bulk past the trail; they are nobody's.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from accanto.accounts.roles import Role
from accanto.bench import population
from accanto.bench.matching_people import INTERESTS, generate
from accanto.bench.population import BATCH, SYSTEM, Screen, add_organisation, add_user, client_of
from accanto.cases.models import Case, Need
from accanto.core import trail
from accanto.core.scoping import unrecorded
from accanto.network.definitions import builtin_files, load
from accanto.network.models import Municipality, Organisation, Project
from accanto.network.operations.project import load_project
from accanto.people.models import Consent, ConsentPurpose, Involvement, LanguageSkill, Person
from accanto.tutoring import kept
from accanto.tutoring.matching import problem as engine
from accanto.tutoring.models import Contact, Tutor, Tutoring, TutorRequest
from accanto.tutoring.offers import tutor_offers
from accanto.tutoring.problem_of import GROUP, times_of
from accanto.tutoring.words import BegunBy, ContactKind, Interest, TutorKind

#: One in so many tutors who offered themselves waits for the next step of the activation.
_ON_THE_WAY = 5


@dataclass(frozen=True)
class Bench:
    """Who asks, and about what. Keys of rows."""

    operator: str
    project: str
    tie: str

    def screens(self) -> list[Screen]:
        """What is measured. Jobs run within the request here: "its job" is the page with it, where a site's page
        only asks for it; "by another worker" is the first page of one who has not seen the board yet."""
        asks = client_of(self.operator)
        board = reverse("tutoring:board", args=[self.project])
        asks.get(board)
        return [
            Screen("tutorings", asks, reverse("tutoring:tutoring_list")),
            Screen("tutorings, last page", asks, f"{reverse('tutoring:tutoring_list')}?end=1"),
            Screen("tutors", asks, reverse("tutoring:tutor_list")),
            Screen("one tutoring", asks, reverse("tutoring:tutoring_detail", args=[self.tie])),
            Screen("activation", asks, reverse("tutoring:activation")),
            Screen("board, nothing written", asks, board, before=lambda: asks.get(board)),
            Screen("board, after a write", asks, board, before=self._write),
            Screen("board, by another worker", asks, board, before=kept.forget),
            Screen("board, its job", asks, board, before=self._forget),
        ]

    def _forget(self) -> None:
        kept.forget()
        cache.clear()

    def _write(self) -> None:
        """Anything that is recorded, and has nothing to do with the board."""
        row = Organisation.objects.order_by("pk").first()
        assert row is not None
        trail.change(SYSTEM, row, "organisation.changed", name=f"Ente {timezone.now().isoformat()}")


def populate(size: int) -> dict[str, str]:
    population.migrate(verbosity=0)
    chance = random.Random(size)
    project = load_project(
        SYSTEM, definition=load(next(file for file in builtin_files() if "ancora" in file.name))
    )
    organisation = add_organisation(project, 0)
    operator = add_user("bench", organisation, project, Role.OPERATOR, Role.MANAGER)
    people, tutors = generate(2 * size, seed=size, tutors=2 * size)
    town = _Towns(chance, people)
    where = {"organisation": organisation, "project": project}
    with unrecorded("rows of a benchmark are nobody's"):
        rows = _cases(people, town, operator, **where)
        offers = _offers(project)
        stood = [_tutor(one, town, offers, **where) for one in tutors]
        for at, tutor in enumerate(stood[size + size * 4 // 5 :]):
            if at % _ON_THE_WAY:
                tutor.trained_on = None
        _many(Tutor, stood)
        _requests(people[size:], rows[size:])
        ties = _ties(chance, rows[:size], stood[:size])
    return {"operator": str(operator.pk), "project": str(project.pk), "tie": str(ties[0].pk)}


def settle() -> None:
    population.settle()


def _many(model: Any, rows: Iterable[Any]) -> None:
    model.objects.bulk_create(list(rows), batch_size=BATCH)


class _Towns:
    """Municipalities of real provinces for the invented ones."""

    def __init__(self, chance: random.Random, people: list[engine.Waiting]) -> None:
        real: dict[str, list[Municipality]] = {}
        for row in Municipality.objects.order_by("province", "istat_code"):
            real.setdefault(row.province, []).append(row)
        largest = sorted(real.values(), key=len, reverse=True)
        invented = sorted({one.province for one in people})
        self.chance, self.of = chance, {name: largest[at % len(largest)] for at, name in enumerate(invented)}

    def some(self, province: str) -> Municipality:
        return self.chance.choice(self.of.get(province) or next(iter(self.of.values())))


def _cases(people: list[engine.Waiting], town: _Towns, operator: Any, **where: Any) -> list[Case]:
    persons = [
        Person(
            code=f"P-{at:07d}",
            gender=one.gender,
            year_of_birth=1990,
            language=min(one.languages),
            municipality=town.some(one.province),
        )
        for at, one in enumerate(people)
    ]
    _many(Person, persons)
    _many(Involvement, [Involvement(person=person, follower=operator, **where) for person in persons])
    spoken = [(person, one) for person, one in zip(persons, people, strict=True)]
    _many(
        LanguageSkill,
        [
            LanguageSkill(person=person, language=language, level="b1")
            for person, one in spoken
            for language in sorted(one.languages)
        ],
    )
    cases = [
        Case(code=f"C-{at:07d}", person=person, operator=operator, opened_on=timezone.localdate(), **where)
        for at, person in enumerate(persons)
    ]
    _many(Case, cases)
    needs = [
        Need(case=case, area=area, noted_on=case.opened_on, words="")
        for case, one in zip(cases, people, strict=True)
        for area in sorted(one.needs)
    ]
    _many(Need, needs)
    return cases


def _tutor(one: engine.Tutor, town: _Towns, offers: dict[str, list[str]], **where: Any) -> Tutor:
    today = timezone.localdate()
    group = one.gender == GROUP
    return Tutor(
        code=f"T-{one.key[1:]}",
        name=f"Tutore {one.key}",
        kind=TutorKind.PARISH if group else TutorKind.CITIZEN,
        gender="unknown" if group else one.gender,
        municipality=town.some(one.province),
        languages=sorted(one.languages),
        times=times_of(one.slots),
        offers=sorted({offer for area in one.offers for offer in offers.get(area, ())[:1]}),
        interests=_interests(one.interests),
        wishes=sorted(one.wishes),
        radius_km=one.radius_km,
        capacity=max(1, one.capacity),
        available_on=today - timedelta(days=60),
        interviewed_on=today - timedelta(days=30),
        trained_on=today - timedelta(days=20),
        **where,
    )


def _offers(project: Project) -> dict[str, list[str]]:
    """By area the keys of what answers it."""
    found: dict[str, list[str]] = {}
    for offer in tutor_offers(project):
        for area in offer.areas:
            found.setdefault(area, []).append(offer.key)
    return found


def _interests(invented: Iterable[str]) -> list[str]:
    words = sorted(Interest.values)
    return sorted({words[INTERESTS.index(each) % len(words)] for each in invented})


def _requests(people: list[engine.Waiting], cases: list[Case]) -> None:
    today = timezone.localdate()
    waiting = list(zip(people, cases, strict=True))
    _many(
        Consent,
        [
            Consent(person=case.person, purpose=ConsentPurpose.TUTORING, given_on=today, channel="in_person")
            for _one, case in waiting
        ],
    )
    _many(
        TutorRequest,
        [
            TutorRequest(
                case=case,
                asked_on=today - timedelta(days=one.waiting_days),
                times=times_of(one.slots),
                wishes=sorted(one.wishes),
                interests=_interests(one.interests),
                alone=one.alone,
            )
            for one, case in waiting
        ],
    )


def _ties(chance: random.Random, cases: list[Case], tutors: list[Tutor]) -> list[Tutoring]:
    today = timezone.localdate()
    ties = [
        Tutoring(
            case=case, tutor=tutor, introduced_on=begun, started_on=begun, rhythm=chance.choice((0, 0, 0, 1, 2))
        )
        for case, tutor in zip(cases, tutors, strict=True)
        for begun in [today - timedelta(days=chance.randint(20, 400))]
    ]  # fmt: skip
    _many(Tutoring, ties)
    _many(
        Contact,
        [
            Contact(
                tutoring=tie,
                kind=ContactKind.TELEPHONE,
                on=today - timedelta(days=days),
                begun_by=BegunBy.TUTOR,
                noted_by=Contact.By.TUTOR,
            )
            for tie in ties
            for days in (chance.randint(0, 6), chance.randint(7, 13), chance.randint(14, 19))
        ],
    )
    return ties
