"""An action changes in all its parts; its end keeps the day on which it first was so."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accanto.network.models import CatalogueAction
from accanto.plans.models import PlanAction
from accanto.plans.operations.plan import add_action, change_action, close_plan, end_action
from tests.cast import SYSTEM, TODAY, Cast
from tests.plans.factories import make_plan


def _action(cast: Cast) -> tuple[Any, PlanAction]:
    actor, plan = make_plan(cast)
    return actor, plan.goals.get().actions.get()


def _written(action: PlanAction, **values: Any) -> dict[str, Any]:
    return {
        "catalogue": "", "text": "Cercare con il tutor", "who_kind": "tutor", "who": "Elia",
        "due": "2031-05-06", "status": "todo", "outcome": "", "seen": action.updated_at.isoformat(), **values,
    }  # fmt: skip


def test_all_of_it_is_changed_on_one_page(cast: Cast) -> None:
    _actor, action = _action(cast)
    client, url = cast.client(cast.berta), reverse("plans:action_edit", args=[action.pk])
    assert "Cercare insieme" in client.get(url).content.decode()
    offered = CatalogueAction.objects.visible_to(SYSTEM).get(project=cast.project)
    sent = _written(action, catalogue=offered.pk, status="dropped", outcome="La casa era già data")
    assert client.post(url, sent).status_code == 302
    action = PlanAction.objects.visible_to(SYSTEM).get(pk=action.pk)
    assert (action.catalogue, action.text, action.who_kind, action.who) == (
        offered,
        "Cercare con il tutor",
        "tutor",
        "Elia",
    )
    assert (action.status, action.ended_on, action.outcome) == ("dropped", TODAY(), "La casa era già data")
    page = client.get(action.get_absolute_url()).content.decode()
    assert "La casa era già data" in page


def test_tapped_twice_it_keeps_the_first_day_and_what_was_said(cast: Cast) -> None:
    actor, action = _action(cast)
    first = TODAY() - timedelta(days=3)
    end_action(actor, action=action, status="done", outcome="Trovata")
    _days_ago(action, first)
    client, url = cast.client(cast.berta), reverse("plans:action_end", args=[action.pk, "done"])
    assert client.post(url).status_code == 302
    action.refresh_from_db()
    assert (action.status, action.ended_on, action.outcome) == ("done", first, "Trovata")


def test_the_form_keeps_the_first_day_while_the_state_stays(cast: Cast) -> None:
    actor, action = _action(cast)
    first = TODAY() - timedelta(days=3)
    end_action(actor, action=action, status="done")
    _days_ago(action, first)
    change_action(actor, action=action, status="done", outcome="Trovata a Ottiglio")
    assert action.ended_on == first
    change_action(actor, action=action, status="todo")
    assert action.ended_on is None
    change_action(actor, action=action, status="dropped")
    assert action.ended_on == TODAY()


def _days_ago(action: PlanAction, day: Any) -> None:
    from accanto.core import trail

    trail.change(SYSTEM, action, "test.made", ended_on=day)


def test_what_was_typed_stays_when_something_is_wrong(cast: Cast) -> None:
    _actor, action = _action(cast)
    client, url = cast.client(cast.berta), reverse("plans:action_edit", args=[action.pk])
    wrong = _written(action, due="2026-02-30", outcome="parole da non perdere", who="Sportello casa")
    answer = client.post(url, wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert answer.context["form"].errors["due"]
    assert all(typed in page for typed in ("parole da non perdere", "Sportello casa", "2026-02-30"))
    empty = client.post(url, _written(action, text=" ", outcome="parole da non perdere"))
    assert empty.status_code == 422
    assert empty.context["form"].errors["text"]
    assert "parole da non perdere" in empty.content.decode()
    action.refresh_from_db()
    assert action.text == "Cercare insieme"


def test_a_colleagues_change_is_not_overwritten(cast: Cast) -> None:
    actor, action = _action(cast)
    sent = _written(action, outcome="la mia versione")
    change_action(actor, action=action, outcome="quella di Bruna")
    answer = cast.client(cast.berta).post(reverse("plans:action_edit", args=[action.pk]), sent)
    assert answer.status_code == 422
    assert "seen" in answer.context["form"].errors
    assert "la mia versione" in answer.content.decode()
    action.refresh_from_db()
    assert action.outcome == "quella di Bruna"


def test_another_projects_list_is_not_offered_nor_taken(cast: Cast) -> None:
    actor, action = _action(cast)
    foreign = CatalogueAction.objects.visible_to(SYSTEM).get(project=cast.other_project)
    url = reverse("plans:action_edit", args=[action.pk])
    answer = cast.client(cast.berta).post(url, _written(action, catalogue=foreign.pk))
    assert answer.status_code == 422
    with pytest.raises(ValidationError):
        change_action(actor, action=action, catalogue=foreign)
    with pytest.raises(ValidationError):
        add_action(actor, goal=action.goal, who_kind="person", catalogue=foreign)


def test_nothing_is_written_in_a_closed_plan(cast: Cast) -> None:
    actor, action = _action(cast)
    plan = close_plan(actor, plan=action.goal.plan)
    answer = cast.client(cast.berta).post(reverse("plans:action_edit", args=[action.pk]), _written(action))
    assert answer.status_code == 422
    assert "Cercare con il tutor" in answer.content.decode()
    page = cast.client(cast.berta).get(plan.get_absolute_url()).content.decode()
    assert reverse("plans:action_edit", args=[action.pk]) not in page


@pytest.mark.parametrize(("who", "status"), [("dora", 404), ("elia", 404), ("amina", 404), ("carlos", 404)])
def test_strangers_find_nothing(cast: Cast, who: str, status: int) -> None:
    _actor, action = _action(cast)
    client = cast.client(cast.users[who])
    assert client.get(reverse("plans:action_edit", args=[action.pk])).status_code == status


def test_a_party_reads_and_does_not_write(cast: Cast) -> None:
    from tests.plans.factories import make_shared_plan

    _actor, plan = make_shared_plan(cast)
    action = plan.goals.get().actions.get()
    client = cast.client(cast.elia)
    assert client.get(plan.get_absolute_url()).status_code == 200
    assert client.get(reverse("plans:action_edit", args=[action.pk])).status_code == 403
    assert client.post(reverse("plans:action_end", args=[action.pk, "done"])).status_code == 403
    assert client.get(reverse("plans:review_schedule", args=[plan.pk])).status_code == 403
