"""A board too large for a page: worked out by a job, shared by all who see the same rows, shown with its age."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from accanto.tutoring import kept, large
from accanto.tutoring.jobs import solve_board
from accanto.tutoring.matching.certificate import NotOptimal
from accanto.tutoring.operations.request import withdraw_request
from tests.tutoring.world import World

Asked = list[tuple[str, str, str]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Every board is large, and jobs wait: the list holds what was asked for."""
    found: Asked = []
    monkeypatch.setattr(large, "AT_ONCE", 0)
    monkeypatch.setattr(large, "_REST", timedelta(0))
    monkeypatch.setattr(large, "enqueue", lambda *told: found.append(told))
    cache.clear()
    kept.forget()
    return found


def work(asked: Asked) -> None:
    while asked:
        solve_board.func(*asked.pop())


def test_the_first_look_asks_for_it_once_and_all_share_what_was_found(world: World, asked: Asked) -> None:
    tutor, request = world.tutor(), world.waits()
    page = world.page("board")
    assert "si stanno calcolando" in page and 'http-equiv="refresh"' in page
    assert "In attesa del suo turno" in page
    world.page("board_tutors")
    assert "si stanno calcolando" in world.page("request_detail", request)
    assert "ancora in corso" in world.page("match_hold", request, tutor=tutor.pk)
    assert len(asked) == 1, "asked for once, however many look"
    work(asked)
    page = world.page("board")
    assert tutor.name in page and "si stanno calcolando" not in page
    kept.forget()  # another worker, or after a restart: taken from what was stored, and proven there
    assert world.proposed(request) == str(tutor.pk)
    assert asked == []


def test_what_was_found_last_stays_with_its_age_until_the_next_is_there(world: World, asked: Asked) -> None:
    tutor, first, other = world.tutor(), world.waits(days=50), world.waits(days=10)
    world.page("board")
    work(asked)
    assert world.proposed(first) == str(tutor.pk)
    withdraw_request(world.berta, request=first)
    page = world.page("board")
    assert "Da allora è stato scritto qualcosa" in page and "se ne sta calcolando" in page
    assert tutor.name in page, "the last good proposal stays"
    world.post("match_hold", other, tutor=str(tutor.pk))  # nothing breaks on an old board
    work(asked)
    world.page("board")
    work(asked)
    page = world.page("board")
    assert "Da allora" not in page
    assert world.proposed(other) == str(tutor.pk)


def test_a_write_that_has_nothing_to_do_with_it_solves_nothing(
    world: World, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.tutor(), world.waits()
    world.page("board")
    work(asked)
    world.cast.person()
    assert "Da allora" in world.page("board")
    monkeypatch.setattr(kept, "Board", None)  # would fail where it were called
    work(asked)
    assert "Da allora" not in world.page("board")


def test_without_a_worker_the_page_says_so(world: World, asked: Asked) -> None:
    world.tutor(), world.waits()
    world.page("board")
    place = large.place_of(world.cast.project, large.sight_of(world.berta))
    run = large.run(place)
    assert run is not None
    cache.set(f"{place}:run", large.Run("asked", run.version, timezone.now() - timedelta(minutes=2)))
    page = world.page("board")
    assert "accanto worker" in page and "hx-trigger" not in page.split('id="working"')[1].split(">")[0]


def test_no_board_is_shown_whose_proof_fails_and_the_next_write_tries_again(
    world: World, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.tutor(), world.waits()
    world.page("board")

    def fails(*told: Any) -> Any:
        raise NotOptimal("not_the_least")

    with monkeypatch.context() as broken:
        broken.setattr(kept, "Board", fails)
        work(asked)
    page = world.page("board")
    assert "La verifica del risultato non è riuscita" in page and asked == []
    world.waits()
    world.page("board")
    work(asked)
    assert "La verifica del risultato non è riuscita" not in world.page("board")


def test_what_is_stored_is_sealed_and_only_for_who_sees_the_same(world: World, asked: Asked) -> None:
    tutor, request = world.tutor(), world.waits()
    world.page("board")
    work(asked)
    stored = repr(cache._cache)  # type: ignore[attr-defined]
    assert str(request.pk) not in stored and str(tutor.pk) not in stored
    cast = world.cast
    assert large.sight_of(world.berta) != large.sight_of(cast.actor(cast.dora))
