"""Decisions at the board, and how they are broken: two at once, consent withdrawn, places that are gone."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accanto.core import trail
from accanto.people.models import Consent
from accanto.people.operations.person import withdraw_consent
from accanto.privacy.models import AuditEntry
from accanto.tutoring.models import Match, Tutoring
from accanto.tutoring.operations.board import hold, introduce, release, say_yes
from accanto.tutoring.operations.request import ask_for_tutor, withdraw_request
from accanto.tutoring.operations.tutoring import start_tutoring
from tests.cast import SYSTEM, TODAY
from tests.tutoring.world import World, seen

# ---- decisions


def test_a_refusal_shows_the_difference_then_takes_it_and_keeps_why(world: World) -> None:
    near, far = world.tutor("Anna Vicina", offers=["home_search"]), world.tutor("Bice Lontana")
    request = world.waits(needs=("housing",))
    assert world.proposed(request) == str(near.pk)
    page = world.page("match_refuse", request, tutor=near.pk)
    assert re.search(rf"{request.case.code}</strong>: Anna Vicina\s*→\s*Bice Lontana", page)
    answer = world.post(
        "match_refuse", request, tutor=near.pk, board=seen(page), reason="person", words="Si sono già visti"
    )
    assert answer.status_code == 302
    assert world.proposed(request) == str(far.pk)
    match = Match.objects.visible_to(SYSTEM).get()
    assert (match.state, match.reason, match.decided_by) == ("refused", "person", world.cast.berta)
    assert match.proposed
    assert match.reasons["met"] == ["housing"]
    assert len(match.reasons["proof"]) == 64
    page = world.page("match_detail", match)
    assert "Si sono già visti" in page
    assert match.reasons["proof"] in page
    assert "Si sono già visti" not in str(list(AuditEntry.objects.unscoped("test").values()))
    assert world.post("match_take_back", match).status_code == 302
    assert world.proposed(request) == str(near.pk)


def test_a_pair_that_is_held_is_refused_when_one_says_no(world: World) -> None:
    tutor, request = world.tutor(), world.waits()
    match = world.hold(request, tutor)
    page = world.page("match_refuse", request, tutor=tutor.pk)
    told = {"tutor": tutor.pk, "board": seen(page), "reason": "tutor", "words": "Preferisce di no"}
    assert world.post("match_refuse", request, **told).status_code == 302
    match.refresh_from_db()
    assert (match.state, match.reason, match.words) == ("refused", "tutor", "Preferisce di no")
    assert world.proposed(request) == ""


def test_an_introduction_outside_the_board_takes_no_place_that_is_held(world: World) -> None:
    tutor, request = world.tutor(), world.waits()
    match, other = world.hold(request, tutor), world.cast.case()
    how: dict[str, Any] = {"tutor": tutor, "introduced_on": TODAY(), "both_said_yes": True}
    with pytest.raises(ValidationError) as refused:
        start_tutoring(world.berta, case=other, **how)
    assert request.case.code in str(refused.value.error_dict["tutor"])
    release(world.berta, match=match)
    hidden = world.cast.case(organisation=world.cast.org_b, operator=world.cast.dora)
    held = hold(
        SYSTEM,
        request=ask_for_tutor(SYSTEM, case=hidden, agrees=True),
        tutor=tutor,
        proposed=False,
        reasons={},
    )
    with pytest.raises(ValidationError) as refused:
        start_tutoring(world.berta, case=other, **how)
    assert hidden.code not in str(refused.value.error_dict), "for whom is not hers to read"
    release(SYSTEM, match=held)
    assert start_tutoring(world.berta, case=other, **how).tutor == tutor


def test_two_at_the_board_at_once(world: World) -> None:
    """Bruna holds the pair that Berta's page would have moved; Berta is told, and loses no word."""
    anna, bice = world.tutor("Anna Uno", offers=["home_search"]), world.tutor("Bice Due")
    one, other = world.waits(needs=("housing",)), world.waits(days=5)
    page = world.page("match_refuse", one, tutor=anna.pk)
    assert "Bice Due" in page
    hold(world.cast.actor(world.cast.bruna), request=other, tutor=anna, proposed=False, reasons={})
    told = {"tutor": anna.pk, "reason": "person", "words": "non vuole"}
    answer = world.post("match_refuse", one, board=seen(page), **told)
    shown = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "è cambiata mentre leggevi" in shown
    assert "Che cosa è cambiato nel frattempo" in shown
    assert "non vuole" in shown
    assert Match.objects.visible_to(SYSTEM).count() == 1
    assert world.post("match_refuse", one, board=seen(shown), **told).status_code == 302
    assert world.proposed(one) == str(bice.pk)


