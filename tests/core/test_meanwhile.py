"""Two people edit one record (ADR 0024): the second sees both texts, nothing typed is lost, and they choose."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.urls import reverse

from accanto.core import trail
from accanto.core.forms import ActorForm
from accanto.core.meanwhile import stamp_of
from accanto.plans.models import Goal
from accanto.plans.operations.plan import change_goal
from tests.at_once import at_once
from tests.cast import SYSTEM, Cast, make_cast
from tests.plans.factories import make_plan

MINE, THEIRS = "Voglio una casa con l'orto", "Voglio una casa vicino a scuola"


@pytest.fixture
def two(cast: Cast) -> Any:
    """Berta opens the goal; (her browser, the address, the goal, what her page sends)."""
    _actor, plan = make_plan(cast)
    goal = plan.goals.get()
    client, url = cast.client(cast.berta), reverse("plans:goal_edit", args=[goal.pk])
    form = client.get(url).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    return client, url, goal, sent


def _read(goal: Goal) -> Goal:
    return Goal.objects.visible_to(SYSTEM).get(pk=goal.pk)


@pytest.mark.parametrize(
    ("choice", "kept"), [("mine", MINE), ("theirs", THEIRS), ("both", f"{MINE}\n\n{THEIRS}"), ("?", MINE)]
)
def test_both_wrote_and_the_second_chooses(cast: Cast, two: Any, choice: str, kept: str) -> None:
    client, url, goal, sent = two
    change_goal(cast.actor(cast.bruna), goal=_read(goal), words=THEIRS)
    answer = client.post(url, {**sent, "words": MINE})
    form = answer.context["form"]
    assert (answer.status_code, list(form.errors), list(form.meanwhile)) == (422, ["seen"], ["words"])
    page = answer.content.decode()
    assert form["words"].value() == MINE
    assert THEIRS in page
    assert _read(goal).words == THEIRS
    again = {name: form[name].value() or "" for name in form.fields}
    assert client.post(url, {**again, "take-words": choice}).status_code == 302
    assert _read(goal).words == kept


class LateForm(ActorForm):
    """A form that adds a field to itself, as a project's own questions do."""

    edits_row = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"] = forms.CharField(widget=forms.Textarea, required=False)

    def initial_of(self, row: Any) -> dict[str, Any]:
        return {"words": row.words}


def test_a_field_that_comes_late_is_chosen_too(cast: Cast, two: Any) -> None:
    _client, _url, goal, _sent = two
    sent = {"seen": stamp_of(_read(goal)), "words": MINE, "take-words": "theirs"}
    form = LateForm(sent, actor=cast.actor(cast.berta), row=_read(goal))
    assert form.is_valid() and form.values() == {"words": _read(goal).words}


def test_what_only_one_of_them_touched_needs_no_choice(cast: Cast, two: Any) -> None:
    client, url, goal, sent = two
    change_goal(cast.actor(cast.bruna), goal=_read(goal), area="health")
    answer = client.post(url, {**sent, "words": MINE})
    form = answer.context["form"]
    assert answer.status_code == 422
    assert [(name, each.taken) for name, each in form.meanwhile.items()] == [("area", True)]
    assert (form["words"].value(), form["area"].value()) == (MINE, "health")
    assert client.post(url, {name: form[name].value() or "" for name in form.fields}).status_code == 302
    assert (_read(goal).words, _read(goal).area) == (MINE, "health")


def test_a_third_who_writes_while_the_second_chooses_is_shown_too(cast: Cast, two: Any) -> None:
    client, url, goal, sent = two
    bruna = cast.actor(cast.bruna)
    change_goal(bruna, goal=_read(goal), words=THEIRS)
    form = client.post(url, {**sent, "words": MINE}).context["form"]
    again = {name: form[name].value() or "" for name in form.fields}
    change_goal(bruna, goal=_read(goal), words="Altro ancora")
    answer = client.post(url, {**again, "take-words": "theirs"})
    assert answer.status_code == 422
    assert answer.context["form"]["words"].value() == MINE
    assert "Altro ancora" in answer.content.decode()


def test_the_same_sent_twice_is_no_conflict(two: Any) -> None:
    client, url, goal, sent = two
    assert [client.post(url, {**sent, "words": MINE}).status_code for _ in range(2)] == [302, 302]
    assert _read(goal).words == MINE


def test_who_saves_in_the_same_moment_is_told_as_well(
    cast: Cast, two: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between reading the record and writing it, someone else writes it: even then nothing is overwritten."""
    client, url, goal, sent = two

    def slow(actor: Any, *, goal: Goal, **values: Any) -> Goal:
        trail.change(cast.actor(cast.bruna), _read(goal), "goal.changed", words=THEIRS)
        return change_goal(actor, goal=goal, **values)

    monkeypatch.setattr("accanto.plans.views.goal.change_goal", slow)
    answer = client.post(url, {**sent, "words": MINE})
    assert answer.status_code == 422
    assert list(answer.context["form"].meanwhile) == ["words"]
    assert answer.context["form"]["words"].value() == MINE
    assert THEIRS in answer.content.decode()
    assert _read(goal).words == THEIRS


def test_broken_bookkeeping_shows_both_and_breaks_nothing(cast: Cast, two: Any) -> None:
    client, url, goal, sent = two
    change_goal(cast.actor(cast.bruna), goal=_read(goal), words=THEIRS)
    for began in ("", "\x00", ":", "words", "words:" + "x" * 20_000):
        answer = client.post(url, {**sent, "words": MINE, "began": began})
        assert answer.status_code == 422
        assert answer.context["form"]["words"].value() == MINE


@pytest.mark.django_db(transaction=True)
def test_two_who_save_at_once_do_not_overwrite_one_another() -> None:
    cast = make_cast()
    _actor, plan = make_plan(cast)
    goal = plan.goals.get()
    url = reverse("plans:goal_edit", args=[goal.pk])
    clients = [cast.client(user) for user in (cast.berta, cast.bruna)]
    form = clients[0].get(url).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}

    def save(client: Any, words: str) -> Any:
        return lambda: client.post(url, {**sent, "words": words})

    answers = at_once(save(clients[0], MINE), save(clients[1], THEIRS))
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    told = next(answer.content.decode() for answer in answers if answer.status_code == 422)
    assert MINE.replace("'", "&#x27;") in told
    assert THEIRS in told
