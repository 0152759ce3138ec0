"""A support from the request to the receipt: who may what, what is refused, what the pages say."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from accanto.cases.operations.case import close_case
from accanto.core import today, trail
from accanto.people.models import HouseholdMember
from accanto.people.operations.household import leave_household
from accanto.plans.operations.plan import add_action, add_goal, start_plan
from accanto.privacy.models import AuditEntry
from accanto.supports.models import Support
from accanto.supports.money import left_on
from accanto.supports.operations.budget import add_line, change_line, set_budget
from accanto.supports.operations.payment import note_receipt, pay_support, reverse_support
from accanto.supports.operations.support import approve_support, refuse_support, withdraw_support
from accanto.supports.published import lines_of
from tests.cast import SYSTEM, Cast
from tests.supports.factories import KINDS, approved, ask, live_together, make_line, paid


def _refused(error: Any) -> dict[str, list[str]]:
    return dict(error.value.message_dict)


def test_the_request_keeps_what_was_typed_and_says_what_is_wrong(cast: Cast) -> None:
    line, case = make_line(cast, 4_000), cast.case()
    plan = start_plan(cast.actor(cast.berta), case=case)
    goal = add_goal(cast.actor(cast.berta), plan=plan, area="housing", words="Una casa")
    action = add_action(cast.actor(cast.berta), goal=goal, who_kind="person", text="Firmare il contratto")
    client, url = cast.client(cast.berta), reverse("supports:support_ask", args=[case.pk])
    typed = {"kind": "rent", "amount": "1.800,50", "payee": "Proprietario", "why": "Caparra", "line": line.pk}
    answer = client.post(url, typed)
    assert answer.status_code == 422 and set(answer.context["form"].errors) == {"monthly_rent"}
    assert "1.800,50" in answer.content.decode() and "Proprietario" in answer.content.decode()
    answer = client.post(url, {**typed, "monthly_rent": "300"})  # six months are 1,800.00
    assert answer.status_code == 422 and "1.800,00 €" in str(answer.context["form"].errors["amount"])
    answer = client.post(url, {**typed, "amount": "1.000", "monthly_rent": "300", "aim": str(action.pk)})
    made = Support.objects.visible_to(SYSTEM).get()
    assert answer.status_code == 302 and (made.amount, made.aim) == (Decimal(1_000), action.pk)
    page = client.get(made.get_absolute_url()).content.decode()
    assert "Firmare il contratto" in page and "Proprietario" in page
    entry = AuditEntry.objects.visible_to(SYSTEM).filter(action="support.asked").get()
    assert "Proprietario" not in str(entry.changes) and entry.person_id == case.person_id


@pytest.mark.parametrize("typed", ["0", "-5", "0,001", "1,2,3", "1e309", "NaN", "dieci", "99999999999"])
def test_what_is_no_sum_is_refused_at_its_field(cast: Cast, typed: str) -> None:
    line, case = make_line(cast), cast.case()
    url = reverse("supports:support_ask", args=[case.pk])
    said = {"kind": "bills", "amount": typed, "payee": "x", "why": "x", "line": line.pk}
    answer = cast.client(cast.berta).post(url, said)
    assert answer.status_code == 422 and set(answer.context["form"].errors) == {"amount"}


def test_nobody_approves_what_they_asked_for_not_even_in_the_database(cast: Cast) -> None:
    line, case = make_line(cast), cast.case()
    support = ask(cast, line, 100, case)
    trail.change(SYSTEM, support, "test.made", asked_by=cast.mario)
    with pytest.raises(ValidationError, match="Someone else|qualcun altro"):
        approve_support(cast.actor(cast.mario), support=support)
    with pytest.raises(PermissionDenied):
        approve_support(cast.actor(cast.bruna), support=support)
    table = Support._meta.db_table
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET decided_by_id = asked_by_id")  # noqa: S608
    page = cast.client(cast.mario).get(support.get_absolute_url())
    assert page.context["steps"] & {"decide", "another"} == {"another"}


def test_from_request_to_receipt_and_back(cast: Cast) -> None:
    line, case = make_line(cast, 1_000), cast.case()
    support, day = approved(cast, line, 600, case), timezone.localdate()
    berta, mario = cast.actor(cast.berta), cast.actor(cast.mario)
    assert left_on(line) == 400
    how = {"paid_on": day, "paid_how": "transfer"}
    for wrong, field in (
        ({"paid": Decimal(601)}, "paid"),
        ({"paid": Decimal(1), "paid_on": day - timedelta(days=1)}, "paid_on"),
        ({"paid": Decimal(1), "paid_on": day + timedelta(days=1)}, "paid_on"),
    ):
        with pytest.raises(ValidationError) as error:
            pay_support(berta, support=support, **{**how, **wrong})
        assert set(_refused(error)) == {field}
    pay_support(berta, support=support, **how, paid=Decimal("550.10"))
    assert left_on(line) == Decimal("449.90")  # what was not spent is there again
    note_receipt(berta, support=support, receipt_on=day, receipt="12/2026")
    back = {"returned_on": day, "reason": "Meno mesi"}
    reverse_support(mario, support=support, returned=Decimal("50.10"), **back)
    assert (support.status, left_on(line)) == ("paid", Decimal(500))
    with pytest.raises(ValidationError) as error:
        reverse_support(mario, support=support, returned=Decimal("500.01"), **back)
    assert set(_refused(error)) == {"returned"}
    reverse_support(mario, support=support, returned=Decimal(500), **back)
    assert (support.status, left_on(line)) == ("reversed", Decimal(1_000))
    with pytest.raises(PermissionDenied):
        reverse_support(berta, support=support, returned=Decimal(1), **back)


def test_a_ceiling_is_the_households_whoever_of_it_asks(cast: Cast) -> None:
    line, one, other = make_line(cast), cast.case(), cast.case()
    live_together(cast, one.person, other.person)
    approved(cast, line, 1_200, one, kind="rent", monthly_rent=Decimal(300))  # four of six months
    ask(cast, line, 1_000, other, kind="rent", monthly_rent=Decimal(500))  # two of another rent: just so
    with pytest.raises(ValidationError) as error:
        ask(cast, line, "1000.01", other, kind="rent", monthly_rent=Decimal(500))
    assert set(_refused(error)) == {"amount"}
    first = ask(cast, line, 300, one, kind="things")
    second = ask(cast, line, 300, other, kind="things")  # nothing is promised yet
    approve_support(cast.actor(cast.mario), support=first)
    with pytest.raises(ValidationError, match="200,00"):
        approve_support(cast.actor(cast.mario), support=second)
    alone = cast.case()
    assert approved(cast, line, 500, alone, kind="things").status == "approved"


def test_a_household_taken_apart_does_not_have_its_ceiling_anew(cast: Cast) -> None:
    line, one, other, mario = make_line(cast), cast.case(), cast.case(), cast.actor(cast.mario)
    live_together(cast, one.person, other.person)
    approved(cast, line, 400, one, kind="things")
    waiting = ask(cast, line, 100, other, kind="things")
    members = HouseholdMember.objects.visible_to(SYSTEM).filter(until=None)
    for member in members.filter(person=one.person):
        leave_household(cast.actor(cast.berta), member=member)
    for case in (one, other):  # whoever left, and whoever stayed
        with pytest.raises(ValidationError, match="100,00"):
            ask(cast, line, "100.01", case, kind="things")
    assert approve_support(mario, support=waiting).status == "approved"
    long_ago = timezone.localdate() - timedelta(days=1)
    for member in HouseholdMember.objects.visible_to(SYSTEM).filter(person=one.person):
        trail.change(SYSTEM, member, "test.made", until=long_ago)  # before anything was given
    assert ask(cast, line, 100, one, kind="things").pk and ask(cast, line, 400, other, kind="things").pk


def test_approval_asks_again_for_kind_and_line_and_shows_rent_and_ceiling(cast: Cast) -> None:
    line, mario = make_line(cast), cast.actor(cast.mario)
    support = ask(cast, line, 600, kind="rent", monthly_rent=Decimal(321))
    page = cast.client(cast.mario).get(support.get_absolute_url()).content.decode()
    assert "321,00" in page and "al massimo 6 " in page
    trail.change(SYSTEM, line, "test.made", kinds=["bills"])
    with pytest.raises(ValidationError, match="Questa voce"):
        approve_support(mario, support=Support.objects.visible_to(SYSTEM).get())
    trail.change(SYSTEM, line, "test.made", kinds=[])
    trail.change(SYSTEM, cast.project, "project.changed", definition={"supports": KINDS[1:]})
    with pytest.raises(ValidationError, match="non conosce"):
        approve_support(mario, support=Support.objects.visible_to(SYSTEM).get())
    url = reverse("supports:support_approve", args=[support.pk])
    assert "non conosce" in cast.client(cast.mario).post(url, follow=True).content.decode()
    support.refresh_from_db()
    assert support.status == "asked"


def test_budget_and_lines_hold_each_other(cast: Cast) -> None:
    carlos, line = cast.actor(cast.carlos), make_line(cast, 6_000)
    with pytest.raises(ValidationError, match=r"4.000,00|4,000.00"):
        add_line(
            carlos, project=cast.project, organisation=cast.org_b, name="Casa", amount=Decimal("4000.01")
        )
    with pytest.raises(ValidationError):
        set_budget(carlos, project=cast.project, amount=Decimal(5_999))
    approved(cast, line, 700)
    with pytest.raises(ValidationError) as error:
        change_line(carlos, line=line, name="Casa", amount=Decimal("699.99"))
    assert set(_refused(error)) == {"amount"}
    with pytest.raises(PermissionDenied):
        change_line(cast.actor(cast.mario), line=line, name="Casa", amount=Decimal(9_000))
    page = cast.client(cast.carlos).get(reverse("supports:budget_detail", args=[cast.project.pk]))
    assert "700,00 €" in page.content.decode()
    assert cast.client(cast.carlos).get(reverse("supports:support_list")).status_code == 403


def test_a_case_is_not_closed_over_money_that_waits(cast: Cast) -> None:
    line, case = make_line(cast), cast.case()
    support = approved(cast, line, 100, case)
    url = reverse("cases:case_close", args=[case.pk])
    said = {"closed_on": timezone.localdate().isoformat(), "outcome": "autonomy"}
    answer = cast.client(cast.berta).post(url, said)
    assert answer.status_code == 422 and "pagamento" in str(answer.context["form"].errors["closed_on"])
    withdraw_support(cast.actor(cast.berta), support=support, reason="Non serve più")
    close_case(cast.actor(cast.berta), case=case, closed_on=timezone.localdate(), outcome="autonomy")
    with pytest.raises(ValidationError):
        ask(cast, line, 10, case)


def test_today_says_whose_turn_it_is(cast: Cast) -> None:
    line = make_line(cast)
    support = ask(cast, line, 100)

    def told(user: Any) -> list[tuple[str, str]]:
        items = today.items(cast.actor(user))
        return [(each.urgency, each.url) for each in items if each.kind == "support"]

    own = support.get_absolute_url()
    assert told(cast.mario) == [("now", own)]
    assert [urgency for urgency, _url in told(cast.berta)] == ["info"]  # waits for someone else
    refuse_support(cast.actor(cast.mario), support=support, reason="Prima la rateizzazione")
    assert (told(cast.mario), told(cast.berta)) == ([], [("info", own)])
    refusal = AuditEntry.objects.visible_to(SYSTEM).filter(action="support.refused").get()
    assert "rateizzazione" not in f"{refusal.reason}{refusal.changes}"  # sealed: it may say who someone is
    assert "Prima la rateizzazione" in cast.client(cast.berta).get(own).content.decode()
    other = approved(cast, line, 50)
    assert ("now", other.get_absolute_url()) in told(cast.berta)
    assert told(cast.dora) == told(cast.carlos) == []


def test_the_register_adds_up_and_goes_to_the_accounts(cast: Cast) -> None:
    line = make_line(cast)
    paid(cast, line, "99.90", payee="=1+1")
    approved(cast, line, 40)
    ask(cast, line, 10)
    client = cast.client(cast.mario)
    sums = client.get(reverse("supports:support_list"), {"line": str(line.pk)}).context["sums"]
    assert (sums.all.count, sums.all.asked, sums.all.approved, sums.all.paid) == (3, 10, 40, Decimal("99.90"))
    assert client.get(reverse("supports:support_list"), {"status": "paid"}).context["sums"].all.count == 1
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(reverse("supports:support_xlsx")).getvalue()))
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    assert [len(rows) for rows in sheets] == [4, 2, 2]
    assert sheets[1][1][1:] == [3, 10, 40, 99.9, 139.9]
    text = client.get(reverse("supports:support_csv"), {"status": "paid"}).getvalue().decode()
    assert text.count("\n") == 2 and "99.90" in text
    assert AuditEntry.objects.visible_to(SYSTEM).filter(action="supports.exported").count() == 2
    session: Any = client.session
    session["account_authentication_methods"] = []
    session.save()
    assert "reauthenticate" in client.get(reverse("supports:support_csv"))["Location"]
    assert cast.client(cast.berta).get(reverse("supports:support_csv")).status_code == 403


def _given(n: int, kind: str, month: int = 3) -> list[Support]:
    day = date(2026, month, 7)
    return [
        Support(code=f"{kind}{month}{i}", kind=kind, status="paid", paid=Decimal(10 + i), paid_on=day)
        for i in range(n)
    ]


def test_what_few_were_given_is_not_told_apart() -> None:
    names = {"rent": "Affitto", "bills": "Utenze"}
    assert lines_of(_given(4, "rent"), names) == ((), True)
    lines, hidden = lines_of(_given(4, "rent") + _given(5, "bills"), names)
    assert (
        hidden
        and {line.kind for line in lines} == {"Utenze"}
        and {line.month for line in lines} == {date(2026, 3, 1)}
    )
    lines, hidden = lines_of(_given(4, "rent") + _given(1, "things") + _given(5, "bills"), names)
    assert not hidden and len(lines) == 10
    assert {(line.kind, line.month) for line in lines if "bills" not in line.code} == {("", None)}
    lines, _hidden = lines_of(_given(4, "bills") + _given(1, "bills", 4), names)
    assert {line.month for line in lines} == {None}  # a month with fewer than five points at them
    (whole,) = _given(1, "bills")
    whole.returned = whole.paid
    assert lines_of([whole], names) == ((), False)


def test_the_published_list_says_no_name(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accanto.supports.published.FEWEST", 1)
    support = paid(cast, make_line(cast), 40)
    url, client = reverse("supports:support_published", args=["vicini"]), cast.client(None)
    shown = client.get(url).content.decode()
    assert support.code in shown and "Utenze" in shown and "40,00" in shown
    case = support.case
    assert not any(word in shown for word in ("Azienda della luce", case.code, case.person.code))
    data = client.get(url, {"year": "٢٠٢٦", "format": "csv"}).content.decode()
    assert data.strip().endswith(f"{support.code},Utenze,{timezone.localdate():%Y-%m},40.00")
    trail.change(SYSTEM, cast.project, "test.made", published=False)
    assert client.get(url).status_code == 404
