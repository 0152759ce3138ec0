"""The two say themselves what they think of a pair: who they see, what they may say, who hears of it."""

from __future__ import annotations

import html
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accanto.core import today, trail
from accanto.core.actor import NotAllowed
from accanto.people.models import Consent
from accanto.people.operations.identity import add_identity
from accanto.people.operations.person import withdraw_consent
from accanto.privacy.models import AuditEntry
from accanto.tutoring.models import Match, PairQuestion
from accanto.tutoring.operations.asking import answer_question, put_forward
from accanto.tutoring.operations.board import introduce, release, say_yes
from accanto.tutoring.operations.party import invite_to_answer
from accanto.tutoring.operations.request import withdraw_request
from accanto.tutoring.operations.standing import suspend_tutor
from tests.cast import SYSTEM, TODAY
from tests.tutoring.pact import come_in
from tests.tutoring.world import World

SECRET = "Non mi sento pronta"


class Pair:
    """A pair held for Amina's request with Elia, both with accounts, and put to the two."""

    def __init__(self, world: World) -> None:
        cast = self.cast = world.cast
        self.world = world
        self.tutor = world.tutor(
            "Anna Ferri", "ara", "ita", account=cast.elia, offers=["home_search"], interests=["cooking"]
        )
        self.request = world.waits(needs=("housing", "health"), interests=["cooking", "music"])
        person = self.request.case.person
        trail.change(SYSTEM, person, "test.made", account=cast.amina)
        add_identity(SYSTEM, person=person, given_name="Segretissima", family_name="Prova")
        self.match = world.hold(self.request, self.tutor)
        put_forward(world.berta, match=self.match)
        self.ask = {row.side: row for row in PairQuestion.objects.visible_to(SYSTEM)}

    def page(self, side: str, language: str = "it") -> str:
        user = self.cast.elia if side == "tutor" else self.cast.amina
        answer = self.cast.client(user, language).get(self.ask[side].get_absolute_url())
        assert answer.status_code == 200
        return html.unescape(answer.content.decode())

    def say(self, side: str, answer: str, words: str = "") -> Any:
        user = self.cast.elia if side == "tutor" else self.cast.amina
        url = self.ask[side].get_absolute_url()
        return self.cast.client(user).post(url, {"answer": answer, "words": words})

    def now(self) -> Match:
        self.match.refresh_from_db()
        return self.match


@pytest.fixture
def pair(world: World) -> Pair:
    return Pair(world)


def _titles(pair: Pair, user: Any, kind: str) -> list[str]:
    return [str(item.title) for item in today.items(pair.cast.actor(user)) if item.kind == kind]


def test_each_sees_what_helps_to_decide_and_no_name(pair: Pair) -> None:
    page = pair.page("tutor")
    assert "arabo" in page.lower() and "Cucina" in page and "Casa" in page
    assert "Segretissima" not in page and "Salute" not in page, "only where this tutor could help"
    page = pair.page("person", "ar")
    assert "Anna" not in page and "Ferri" not in page
    assert 'dir="rtl"' in page and pair.tutor.code not in page
    assert pair.request.case.code not in pair.page("tutor")


def test_both_yes_by_tap_then_the_introduction(pair: Pair) -> None:
    assert _titles(pair, pair.cast.elia, "asked") and _titles(pair, pair.cast.amina, "asked")
    assert pair.say("tutor", "yes").status_code == 302
    with pytest.raises(ValidationError):
        introduce(pair.world.berta, match=pair.now(), introduced_on=TODAY())
    assert "Il tutor ha detto sì" in pair.world.page("request_detail", pair.request)
    pair.say("person", "yes", "Volentieri")
    match = pair.now()
    assert (match.tutor_yes_by, match.person_yes_by) == (pair.cast.elia, pair.cast.amina)
    assert any("ha detto sì" in title for title in _titles(pair, pair.cast.berta, "answer"))
    assert not _titles(pair, pair.cast.dora, "answer")
    tie = introduce(pair.world.berta, match=match, introduced_on=TODAY())
    assert tie.tutor == pair.tutor
    assert pair.say("tutor", "no").status_code == 422, "too late: they have met"
    tie.refresh_from_db()
    assert tie.ended_on is None


