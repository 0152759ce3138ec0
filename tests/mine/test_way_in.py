"""The way into one's own page: a link and a code, until someone ends it; on a shared phone not for long."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accanto.accounts.models import LinkAccess
from accanto.accounts.operations.membership import give_role
from accanto.core import trail
from accanto.mine.operations.door import end_way_in, invite_person
from accanto.people.operations.identity import add_identity, break_glass
from accanto.tutoring.models import PartyInvitation
from accanto.tutoring.operations.party import Told, invite_side
from accanto.tutoring.operations.shared import make_calendar_link
from accanto.tutoring.operations.tutoring import end_tutoring
from tests.cast import SYSTEM, TODAY, Cast
from tests.tutoring.pact import come_in, make_tie


@pytest.fixture(autouse=True)
def nobody_tried_before() -> None:
    cache.clear()


def _invited(cast: Cast, case: Any, **more: Any) -> Told:
    return invite_person(cast.actor(cast.berta), case=case, language="ar", **more)


def _home(client: Client) -> int:
    return client.get(reverse("mine:home")).status_code


def test_the_operator_invites_from_the_case_and_the_link_leads_home(cast: Cast) -> None:
    case = cast.case()
    berta = cast.client(cast.berta, "en")
    case_page = berta.get(case.get_absolute_url()).content.decode()
    invite = reverse("mine:own_page_invite", args=[case.pk])
    assert invite in case_page
    shown = berta.post(invite, {"language": "ar", "email": ""}).content.decode()
    assert "/tutoring/in/" in shown and "data:image/svg+xml" in shown
    told = _invited(cast, case)
    client, answer = come_in(told)
    assert client.get(answer["Location"], follow=True).redirect_chain[-1][0] == reverse("mine:home")
    assert come_in(told)[1].status_code == 410, "used twice"
    again = berta.get(case.get_absolute_url()).content.decode()
    assert "last used on" in again
    assert client.get(case.get_absolute_url()).status_code in (403, 404)


def test_expired_withdrawn_and_shut_ways_lead_nowhere(cast: Cast) -> None:
    case = cast.case()
    old = _invited(cast, case)
    trail.change(SYSTEM, old.invitation, "test.made", expires_at=timezone.now() - timedelta(seconds=1))
    assert come_in(old)[1].status_code == 410
    first, second = _invited(cast, case), _invited(cast, case)
    assert come_in(first)[1].status_code == 410, "the newer one takes its place"
    client, _answer = come_in(second)
    assert _home(client) == 200
    end = reverse("mine:own_page_end", args=[case.pk])
    assert cast.client(cast.dora).post(end).status_code == 404
    assert cast.client(cast.berta).post(end).status_code == 302
    assert _home(client) == 302, "out with the next request"


def test_a_way_in_lasts_as_long_as_there_is_something_to_read(cast: Cast) -> None:
    case = cast.case()
    client, _answer = come_in(_invited(cast, case))
    trail.change(SYSTEM, case, "case.closed", closed_on=TODAY(), outcome="moved")
    assert _home(client) == 200
    with pytest.raises(ValidationError):
        _invited(cast, case)
    days = {"opened_on": TODAY() - timedelta(days=400), "closed_on": TODAY() - timedelta(days=181)}
    trail.change(SYSTEM, case, "case.closed", **days)
    assert _home(client) == 302


def test_the_end_of_a_tutoring_ends_no_page_of_ones_own(cast: Cast) -> None:
    tie = make_tie(cast)
    client, _answer = come_in(_invited(cast, tie.case))
    end_tutoring(cast.actor(cast.berta), tutoring=tie, end="moved", ended_on=TODAY())
    assert _home(client) == 200


def test_who_works_here_is_never_let_in_by_a_link(cast: Cast) -> None:
    case = cast.case()
    trail.change(SYSTEM, case.person, "person.account_given", account=cast.amina)
    told = _invited(cast, case)
    give_role(SYSTEM, user=cast.amina, role="operator", organisation=cast.org_a, project=cast.project)
    assert come_in(told)[1].status_code == 410
    with pytest.raises(ValidationError):
        _invited(cast, case)


def test_a_shared_phone_is_out_after_some_minutes_of_rest(cast: Cast, settings: Any) -> None:
    client, _answer = come_in(_invited(cast, cast.case()), phone="shared")
    start = timezone.now()
    for minutes, status in ((10, 200), (20, 200), (30, 200), (46, 302)):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            assert _home(client) == status, minutes


def test_leaving_says_nothing_of_where_one_was(cast: Cast) -> None:
    client, _answer = come_in(_invited(cast, cast.case()), phone="shared")
    answer = client.post(reverse("accounts:leave"), follow=True)
    assert answer.redirect_chain[0][0] == reverse("portal:service_list")
    assert "toast-" not in answer.content.decode() and _home(client) == 302


def test_a_phone_that_came_back_by_itself_takes_nothing_along(cast: Cast) -> None:
    client, _answer = come_in(_invited(cast, cast.case()), phone="mine")
    assert client.post(reverse("mine:copy_ask"))["Location"] == reverse("mine:take_along")
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=False):
        assert client.post(reverse("mine:copy_ask"))["Location"] == reverse("accounts:link_ask")


def test_an_invitation_leads_to_one_thing(cast: Cast) -> None:
    case, tie = cast.case(), make_tie(cast)
    more = {"secret_hash": "x", "expires_at": timezone.now(), "side": "person"}
    for on in ({"followed": case, "tutoring": tie}, {}):
        with pytest.raises(ValidationError):
            trail.create(SYSTEM, PartyInvitation(**on, **more), "party.invited")


def test_who_may_not_open_the_name_makes_no_way_to_it(cast: Cast) -> None:
    """The link and the code open the name, the address, the copy of all: a colleague gives a reason first."""
    case, tie = cast.case(), make_tie(cast)
    add_identity(SYSTEM, person=case.person, given_name="Amina", family_name="Diallo")
    add_identity(SYSTEM, person=tie.case.person, given_name="Samir", family_name="Haddad")
    bruna = cast.actor(cast.bruna)
    with pytest.raises(ValidationError, match="reason|ragione|motivo"):
        invite_person(bruna, case=case, language="ar")
    with pytest.raises(ValidationError):
        invite_side(bruna, tutoring=tie, side="person")
    assert invite_side(bruna, tutoring=tie, side="tutor").code  # the tutor's own way is no way to a name
    break_glass(bruna, person=case.person, reason="La collega è in ferie")
    assert invite_person(bruna, case=case, language="ar").code


def test_with_the_way_in_end_the_calendar_and_the_address(cast: Cast) -> None:
    case = cast.case()
    come_in(_invited(cast, case, email="qualcuno@example.org"))
    case.person.refresh_from_db()
    link = make_calendar_link(cast.actor(case.person.account), with_place=True)
    feed = reverse("portal:calendar_feed", args=[link.secret])
    assert Client().get(feed).status_code == 200
    end_way_in(cast.actor(cast.berta), case=case)
    assert Client().get(feed).status_code == 404
    come_in(_invited(cast, case))
    assert Client().get(feed).status_code == 404
    assert [access.email for access in LinkAccess.objects.visible_to(SYSTEM)] == [""]
