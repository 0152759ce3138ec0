"""What holds of every figure, over generated facts."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest

from accanto.core import trail
from accanto.evaluation.breakdowns import ADDS_UP, breakdowns
from accanto.evaluation.figures import one_figure, project_figures
from accanto.evaluation.question import Question
from accanto.evaluation.readings import Picture
from accanto.network.models import ExpectedResult
from accanto.people.models import Person
from tests.cast import Cast
from tests.evaluation import factories as make

pytestmark = pytest.mark.django_db

GENDERS = ("female", "male", "other", "undisclosed", "unknown")
LABOUR = ("employed", "inactive", "unemployed", "na", "unknown")


def world(cast: Cast, seed: int) -> list[ExpectedResult]:
    """Persons of all kinds, some of them recorded twice and merged, with all kinds of facts."""
    chance = random.Random(seed)
    people: list[Person] = []
    for _ in range(14):
        year = chance.choice([None, 1950, 1990, 2007, 2012])
        facts = {"gender": chance.choice(GENDERS), "nationality": chance.choice(["", "SN", "FR", "UA"])}
        facts |= {"year_of_birth": year, "age_band": chance.choice(["unknown", "minor", "adult"])}
        people.append(make.person(cast, **facts))
    for who in people:
        day = date(2025, 6, 1) + timedelta(days=chance.randrange(400))
        organisation = chance.choice([cast.org_a, cast.org_b])
        for _ in range(chance.randrange(3)):
            make.encounter(cast, who, chance.choice(["library", "school"]), day, organisation=organisation)
        make.encounter(
            cast, None, "square", day, how_many=chance.randrange(1, 4), gender=chance.choice(GENDERS)
        )
        case = make.case(cast, who, organisation, day, chance.choice([cast.territory, None]))
        make.picture(case, "intake", day, labour=chance.choice(LABOUR))
        if chance.random() < 0.6:
            make.picture(case, "review", day + timedelta(days=40), labour=chance.choice(LABOUR))
        if chance.random() < 0.5:
            make.action(make.plan(case), cast.project.catalogue.get(key="skills"), on=day)
    for other in range(0, 6, 2):
        make.merge(people[other], people[other + 1])
    return [
        make.result(cast, "met", "persons_encountered"),
        make.result(cast, "encounters", "encounters", unit="encounters"),
        make.result(cast, "cases", "persons_in_case", by=["nationality", "municipality", "language"]),
        make.result(cast, "adults", "persons_in_case", age=["adult"]),
        make.result(cast, "done", "actions_done"),
        make.result(cast, "idle", "situation_count", field="labour", values=["inactive", "unemployed"]),
        make.result(cast, "change", "situation_change", field="labour", values=["employed"], measure="count"),
        make.result(cast, "share", "situation_share", unit="percent", field="labour", values=["employed"]),
    ]


def ask(cast: Cast, **more: Any) -> Question:
    return Question(cast.actor(cast.carlos), cast.project, **more)


@pytest.mark.parametrize("seed", range(4))
def test_breakdowns_add_up_and_no_row_is_larger_than_the_whole(cast: Cast, seed: int) -> None:
    results = world(cast, seed)
    checked = 0
    for figure in project_figures(ask(cast), results):
        assert figure.value == one_figure(ask(cast), figure.result).value
        for split in breakdowns(ask(cast), figure.result):
            if figure.is_share:
                assert sum(row.numerator or 0 for row in split.rows) == figure.numerator
                assert sum(row.denominator or 0 for row in split.rows) == figure.denominator
            elif split.adds_up:
                assert sum(row.value or 0 for row in split.rows) == figure.value, (figure.result.key, split)
            else:
                assert all((row.value or 0) <= (figure.value or 0) for row in split.rows)
                assert sum(row.value or 0 for row in split.rows) >= (figure.value or 0)
            assert split.adds_up or split.dimension not in ADDS_UP
            checked += 1
    assert checked >= 4 * len(results)


@pytest.mark.parametrize("seed", range(2))
def test_each_row_of_a_breakdown_is_the_figure_narrowed_to_it(cast: Cast, seed: int) -> None:
    for result in world(cast, seed):
        figure = one_figure(ask(cast), result)
        for split in breakdowns(ask(cast), result):
            for row in split.rows:
                if not row.key or split.dimension not in ("partner", "gender", "age") or figure.is_share:
                    continue
                if isinstance(figure.reading, Picture) and split.dimension == "partner":
                    continue  # narrowed to a partner, the latest picture is the latest of that partner
                narrowed = one_figure(ask(cast, narrowed={split.dimension: row.key}), result)
                assert narrowed.value == row.value, (result.key, split.dimension, row)


def test_merging_two_records_of_one_person_counts_them_once(cast: Cast) -> None:
    results = world(cast, 9)
    free = Person.objects.visible_to(make.SYSTEM).filter(merged_into=None, absorbed=None)
    kept, other = free.filter(cases__isnull=False).distinct().order_by("created_at")[:2]
    before = {figure.result.key: figure.value for figure in project_figures(ask(cast), results)}
    make.merge(kept, other)
    after = {figure.result.key: figure.value for figure in project_figures(ask(cast), results)}
    assert after["cases"] == (before["cases"] or 0) - 1
    assert after["encounters"] == before["encounters"]


def test_what_happens_elsewhere_changes_nothing(cast: Cast) -> None:
    results = world(cast, 5)
    before = [figure.value for figure in project_figures(ask(cast), results)]
    stranger = cast.person(cast.org_c, project=cast.other_project, gender="female")
    case = make.case(cast, stranger, cast.org_c)
    trail.change(make.SYSTEM, case, "test.moved", project=cast.other_project)
    make.picture(case, labour="inactive")
    make.action(make.plan(case))
    make.person(cast, gender="male")
    assert [figure.value for figure in project_figures(ask(cast), results)] == before
