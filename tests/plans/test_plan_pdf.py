"""The plan on paper, in Italian and the person's language; no letter of anyone stops it."""

from __future__ import annotations

import pypdfium2
import pytest
from django.urls import reverse

from accanto.plans.models import Plan
from accanto.plans.operations.plan import add_action, add_goal, end_action
from accanto.plans.operations.version import propose_version
from accanto.plans.printing import plan_pdf
from tests.cast import Cast
from tests.plans.factories import all_agree, make_plan, make_shared_plan


def _text(plan: Plan, *, columns: bool = False) -> str:
    document = pypdfium2.PdfDocument(plan_pdf(plan, columns=columns))
    return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize(
    ("language", "words"),
    [("fra", "Plan individuel"), ("ron", "Plan individual"), ("tir", "Individual plan")],
)
def test_it_prints_in_italian_and_the_persons_language(cast: Cast, language: str, words: str) -> None:
    _actor, plan = make_plan(cast, language)
    text = _text(plan)
    assert "Piano individuale" in text
    assert words in text
    assert text.count("Voglio una casa") == 2


def test_in_italian_it_prints_once(cast: Cast) -> None:
    _actor, plan = make_plan(cast, "ita")
    assert _text(plan).count("Voglio una casa") == 1


def test_arabic_letters_are_shaped(cast: Cast) -> None:
    """They come out in presentation forms, or as letters in reading order."""
    _actor, plan = make_plan(cast, "ara")
    text = _text(plan)
    assert any("\u0600" <= letter <= "\u06ff" or "\ufe70" <= letter <= "\ufeff" for letter in text)
    assert "□" not in text


def test_in_two_columns_it_is_signed_once(cast: Cast) -> None:
    """What the person wrote stands once between the two; what the project says stands in both languages."""
    actor, plan = make_plan(cast, "ara")
    version = all_agree(actor, plan)
    text = _text(plan, columns=True)
    assert text.count("Voglio una casa") == 1
    assert text.count("Cercare insieme") == 2
    assert "Piano individuale" in text
    assert any("\ufe70" <= letter <= "\ufeff" or "\u0600" <= letter <= "\u06ff" for letter in text)
    day = version.agreements.get(party__kind="person").agreed_on.strftime("%d/%m/%Y")
    dates = text.count(day)
    assert text.count("Firma") == 1
    assert dates == 4  # the day of printing at the head of each, and once for each of the two who agreed
    answer = cast.client(cast.berta).get(reverse("plans:plan_pdf", args=[plan.pk]) + "?layout=columns")
    assert answer.content.startswith(b"%PDF-")
    _other, italian = make_plan(cast, "ita")
    assert _text(italian, columns=True).count("Voglio una casa") == 1


@pytest.mark.parametrize(
    "words", ["ገዛ እደሊ", "আমি একটি বাড়ি চাই", "Una casa 🏠👩\u200d👩\u200d👧", "ትግ বা 漢 한 ไ"]
)
def test_words_in_any_script_never_stop_it(cast: Cast, words: str) -> None:
    actor, plan = make_plan(cast, "ara")
    goal = add_goal(actor, plan=plan, area="legal", words=words)
    action = add_action(actor, goal=goal, who_kind="service", text=words, who=words)
    end_action(actor, action=action, status="done", outcome=words)
    text = _text(plan)
    assert "Voglio una casa" in text
    assert "□" in text
    assert "scrivila a mano" in text


def test_who_agreed_and_when_stands_on_it(cast: Cast) -> None:
    actor, plan = make_plan(cast)
    version = all_agree(actor, plan)
    add_goal(actor, plan=plan, area="legal", words="Voglio il permesso")
    text = _text(plan)
    assert version.agreements.get(party__kind="person").agreed_on.strftime("%d/%m/%Y") in text
    assert "Voglio il permesso" not in text  # not put to anyone yet: the version is printed


def test_each_party_prints_it_and_only_they(cast: Cast) -> None:
    actor, plan = make_shared_plan(cast)
    propose_version(actor, plan=plan)
    url = reverse("plans:plan_pdf", args=[plan.pk])
    for user in (cast.berta, cast.elia, cast.rosa, cast.amina):
        answer = cast.client(user).get(url)
        assert answer.status_code == 200
        assert answer.content.startswith(b"%PDF-")
    for user in (cast.dora, cast.zeno):
        assert cast.client(user).get(url).status_code == 404
