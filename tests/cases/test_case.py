"""Cases: opening, needs, situations, referrals, closing; two people at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accanto.cases.models import Case, Need
from accanto.cases.operations.case import change_operator, close_case, open_case
from accanto.cases.operations.content import add_need, record_outcome, record_situation, refer
from accanto.directory.operations.service import add_service
from accanto.people.models import Person
from tests.cast import SYSTEM, TODAY, Cast


def _open(cast: Cast, actor: Any, **values: Any) -> Case:
    person = cast.person(follower=cast.olga)
    here = {"organisation": cast.org_a, "project": cast.project, "operator": cast.berta, **values}
    return open_case(actor, person=person, **here)


def test_who_follows_may_open_the_identity_from_then_on(cast: Cast) -> None:
    case = _open(cast, cast.actor(cast.olga))
    openable = Person.objects.visible_to(cast.actor(cast.berta), "identities.open")
    assert case.person in openable


def test_an_outreach_operator_sees_the_cases_they_opened(cast: Cast) -> None:
    case = _open(cast, cast.actor(cast.olga))
    assert list(Case.objects.visible_to(cast.actor(cast.olga))) == [case]
    cast.case(operator=cast.bruna)
    assert list(Case.objects.visible_to(cast.actor(cast.olga))) == [case]


@pytest.mark.parametrize("who", ["dora", "zeno", "carlos", "elia", "edda"])
def test_a_stranger_opens_no_case(cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied):
        _open(cast, cast.actor(cast.users[who]))


def test_the_operator_works_there(cast: Cast) -> None:
    with pytest.raises(ValidationError) as refused:
        _open(cast, cast.actor(cast.berta), operator=cast.dora)
    assert "operator" in refused.value.error_dict


def test_handing_over_moves_the_right_to_the_name(cast: Cast) -> None:
    case = _open(cast, cast.actor(cast.berta))
    change_operator(cast.actor(cast.berta), case=case, operator=cast.bruna, note="Cambio di turno")
    assert case.person in Person.objects.visible_to(cast.actor(cast.bruna), "identities.open")
    assert case.person not in Person.objects.visible_to(cast.actor(cast.berta), "identities.open")


def test_a_served_referral_meets_its_need(cast: Cast) -> None:
    actor, case = cast.actor(cast.berta), cast.case()
    service = add_service(
        SYSTEM, name="Sportello", provider="Comune", municipality=cast.municipality, areas=["legal"]
    )
    need = add_need(actor, case=case, area="legal")
    referral = refer(actor, case=case, service=service, need=need)
    record_outcome(actor, referral=referral, outcome="served")
    need.refresh_from_db()
    assert (need.status, referral.outcome_on) == (Need.Status.MET, TODAY())


def test_the_beginning_is_one_picture(cast: Cast) -> None:
    actor, case = cast.actor(cast.berta), cast.case()
    record_situation(actor, case=case, moment="intake", on=TODAY(), labour="unemployed")
    record_situation(actor, case=case, moment="intake", on=TODAY(), labour="inactive")
    assert [each.labour for each in case.situations.all()] == ["inactive"]
    with pytest.raises(ValidationError):
        record_situation(actor, case=case, moment="review", on=TODAY() + timedelta(days=1))


def test_two_colleagues_close_the_same_case(cast: Cast) -> None:
    case = cast.case()
    url = reverse("cases:case_close", args=[case.pk])
    client = cast.client(cast.bruna)
    seen = client.get(url).context["form"]["seen"].value()
    close_case(cast.actor(cast.berta), case=case, closed_on=TODAY(), outcome="moved")
    late = client.post(
        url, {"closed_on": TODAY(), "outcome": "autonomy", "closing_note": "resta molto", "seen": seen}
    )
    assert late.status_code == 422
    assert "resta molto" in late.content.decode()
    assert "seen" in late.context["form"].errors


@pytest.mark.parametrize("rows", [3, 12])
def test_the_list_asks_the_same_number_of_questions(
    cast: Cast, rows: int, django_assert_max_num_queries: Any
) -> None:
    for _each in range(rows):
        add_need(SYSTEM, case=cast.case(), area="housing")
    client = cast.client(cast.berta)
    with django_assert_max_num_queries(14):
        page = client.get(reverse("cases:case_list"))
    assert len(page.context["rows"]) == rows


def test_two_tabs_close_a_case_once(cast: Cast) -> None:
    """Without the form's own guard: the operation looks at what stands now, not at what it was given."""
    case = cast.case()
    other_tab = Case.objects.visible_to(SYSTEM).get(pk=case.pk)
    close_case(cast.actor(cast.berta), case=case, closed_on=TODAY(), outcome="moved")
    with pytest.raises(ValidationError):
        close_case(cast.actor(cast.bruna), case=other_tab, closed_on=TODAY(), outcome="autonomy")
    case.refresh_from_db()
    assert case.outcome == "moved"