def test_a_no_is_kept_with_its_words_and_the_board_proposes_the_next(pair: Pair) -> None:
    other = pair.world.tutor("Bice Seconda", account=None)
    assert pair.say("person", "no", SECRET).status_code == 302
    match = pair.now()
    assert (match.state, match.reason, match.words) == ("refused", "person", SECRET)
    assert pair.world.proposed(pair.request) == str(other.pk)
    assert any("grazie" in title for title in _titles(pair, pair.cast.berta, "answer"))
    page = pair.page("tutor")
    assert "finita" in page and SECRET not in page, "the other hears that it is over, and no more"
    assert SECRET not in str(list(AuditEntry.objects.unscoped("test").values()))
    elia = pair.cast.actor(pair.cast.elia)
    assert SECRET not in str([row.words for row in PairQuestion.objects.visible_to(elia)])


def test_to_talk_first_takes_a_yes_back_and_nobody_is_introduced(pair: Pair) -> None:
    pair.say("tutor", "yes")
    pair.say("person", "yes")
    pair.say("tutor", "talk", "Vorrei capire gli orari")
    match = pair.now()
    assert match.is_held and match.tutor_yes_on is None and match.person_yes_on == TODAY()
    with pytest.raises(ValidationError):
        introduce(pair.world.berta, match=match, introduced_on=TODAY())
    assert "Vorrei capire gli orari" in pair.world.page("request_detail", pair.request)


def test_a_yes_by_voice_is_still_written_down(world: World) -> None:
    tutor, request = world.tutor(), world.waits()
    match = world.hold(request, tutor)
    say_yes(world.berta, match=match, side="tutor")
    put_forward(world.berta, match=match), put_forward(world.berta, match=match)
    assert [row.side for row in PairQuestion.objects.visible_to(SYSTEM)] == ["person"]


def test_only_who_is_asked_answers(pair: Pair) -> None:
    url = pair.ask["person"].get_absolute_url()
    for user in (pair.cast.elia, pair.cast.berta, pair.cast.mario, pair.cast.dora, pair.cast.fadi):
        client = pair.cast.client(user)
        assert client.get(url).status_code in (403, 404)
        assert client.post(url, {"answer": "yes"}).status_code in (403, 404)
    with pytest.raises(NotAllowed):
        answer_question(pair.cast.actor(pair.cast.elia), question=pair.ask["person"], answer="yes")
    with pytest.raises(NotAllowed):
        answer_question(pair.world.berta, question=pair.ask["person"], answer="yes")
    assert pair.now().person_yes_on is None


@pytest.mark.parametrize("how", ["let go", "withdrawn", "consent", "suspended"])
def test_a_question_that_is_over_takes_no_answer(pair: Pair, how: str) -> None:
    berta = pair.world.berta
    if how == "let go":
        release(berta, match=pair.match)
    elif how == "withdrawn":
        withdraw_request(berta, request=pair.request)
    elif how == "consent":
        consent = Consent.objects.visible_to(SYSTEM).get(person=pair.request.case.person)
        withdraw_consent(berta, consent=consent)
    else:
        suspend_tutor(pair.cast.actor(pair.cast.mario), tutor=pair.tutor, why="x")
        assert pair.say("tutor", "yes").status_code in (403, 404)
    assert pair.say("person", "yes").status_code == 422
    assert pair.now().person_yes_on is None


@pytest.mark.parametrize("answer", ["", "maybe", "YES"])
def test_nonsense_is_an_error_and_no_word_is_lost(pair: Pair, answer: str) -> None:
    shown = pair.say("person", answer, SECRET)
    assert shown.status_code == 422 and SECRET in html.unescape(shown.content.decode())


def test_invited_before_there_is_a_tie(world: World) -> None:
    """No account yet: a link and a code lead to the question; let go, the door is shut."""
    request = world.waits()
    match = world.hold(request, world.tutor())
    ask = {row.side: row for row in put_forward(world.berta, match=match)}
    told = invite_to_answer(world.berta, question=ask["person"], language="ar")
    client, answer = come_in(told, language="ar")
    url = ask["person"].get_absolute_url()
    assert answer["Location"] == url
    assert client.get(url).status_code == 200
    client.post(url, {"answer": "yes"})
    match.refresh_from_db()
    assert match.person_yes_on == TODAY()
    assert client.get(reverse("portal:beside_list")).status_code == 200
    waiting = invite_to_answer(world.berta, question=ask["tutor"])
    release(world.berta, match=match)
    assert come_in(waiting)[1].status_code == 410
    assert client.get(url).status_code == 302, "signed out: nothing is asked of them any more"
