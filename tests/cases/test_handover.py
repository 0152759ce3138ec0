"""Handing over a colleague's cases: what goes, what stays and why; and opening a closed case again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accanto.accounts.models import Membership
from accanto.cases.models import Appointment, Case, Handover, Task
from accanto.cases.operations.appointment import add_task, record_appointment, tasks_done
from accanto.cases.operations.case import change_operator, close_case, reopen_case
from accanto.core import today, trail
from accanto.people.models import Person
from tests.cast import SYSTEM, TODAY, Cast

NOTE = "Berta va in maternità; il mercoledì c'è la visita"


def test_a_note_is_asked_and_read_by_the_next_one(cast: Cast) -> None:
    case, berta = cast.case(), cast.actor(cast.berta)
    with pytest.raises(ValidationError):
        change_operator(berta, case=case, operator=cast.bruna, note="  ")
    case.refresh_from_db()
    assert case.operator == cast.berta
    change_operator(berta, case=case, operator=cast.bruna, note=NOTE)
    assert [item.text for item in today.items(cast.actor(cast.bruna)) if item.kind == "handover"] == [NOTE]
    page = cast.client(cast.bruna).get(case.get_absolute_url()).content.decode()
    assert "va in maternit" in page


def test_what_goes_and_what_does_not_is_said_case_by_case_and_taken_back(cast: Cast) -> None:
    mario, client, url = cast.actor(cast.mario), cast.client(cast.mario), reverse("cases:case_hand_over_many")
    goes, closed, there = cast.case(), cast.case(), cast.case(operator=cast.bruna)
    foreign = cast.case(organisation=cast.org_b, operator=cast.dora)
    close_case(mario, case=closed, closed_on=TODAY(), outcome="moved")
    keys = [str(each.pk) for each in (goes, closed, there, foreign)]
    shown = client.get(url, {"row": keys}).context
    assert {line.row for line in shown["can"]} == {goes, there}
    assert [line.row for line in shown["cannot"]] == [closed]
    sent = {"operator": str(cast.bruna.pk), "note": NOTE, "row": keys, "once": shown["once"]}
    done = client.post(url, sent, follow=True)
    kept = done.context["kept"]
    assert [label.split()[0] for label, _url, _rest in done.context["went"]] == [goes.code]
    said = {label.split()[0]: why for label, _url, why in done.context["stayed"]}
    assert "chius" in said[closed.code] and "già" in said[there.code]
    assert kept["lost"] == 1, "a case out of sight is counted and not named"
    assert foreign.code not in done.content.decode()
    client.post(url, sent)  # sent twice: done once
    assert Handover.objects.visible_to(mario).get().case == goes
    assert goes.person in Person.objects.visible_to(cast.actor(cast.bruna), "identities.open")
    assert goes.person not in Person.objects.visible_to(cast.actor(cast.berta), "identities.open")
    assert cast.client(cast.bruna).post(url, {"undo": shown["once"]}).status_code == 302, "another's"
    back = client.post(url, {"undo": shown["once"]}, follow=True)
    goes.refresh_from_db()
    assert (goes.operator, back.context["kept"]["undone"]) == (cast.berta, True)
    client.post(url, {"undo": shown["once"]})
    assert Handover.objects.visible_to(mario).count() == 2, "taken back once"


def test_all_cases_of_someone_who_left(cast: Cast) -> None:
    cases = [cast.case(), cast.case()]
    cast.case(organisation=cast.org_b, operator=cast.dora)
    held = Membership.objects.visible_to(SYSTEM).get(user=cast.berta)
    trail.change(SYSTEM, held, "role.ended", until=TODAY() - timedelta(days=1))
    (left,) = (item for item in today.items(cast.actor(cast.mario)) if item.kind == "left")
    assert "2 percorsi" in str(left.text)
    client = cast.client(cast.mario)
    shown = client.get(left.url).context
    assert {line.row for line in shown["can"]} == set(cases)
    sent = {"operator": str(cast.bruna.pk), "note": NOTE, "once": shown["once"]}
    answer = client.post(
        left.url.split("?")[0], {**sent, "row": [str(each.pk) for each in cases]}, follow=True
    )
    assert len(answer.context["kept"]["went"]) == len(cases)
    followed = Case.objects.visible_to(SYSTEM).filter(operator=cast.bruna)
    assert set(followed) == set(cases)
    assert not [item for item in today.items(cast.actor(cast.mario)) if item.kind == "left"]


def test_nothing_chosen_and_nonsense_chosen(cast: Cast) -> None:
    case, client = cast.case(), cast.client(cast.mario)
    url = reverse("cases:case_hand_over_many")
    assert client.get(f"{url}?row=x&all=operator%3D%00").status_code in (200, 400)
    assert client.get(f"{url}?done=x").status_code == 302
    answer = client.post(url, {"operator": str(cast.bruna.pk), "note": NOTE, "once": "a"})
    assert answer.status_code == 422
    answer = client.post(url, {"row": str(case.pk), "operator": str(cast.bruna.pk), "note": "", "once": "b"})
    assert answer.status_code == 422
    assert "checked" in answer.content.decode()
    assert cast.client(cast.carlos).get(url).status_code == 403


def test_an_appointment_for_each_over_all_pages_and_called_off(cast: Cast) -> None:
    cases = [cast.case() for _number in range(27)]  # more than a page
    cast.case(operator=cast.bruna)
    client, url = cast.client(cast.berta), reverse("cases:appointment_add_many")
    listed = client.get(reverse("cases:case_list"), {"mine": "on"})
    assert 'name="all" value="mine=on"' in listed.content.decode()
    shown = client.get(url, {"all": "mine=on"}).context
    keys = [str(line.row.pk) for line in shown["can"]]
    assert set(keys) == {str(case.pk) for case in cases}
    sent = {"kind": "talk", "on": TODAY().isoformat(), "at": "9", "row": keys[:2], "once": shown["once"]}
    wrong = client.post(url, sent)
    assert wrong.status_code == 422 and wrong.context["ticked"] == set(keys[:2]), "nothing chosen is lost"
    assert "at" in wrong.context["form"].errors
    client.post(url, {**sent, "at": "09:30"})
    rows = Appointment.objects.visible_to(cast.actor(cast.berta))
    assert {str(row.case_id) for row in rows} == set(keys[:2])
    record_appointment(cast.actor(cast.berta), appointment=rows.first(), outcome="came")
    kept = client.post(url, {"undo": shown["once"]}, follow=True).context["kept"]
    assert (len(kept["went"]), len(kept["stayed"])) == (1, 1), "what came of one stays written"
    assert {row.outcome for row in rows.all()} == {"came", "cancelled"}


def test_tasks_go_to_another_day_and_back(cast: Cast) -> None:
    berta, client, url = cast.actor(cast.berta), cast.client(cast.berta), reverse("cases:tasks_move")
    due = TODAY() - timedelta(days=2)
    tasks = [add_task(berta, case=cast.case(), what="telefonare", who=cast.berta, due=due) for _ in range(2)]
    keys = [str(task.pk) for task in tasks]
    shown = client.post(url, {"tasks": keys}).context
    assert len(shown["can"]) == 2
    tasks_done(berta, tasks=tasks[:1])  # a colleague was faster
    sent = {"tasks": keys, "once": shown["once"]}
    assert client.post(url, {**sent, "due": "9999-12-31"}, follow=True).context["kept"]["went"] == []
    new = TODAY() + timedelta(days=5)
    done = client.post(url, {**sent, "once": "again", "due": new.isoformat()}, follow=True)
    assert "telefonare" in done.content.decode()
    assert "telefonare" not in str(dict(client.session)), "sealed words do not stand in the session"
    assert [Task.objects.visible_to(berta).get(pk=key).due for key in keys] == [due, new]
    client.post(url, {"undo": "again"})
    assert [Task.objects.visible_to(berta).get(pk=key).due for key in keys] == [due, due]


def test_opening_again_asks_why_and_who(cast: Cast) -> None:
    case, berta = cast.case(), cast.actor(cast.berta)
    close_case(berta, case=case, closed_on=TODAY(), outcome="moved")
    with pytest.raises(ValidationError):
        reopen_case(berta, case=case, operator=cast.berta, reason=" ")
    with pytest.raises(ValidationError):
        reopen_case(berta, case=case, operator=cast.dora, reason="È tornata")
    client, url = cast.client(cast.berta), reverse("cases:case_reopen", args=[case.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"operator": str(cast.berta.pk), "reason": "È tornata"}).status_code == 302
    case.refresh_from_db()
    assert (case.is_open, case.outcome) == (True, "")
    late = client.post(url, {"operator": str(cast.berta.pk), "reason": "Due schede aperte"})
    assert late.status_code == 422
    assert "Due schede aperte" in late.content.decode()


def test_of_two_cases_of_one_person_only_one_is_open(cast: Cast) -> None:
    first, berta = cast.case(), cast.actor(cast.berta)
    close_case(berta, case=first, closed_on=TODAY(), outcome="moved")
    cast.case(person=first.person)
    with pytest.raises(ValidationError):
        reopen_case(berta, case=first, operator=cast.berta, reason="È tornata")
