"""A place is found, given, followed, freed; never given twice; its address is opened on purpose."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from accanto.core import today
from accanto.directory.operations.service import add_service
from accanto.evaluation.figures import one_figure
from accanto.evaluation.question import Question
from accanto.people.timeline import around
from accanto.privacy.models import AuditEntry
from accanto.supports.models import Home, HomeStay, Placement
from accanto.supports.operations.home import begin_stay, change_home, end_stay, most_taken, open_address
from accanto.supports.operations.placement import begin_placement, end_placement
from tests.cast import SYSTEM, Cast
from tests.evaluation import factories as make
from tests.supports.factories import make_home, make_line, paid


def test_from_the_case_to_a_place_and_out_again(cast: Cast) -> None:
    home, full, case, day = make_home(cast), make_home(cast, places=1), cast.case(), timezone.localdate()
    berta = cast.actor(cast.berta)
    begin_stay(berta, case=cast.case(), home=full, since=day)
    client = cast.client(cast.berta)
    found = client.get(reverse("supports:stay_find", args=[case.pk]), {"people": 2})
    assert [place.home for place in found.context["places"]] == [home]
    url = reverse("supports:stay_begin", args=[case.pk])
    said = {"home": home.pk, "people": 3, "since": day.isoformat(), "note": "Con la figlia"}
    answer = client.post(url, said)
    assert answer.status_code == 422 and set(answer.context["form"].errors) == {"people"}
    assert "Con la figlia" in answer.content.decode()
    soon = (day + timedelta(days=20)).isoformat()
    assert client.post(url, {**said, "people": 2, "until": soon}).status_code == 302
    assert [item.kind for item in today.items(berta) if item.kind == "stay"] == ["stay"]
    with pytest.raises(ValidationError):
        change_home(cast.actor(cast.mario), home=home, places=1)
    with pytest.raises(ValidationError):  # one home at a time
        begin_stay(berta, case=case, home=make_home(cast), since=day)
    stay = HomeStay.objects.visible_to(SYSTEM).get(case=case)
    end_stay(berta, stay=stay, ended_on=day, ending="own_home")
    assert begin_stay(berta, case=cast.case(), home=home, since=day, people=2).pk
    assert "Con la figlia" not in str(list(AuditEntry.objects.visible_to(SYSTEM).values_list("changes")))
    assert any(event.kind == "stay" for event in around(berta, case.person)[1])


def test_the_address_of_a_guarded_home_is_not_for_every_colleague(cast: Cast) -> None:
    home, day = make_home(cast, guarded=True), timezone.localdate()
    page = cast.client(cast.berta).get(home.get_absolute_url()).content.decode()
    assert "via Inventata" not in page
    url = reverse("supports:home_address", args=[home.pk])
    assert cast.client(cast.berta).get(url).status_code == 405
    assert cast.client(cast.berta).post(url).status_code == 403
    assert cast.client(cast.dora).post(url).status_code == 404
    assert "via Inventata 7" in cast.client(cast.mario).post(url).content.decode()
    begin_stay(cast.actor(cast.mario), case=cast.case(), home=home, since=day)
    assert open_address(cast.actor(cast.berta), home=home) == "via Inventata 7"
    with pytest.raises(PermissionDenied):
        open_address(cast.actor(cast.bruna), home=home)
    assert AuditEntry.objects.visible_to(SYSTEM).filter(action="home.address_opened").count() == 2
    edit = cast.client(cast.berta).get(reverse("supports:home_edit", args=[home.pk])).content.decode()
    assert "via Inventata" not in edit


def test_nobody_lets_themselves_in_to_a_guarded_address(cast: Cast) -> None:
    home, case, day = make_home(cast, guarded=True), cast.case(), timezone.localdate()
    client, address = cast.client(cast.berta), reverse("supports:home_address", args=[home.pk])
    edit = reverse("supports:home_edit", args=[home.pk])
    said = {
        "kind": "shared",
        "municipality": home.municipality_id,
        "places": 2,
        "available_from": home.available_from.isoformat(),
        "notes": "Citofono rotto",
    }
    answer = client.post(edit, said)
    assert answer.status_code == 422 and set(answer.context["form"].errors) == {"guarded"}
    assert "Citofono rotto" in answer.content.decode()
    begin = reverse("supports:stay_begin", args=[case.pk])
    answer = client.post(begin, {"home": home.pk, "people": 1, "since": day.isoformat()})
    assert answer.status_code == 422 and set(answer.context["form"].errors) == {"home"}
    assert client.post(address).status_code == 403
    assert client.post(edit, {**said, "guarded": "on"}).status_code == 302  # the rest may be changed
    home.refresh_from_db()
    assert (home.guarded, home.notes) == (True, "Citofono rotto")
    assert cast.client(cast.mario).post(edit, said).status_code == 302
    home.refresh_from_db()
    assert not home.guarded


@settings(max_examples=40, deadline=None)
@given(
    spans=st.lists(
        st.tuples(st.integers(0, 30), st.one_of(st.none(), st.integers(0, 30)), st.integers(1, 3)), max_size=8
    ),
    since=st.integers(0, 40),
)
def test_the_most_places_taken_are_those_of_the_fullest_day(spans: list[Any], since: int) -> None:
    first = date(2026, 1, 1)
    stays = [
        HomeStay(
            since=first + timedelta(days=begin),
            ended_on=None if length is None else first + timedelta(days=begin + length),
            people=people,
        )
        for begin, length, people in spans
    ]
    days = [first + timedelta(days=n) for n in range(since, 100)]
    slowly = max(
        sum(s.people for s in stays if s.since <= day and (s.ended_on is None or day < s.ended_on))
        for day in days
    )
    assert most_taken(stays, first + timedelta(days=since)) == slowly


def test_a_placement_is_tied_to_the_directory_and_followed_to_its_end(cast: Cast) -> None:
    service = add_service(
        SYSTEM, name="Negozio", provider="Panificio", municipality=cast.municipality, areas=["employment"]
    )
    case, day, client = cast.case(), timezone.localdate(), cast.client(cast.berta)
    url = reverse("supports:placement_begin", args=[case.pk])
    said = {"kind": "grant", "employer": "panificio", "hours": 60, "since": day.isoformat(), "work": "Forno"}
    answer = client.post(url, said)
    assert answer.status_code == 422 and set(answer.context["form"].errors) == {"hours"}
    before = (day - timedelta(days=1)).isoformat()
    answer = client.post(url, {**said, "hours": 20, "until": before})
    assert answer.status_code == 422 and "Forno" in answer.content.decode()
    soon = (day + timedelta(days=30)).isoformat()
    assert client.post(url, {**said, "hours": 20, "until": soon, "allowance": "500"}).status_code == 302
    placement = Placement.objects.visible_to(SYSTEM).get()
    assert placement.organization == service.organization
    assert "placement" in {item.kind for item in today.items(cast.actor(cast.berta))}
    end_placement(cast.actor(cast.berta), placement=placement, ended_on=day, outcome="hired")
    with pytest.raises(ValidationError):
        end_placement(cast.actor(cast.berta), placement=placement, ended_on=day, outcome="hired")
    assert "placement" not in {item.kind for item in today.items(cast.actor(cast.berta))}
    listed = client.get(reverse("supports:placement_list"), {"state": "ended", "kind": "grant"})
    assert placement.employer in listed.content.decode()


def test_figures_count_persons_once(cast: Cast) -> None:
    case, day, berta = cast.case(), timezone.localdate(), cast.actor(cast.berta)
    line, home = make_line(cast), make_home(cast)
    paid(cast, line, 10, case)
    paid(cast, line, 20, case, kind="things")
    begin_stay(berta, case=case, home=home, since=day)
    placement = begin_placement(berta, case=case, employer="Bar", kind="grant", since=day)
    end_placement(berta, placement=placement, ended_on=day, outcome="completed")
    begin_placement(berta, case=case, employer="Bar", kind="job", since=day)
    asked = {
        "supports_paid": ({}, {"support": ["things"]}, {"support": ["rent"]}),
        "people_housed": ({}, {"home": ["shared"]}, {"home": ["hosting"]}),
        "placements_started": ({}, {"placement": ["job"]}, {"placement": ["training"]}),
        "placements_ended": ({}, {"outcome": ["completed"]}, {"outcome": ["hired"]}),
    }
    for compute, filters in asked.items():
        question = Question(cast.actor(cast.carlos), cast.project)
        values = [
            one_figure(question, make.result(cast, f"{compute[-8:]}{n}", compute, **each)).value
            for n, each in enumerate(filters)
        ]
        assert values == [1, 1, 0], compute


def test_homes_are_the_organisations_own(cast: Cast) -> None:
    home = make_home(cast)
    assert not Home.objects.visible_to(cast.actor(cast.dora)).filter(pk=home.pk).exists()
    assert not Home.objects.visible_to(cast.actor(cast.carlos)).filter(pk=home.pk).exists()