def test_what_changes_elsewhere_asks_nothing_again(world: World) -> None:
    tutor, request = world.tutor(), world.waits()
    page = world.page("match_hold", request, tutor=tutor.pk)
    world.waits("wol")  # has no part in it
    assert world.post("match_hold", request, tutor=tutor.pk, board=seen(page)).status_code == 302
    assert Match.objects.visible_to(SYSTEM).get().state == "held"


def test_one_place_is_held_once(world: World) -> None:
    tutor, one, other = world.tutor(), world.waits(), world.waits()
    world.hold(one, tutor)
    with pytest.raises(ValidationError):
        world.hold(other, tutor)
    with pytest.raises(ValidationError):
        world.hold(one, world.tutor("Bice"))
    page = world.page("match_hold", other, tutor=tutor.pk)
    assert "non ha più posti" in page
    assert world.post("match_hold", other, tutor=tutor.pk, board="").status_code == 422


def test_a_place_held_for_someone_out_of_sight_is_taken(world: World) -> None:
    """Dora's organisation shares the tutor's project; Berta does not see whom Dora's colleagues follow."""
    tutor, hidden = world.tutor(), world.cast.case(organisation=world.cast.org_b, operator=world.cast.dora)
    other = ask_for_tutor(SYSTEM, case=hidden, agrees=True)
    hold(SYSTEM, request=other, tutor=tutor, proposed=False, reasons={})
    request = world.waits()
    assert world.problem().problem.tutors[0].capacity == 0
    assert world.proposed(request) == ""
    with pytest.raises(ValidationError):
        world.hold(request, tutor)


def test_both_say_yes_before_they_meet(world: World) -> None:
    tutor, request = world.tutor(), world.waits()
    match = world.hold(request, tutor)
    with pytest.raises(ValidationError):
        introduce(world.berta, match=match, introduced_on=TODAY())
    client = world.cast.client(world.cast.berta)
    for side in ("tutor", "person"):
        assert client.post(reverse("tutoring:match_yes", args=[match.pk, side])).status_code == 302
    assert client.post(reverse("tutoring:match_yes", args=[match.pk, "anyone"])).status_code == 404
    match.refresh_from_db()
    assert (match.tutor_yes_by, match.person_yes_on) == (world.cast.berta, TODAY())
    with pytest.raises(ValidationError):
        introduce(world.berta, match=match, introduced_on=TODAY() - timedelta(days=1))
    answer = world.post("match_introduce", match, introduced_on=TODAY().isoformat())
    tie = Tutoring.objects.visible_to(SYSTEM).get()
    assert answer["location"] == tie.get_absolute_url()
    match.refresh_from_db()
    request.refresh_from_db()
    assert (match.state, match.tutoring, request.state) == ("introduced", tie, "served")
    assert world.problem().problem.people == []


