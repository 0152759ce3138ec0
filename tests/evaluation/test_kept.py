"""Figures are kept until something is written: never one too old, never one of another's reach."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accanto.core import trail
from accanto.core.actor import SystemActor
from accanto.evaluation import kept
from accanto.evaluation.question import Question
from accanto.people.operations.identity import add_identity, read_identity
from accanto.privacy.reading import data_version
from tests.cast import Cast
from tests.evaluation import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    caches["figures"].clear()


@pytest.fixture
def cases(cast: Cast) -> Any:
    """A result that counts persons in case: two of organisation A, one of B."""
    wanted = make.result(cast, "cases", "persons_in_case", target=10)
    for organisation in (cast.org_a, cast.org_a, cast.org_b):
        make.case(cast, make.person(cast, organisation=organisation, gender="female"), organisation)
    return wanted


def ask(cast: Cast, result: Any, actor: Any, **more: Any) -> Decimal | None:
    return kept.kept_figures(Question(actor, cast.project, **more), [result])[0][0].value


def shown(cast: Cast, user: Any, result: Any, query: str = "") -> Decimal | None:
    url = reverse("evaluation:project_figures", args=[cast.project.pk])
    response = cast.client(user).get(url + query)
    return next(figure.value for figure in response.context["figures"] if figure.result == result)


def test_what_is_written_shows_the_next_time(cast: Cast, cases: Any) -> None:
    assert shown(cast, cast.carlos, cases) == 3
    assert shown(cast, cast.carlos, cases) == 3
    opened = make.case(cast, make.person(cast))
    assert shown(cast, cast.carlos, cases) == 4
    trail.change(make.SYSTEM, opened.person, "person.changed", gender="male")
    assert shown(cast, cast.carlos, cases, "?gender=male") == 1
    trail.remove(make.SYSTEM, opened, "case.removed")
    assert shown(cast, cast.carlos, cases) == 3


def test_each_sees_their_own_reach_whoever_asked_first(cast: Cast, cases: Any) -> None:
    for _turn in range(2):
        assert shown(cast, cast.carlos, cases) == 3
        assert shown(cast, cast.mario, cases) == 2
        assert shown(cast, cast.dora, cases) == 1
        assert ask(cast, cases, make.SYSTEM) == 3


def test_a_role_that_ended_takes_its_reach_away(cast: Cast, cases: Any) -> None:
    actor: Any = cast.actor(cast.carlos)
    assert ask(cast, cases, actor) == 3
    less = type(actor)(actor.user_id, actor.label, ())
    assert ask(cast, cases, less) == 0


def test_each_question_has_its_own_answer(cast: Cast, cases: Any) -> None:
    actor = cast.actor(cast.carlos)
    assert ask(cast, cases, actor) == 3
    assert ask(cast, cases, actor, narrowed={"partner": cast.org_b.pk}) == 1
    assert ask(cast, cases, actor, narrowed={"partner": cast.org_a.pk}) == 2
    assert ask(cast, cases, actor, end=date(2020, 1, 1)) == 0
    assert ask(cast, cases, actor, start=date(2026, 3, 11)) == 0
    assert ask(cast, cases, cast.actor(cast.mario), capability="figures.export") == 0


def test_a_question_asked_again_counts_nothing(
    cast: Cast, cases: Any, django_assert_num_queries: Any
) -> None:
    actor = cast.actor(cast.carlos)
    first = kept.kept_figures(Question(actor, cast.project), [cases])
    with django_assert_num_queries(1):  # the version
        again = kept.kept_figures(Question(actor, cast.project), [cases])
    assert again == first
    assert again[0][0].trend


def test_reading_leaves_the_version_and_writing_changes_it(cast: Cast) -> None:
    person = make.person(cast, follower=cast.berta)
    add_identity(make.SYSTEM, person=person, given_name="Zaynab", family_name="Inventata")
    before = data_version()
    assert read_identity(cast.actor(cast.berta), person=person) is not None
    assert data_version() == before
    trail.change(make.SYSTEM, person, "person.changed", gender="male")
    assert data_version() not in ("", before)


def test_a_write_that_was_taken_back_leaves_nothing(cast: Cast, cases: Any) -> None:
    actor = cast.actor(cast.carlos)
    assert ask(cast, cases, actor) == 3
    with transaction.atomic():
        make.case(cast, make.person(cast))
        assert ask(cast, cases, actor) == 4
        transaction.set_rollback(True)
    assert ask(cast, cases, actor) == 3


def test_a_write_while_figures_are_counted_is_not_lost(
    cast: Cast, cases: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Someone writes after the rows were read and before the answer is kept."""
    counted = kept.project_figures

    def and_then_a_write(*args: Any) -> Any:
        figures = counted(*args)
        make.case(cast, make.person(cast))
        return figures

    monkeypatch.setattr(kept, "project_figures", and_then_a_write)
    actor = cast.actor(cast.carlos)
    assert ask(cast, cases, actor) == 3
    monkeypatch.setattr(kept, "project_figures", counted)
    assert ask(cast, cases, actor) == 4


def test_a_day_later_ages_are_told_anew(cast: Cast, cases: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    actor = cast.actor(cast.carlos)
    ask(cast, cases, actor)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2031, 1, 1))
    with CaptureQueriesContext(connection) as asked:
        ask(cast, cases, actor)
    assert len(asked) > 1


def test_an_actor_of_unknown_reach_is_answered_and_not_kept(cast: Cast, cases: Any) -> None:
    """A new kind of actor must first say what its reach is made of."""

    class Stranger:
        user_id, label = None, "stranger"

        def may(self, capability: str) -> bool:
            return True

        def rows(self, capability: str, paths: Any) -> Any:
            return SystemActor("x").rows(capability, paths)

        def require(self, capability: str, **place: Any) -> None:
            return None

    assert ask(cast, cases, Stranger()) == 3
    assert kept._key(Question(Stranger(), cast.project), [cases]) == ""
