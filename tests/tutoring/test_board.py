"""The matching board as its operators read it: who is on it, proposals and reasons, what if."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accanto.cases.operations.case import close_case
from accanto.core import trail
from accanto.core.actor import NotAllowed
from accanto.people.models import Consent
from accanto.people.operations.person import withdraw_consent
from accanto.tutoring import kept
from accanto.tutoring.matching.certificate import NotOptimal
from accanto.tutoring.models import Match, TutorRequest
from accanto.tutoring.operations.board import hold, refuse
from accanto.tutoring.operations.request import ask_for_tutor, change_request
from accanto.tutoring.operations.tutoring import end_tutoring, start_tutoring
from accanto.tutoring.problem_of import problem_of
from tests.cast import SYSTEM, TODAY
from tests.tutoring.world import World

# ---- who is on the board


def test_an_empty_board_says_so(world: World) -> None:
    assert "Nessuno aspetta un tutor" in world.page("board")
    assert "Nessun tutor è pronto" in world.page("board_tutors")
    alone = world.waits()
    assert "ancora nessuno" in world.page("board")
    assert "cercane uno nuovo" in world.page("request_detail", alone)


def test_only_who_agrees_waits_and_only_who_is_ready_stands_beside(world: World) -> None:
    cast, agreed, gone, closed = world.cast, world.waits(), world.waits(), world.waits()
    withdraw_consent(world.berta, consent=Consent.objects.visible_to(SYSTEM).get(person=gone.case.person))
    close_case(world.berta, case=closed.case, closed_on=TODAY(), outcome="moved")
    ready = world.tutor()
    for other in ({"paused": True}, {"trained_on": None}, {"interviewed_on": None, "trained_on": None}):
        world.tutor(**other)
    world.tutor(organisation=cast.org_b)
    world.tutor(project=cast.other_project, organisation=cast.org_c)
    told = world.problem()
    assert [one.key for one in told.problem.people] == [str(agreed.pk)]
    assert told.without_consent == (gone.pk,)
    assert [one.key for one in told.problem.tutors] == [str(ready.pk)]
    assert problem_of(cast.actor(cast.dora), cast.project).problem.people == []
    assert gone.case.code in world.page("board")


def test_rows_become_the_engines_values(world: World) -> None:
    old = world.tutor(
        "Parrocchia", capacity=3, kind="parish", offers=["home_search", "papers", "gone"], gender="male"
    )
    asked = world.waits(
        "ita", level="alfa", needs=("housing", "housing", "legal"), times=["mon_morning", "sun_evening"], musts=["money"], alone=3,
    )  # fmt: skip
    trail.change(SYSTEM, asked.case.person, "person.changed", language="wol")
    first = start_tutoring(
        world.berta, case=world.waits().case, tutor=old, introduced_on=TODAY(), both_said_yes=True
    )
    person, tutor = world.problem().problem.people[0], world.problem().problem.tutors[0]
    assert person.languages == {"wol"}  # a few words of Italian are no language in common
    assert (person.needs, person.musts, person.alone) == ({"housing", "legal"}, {"money"}, 3)
    assert (person.slots, person.waiting_days, person.territory) == (1 | 1 << 20, 10, "colline")
    assert (tutor.offers, tutor.gender, tutor.capacity) == ({"housing", "money", "legal"}, "group", 2)
    end_tutoring(world.berta, tutoring=first, ended_on=TODAY(), end="moved")
    assert world.problem().problem.tutors[0].capacity == 3


def test_a_refusal_of_an_earlier_request_and_a_tie_of_old_are_not_proposed(world: World) -> None:
    refused, before, left = world.tutor("Rita"), world.tutor("Berto"), world.tutor("Carla")
    request = world.waits()
    refuse(world.berta, request=request, tutor=refused, reason="tutor")
    tie = start_tutoring(
        world.berta, case=request.case, tutor=before, introduced_on=TODAY(), both_said_yes=True
    )
    end_tutoring(world.berta, tutoring=tie, ended_on=TODAY(), end="tutor")
    again = ask_for_tutor(world.berta, case=request.case)
    assert world.problem().problem.people[0].excluded == {str(refused.pk), str(before.pk)}
    assert world.proposed(again) == str(left.pk)


def test_a_second_request_and_one_without_consent_are_refused(world: World) -> None:
    request = world.waits()
    with pytest.raises(ValidationError):
        ask_for_tutor(world.berta, case=request.case)
    other = world.cast.case()
    with pytest.raises(ValidationError) as refused:
        ask_for_tutor(world.berta, case=other)
    assert "agrees" in refused.value.error_dict
    page = world.post("request_add", other, asked_on="2031-01-01", alone="3", note="parla poco")
    assert page.status_code == 422
    assert "parla poco" in page.content.decode()
    assert not Consent.objects.visible_to(SYSTEM).filter(person=other.person).exists()


def test_how_alone_comes_from_the_last_picture(world: World) -> None:
    from accanto.cases.operations.content import record_situation

    case = world.cast.case()
    record_situation(world.berta, case=case, moment="intake", on=TODAY() - timedelta(days=9), ties="friends")
    record_situation(world.berta, case=case, moment="review", on=TODAY() - timedelta(days=5), ties="alone")
    record_situation(world.berta, case=case, moment="review", on=TODAY(), ties="unknown")
    page = world.cast.client(world.cast.berta).get(reverse("tutoring:request_add", args=[case.pk]))
    assert page.context["form"].fields["alone"].initial == 3


# ---- proposals and reasons


def test_reasons_stand_on_the_board_and_nothing_is_solved_twice(world: World, monkeypatch: Any) -> None:
    world.tutor(offers=["home_search"], interests=["music"], times=["mon_morning"])
    world.waits(needs=("housing", "legal"), interests=["music"], times=["mon_morning"])
    page = world.page("board")
    for words in (
        "Anna Ferri",
        "Il tutor aiuta con: Casa",
        "Nessun aiuto con: Aiuto legale",
        "Musica",
        "Verificato",
    ):
        assert words in page
    monkeypatch.setattr(kept, "Board", None)  # it would be called again
    assert "Anna Ferri" in world.page("board", who="bruna")
    change_request(world.berta, request=TutorRequest.objects.visible_to(SYSTEM).get(), note="un'altra parola")
    assert "Anna Ferri" in world.page("board")


def test_a_failed_proof_shows_no_proposal_and_takes_no_decision(world: World, monkeypatch: Any) -> None:
    tutor, request = world.tutor(), world.waits()

    def fails(_problem: Any) -> Any:
        raise NotOptimal("not_the_least")

    monkeypatch.setattr(kept, "Board", fails)
    page = world.page("board")
    assert "Ora non si propone nessuna coppia" in page
    assert tutor.name not in page
    assert world.page("request_detail", request)
    answer = world.post("match_hold", request, tutor=tutor.pk, board="")
    assert answer.status_code == 422
    assert not Match.objects.visible_to(SYSTEM).exists()


@pytest.mark.parametrize(
    ("tutor", "asked", "words"),
    [
        ({"speaks": ["fra"]}, {}, "una lingua in comune"),
        ({"gender": "male"}, {"wishes": ["female"]}, "un tutor di un altro genere"),
        ({"wishes": ["male"]}, {}, "una persona di un altro genere"),
        ({}, {"musts": ["housing"]}, "lo fa qualcun altro"),
        ({"territory": None}, {}, "la distanza"),
        ({"times": ["mon_morning"]}, {"times": ["tue_morning"]}, "un altro momento della settimana"),
    ],
)
def test_why_nobody_names_the_smallest_way_out(world: World, tutor: Any, asked: Any, words: str) -> None:
    row = world.tutor(
        "Anna Ferri", *tutor.get("speaks", ()), **{k: v for k, v in tutor.items() if k != "speaks"}
    )
    request = world.waits(**asked)
    page = world.page("request_detail", request)
    assert "Nessun tutor pronto rispetta tutti i limiti" in page
    assert words in page
    assert "i limiti che non tornano" in world.page("pair", request, tutor=row.pk)


def test_why_nobody_names_the_full_tutor_and_who_shares(world: World) -> None:
    tutor, first, last = world.tutor(), world.waits(days=200), world.waits(days=1)
    page = world.page("request_detail", last)
    assert tutor.name in page
    assert first.case.code in page
    assert "Persone che potrebbero avere solo questi tutor: 2." in page
    why = world.page("pair", last, tutor=tutor.pk)
    assert f"{first.case.code}</strong>: Anna Ferri" in why  # what forcing it costs


def test_everyone_excluded(world: World) -> None:
    request = world.waits()
    for name in ("Uno", "Due"):
        refuse(world.berta, request=request, tutor=world.tutor(name), reason="other")
    page = world.page("request_detail", request)
    assert "si ritira un rifiuto" in page
    assert world.proposed(request) == ""


# ---- what if, and whom to look for


def test_what_if_shows_and_changes_nothing(world: World) -> None:
    tutor, request, other = world.tutor(), world.waits("ara"), world.waits("ara", days=2)
    page = world.page("what_if", what="pause", tutor=tutor.pk)
    assert "1 persona in meno ha qualcuno" in page
    assert re.search(rf"{request.case.code}</strong>: Anna Ferri\s*→", page)
    page = world.page("what_if", what="new", territory=world.cast.territory.pk, language="ara", places=2)
    assert f"{other.case.code}</strong>: nessuno → il nuovo tutor" in re.sub(r"\s+", " ", page)
    assert world.proposed(request) == str(tutor.pk)
    for bad in (
        {"what": "pause", "tutor": "x"},
        {"what": "new"},
        {"what": "?"},
        {"what": "places", "places": "-1"},
    ):
        assert world.page("what_if", **bad)


def test_whom_to_look_for_next(world: World) -> None:
    world.tutor()
    for _each in range(3):
        world.waits("ara")
    page = re.sub(r"\s+", " ", world.page("board"))
    assert "Arabo" in page
    assert "Un tutor così: 1 persona in più ha qualcuno" in page


def test_another_project_and_roles_without_the_capability(world: World) -> None:
    tutor, request = world.tutor(), world.waits()
    urls = [
        reverse("tutoring:board", args=[world.cast.project.pk]),
        reverse("tutoring:match_hold", args=[request.pk]),
    ]
    for who in ("carlos", "olga", "elia", "amina", "zeno"):
        for url in urls:
            assert world.cast.client(world.cast.users[who]).get(url).status_code in (403, 404)
    with pytest.raises(NotAllowed):
        hold(world.cast.actor(world.cast.dora), request=request, tutor=tutor, proposed=True, reasons={})
    assert not Match.objects.visible_to(SYSTEM).exists()
