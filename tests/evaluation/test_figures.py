"""Figures by hand: every indicator against a count that a reader can do on their fingers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from accanto.core import trail
from accanto.evaluation.breakdowns import breakdown
from accanto.evaluation.figures import one_figure, project_figures
from accanto.evaluation.question import Question
from accanto.network.models import CoordinationGroup, CoordinationMember
from tests.cast import Cast
from tests.evaluation import factories as make

pytestmark = pytest.mark.django_db


def value(cast: Cast, result: Any, user: Any = None, **narrowed: Any) -> Any:
    return one_figure(question(cast, user, **narrowed), result).value


def question(cast: Cast, user: Any = None, **narrowed: Any) -> Question:
    return Question(cast.actor(user or cast.carlos), cast.project, narrowed=narrowed)


def split(cast: Cast, result: Any, dimension: str) -> dict[str, Any]:
    return {row.key: row.value for row in breakdown(question(cast), result, dimension).rows}


def test_persons_met_are_counted_once_and_the_nameless_by_how_many(cast: Cast) -> None:
    wanted = make.result(cast, "met", "persons_encountered")
    amina, bilal = make.person(cast, gender="female"), make.person(cast, gender="male")
    for who in (amina, amina, bilal):
        make.encounter(cast, who, how_many=3)
    make.encounter(cast, None, how_many=4, gender="female")
    assert value(cast, wanted) == 6
    assert split(cast, wanted, "gender") == {"female": 5, "male": 1}


def test_encounters_count_meetings_and_place_narrows(cast: Cast) -> None:
    everywhere = make.result(cast, "all", "encounters", unit="encounters")
    schools = make.result(cast, "schools", "encounters", unit="encounters", place=["school"])
    make.encounter(cast, make.person(cast))
    make.encounter(cast, None, kind="school", how_many=4)
    assert (value(cast, everywhere), value(cast, schools)) == (2, 1)
    assert split(cast, everywhere, "place") == {"library": 1, "school": 1}


def test_merged_records_count_as_the_one_that_was_kept(cast: Cast) -> None:
    wanted = make.result(cast, "cases", "persons_in_case")
    kept = make.person(cast, gender="female", year_of_birth=1990)
    double = make.person(cast, gender="unknown")
    make.case(cast, kept)
    make.case(cast, double, cast.org_b)
    assert value(cast, wanted) == 2
    make.merge(kept, double)
    assert value(cast, wanted) == 1
    assert split(cast, wanted, "gender") == {"female": 1}
    assert split(cast, wanted, "age") == {"18-60": 1}
    assert split(cast, wanted, "partner") == {str(cast.org_a.pk): 1, str(cast.org_b.pk): 1}


def test_population_by_gender_age_and_citizenship(cast: Cast) -> None:
    women = make.result(cast, "w", "persons_in_case", gender=["female"])
    minors = make.result(cast, "m", "persons_in_case", age=["minor"])
    third = make.result(cast, "t", "persons_in_case", third_country=True)
    make.case(cast, make.person(cast, gender="female", year_of_birth=1990, nationality="SN"))
    make.case(cast, make.person(cast, gender="female", age_band="minor", nationality="FR"))
    make.case(cast, make.person(cast, gender="male", year_of_birth=2012, nationality=""))
    assert (value(cast, women), value(cast, minors), value(cast, third)) == (2, 2, 1)


def test_plans_actions_tutorings_contacts(cast: Cast) -> None:
    skills = cast.project.catalogue.get(key="skills")
    agreed = make.result(cast, "p", "plans_agreed")
    done = make.result(cast, "a", "actions_done", action=["skills"])
    started = make.result(cast, "t", "tutorings_started", unit="tutorings")
    families = make.result(cast, "f", "tutorings_started", unit="tutorings", tutor_kind=["family"])
    meetings = make.result(cast, "c", "contacts_logged", unit="contacts", contact=["meeting"])
    one, two = make.case(cast, make.person(cast)), make.case(cast, make.person(cast))
    plan = make.plan(one)
    make.plan(two, agreed_on=None)
    make.action(plan, skills)
    make.action(plan, skills)
    make.action(plan, None)
    make.action(plan, skills, status="todo")
    beside = make.tutoring(cast, one)
    make.tutoring(cast, two, kind="family")
    make.contact(beside)
    make.contact(beside, kind="telephone")
    figures = project_figures(question(cast), [agreed, done, started, families, meetings])
    assert [figure.value for figure in figures] == [1, 1, 2, 1, 1]


def test_leaflets_by_language_and_materials(cast: Cast) -> None:
    leaflets = make.result(cast, "l", "leaflets_handed_out", unit="copies")
    arabic = make.result(cast, "la", "leaflets_handed_out", unit="copies", language=["ara"])
    materials = make.result(cast, "m", "materials_given", unit="copies", given=["information"])
    meeting = make.encounter(cast)
    make.given(meeting, copies=20)
    make.given(meeting, language="fra", copies=5)
    make.given(meeting, kind="information")
    assert (value(cast, leaflets), value(cast, arabic), value(cast, materials)) == (25, 20, 1)
    assert split(cast, leaflets, "language") == {"ara": 20, "fra": 5}


def test_a_share_has_the_recorded_in_its_denominator(cast: Cast) -> None:
    inactive = make.result(
        cast, "i", "situation_share", unit="percent", field="labour", values=["inactive"], gender=["female"]
    )
    for labour in ("inactive", "inactive", "employed", "unknown", "na"):
        make.picture(make.case(cast, make.person(cast, gender="female")), labour=labour)
    make.picture(make.case(cast, make.person(cast, gender="male")), labour="inactive")
    figure = one_figure(question(cast), inactive)
    assert (figure.numerator, figure.denominator) == (2, 3)
    assert figure.value is not None and round(figure.value, 1) == Decimal("66.7")


def test_the_latest_picture_counts_and_one_that_says_nothing_does_not(cast: Cast) -> None:
    hardship = make.result(cast, "h", "situation_count", field="housing", values=["street", "emergency"])
    at_first = make.result(
        cast, "h0", "situation_count", field="housing", values=["street", "emergency"], moment="intake"
    )
    one = make.case(cast, make.person(cast))
    make.picture(one, housing="street")
    make.picture(one, "review", date(2026, 4, 1), housing="rented")
    make.picture(one, "review", date(2026, 5, 1), labour="employed")
    two = make.case(cast, make.person(cast))
    make.picture(two, housing="emergency")
    assert (value(cast, hardship), value(cast, at_first)) == (1, 2)


def test_a_change_is_over_those_with_two_pictures(cast: Cast) -> None:
    mobile = make.result(
        cast, "m", "situation_change", field="mobility", values=["licence", "bicycle"], measure="count"
    )
    one, two, three = (make.case(cast, make.person(cast)) for _ in range(3))
    make.picture(one, mobility="none")
    make.picture(one, "exit", date(2026, 6, 1), mobility="licence")
    make.picture(two, mobility="bicycle")
    make.picture(two, "review", date(2026, 6, 2), mobility="bicycle")
    make.picture(three, mobility="bicycle")
    figure = one_figure(question(cast), mobile)
    assert (figure.baseline, figure.value, figure.difference, figure.denominator) == (1, 2, 1, 2)
    assert figure.trend[0] == ("2026-06", Decimal(2))


def test_coordination(cast: Cast) -> None:
    groups = make.result(cast, "g", "coordination_groups", unit="groups")
    members = make.result(cast, "gm", "members_of_group", unit="members")
    group = trail.create(make.SYSTEM, CoordinationGroup(project=cast.project), "coordination.constituted")
    trail.create(make.SYSTEM, CoordinationMember(group=group, organisation=cast.org_a, who="x"), "c.member")
    assert (value(cast, groups), value(cast, members)) == (0, 1)
    trail.change(make.SYSTEM, group, "coordination.constituted", constituted_on=date(2025, 2, 1))
    assert value(cast, groups) == 1


def test_what_was_never_declared_has_no_value(cast: Cast) -> None:
    hours = make.result(cast, "hours", "declared", unit="hours", source_later="activities")
    figure = one_figure(question(cast), hours)
    assert figure.value is None and figure.is_declared


def test_a_manager_sees_their_organisations_part(cast: Cast) -> None:
    wanted = make.result(cast, "c", "persons_in_case")
    make.case(cast, make.person(cast))
    make.case(cast, make.person(cast), cast.org_b)
    assert value(cast, wanted, cast.carlos) == 2
    assert value(cast, wanted, cast.mario) == 1
    assert value(cast, wanted, cast.zoe) == 0
    assert question(cast).sees_all_partners and not question(cast, cast.mario).sees_all_partners


def test_filters_narrow_and_other_projects_never_count(cast: Cast) -> None:
    wanted = make.result(cast, "c", "persons_in_case")
    make.case(cast, make.person(cast, gender="female", year_of_birth=1990))
    make.case(cast, make.person(cast, gender="male"), cast.org_b, territory=None)
    assert value(cast, wanted, partner=cast.org_b.pk) == 1
    assert value(cast, wanted, gender="female", age="18-60") == 1
    assert value(cast, wanted, territory=cast.territory.pk) == 1
    in_april = Question(cast.actor(cast.carlos), cast.project, start=date(2026, 4, 1))
    assert one_figure(in_april, wanted).value == 0


def test_a_project_with_many_results_asks_each_source_twice(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    computes = ("persons_in_case", "plans_agreed", "actions_done", "persons_encountered", "encounters")
    results = [make.result(cast, f"r{n}-{name}", name) for n in range(4) for name in computes]
    results = [type(r).objects.visible_to(make.SYSTEM).get(pk=r.pk) for r in results]
    make.plan(make.case(cast, make.person(cast)))
    asked = question(cast)
    with django_assert_max_num_queries(9):  # four sources: totals and trends
        project_figures(asked, results)


def test_trend_has_every_month(cast: Cast) -> None:
    wanted = make.result(cast, "c", "persons_in_case")
    make.case(cast, make.person(cast), on=date(2026, 1, 31))
    make.case(cast, make.person(cast), on=date(2026, 3, 1))
    trend = dict(one_figure(question(cast), wanted).trend)
    assert (trend["2026-01"], trend["2026-02"], trend["2026-03"]) == (1, 0, 1)
