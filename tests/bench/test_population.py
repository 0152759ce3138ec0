"""The benchmark's invented crowd answers on every screen that is measured."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from accanto.bench import population, tutoring_population
from accanto.bench.population import Bench
from accanto.network.operations.municipality import load_municipalities
from accanto.people.models import SearchKey


@pytest.fixture
def bench(db: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr(population, "migrate", lambda **options: None)  # the tests' database has its tables
    load_municipalities(population.SYSTEM)
    yield Bench(**population.populate(120))


def test_every_screen_answers(bench: Bench) -> None:
    for screen in bench.screens():
        screen.before()
        response = (
            screen.client.post(screen.url, screen.data) if screen.data else screen.client.get(screen.url)
        )
        assert response.status_code == 200, screen.name


def test_the_crowd_is_found_counted_and_spread(bench: Bench) -> None:
    screens = {screen.name: screen for screen in bench.screens()}
    search = screens["person search"]
    found = search.client.post(reverse("people:person_search"), {"query": bench.name})
    assert bench.person in {str(candidate.person.pk) for candidate in found.context["candidates"]}
    totals = {}
    for name in ("project page", "whole project"):
        page = screens[name].client.get(screens[name].url)
        totals[name] = sum(figure.value or 0 for figure in page.context["figures"] if not figure.is_share)
    assert 0 < totals["project page"] < totals["whole project"]
    assert SearchKey.objects.unscoped("a test counts them").count() > 120


def test_every_screen_of_tutoring_answers(db: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(population, "migrate", lambda **options: None)
    load_municipalities(population.SYSTEM)
    screens = tutoring_population.Bench(**tutoring_population.populate(10)).screens()
    for screen in screens:
        screen.before()
        assert screen.client.get(screen.url).status_code == 200, screen.name
    board = screens[-1].client.get(screens[-1].url).context
    assert board["waiting"] == 10
    assert board["placed"] > 0
