"""A person asks to be deleted: the erasure is asked with it, taken back with it, and settles it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accanto.cases.models import Case
from accanto.core import trail
from accanto.mine.line import obstacles
from accanto.mine.models import DataRequest, OwnCase
from accanto.mine.operations.request import ask
from accanto.mine.words import RequestKind
from accanto.people.models import Erasure, Identity, Involvement
from accanto.people.operations.erasure import WAIT, call_back_erasure, carry_out_erasure
from tests.cast import SYSTEM, TODAY, Cast
from tests.mine.world import follow, make, page, post


def asked(cast: Cast, case: Case) -> tuple[DataRequest, Erasure]:
    """To be deleted by the organisation of a case."""
    own = OwnCase.objects.visible_to(cast.actor(cast.amina)).get(pk=case.pk)
    request = ask(cast.actor(cast.amina), case=own, kind=RequestKind.ERASE, wrong="Parto")
    return request, Erasure.objects.visible_to(SYSTEM).get(organisation=request.organisation_id)


def due(cast: Cast, case: Case, erasure: Erasure) -> Erasure:
    """The days to think again are over, and the case is closed."""
    trail.change(SYSTEM, case, "test.made", closed_on=TODAY(), outcome="autonomy")
    return trail.change(SYSTEM, erasure, "test.made", not_before=timezone.localdate())


def test_asked_on_ones_own_page_done_by_the_manager_and_answered_by_that(cast: Cast) -> None:
    case = follow(cast)
    day = timezone.localdate() + WAIT
    assert f"Nothing is deleted before {day.day} " in page(cast, "stop")
    assert post(cast, "stop", about="erase", wrong="Parto").status_code == 302
    assert post(cast, "access_ask").status_code == 302
    request = DataRequest.objects.visible_to(SYSTEM).get(kind="erase")
    erasure = Erasure.objects.visible_to(SYSTEM).get()
    assert (erasure.by_person, erasure.because, erasure.not_before) == (True, "Parto", day)
    assert f"Nothing is deleted before {day.day} " in page(cast, "requests")
    mario, url = cast.client(cast.mario, "en"), request.get_absolute_url()
    assert erasure.get_absolute_url() in mario.get(url).content.decode()
    operators = cast.client(cast.berta, "en").get(url).content.decode()
    assert "It can be done from" in operators and erasure.get_absolute_url() not in operators
    early = mario.post(url, {"outcome": "done", "answer": "fatto"})
    assert early.status_code == 422 and "outcome" in early.context["form"].errors
    waits = [str(each) for each in obstacles(cast.actor(cast.mario), case)]
    assert waits and "1 request" in waits[0].replace("1 richiesta", "1 request"), "the other one alone"
    carry_out_erasure(cast.actor(cast.mario), erasure=due(cast, case, erasure), copy_given=True)
    for row in DataRequest.objects.visible_to(SYSTEM):
        assert (row.state, row.answered_by, row.wrong) == ("done", cast.mario, "")
    assert "Done on" in mario.get(url).content.decode()


def test_taken_back_by_the_person_nothing_is_deleted(cast: Cast) -> None:
    request, erasure = asked(cast, follow(cast))
    trail.change(SYSTEM, erasure, "test.made", not_before=timezone.localdate())
    assert "It can be deleted any day now" in page(cast, "requests")
    back = reverse("mine:take_back", args=[request.pk])
    for _twice in range(2):
        assert cast.client(cast.amina).post(back).status_code == 302
    request.refresh_from_db()
    erasure.refresh_from_db()
    assert request.state == "withdrawn" and erasure.called_back_at is not None
    assert "deleted any day" not in page(cast, "requests")
    assert post(cast, "stop", about="erase").status_code == 302, "they may think again once more"
    assert Erasure.objects.visible_to(SYSTEM).filter(called_back_at=None).count() == 1


@pytest.mark.parametrize("first", ["answer", "call back"])
def test_what_the_organisation_does_not_delete_it_answers_in_words(cast: Cast, first: str) -> None:
    request, erasure = asked(cast, follow(cast))
    client, url = cast.client(cast.mario, "en"), request.get_absolute_url()
    if first == "call back":
        call_back_erasure(cast.actor(cast.mario), erasure=erasure)
        assert "Write the person why" in client.get(url).content.decode()
        request.refresh_from_db()
        assert request.is_open
    assert client.post(url, {"outcome": "declined", "answer": "C'è un processo"}).status_code == 302
    erasure.refresh_from_db()
    assert erasure.called_back_at is not None and "un processo" in page(cast, "requests")


def test_each_organisation_deletes_its_own_part(cast: Cast) -> None:
    case = follow(cast)
    other = cast.case(case.person, organisation=cast.org_b, operator=cast.dora)
    make(Involvement(person=case.person, organisation=cast.org_b, project=other.project))
    mine, first = asked(cast, case)
    assert not Erasure.objects.visible_to(SYSTEM).exclude(pk=first.pk).exists(), "the one that was asked"
    theirs, second = asked(cast, other)
    assert first != second and Erasure.objects.visible_to(SYSTEM).count() == 2
    assert page(cast, "requests").count("Nothing is deleted before") == 2
    carry_out_erasure(cast.actor(cast.mario), erasure=due(cast, case, first), copy_given=True)
    states: dict[Any, str] = dict(DataRequest.objects.visible_to(SYSTEM).values_list("pk", "state"))
    assert states == {mine.pk: "done", theirs.pk: "open"}
    assert Identity.objects.visible_to(SYSTEM).filter(person=case.person_id).exists()
    assert page(cast, "requests").count("Nothing is deleted before") == 1
