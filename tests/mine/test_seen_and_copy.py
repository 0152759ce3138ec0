"""Who has seen one's data, told in plain words; and all of it taken along."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accanto.core import trail
from accanto.mine.models import DataCopy
from accanto.mine.operations.copy import forget_copies
from accanto.people.operations.identity import break_glass, read_identity
from accanto.tutoring.models import PrivateWord
from tests.cast import SYSTEM, Cast
from tests.mine.world import NAME, follow, furnish, make, page, post
from tests.tutoring.beside import make_tie


def test_who_looked_is_told_by_role_and_named_only_where_they_follow_me(cast: Cast) -> None:
    case = follow(cast)
    read_identity(cast.actor(cast.berta), person=case.person)
    break_glass(cast.actor(cast.bruna), person=case.person, reason="Un sospetto che non si dice")
    said = page(cast, "who_saw", looked="1")
    assert "Operator · Berta" in said and "Casa Aperta" in said and "They follow you." in said
    assert "Bruna" not in said and "had to write a reason" in said
    assert "Un sospetto" not in said, "a reason is told by voice, not on a phone"
    assert said.count("looked at: your name and contacts") == 2
    assert "wrote:" in page(cast, "who_saw") and "wrote:" not in said


def test_the_trail_is_read_by_page_and_only_ones_own(cast: Cast) -> None:
    case, other = follow(cast), cast.case()
    for _number in range(60):
        trail.note(
            cast.actor(cast.berta),
            "document.opened",
            trail.Subject("document", "x", person_id=case.person_id),
        )
        trail.note(
            cast.actor(cast.dora),
            "document.opened",
            trail.Subject("document", "x", person_id=other.person_id),
        )
    first = cast.client(cast.amina, "en").get(reverse("mine:who_saw"), {"looked": ""})
    assert "Ponte" not in first.content.decode()
    following = first.context["page"].next_url
    assert following and "looked" in following
    assert cast.client(cast.amina).get(reverse("mine:who_saw") + following).status_code == 200


def _taken(cast: Cast, language: str) -> tuple[dict[str, Any], str]:
    assert post(cast, "copy_ask", language).status_code == 302
    row = DataCopy.objects.visible_to(SYSTEM).get()
    answer = cast.client(cast.amina, language).get(reverse("mine:copy_take", args=[row.pk]))
    assert (
        answer["Content-Disposition"].startswith("attachment") and NAME not in answer["Content-Disposition"]
    )
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert archive.testzip() is None
    return json.loads(archive.read("data.json")), archive.read("page.html").decode()


def test_all_of_it_is_taken_along_and_nothing_that_others_said_in_private(cast: Cast) -> None:
    tie = make_tie(cast)
    make(PrivateWord(tutoring=tie, kind="word", side="tutor", author=cast.elia, text="parola del tutor"))
    furnish(cast, tie.case)
    post(cast, "messages", text="Buongiorno")
    told, readable = _taken(cast, "ar")
    parts = told["parts"]
    assert {
        "person",
        "cases",
        "goals",
        "actions",
        "appointments",
        "supports",
        "messages",
        "tutoring",
        "seen",
    } <= set(parts)
    assert parts["goals"][0]["words"] == "Una casa per noi" and parts["supports"][0]["amount"] == "300.00"
    assert "parola del tutor" not in json.dumps(told, ensure_ascii=False) + readable
    assert 'dir="rtl"' in readable and "Buongiorno" in readable and "ما هو مكتوب عني" in readable


def test_a_copy_is_there_for_a_day_and_only_for_who_asked(cast: Cast) -> None:
    follow(cast)
    _taken(cast, "en")
    first = DataCopy.objects.visible_to(SYSTEM).get()
    url = reverse("mine:copy_take", args=[first.pk])
    assert cast.client(cast.berta).get(url).status_code in (403, 404)
    told, _page = _taken(cast, "en")
    assert told["parts"]["name"][0]["given_name"] == NAME
    assert cast.client(cast.amina).get(url).status_code == 404, "the newer one took its place"
    row = DataCopy.objects.visible_to(SYSTEM).get()
    trail.change(SYSTEM, row, "test.made", expires_at=timezone.now() - timedelta(minutes=1))
    assert cast.client(cast.amina).get(reverse("mine:copy_take", args=[row.pk])).status_code == 302
    assert forget_copies() == 1 and not DataCopy.objects.visible_to(SYSTEM).exists()
