"""Transfers: offered, declined, accepted elsewhere; by consent or for a reason; nobody falls between."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accanto.accounts.models import Membership, User
from accanto.cases.models import Case, IncomingTransfer, Transfer
from accanto.cases.operations.case import close_case
from accanto.cases.operations.content import add_need, refer
from accanto.cases.operations.transfer import (
    accept_transfer,
    decline_transfer,
    offer_transfer,
    withdraw_transfer,
)
from accanto.core import today, trail
from accanto.core.scoping import unrecorded
from accanto.network.models import Partnership
from accanto.people.models import Involvement, Person
from accanto.people.operations.identity import add_identity
from accanto.people.operations.person import withdraw_consent
from accanto.plans.models import Plan
from accanto.plans.operations.plan import add_goal, start_plan
from tests.access.objects import Objects
from tests.cast import SYSTEM, TODAY, Cast

WORDS = "Cerca casa nella zona che seguite voi."
REASON = "Non rintracciabile, la scuola chiede aiuto"


def add_operator(cast: Cast, name: str, organisation: Any) -> User:
    user = User(email=f"{name}@example.org", name=name.title(), language="it")
    user.set_unusable_password()
    trail.create(SYSTEM, user, "user.joined")
    held = Membership(
        user=user,
        role="operator",
        organisation=organisation,
        project=cast.project,
        since=date(2020, 1, 1),
    )
    trail.create(SYSTEM, held, "role.given")
    return user


def add_partner(cast: Cast) -> User:
    """Faro takes part in the project as well; Gina follows cases there."""
    trail.create(SYSTEM, Partnership(project=cast.project, organisation=cast.org_c), "partnership.added")
    return add_operator(cast, "gina", cast.org_c)


def offer(cast: Cast, case: Case, **values: Any) -> Transfer:
    said = {"receiver": cast.org_b, "words": WORDS, "agrees": True, "channel": "spoken", **values}
    return offer_transfer(cast.actor(cast.berta), case=case, **said)


def incoming(cast: Cast, user: User, transfer: Transfer) -> IncomingTransfer:
    return IncomingTransfer.objects.visible_to(cast.actor(user)).get(pk=transfer.pk)


def test_a_case_declined_by_one_goes_to_another_with_all_that_hangs_on_it(cast: Cast) -> None:
    gina, berta = add_partner(cast), cast.actor(cast.berta)
    case = cast.case()
    add_identity(SYSTEM, person=case.person, given_name="Samira", family_name="Segreto")
    add_need(berta, case=case, area="housing", words="Una stanza prima di maggio")
    add_goal(berta, plan=start_plan(berta, case=case), area="housing", words="Vivere da sola")
    first = offer(cast, case)
    decline_transfer(
        cast.actor(cast.dora), transfer=incoming(cast, cast.dora, first), answer="Siamo al completo"
    )
    first.refresh_from_db()
    assert (first.state, first.answer, first.answered_by) == ("declined", "Siamo al completo", cast.dora)

    second = offer(cast, case, receiver=cast.org_c)
    accept_transfer(cast.actor(gina), transfer=incoming(cast, gina, second), operator=gina)
    case.refresh_from_db()
    assert (case.organisation, case.operator) == (cast.org_c, gina)
    assert case.person in Person.objects.visible_to(cast.actor(gina), "identities.open")
    page = cast.client(gina).get(case.get_absolute_url()).content.decode()
    assert "Una stanza prima di maggio" in page
    assert "Samira" in page
    plan = Plan.objects.visible_to(cast.actor(gina)).get(case=case)
    assert "Vivere da sola" in cast.client(gina).get(plan.get_absolute_url()).content.decode()


def test_the_sender_reads_what_was_and_nothing_after(cast: Cast) -> None:
    berta, dora = cast.actor(cast.berta), cast.actor(cast.dora)
    case = cast.case()
    add_need(berta, case=case, area="housing", words="Una stanza prima di maggio")
    transfer = offer(cast, case)
    accept_transfer(dora, transfer=incoming(cast, cast.dora, transfer), operator=cast.dora)
    add_need(dora, case=Case.objects.visible_to(dora).get(pk=case.pk), area="health", words="Scritto dopo")

    client = cast.client(cast.berta)
    page = client.get(transfer.get_absolute_url()).content.decode()
    assert "Una stanza prima di maggio" in page
    assert "Scritto dopo" not in page
    assert client.get(case.get_absolute_url()).status_code == 404
    assert client.get(case.person.get_absolute_url()).status_code == 404
    assert not Case.objects.visible_to(berta).filter(pk=case.pk).exists()
    assert cast.client(cast.dora).get(transfer.get_absolute_url()).status_code == 404


def test_before_a_yes_the_receiver_sees_what_is_needed_and_not_who(cast: Cast) -> None:
    case = cast.case()
    add_identity(SYSTEM, person=case.person, given_name="Samira", family_name="Segreto")
    add_need(cast.actor(cast.berta), case=case, area="housing", words="Parole riservate")
    transfer = offer(cast, case)
    client, url = cast.client(cast.dora), reverse("cases:transfer_in_detail", args=[transfer.pk])
    page = client.get(url).content.decode()
    assert WORDS in page
    assert "Casa" in page
    assert "Samira" not in page
    assert "Parole riservate" not in page
    assert client.get(case.get_absolute_url()).status_code == 404
    assert cast.client(cast.zeno).get(url).status_code == 404
    assert cast.client(cast.berta).get(url).status_code == 404


def test_consent_or_a_reason_is_asked_by_the_row_itself(cast: Cast) -> None:
    case = cast.case()
    with pytest.raises(ValidationError):
        offer(cast, case, agrees=False, reason="  ")
    with pytest.raises(ValidationError):
        offer(cast, case, agrees=False, reason="boh")
    assert offer(cast, case, agrees=False, reason=REASON).consent is None
    other = cast.case()
    bare = Transfer(
        case=other,
        sender=cast.org_a,
        receiver=cast.org_b,
        offered_by=cast.berta,
        offered_on=TODAY(),
        words=WORDS,
    )
    with pytest.raises(IntegrityError), transaction.atomic(), unrecorded("past every check"):
        bare.save(force_insert=True)


def test_a_consent_of_somebody_else_is_none(cast: Cast) -> None:
    consent = offer(cast, cast.case()).consent
    with pytest.raises(ValidationError) as refused:
        row = Transfer(
            case=cast.case(),
            sender=cast.org_a,
            receiver=cast.org_b,
            offered_by=cast.berta,
            offered_on=TODAY(),
            words=WORDS,
            consent=consent,
        )
        trail.create(SYSTEM, row, "transfer.offered")
    assert "consent" in refused.value.error_dict


def test_where_a_case_cannot_be_offered(cast: Cast) -> None:
    case = cast.case()
    for receiver in (cast.org_a, cast.org_c):  # to itself; outside the project
        with pytest.raises(ValidationError) as refused:
            offer(cast, case, receiver=receiver)
        assert "receiver" in refused.value.error_dict
    trail.create(SYSTEM, Partnership(project=cast.project, organisation=cast.org_c), "partnership.added")
    with pytest.raises(ValidationError):  # of the project, but nobody works there
        offer(cast, case, receiver=cast.org_c)
    offer(cast, case)
    with pytest.raises(ValidationError):  # it waits already
        offer(cast, case)
    with pytest.raises(PermissionDenied):
        offer_transfer(
            cast.actor(cast.dora), case=cast.case(), receiver=cast.org_b, words=WORDS, reason=REASON
        )


def test_a_waiting_offer_stands_in_the_way_of_closing(cast: Cast) -> None:
    case, berta = cast.case(), cast.actor(cast.berta)
    transfer = offer(cast, case)
    with pytest.raises(ValidationError, match="Ponte"):
        close_case(berta, case=case, closed_on=TODAY(), outcome="moved")
    withdraw_transfer(berta, transfer=transfer)
    close_case(berta, case=case, closed_on=TODAY(), outcome="moved")
    with pytest.raises(ValidationError):  # a closed one goes nowhere
        offer(cast, case)


def test_two_accept_at_once(cast: Cast) -> None:
    gino = add_operator(cast, "gino", cast.org_b)
    transfer = offer(cast, cast.case())
    one, two = incoming(cast, cast.dora, transfer), incoming(cast, gino, transfer)
    accept_transfer(cast.actor(cast.dora), transfer=one, operator=cast.dora)
    for late in (
        lambda: accept_transfer(cast.actor(gino), transfer=two, operator=gino),
        lambda: decline_transfer(cast.actor(gino), transfer=two, answer="Siamo al completo"),
    ):
        with pytest.raises(ValidationError):
            late()
    assert Case.objects.visible_to(SYSTEM).get(pk=transfer.case_id).operator == cast.dora
    with pytest.raises((ValidationError, PermissionDenied)):
        withdraw_transfer(cast.actor(cast.berta), transfer=transfer)


def test_what_a_yes_cannot_do(cast: Cast) -> None:
    case, dora = cast.case(), cast.actor(cast.dora)
    gino = add_operator(cast, "gino", cast.org_b)
    transfer = offer(cast, case)
    row = incoming(cast, cast.dora, transfer)
    held = Membership.objects.visible_to(SYSTEM).get(user=gino)
    trail.change(SYSTEM, held, "role.ended", until=TODAY() - timedelta(days=1))
    for stranger in (gino, cast.berta):  # who has left; who works elsewhere
        with pytest.raises(ValidationError):
            accept_transfer(dora, transfer=row, operator=stranger)
    assert transfer.consent is not None
    withdraw_consent(cast.actor(cast.berta), consent=transfer.consent)
    with pytest.raises(ValidationError):
        accept_transfer(dora, transfer=incoming(cast, cast.dora, transfer), operator=cast.dora)
    case.refresh_from_db()
    assert case.organisation == cast.org_a


def test_either_side_is_told_how_long_it_waits(cast: Cast) -> None:
    trail.change(SYSTEM, cast.project, "project.changed", definition={"paths": {"answer_days": 3}})
    transfer = offer(cast, cast.case())

    def told(user: User) -> dict[str, str]:
        return {item.kind: item.urgency for item in today.items(cast.actor(user))}

    assert (told(cast.berta)["transfer_out"], told(cast.dora)["transfer_in"]) == ("soon", "now")
    assert "transfer_out" not in told(cast.mario)
    trail.change(SYSTEM, transfer, "test.aged", offered_on=TODAY() - timedelta(days=4))
    assert told(cast.berta)["transfer_out"] == told(cast.dora)["transfer_in"] == "late"
    assert told(cast.mario)["transfer_out"] == "late"
    decline_transfer(
        cast.actor(cast.dora), transfer=incoming(cast, cast.dora, transfer), answer="Siamo al completo"
    )
    assert told(cast.berta)["declined"] == "now"
    assert "transfer_in" not in told(cast.dora)


def test_bad_input_keeps_what_was_typed(cast: Cast) -> None:
    case, client = cast.case(), cast.client(cast.berta)
    url = reverse("cases:transfer_offer", args=[case.pk])
    answer = client.post(url, {"receiver": str(cast.org_c.pk), "words": WORDS, "reason": REASON})
    assert answer.status_code == 422
    assert WORDS in answer.content.decode()
    answer = client.post(url, {"receiver": str(cast.org_b.pk), "words": WORDS})
    assert answer.status_code == 422
    assert "motivo" in answer.content.decode()
    assert (
        client.post(url, {"receiver": str(cast.org_b.pk), "words": WORDS, "reason": REASON}).status_code
        == 302
    )


def test_referrals_without_an_answer_go_along(cast: Cast) -> None:
    case, service = cast.case(), Objects(cast, "own").of("directory.Service")
    referral = refer(cast.actor(cast.berta), case=case, service=service)
    page = cast.client(cast.berta).get(reverse("cases:transfer_offer", args=[case.pk])).content.decode()
    assert "1 invio ancora senza risposta" in page
    transfer = offer(cast, case)
    accept_transfer(cast.actor(cast.dora), transfer=incoming(cast, cast.dora, transfer), operator=cast.dora)
    assert referral.code in cast.client(cast.dora).get(case.get_absolute_url()).content.decode()


def test_who_opened_it_reads_on_no_more_and_no_link_tells_the_name(cast: Cast) -> None:
    case, olga = cast.case(), cast.actor(cast.olga)
    trail.change(SYSTEM, case, "test.made", opened_by=cast.olga)
    assert Case.objects.visible_to(olga).filter(pk=case.pk).exists()
    accept_transfer(
        cast.actor(cast.dora), transfer=incoming(cast, cast.dora, offer(cast, case)), operator=cast.dora
    )
    assert not Case.objects.visible_to(olga).filter(pk=case.pk).exists()


def test_taking_a_case_on_is_no_way_round_a_colleagues_closed_name(cast: Cast) -> None:
    """A colleague there follows the person already: whoever takes the case on opens the name first."""
    case, other = cast.case(), add_operator(cast, "gina", cast.org_b)
    add_identity(SYSTEM, person=case.person, given_name="Samira", family_name="Segreto")
    known = Involvement(person=case.person, organisation=cast.org_b, project=cast.project, follower=other)
    trail.create(SYSTEM, known, "person.involved")
    with pytest.raises(ValidationError) as refused:
        accept_transfer(
            cast.actor(cast.dora), transfer=incoming(cast, cast.dora, offer(cast, case)), operator=cast.dora
        )
    assert "closed" in {error.code for error in refused.value.error_list}
