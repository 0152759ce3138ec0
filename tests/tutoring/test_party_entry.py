"""Coming in by an invitation: the link alone opens nothing, the code five times, and then nobody."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accanto.accounts.operations.membership import give_role
from accanto.core import today, trail
from accanto.core.actor import NotAllowed
from accanto.privacy.models import AuditEntry
from accanto.tutoring.models import PartyInvitation
from accanto.tutoring.operations.party import invite_side, withdraw_party_link
from accanto.tutoring.operations.tutoring import change_of_tutor, end_tutoring
from tests.cast import SYSTEM, TODAY, Cast
from tests.tutoring.pact import come_in, entry, invite, make_tie


@pytest.fixture(autouse=True)
def nobody_tried_before() -> None:
    cache.clear()


def _trail() -> str:
    return str(list(AuditEntry.objects.visible_to(SYSTEM).values()))


def test_the_person_comes_in_with_an_account_of_a_code(cast: Cast) -> None:
    tie = make_tie(cast)
    client, answer = come_in(invite(cast, tie, language="ar"), language="ar")
    assert answer.status_code == 302 and answer["Location"] == tie.get_absolute_url()
    person = tie.case.person
    person.refresh_from_db()
    account = person.account
    assert (account.name, account.language) == (person.code, "ar")
    assert not account.has_usable_password()
    assert client.get(tie.get_absolute_url(), follow=True).status_code == 200
    assert client.get(reverse("people:person_list")).status_code == 403
    assert client.get(tie.case.get_absolute_url()).status_code in (403, 404)


def test_the_account_of_who_came_by_a_link_is_in_their_language(cast: Cast) -> None:
    """A new invitation in another language changes it; so do they, on a page that is theirs."""
    tie = make_tie(cast)
    come_in(invite(cast, tie, language="it"))
    client, _answer = come_in(invite(cast, tie, language="ar"), language="ar")
    tie.case.person.refresh_from_db()
    account = tie.case.person.account
    assert account.language == "ar"
    page = client.get(reverse("accounts:account")).content.decode()
    assert "لغة" in page and "password" not in page.lower()
    answer = client.post(reverse("accounts:profile"), {"language": "fr"})
    assert "Langue" in client.get(answer["Location"]).content.decode()
    account.refresh_from_db()
    assert (account.language, account.name) == ("fr", tie.case.person.code)


def test_a_tutor_with_an_account_keeps_it(cast: Cast) -> None:
    tie = make_tie(cast, account=cast.elia)
    client, answer = come_in(invite(cast, tie, "tutor"))
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(cast.elia.pk)


def test_looking_at_the_link_uses_nothing_up_and_is_kept_nowhere(cast: Cast) -> None:
    told = invite(cast, make_tie(cast))
    preview = Client(headers={"user-agent": "WhatsApp/2.23"})
    for method in (preview.get, preview.head, preview.get):
        page = method(entry(told))
        assert page.status_code == 200
        assert "no-store" in page["Cache-Control"] and page["Referrer-Policy"] == "strict-origin"
    assert told.code not in preview.get(entry(told)).content.decode()
    assert come_in(told)[1].status_code == 302


def test_the_link_opens_once(cast: Cast) -> None:
    told = invite(cast, make_tie(cast))
    come_in(told)
    client, answer = come_in(told)
    assert answer.status_code == 410 and client.get("/today/?all").status_code == 302


def test_a_forwarded_link_dies_after_five_codes_and_the_operator_is_told(cast: Cast) -> None:
    tie = make_tie(cast)
    told = invite(cast, tie)
    wrong = f"{(int(told.code) + 1) % 1_000_000:06d}"
    statuses = [come_in(told, code=wrong)[1].status_code for _number in range(5)]
    assert statuses == [422] * 4 + [410]
    assert come_in(told)[1].status_code == 410, "the right code comes too late"
    titles = [str(item.title) for item in today.items(cast.actor(cast.berta)) if item.kind == "door"]
    assert len(titles) == 1 and tie.case.code in titles[0]
    assert not [item for item in today.items(cast.actor(cast.dora)) if item.kind == "door"]
    invite(cast, tie)
    assert not [item for item in today.items(cast.actor(cast.berta)) if item.kind == "door"]


@pytest.mark.parametrize("typed", ["١٢٣٤٥٦", " 123 456 ", "123-456", "१२३४५६"])
def test_a_code_is_read_in_any_digits(cast: Cast, typed: str) -> None:
    with mock.patch("accanto.tutoring.operations.party.secrets.randbelow", return_value=123_456):
        told = invite(cast, make_tie(cast))
    assert come_in(told, code=typed)[1].status_code == 302


@pytest.mark.parametrize("typed", ["", "0", "999", "²²²²²²", "x" * 41, "1234567", "👍"])
def test_nonsense_for_a_code_is_an_error_at_its_field(cast: Cast, typed: str) -> None:
    told = invite(cast, make_tie(cast))
    client = Client(headers={"accept-language": "ar"})
    page = client.post(entry(told), {"code": typed, "phone": "shared"})
    assert page.status_code == 422 and page.context["form"].errors["code"]
    assert 'value="shared"' in page.content.decode() and "checked" in page.content.decode()


def test_old_withdrawn_replaced_and_ended_links_are_dead(cast: Cast) -> None:
    tie = make_tie(cast)
    first = invite(cast, tie)
    second = invite(cast, tie)
    assert Client().get(entry(first)).status_code == 410
    with mock.patch.object(timezone, "now", return_value=timezone.now() + timedelta(days=8)):
        assert Client().get(entry(second)).status_code == 410
    withdraw_party_link(cast.actor(cast.berta), invitation=second.invitation)
    assert come_in(second)[1].status_code == 410
    third = invite(cast, tie)
    end_tutoring(cast.actor(cast.berta), tutoring=tie, ended_on=TODAY(), end="moved")
    assert come_in(third)[1].status_code == 410
    with pytest.raises(ValidationError):
        invite(cast, tie)


def test_the_end_of_the_tutoring_ends_the_session(cast: Cast) -> None:
    tie = make_tie(cast)
    client, _answer = come_in(invite(cast, tie))
    assert client.get("/today/?all").status_code == 200
    end_tutoring(cast.actor(cast.berta), tutoring=tie, ended_on=TODAY(), end="moved")
    assert client.get("/today/?all").status_code == 302


def test_another_tutor_does_not_put_the_person_out(cast: Cast) -> None:
    tie = make_tie(cast)
    client, _answer = come_in(invite(cast, tie))
    other = make_tie(cast, capacity=2).tutor
    change_of_tutor(
        cast.actor(cast.berta),
        tutoring=tie,
        tutor=other,
        introduced_on=TODAY(),
        end="moved",
        both_said_yes=True,
    )
    assert client.get("/today/?all").status_code == 200


def test_a_tutor_out_of_their_own_sight_is_out(cast: Cast) -> None:
    """Whatever hides a tutoring from its tutor (a suspension does) ends the session by itself."""
    tie = make_tie(cast)
    client, _answer = come_in(invite(cast, tie, "tutor"))
    assert client.get("/today/?all").status_code == 200
    tie.tutor.refresh_from_db()
    trail.change(SYSTEM, tie.tutor, "tutor.changed", account=None)
    assert client.get("/today/?all").status_code == 302


def test_an_account_with_a_stronger_role_is_never_opened(cast: Cast) -> None:
    tie = make_tie(cast, account=cast.elia)
    told = invite(cast, tie, "tutor")
    give_role(SYSTEM, user=cast.elia, role="operator", organisation=cast.org_a)
    with pytest.raises(ValidationError):
        invite(cast, tie, "tutor")
    client, answer = come_in(told)
    assert answer.status_code == 410 and client.get("/today/?all").status_code == 302


def test_only_who_may_edit_invites(cast: Cast) -> None:
    tie = make_tie(cast, account=cast.elia)
    url = reverse("tutoring:party_invite", args=[tie.pk, "person"])
    for user, status in ((cast.elia, 403), (cast.dora, 404), (cast.fadi, 404)):
        assert cast.client(user).post(url, {"language": "it"}).status_code in (status, 403)
    with pytest.raises(NotAllowed):
        invite_side(cast.actor(cast.elia), tutoring=tie, side="person")
    assert cast.client(cast.berta).get(url.replace("person", "nobody")).status_code == 404


def test_what_the_operator_is_shown_and_what_the_mail_says(cast: Cast) -> None:
    tie = make_tie(cast)
    url = reverse("tutoring:party_invite", args=[tie.pk, "tutor"])
    client = cast.client(cast.berta)
    assert "anna@example.org" in client.get(url).content.decode()
    page = client.post(url, {"language": "ar", "email": "anna@example.org"})
    shown = page.content.decode()
    link = re.search(r"/tutoring/in/([^/]+)/\?lang=ar", shown)
    invitation = PartyInvitation.objects.visible_to(SYSTEM).get()
    code = str(invitation.code)
    assert link and f"{code[:3]} {code[3:]}" in shown and "data:image/svg+xml" in shown
    assert "no-store" in page["Cache-Control"]
    message = mail.outbox[-1]
    mailed = re.search(r"/tutoring/in/([^/]+)/\?lang=ar", message.body)
    assert mailed and mailed[1] != link[1] and code not in message.body and "Anna" not in message.body
    again = client.get(tie.get_absolute_url()).content.decode()
    assert link[1] not in again and code not in again
    assert Client().get(f"/tutoring/in/{mailed[1]}/").status_code == 200
    told = _trail()
    assert link[1] not in told and mailed[1] not in told and code not in told and "anna@" not in told


def test_hundred_codes_from_one_connection_meet_a_limit(cast: Cast) -> None:
    tie = make_tie(cast)
    statuses: list[Any] = []
    for _link in range(8):
        told = invite(cast, tie)
        statuses += [come_in(told, code="x")[1].status_code for _number in range(4)]
    assert statuses[:30] == [422] * 30 and set(statuses[30:]) == {429}
