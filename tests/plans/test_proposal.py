"""What a party adds to the plan (domain.md, rule 3): it waits, is taken in or declined, and nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse

from accanto.accounts.models import User
from accanto.core import today
from accanto.plans.models import Proposal
from accanto.plans.operations.party import end_party
from accanto.plans.operations.plan import close_plan
from accanto.plans.operations.proposal import MOST_WAITING, answer_proposal, make_proposal, take_as_goal
from accanto.privacy.models import AuditEntry
from tests.access.test_bad_input import CORPUS
from tests.cast import SYSTEM, TODAY, Cast
from tests.plans.factories import make_plan, make_shared_plan

WORDS = "Vorrei imparare a nuotare"


def _told(cast: Cast, user: User, kind: str) -> list[str]:
    return [item.url for item in today.items(cast.actor(user)) if item.kind == kind]


def _proposed(cast: Cast, user: User, plan: Any, **values: Any) -> Proposal:
    return make_proposal(cast.actor(user), plan=plan, **{"kind": "goal", "words": WORDS, **values})


def test_a_party_proposes_and_the_operator_makes_a_goal_of_it(cast: Cast) -> None:
    _actor, plan = make_shared_plan(cast)
    for user in (cast.amina, cast.elia, cast.rosa):
        client, url = cast.client(user), reverse("plans:proposal_add", args=[plan.pk])
        assert url in client.get(plan.get_absolute_url()).content.decode()
        answer = client.post(url, {"kind": "goal", "words": f"{WORDS}, {user.name}", "area": "social"})
        assert answer.status_code == 302, user
    waiting = list(plan.proposals.order_by("created_at"))
    assert _told(cast, cast.berta, "proposal") == [each.get_absolute_url() for each in waiting]
    mine = waiting[0]
    operator = cast.client(cast.berta)
    page = operator.get(plan.get_absolute_url()).content.decode()
    assert all(each.words in page for each in waiting)
    url = reverse("plans:proposal_goal", args=[mine.pk])
    assert url in page
    form = operator.get(url).context["form"]
    assert (form["words"].value(), form["area"].value()) == (mine.words, "social")
    sent = {"words": "Vorrei nuotare in piscina", "area": "health", "answer": "Bella idea!"}
    assert operator.post(url, sent).status_code == 302
    mine.refresh_from_db()
    assert (mine.status, mine.answer, mine.answered_on) == ("taken", "Bella idea!", TODAY())
    assert mine.words == f"{WORDS}, {cast.amina.name}"  # the person's own words stay
    assert plan.goals.filter(area="health").get().words == "Vorrei nuotare in piscina"
    assert len(_told(cast, cast.berta, "proposal")) == 2
    assert _told(cast, cast.amina, "answer") == [mine.get_absolute_url()]
    assert _told(cast, cast.elia, "answer") == []
    assert "Bella idea!" in cast.client(cast.amina).get(plan.get_absolute_url()).content.decode()


def test_it_becomes_an_action_of_the_goal_that_is_chosen(cast: Cast) -> None:
    actor, plan = make_shared_plan(cast)
    goal = plan.goals.get()
    mine = _proposed(cast, cast.rosa, plan, kind="action", goal=goal)
    client, url = cast.client(cast.berta), reverse("plans:proposal_action", args=[mine.pk])
    form = client.get(url).context["form"]
    assert [form[name].value() for name in ("text", "goal", "who_kind")] == [WORDS, goal.pk, "reception"]
    refused = client.post(url, {"text": "Nuotare il sabato", "who_kind": "tutor", "answer": "Sì!"})
    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["goal"]
    assert "Nuotare il sabato" in refused.content.decode()
    _other, foreign = make_plan(cast)
    sent = {"text": "Nuotare il sabato", "who_kind": "tutor", "goal": foreign.goals.get().pk}
    assert client.post(url, sent).status_code == 422
    mine.refresh_from_db()
    assert mine.waits
    assert client.post(url, {**sent, "goal": goal.pk}).status_code == 302
    mine.refresh_from_db()
    assert mine.status == "taken"
    action = goal.actions.get(who_kind="tutor")
    assert (action.text, action.status) == ("Nuotare il sabato", "todo")


def test_it_is_declined_with_a_word_that_the_party_reads(cast: Cast) -> None:
    _actor, plan = make_shared_plan(cast)
    mine = _proposed(cast, cast.amina, plan)
    client, url = cast.client(cast.berta), reverse("plans:proposal_answer", args=[mine.pk])
    empty = client.post(url, {"answer": "  "})
    assert empty.status_code == 422  # never without a word
    assert list(empty.context["form"].errors) == ["answer"]
    assert client.post(url, {"answer": "Adesso la piscina è chiusa", "taken": "yes"}).status_code == 302
    mine.refresh_from_db()
    assert mine.status == "declined"  # only a remark can be kept in mind
    page = cast.client(cast.amina).get(plan.get_absolute_url()).content.decode()
    assert "Adesso la piscina è chiusa" in page
    assert "Per ora no" in page
    remark = _proposed(cast, cast.amina, plan, kind="remark", words="Grazie a tutti")
    url = reverse("plans:proposal_answer", args=[remark.pk])
    assert client.post(url, {"answer": "Grazie a te", "taken": "yes"}).status_code == 302
    remark.refresh_from_db()
    assert remark.status == "taken"


def test_wrong_input_is_told_at_its_field_and_stays(cast: Cast) -> None:
    _actor, plan = make_shared_plan(cast, "ara")
    _other, foreign = make_plan(cast)
    client = cast.client(cast.amina)
    url = reverse("plans:proposal_add", args=[plan.pk])
    for sent, field in (
        ({"kind": "goal", "words": ""}, "words"),
        ({"kind": "goal", "words": "parola" * 400}, "words"),
        ({"kind": "tutto", "words": WORDS}, "kind"),
        ({"kind": "goal", "words": WORDS, "area": "luna"}, "area"),
        ({"kind": "action", "words": WORDS, "goal": foreign.goals.get().pk}, "goal"),
    ):
        answer = client.post(url, sent)
        assert answer.status_code == 422, sent
        assert list(answer.context["form"].errors) == [field]
        assert sent["words"] in answer.content.decode()
    for bad in CORPUS:
        answer = client.post(url, dict.fromkeys(("kind", "words", "area", "goal"), bad))
        assert answer.status_code in (422, 302), bad[:20]
    assert plan.proposals.count() == 0
    empty = {"kind": "goal", "words": ""}
    assert "هذا الحقل مطلوب" in client.post(url, empty).content.decode()  # in the person's language
    assert "Questo campo è obbligatorio" in client.post(f"{url}?language=it", empty).content.decode()


def test_the_same_sent_twice_is_one_and_many_are_told_to_wait(cast: Cast) -> None:
    _actor, plan = make_shared_plan(cast)
    first = _proposed(cast, cast.amina, plan)
    assert _proposed(cast, cast.amina, plan) == first
    assert _proposed(cast, cast.elia, plan) != first
    for number in range(MOST_WAITING - 1):
        _proposed(cast, cast.amina, plan, words=f"{WORDS} {number}")
    client, url = cast.client(cast.amina), reverse("plans:proposal_add", args=[plan.pk])
    answer = client.post(url, {"kind": "goal", "words": "Un'altra cosa ancora"})
    assert answer.status_code == 422
    assert "Un&#x27;altra cosa ancora" in answer.content.decode()
    assert plan.proposals.count() == MOST_WAITING + 1


def test_only_a_party_proposes_and_only_for_an_open_plan(cast: Cast) -> None:
    actor, plan = make_shared_plan(cast)
    _own, other = make_plan(cast)
    url = reverse("plans:proposal_add", args=[plan.pk])
    assert cast.client(cast.elia).get(reverse("plans:proposal_add", args=[other.pk])).status_code == 404
    assert cast.client(cast.berta).get(url).status_code == 403  # she writes the plan itself
    assert cast.client(cast.dora).get(url).status_code == 404
    with pytest.raises(PermissionDenied):
        _proposed(cast, cast.mario, plan)
    end_party(actor, party=plan.parties.get(kind="tutor"))
    assert cast.client(cast.elia).post(url, {"kind": "goal", "words": WORDS}).status_code == 404
    mine = _proposed(cast, cast.amina, plan)
    with pytest.raises(PermissionDenied):
        answer_proposal(cast.actor(cast.amina), proposal=mine, answer="Sì", taken=True)
    close_plan(actor, plan=plan)
    plan.refresh_from_db()
    client = cast.client(cast.amina)
    assert url not in client.get(plan.get_absolute_url()).content.decode()
    answer = client.post(url, {"kind": "goal", "words": "Ancora una cosa"})
    assert answer.status_code == 422
    assert "Ancora una cosa" in answer.content.decode()
    assert _told(cast, cast.berta, "proposal") == []
    with pytest.raises(ValidationError):
        answer_proposal(actor, proposal=mine, answer="Tardi")


def test_a_proposal_is_read_by_its_party_and_by_who_writes_the_plan(cast: Cast) -> None:
    actor, plan = make_shared_plan(cast)
    mine = _proposed(cast, cast.amina, plan, kind="remark")
    for user, reads in ((cast.amina, True), (cast.berta, True), (cast.mario, True), (cast.elia, False)):
        page = cast.client(user).get(plan.get_absolute_url())
        assert (WORDS in page.content.decode()) == reads, user
    for name in ("proposal_goal", "proposal_action", "proposal_answer"):
        url = reverse(f"plans:{name}", args=[mine.pk])
        for user in (cast.elia, cast.rosa):
            answer = cast.client(user).get(url)
            assert answer.status_code == 403
            assert WORDS not in answer.content.decode()
        assert cast.client(cast.dora).get(url).status_code == 404
    assert Proposal.objects.visible_to(cast.actor(cast.dora)).count() == 0


def test_two_colleagues_answer_and_the_second_is_told(cast: Cast) -> None:
    actor, plan = make_shared_plan(cast)
    mine = _proposed(cast, cast.amina, plan)
    stale = Proposal.objects.visible_to(SYSTEM).get(pk=mine.pk)
    take_as_goal(actor, proposal=mine, words=WORDS, area="social")
    with pytest.raises(ValidationError):
        answer_proposal(cast.actor(cast.bruna), proposal=stale, answer="Adesso no")
    url = reverse("plans:proposal_goal", args=[mine.pk])
    answer = cast.client(cast.bruna).post(url, {"words": "Scritto invano", "area": "social"})
    assert answer.status_code == 422
    assert "Scritto invano" in answer.content.decode()
    mine.refresh_from_db()
    assert (mine.status, plan.goals.count()) == ("taken", 2)


def test_its_words_stand_sealed_and_the_trail_says_who_did_what(cast: Cast) -> None:
    actor, plan = make_shared_plan(cast)
    mine = _proposed(cast, cast.amina, plan)
    answer_proposal(actor, proposal=mine, answer="Parola gentile")
    with connection.cursor() as cursor:
        cursor.execute("SELECT words, answer FROM plans_proposal")
        assert all(not any(word in text for word in ("nuotare", "gentile")) for text in cursor.fetchone())
    entries = AuditEntry.objects.visible_to(SYSTEM).filter(object_id=str(mine.pk)).order_by("number")
    assert [(each.action, each.user_id) for each in entries] == [
        ("proposal.made", cast.amina.pk),
        ("proposal.declined", cast.berta.pk),
    ]
    assert all("nuotare" not in str(each.changes) for each in entries)
    assert {each.case_id for each in entries} == {plan.case_id}