def test_a_tutor_who_is_not_ready_any_more_is_introduced_with_a_reason_alone(world: World) -> None:
    tutor, request = world.tutor(), world.waits()
    match = world.hold(request, tutor)
    for side in ("tutor", "person"):
        say_yes(world.berta, match=match, side=side)
    trail.change(SYSTEM, tutor, "tutor.changed", trained_on=None)
    told = {"introduced_on": TODAY().isoformat()}
    answer = world.post("match_introduce", match, **told)
    assert answer.status_code == 422
    assert "exception" in answer.context["form"].errors
    assert world.post("match_introduce", match, exception="Si conoscono da anni", **told).status_code == 302
    assert Tutoring.objects.visible_to(SYSTEM).get().exception == "Si conoscono da anni"


def test_consent_withdrawn_in_the_middle(world: World) -> None:
    tutor, request, other = world.tutor(), world.waits(), world.waits(days=1)
    match = world.hold(request, tutor)
    for side in ("tutor", "person"):
        say_yes(world.berta, match=match, side=side)
    withdraw_consent(world.berta, consent=Consent.objects.visible_to(SYSTEM).get(person=request.case.person))
    with pytest.raises(ValidationError):
        introduce(world.berta, match=match, introduced_on=TODAY())
    assert "ha ritirato il consenso" in world.page("request_detail", request)
    assert world.proposed(other) == str(tutor.pk)
    second = world.hold(other, tutor)  # what is proposed can be held
    release(world.berta, match=second)
    withdraw_request(world.berta, request=request)
    match.refresh_from_db()
    assert match.state == "lapsed"
    world.hold(other, tutor)  # the place is free again
    with pytest.raises(ValidationError):
        withdraw_request(world.berta, request=request)
    for late in (
        lambda: release(world.berta, match=match),
        lambda: say_yes(world.berta, match=match, side="tutor"),
    ):
        with pytest.raises(ValidationError):
            late()


@pytest.mark.parametrize("change", [{"paused": True}, {"trained_on": None}])
def test_a_held_tutor_who_is_no_longer_there(world: World, change: Any) -> None:
    gone, other, request = world.tutor("Anna Via"), world.tutor("Bice Resta"), world.waits()
    match = world.hold(request, gone)
    trail.change(SYSTEM, gone, "tutor.changed", **change)
    told = world.problem()
    assert told.broken == {str(request.pk): match.pk}
    assert "Anna Via era tenuto" in world.page("board")
    assert world.proposed(request) == str(other.pk)
    page = world.page("match_release", match)
    assert world.post("match_release", match, board=seen(page)).status_code == 302
    match.refresh_from_db()
    assert match.state == "lapsed"


def test_fewer_places_than_pairs_held(world: World) -> None:
    tutor = world.tutor(capacity=2)
    first, second = world.waits(days=3), world.waits(days=9)
    world.hold(first, tutor)
    world.hold(second, tutor)
    assert "vengono tenute più coppie" in world.page("what_if", what="places", tutor=tutor.pk, places=1)
    trail.change(SYSTEM, tutor, "tutor.changed", capacity=1)
    assert list(world.problem().broken) == [str(second.pk)]  # who was decided last
    assert world.page("board")


def test_a_tie_made_elsewhere_ends_the_search(world: World) -> None:
    held, direct, request = world.tutor("Anna"), world.tutor("Bice"), world.waits()
    match = world.hold(request, held)
    start_tutoring(world.berta, case=request.case, tutor=direct, introduced_on=TODAY(), both_said_yes=True)
    match.refresh_from_db()
    request.refresh_from_db()
    assert (match.state, request.state) == ("lapsed", "served")
    assert world.page("request_detail", request)


def test_a_pair_held_for_long_comes_up_on_today(world: World) -> None:
    request = world.waits()
    match = world.hold(request, world.tutor())
    client = world.cast.client(world.cast.berta)
    words = f"{request.case.code}: un tutor è tenuto da una settimana"
    assert words not in client.get(reverse("today")).content.decode()
    trail.change(SYSTEM, match, "match.held", decided_on=TODAY() - timedelta(days=7))
    assert words in client.get(reverse("today")).content.decode()
