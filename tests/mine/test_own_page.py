"""The person's own page: all of it theirs, in their language, and nothing of it anyone else's."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accanto.cases.models import Document
from accanto.core import trail
from accanto.mine.models import DataCopy, OwnCase, OwnDocument, OwnEntry, OwnPerson, OwnSupport
from accanto.privacy.models import AuditEntry
from tests.cast import SYSTEM, TODAY, Cast
from tests.mine.world import NAME, PAGES, PHONE, follow, furnish, make, page


@pytest.mark.parametrize("language", ["ar", "ro"])
def test_every_page_stands_in_one_frame_and_says_no_name(cast: Cast, language: str) -> None:
    case = follow(cast)
    plan = furnish(cast, case)
    client = cast.client(cast.amina, language)
    urls = [
        *(reverse(f"mine:{name}") for name in PAGES),
        plan.get_absolute_url(),
        reverse("portal:beside_list"),
    ]
    for url in urls:
        answer = client.get(url)
        said = answer.content.decode()
        assert answer.status_code == 200, url
        assert "no-store" in answer["Cache-Control"], url
        assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in said, url
        title = re.search(r"<title>(.*?)</title>", said, re.S)
        assert title and NAME not in said and PHONE not in said, url
        menu = re.search(r'<ul class="main-nav">.*?</ul>', said, re.S)
        assert menu and re.findall(r'<a href="([^"]+)"', menu[0]) == [
            reverse(name)
            for name in (
                "mine:home",
                "mine:plan",
                "mine:days",
                "portal:beside_list",
                "portal:service_list",
            )
        ], url
        assert reverse("accounts:leave") in said, url


def test_the_first_page_says_what_is_next_and_who_is_beside_me(cast: Cast) -> None:
    trail.change(SYSTEM, cast.org_a, "test.made", phone="0131 000000")
    furnish(cast, follow(cast))
    said = page(cast, "home")
    order = [
        said.index(words)
        for words in ("waits for your yes", "Public office", "Chiedo la residenza", "look at your plan")
    ]
    assert order == sorted(order)
    assert 'href="tel:0131000000"' in said and "Berta" in said and "Questura" in said
    assert "nota riservata" not in said + page(cast, "days"), "a note of the staff"
    assert "300" in page(cast, "money") and "Cerco una casa" in page(cast, "data")


def test_the_name_shows_when_it_is_asked_for_and_the_trail_says_it_was_me(cast: Cast) -> None:
    case = follow(cast)
    assert NAME not in page(cast, "data")
    assert NAME in page(cast, "data", name="1")
    entry = AuditEntry.objects.visible_to(SYSTEM).get(action="identity.read_by_oneself")
    assert (entry.user_id, entry.person_id) == (cast.amina.pk, case.person_id)
    assert "You did this yourself" in page(cast, "who_saw")


def test_two_organisations_each_stand_there_and_a_closed_case_is_read_for_some_months(cast: Cast) -> None:
    first = follow(cast)
    second = cast.case(first.person, organisation=cast.org_b, operator=cast.dora)
    said = page(cast, "home")
    assert "Casa Aperta" in said and "Ponte" in said
    assert 'name="case"' in page(cast, "messages"), "to whom is chosen"
    for case in (first, second):
        trail.change(SYSTEM, case, "case.closed", closed_on=TODAY(), outcome="moved")
    said = page(cast, "home")
    assert "does not follow you any more" in said and reverse("mine:hand_in") not in said
    assert page(cast, "correct") and "<textarea" not in page(cast, "messages")
    for case in (first, second):
        long_ago = TODAY() - timedelta(days=400)
        trail.change(SYSTEM, case, "case.closed", opened_on=long_ago, closed_on=TODAY() - timedelta(days=181))
    assert "No organisation follows you now" in page(cast, "home")


def test_nothing_of_another_person_is_there(cast: Cast) -> None:
    other = cast.case(cast.person(follower=cast.berta))
    furnish(cast, other)
    for name in PAGES:
        answer = cast.client(cast.amina).get(reverse(f"mine:{name}"), follow=True)
        assert answer.status_code == 200 and "Questura" not in answer.content.decode(), name
    assert cast.client(cast.amina).get(other.get_absolute_url()).status_code in (403, 404)


def test_what_is_ones_own_is_in_nobody_elses_sight(cast: Cast) -> None:
    """Each table of one's own: the person sees theirs, and whoever works here sees none by it."""
    case, other = follow(cast), cast.case()
    furnish(cast, case)
    for each in (case, other):
        said = {"kind": "school", "name": "x", "file_key": "x", "content_type": "image/jpeg", "size": 1}
        make(Document(case=each, for_person=True, **said))
        make(DataCopy(person=each.person, language="it", expires_at=timezone.now()))
    for model in (OwnPerson, OwnCase, OwnDocument, OwnSupport, OwnEntry, DataCopy):
        seen = list(model.objects.visible_to(cast.actor(cast.amina)))
        whose = {getattr(row, "person_id", None) or getattr(row, "case_id", None) or row.pk for row in seen}
        assert whose in ({case.person_id}, {case.pk}), model
        for user in (cast.berta, cast.mario, cast.admin, cast.elia):
            assert not model.objects.visible_to(cast.actor(user)).exists(), (model, user)


def test_who_works_here_keeps_their_own_frame_on_the_pages_of_the_two(cast: Cast) -> None:
    said = cast.client(cast.berta).get(reverse("portal:calendar")).content.decode()
    menu = re.search(r'<ul class="main-nav">.*?</ul>', said, re.S)
    assert menu and reverse("cases:case_list") in menu[0] and reverse("mine:home") not in menu[0]
