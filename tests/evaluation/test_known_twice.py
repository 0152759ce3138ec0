"""A person whom two partners know, each under a record of its own, counts once in the project's figures."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from accanto.cases.models import Case
from accanto.core import trail
from accanto.evaluation.breakdowns import breakdown
from accanto.evaluation.figures import one_figure
from accanto.evaluation.question import Question
from accanto.people.models import DuplicateVerdict, Involvement, Likeness
from accanto.people.operations.duplicate import merge_people, undo_merge
from accanto.people.operations.identity import add_identity, change_identity
from accanto.people.operations.person import change_person
from accanto.privacy.models import AuditEntry
from tests.cast import Cast
from tests.evaluation import factories as make

pytestmark = pytest.mark.django_db

FACTS = {"gender": "female", "year_of_birth": 1990, "nationality": "SN"}
NAME = ("Zaynab", "Inventata")


@pytest.fixture
def cases(cast: Cast) -> Any:
    return make.result(cast, "cases", "persons_in_case", by=["nationality"])


def known(cast: Cast, organisation: Any, name: tuple[str, str] = NAME, **facts: Any) -> Any:
    """A person with a name and a case at an organisation."""
    person = make.person(cast, organisation=organisation, **{**FACTS, **facts})
    add_identity(make.SYSTEM, person=person, given_name=name[0], family_name=name[1])
    make.case(cast, person, organisation)
    return person


def count(cast: Cast, result: Any, user: Any = None) -> Any:
    return one_figure(Question(cast.actor(user or cast.carlos), cast.project), result).value


def page(cast: Cast, user: Any) -> str:
    url = reverse("evaluation:project_figures", args=[cast.project.pk])
    return cast.client(user, "en").get(url).content.decode()


def test_two_partners_records_of_one_person_count_once_and_the_page_says_so(cast: Cast, cases: Any) -> None:
    one, other = known(cast, cast.org_a), known(cast, cast.org_b, ("inventata", "ZAYNAB"))
    cases_of = Case.objects.visible_to(make.SYSTEM)
    make.picture(cases_of.get(person=one), labour="inactive")
    working = make.result(cast, "work", "situation_count", field="labour", values=["inactive"])
    make.picture(cases_of.get(person=other), labour="inactive")
    assert (count(cast, cases), count(cast, working)) == (1, 1)
    assert "1 person is likely known to two partners" in page(cast, cast.carlos)


def test_neither_organisation_is_told(cast: Cast, cases: Any) -> None:
    known(cast, cast.org_a)
    known(cast, cast.org_b)
    for user in (cast.mario, cast.dora):
        assert count(cast, cases, user) == 1
        assert Question(cast.actor(user), cast.project).known_twice == []
        assert "known to two partners" not in page(cast, user)
    opened = AuditEntry.objects.visible_to(make.SYSTEM).filter(action__startswith="identity.")
    assert set(opened.values_list("action", flat=True)) == {"identity.added"}, "no name was opened to compare"


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        (NAME, {"year_of_birth": 1991}),
        (NAME, {"year_of_birth": None}),
        (NAME, {"gender": "male"}),
        (NAME, {"nationality": "GM"}),
        (NAME, {"nationality": ""}),
        (("Zaynab", "Inventato"), {}),
        (("Zaynab Amina", "Inventata"), {}),
    ],
)
def test_look_alikes_are_two(cast: Cast, cases: Any, name: tuple[str, str], facts: dict[str, Any]) -> None:
    known(cast, cast.org_a)
    known(cast, cast.org_b, name, **facts)
    assert count(cast, cases) == 2
    assert "known to two partners" not in page(cast, cast.carlos)


@pytest.mark.parametrize(
    ("one", "other", "facts"),
    [
        (("Hassan", "Ali"), ("Hussein", "Ali"), {}),
        (("Zaynab", ""), ("Zaynab", ""), {}),
        (NAME, NAME, {"gender": "unknown"}),
        (NAME, NAME, {"year_of_birth": None}),
        (NAME, NAME, {"nationality": ""}),
    ],
)
def test_weak_evidence_joins_nobody(
    cast: Cast, cases: Any, one: tuple[str, str], other: tuple[str, str], facts: dict[str, Any]
) -> None:
    known(cast, cast.org_a, one, **facts)
    known(cast, cast.org_b, other, **facts)
    assert count(cast, cases) == 2


def test_not_the_same_person_is_respected(cast: Cast, cases: Any) -> None:
    one, other = known(cast, cast.org_a), known(cast, cast.org_b)
    trail.create(make.SYSTEM, DuplicateVerdict(person=one, other=other), "person.told_apart")
    assert count(cast, cases) == 2


def test_two_such_records_in_one_organisation_tell_nothing(cast: Cast, cases: Any) -> None:
    known(cast, cast.org_a)
    known(cast, cast.org_a)
    known(cast, cast.org_b)
    assert count(cast, cases) == 3


def test_one_record_that_both_know_is_no_double(cast: Cast, cases: Any) -> None:
    person = known(cast, cast.org_a)
    row = Involvement(person=person, organisation=cast.org_b, project=cast.project)
    trail.create(make.SYSTEM, row, "person.involved")
    assert count(cast, cases) == 1
    assert Question(cast.actor(cast.carlos), cast.project).known_twice == []


def test_another_project_is_another_count(cast: Cast, cases: Any) -> None:
    known(cast, cast.org_a)
    elsewhere = make.person(cast, organisation=cast.org_c, project=cast.other_project, **FACTS)
    add_identity(make.SYSTEM, person=elsewhere, given_name=NAME[0], family_name=NAME[1])
    assert count(cast, cases) == 1
    assert Question(cast.actor(cast.carlos), cast.project).known_twice == []


def test_a_merge_and_its_undoing(cast: Cast, cases: Any) -> None:
    kept = known(cast, cast.org_a)
    second = make.person(cast, **{**FACTS, "year_of_birth": 1970})
    add_identity(make.SYSTEM, person=second, given_name="Maryam", family_name="Altra")
    make.encounter(cast, second)
    met = make.result(cast, "met", "persons_encountered")
    other = known(cast, cast.org_b)
    make.encounter(cast, other, organisation=cast.org_b)
    assert (count(cast, cases), count(cast, met)) == (1, 2)
    merge = merge_people(make.SYSTEM, keep=kept, absorb=second, reasons=[])
    assert (count(cast, cases), count(cast, met)) == (1, 1)
    merge.undo_until += timedelta(days=1)
    undo_merge(make.SYSTEM, merge=merge)
    assert (count(cast, cases), count(cast, met)) == (1, 2)


def test_facts_and_names_that_are_corrected_count_at_once(cast: Cast, cases: Any) -> None:
    known(cast, cast.org_a)
    other = known(cast, cast.org_b, year_of_birth=1991)
    assert count(cast, cases) == 2
    change_person(make.SYSTEM, person=other, year_of_birth=1990)
    assert count(cast, cases) == 1
    change_identity(make.SYSTEM, person=other, given_name="Maryam", family_name="Altra")
    assert count(cast, cases) == 2
    change_identity(make.SYSTEM, person=other, given_name="", family_name="", phone="+39 000 0000000")
    assert not Likeness.objects.visible_to(make.SYSTEM).filter(person=other).exists()


def test_breakdowns_by_what_both_agree_on_add_up(cast: Cast, cases: Any) -> None:
    known(cast, cast.org_a, municipality=cast.municipality)
    known(cast, cast.org_b, municipality=None)
    question = Question(cast.actor(cast.carlos), cast.project)
    for dimension in ("gender", "age", "nationality"):
        split = breakdown(question, cases, dimension)
        assert split.adds_up and [row.value for row in split.rows] == [1], dimension
    for dimension in ("partner", "municipality"):
        split = breakdown(question, cases, dimension)
        assert not split.adds_up and [row.value for row in split.rows] == [1, 1], dimension
    narrowed = Question(cast.actor(cast.carlos), cast.project, narrowed={"partner": cast.org_b.pk})
    assert one_figure(narrowed, cases).value == 1
