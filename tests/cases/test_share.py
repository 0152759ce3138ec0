"""A case shared with others of the project: in a role, until a day, and not a day longer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accanto.accounts.models import Membership, User
from accanto.cases.models import Case, CaseShare, Need
from accanto.cases.operations.case import close_case
from accanto.cases.operations.content import add_need
from accanto.cases.operations.share import revoke_share, share_case
from accanto.core import today, trail
from accanto.core.scoping import unrecorded
from accanto.people.models import Person
from accanto.people.operations.identity import add_identity
from accanto.people.operations.person import withdraw_consent
from accanto.privacy.models import AuditEntry
from tests.access.matrix import addresses
from tests.cases.test_transfer import REASON, add_operator
from tests.cast import SYSTEM, TODAY, Cast


def share(cast: Cast, case: Case, **values: Any) -> CaseShare:
    said = {
        "organisation": cast.org_b,
        "role": "read",
        "until": TODAY() + timedelta(days=10),
        "reason": REASON,
        **values,
    }
    return share_case(cast.actor(cast.berta), case=case, **said)


def sees(cast: Cast, user: User, case: Case) -> bool:
    """By the scope, and by the page, which must say the same."""
    listed = bool(Case.objects.visible_to(cast.actor(user)).filter(pk=case.pk).exists())
    page = cast.client(user).get(case.get_absolute_url()).status_code
    assert page == (200 if listed else 404)
    return listed


def test_shared_with_an_organisation_to_be_read_and_for_nothing_else(cast: Cast) -> None:
    case, dora = cast.case(), cast.actor(cast.dora)
    add_identity(SYSTEM, person=case.person, given_name="Samira", family_name="Segreto")
    need = add_need(cast.actor(cast.berta), case=case, area="housing", words="Una stanza")
    assert not sees(cast, cast.dora, case)
    share(cast, case)
    assert sees(cast, cast.dora, case)
    assert not sees(cast, cast.zeno, case)
    assert list(Need.objects.visible_to(cast.actor(cast.dora))) == [need]
    dora = cast.actor(cast.dora)
    for capability in ("cases.edit", "figures.see", "people.history"):
        assert not Case.objects.visible_to(dora, capability).filter(pk=case.pk).exists()
    assert not Person.objects.visible_to(dora).filter(pk=case.person_id).exists()
    assert not CaseShare.objects.visible_to(dora).exists()
    with pytest.raises(PermissionDenied):
        add_need(dora, case=case, area="health")
    client = cast.client(cast.dora)
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Una stanza" in page
    assert "Samira" not in page
    assert case.code in client.get(reverse("cases:case_list")).content.decode()
    assert client.get(case.person.get_absolute_url()).status_code == 404
    of_a_case = [each for each in addresses() if each.model is Case and "pk" in each.parameters]
    for address in of_a_case:
        url = reverse(address.name, args=[case.pk, *["any"] * (len(address.parameters) - 1)])
        for method in address.methods:
            reads = address.capability == "cases.see"
            assert (getattr(client, method)(url).status_code == 200) is reads, address.name
    assert "lent" in {item.kind for item in today.items(dora)}


@pytest.mark.parametrize("end", ["by itself", "revoked", "consent withdrawn", "closed", "left"])
def test_after_the_end_nothing_is_seen(cast: Cast, end: str) -> None:
    case, berta = cast.case(), cast.actor(cast.berta)
    row = share(cast, case, agrees=True, channel="spoken", reason="")
    assert sees(cast, cast.dora, case)
    if end == "by itself":
        days = {"since": TODAY() - timedelta(days=9), "until": TODAY() - timedelta(days=1)}
        trail.change(SYSTEM, row, "test.aged", **days)
    elif end == "revoked":
        revoke_share(berta, share=row)
    elif end == "closed":
        close_case(berta, case=case, closed_on=TODAY(), outcome="moved")
    elif end == "consent withdrawn":
        withdraw_consent(berta, consent=row.consent)
    else:
        held = Membership.objects.visible_to(SYSTEM).get(user=cast.dora)
        trail.change(SYSTEM, held, "role.ended", until=TODAY() - timedelta(days=1))
        assert not Case.objects.visible_to(cast.actor(cast.dora)).filter(pk=case.pk).exists()
        return
    assert not sees(cast, cast.dora, case)
    assert not Need.objects.visible_to(cast.actor(cast.dora)).filter(case=case).exists()


def test_on_its_last_day_a_share_still_holds(cast: Cast) -> None:
    case = cast.case()
    share(cast, case, until=TODAY())
    assert sees(cast, cast.dora, case)


def test_shared_with_one_user_is_not_shared_with_their_colleagues(cast: Cast) -> None:
    gino, case = add_operator(cast, "gino", cast.org_b), cast.case()
    share(cast, case, user=cast.dora)
    assert sees(cast, cast.dora, case)
    assert not sees(cast, gino, case)


def test_with_contacts_needs_the_consent_and_leaves_an_entry(cast: Cast) -> None:
    case = cast.case()
    add_identity(
        SYSTEM, person=case.person, given_name="Samira", family_name="Segreto", email="s@example.org"
    )
    with pytest.raises(ValidationError) as refused:
        share(cast, case, role="contacts")
    assert "agrees" in refused.value.error_dict
    share(cast, case, role="contacts", agrees=True, channel="paper", reason="")
    page = cast.client(cast.dora).get(case.get_absolute_url()).content.decode()
    assert "Samira" in page
    assert "s@example.org" in page
    opened = AuditEntry.objects.visible_to(SYSTEM).filter(action="identity.opened", user_id=cast.dora.pk)
    assert opened.count() == 1


def test_what_cannot_be_shared(cast: Cast) -> None:
    case = cast.case()
    wrong: list[tuple[str, dict[str, Any]]] = [
        ("until", {"until": TODAY() - timedelta(days=1)}),
        ("organisation", {"organisation": cast.org_a}),
        ("organisation", {"organisation": cast.org_c}),
        ("user", {"user": cast.berta}),
    ]
    for name, values in wrong:
        with pytest.raises(ValidationError) as refused:
            share(cast, case, **values)
        assert name in refused.value.error_dict
    with pytest.raises(ValidationError):
        share(cast, case, reason="")
    bare = CaseShare(
        case=case,
        organisation=cast.org_b,
        role="read",
        shared_by=cast.berta,
        since=TODAY(),
        until=TODAY(),
    )
    with pytest.raises(IntegrityError), transaction.atomic(), unrecorded("past every check"):
        bare.save(force_insert=True)


def test_the_form_says_what_is_wrong_at_its_field(cast: Cast) -> None:
    case, client = cast.case(), cast.client(cast.berta)
    url = reverse("cases:share_add", args=[case.pk])
    sent = {"organisation": str(cast.org_b.pk), "role": "read", "until": "2020-01-01", "reason": REASON}
    answer = client.post(url, sent)
    assert answer.status_code == 422
    assert "Questo giorno è passato" in answer.content.decode()
    assert REASON in answer.content.decode()
    assert client.post(url, {**sent, "until": TODAY().isoformat()}).status_code == 302


def test_a_year_at_most_and_only_while_they_take_part(cast: Cast) -> None:
    case = cast.case()
    with pytest.raises(ValidationError) as refused:
        share(cast, case, until=TODAY() + timedelta(days=367))
    assert "until" in refused.value.error_dict
    share(cast, case)
    assert sees(cast, cast.dora, case)
    for partnership in cast.project.partnerships.filter(organisation=cast.org_b):
        trail.remove(SYSTEM, partnership, "partnership.removed")
    assert not sees(cast, cast.dora, case)


def test_who_may_not_open_the_name_shares_it_with_nobody(cast: Cast) -> None:
    case = cast.case()
    add_identity(SYSTEM, person=case.person, given_name="Samira", family_name="Segreto")
    more = {"organisation": cast.org_b, "until": TODAY(), "agrees": True, "channel": "spoken"}
    with pytest.raises(ValidationError) as refused:
        share_case(cast.actor(cast.bruna), case=case, role="contacts", **more)
    assert "closed" in {error.code for error in refused.value.error_list}
    assert share_case(cast.actor(cast.berta), case=case, role="contacts", **more)
