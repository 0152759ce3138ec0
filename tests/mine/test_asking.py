"""What a person asks on their own page, and who answers: messages, papers, corrections, an end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accanto.cases.models import Document
from accanto.core import today, trail
from accanto.core.actor import NotAllowed
from accanto.mine.models import DataRequest, Message, OwnCase
from accanto.mine.models.request import one_month_after
from accanto.mine.operations.message import MOST, write_message
from accanto.mine.operations.request import answer_request, ask
from accanto.mine.words import RequestKind
from accanto.people.models import Consent, Person
from accanto.people.timeline import around
from tests.cases.papers import photo, upload
from tests.cast import SYSTEM, TODAY, Cast
from tests.mine.world import follow, make, page, post


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Any) -> None:
    settings.HOME = tmp_path


def _due(cast: Cast, user: Any, kind: str) -> list[Any]:
    return [item for item in today.items(cast.actor(user)) if item.kind == kind]


def _own(cast: Cast, case: Any) -> OwnCase:
    return OwnCase.objects.visible_to(cast.actor(cast.amina)).get(pk=case.pk)


def _asked() -> DataRequest:
    return DataRequest.objects.visible_to(SYSTEM).get()


# --- messages -------------------------------------------------------------------------------------


def test_a_message_stands_on_today_until_it_was_read_and_is_answered(cast: Cast) -> None:
    case = follow(cast)
    words = "لا أستطيع الحضور"
    assert post(cast, "messages", "ar", text=words).status_code == 302
    assert len(_due(cast, cast.berta, "message")) == 1
    assert not _due(cast, cast.bruna, "message") and not _due(cast, cast.dora, "message")
    assert "not read yet" in page(cast, "messages")
    thread = reverse("mine:case_messages", args=[case.pk])
    assert words in cast.client(cast.mario).get(thread).content.decode()
    assert len(_due(cast, cast.berta, "message")) == 1, "a colleague's look is not hers"
    assert words in cast.client(cast.berta).get(thread).content.decode()
    assert not _due(cast, cast.berta, "message")
    assert "read on" in page(cast, "messages")
    assert cast.client(cast.berta).post(thread, {"text": "Va bene, spostiamo"}).status_code == 302
    assert "You have an answer" in page(cast, "home")
    assert "Va bene, spostiamo" in page(cast, "messages")
    assert "You have an answer" not in page(cast, "home")
    person = Person.objects.visible_to(SYSTEM).get(pk=case.person_id)
    kinds = [event.kind for event in around(cast.actor(cast.berta), person)[1]]
    assert kinds.count("message") == 2
    assert cast.client(cast.dora).get(thread).status_code == 404


@pytest.mark.parametrize("text", ["", " ", "x" * 4001])
def test_what_cannot_be_sent_is_told_and_kept(cast: Cast, text: str) -> None:
    follow(cast)
    answer = post(cast, "messages", text=text)
    assert answer.status_code == 422
    assert not Message.objects.visible_to(SYSTEM).exists()
    if len(text) > 4000:
        assert text in answer.content.decode()


def test_nobody_is_written_to_without_end_nor_after_the_end(cast: Cast) -> None:
    case = follow(cast)
    actor, own = cast.actor(cast.amina), _own(cast, case)
    for number in range(MOST):
        write_message(actor, case=own, text=str(number))
    answer = post(cast, "messages", text="una di troppo")
    assert answer.status_code == 422 and "una di troppo" in answer.content.decode()
    trail.change(SYSTEM, case, "case.closed", closed_on=TODAY(), outcome="moved")
    with pytest.raises(ValidationError):
        write_message(actor, case=own, text="c'è qualcuno?")
    assert post(cast, "messages", text="c'è qualcuno?").status_code == 302
    with pytest.raises(NotAllowed):
        write_message(cast.actor(cast.berta), case=own, text="in suo nome")


@pytest.mark.parametrize("name", ["messages", "hand_in", "correct", "stop"])
def test_bad_input_is_no_error_of_ours(cast: Cast, name: str) -> None:
    follow(cast)
    cast.case(cast.person(cast.org_b, follower=cast.dora), operator=cast.dora, organisation=cast.org_b)
    fields = ("text", "about", "wrong", "wanted", "words", "case", "file")
    for bad in ("", "\x00", "9" * 40, "👩‍👩‍👧", "A" * 20_000, "not-a-uuid", "{{ 7*7 }}"):
        assert post(cast, name, **dict.fromkeys(fields, bad)).status_code in (302, 422), bad[:20]


# --- papers ---------------------------------------------------------------------------------------


def _paper(cast: Cast, case: Any, **values: Any) -> Document:
    url = reverse("cases:document_add", args=[case.pk])
    file = upload(photo(), "foto.jpg")
    cast.client(cast.berta).post(url, {"kind": "school", "file": [file], "kept": "", **values})
    return Document.objects.visible_to(SYSTEM).filter(case=case).order_by("-id")[0]


def test_of_papers_the_person_sees_what_they_gave_and_what_is_for_them(cast: Cast) -> None:
    case = follow(cast)
    hidden, shown = _paper(cast, case), _paper(cast, case, for_person="on", note="nota dello staff")
    client, said = cast.client(cast.amina), page(cast, "documents")
    take = {row.pk: reverse("mine:document_take", args=[row.pk]) for row in (hidden, shown)}
    assert take[shown.pk] in said and take[hidden.pk] not in said and "nota dello staff" not in said
    answer = client.get(take[shown.pk])
    assert (
        answer["Content-Disposition"].startswith("attachment")
        and "sandbox" in answer["Content-Security-Policy"]
    )
    assert client.get(take[hidden.pk]).status_code == 404
    assert cast.client(cast.berta).get(take[shown.pk]).status_code in (403, 404)
    assert "looked at: your documents" in page(cast, "who_saw")


def test_a_paper_handed_in_waits_for_the_operator(cast: Cast) -> None:
    case = follow(cast)
    assert post(cast, "hand_in", file=upload(photo(), "foto.jpg"), words="il permesso").status_code == 302
    row = Document.objects.visible_to(SYSTEM).get(case=case)
    assert (row.kind, row.for_person, row.added_by_id) == ("unsaid", True, cast.amina.pk)
    assert "you gave it" in page(cast, "documents")
    thread = cast.client(cast.berta).get(_due(cast, cast.berta, "message")[0].url).content.decode()
    assert "il permesso" in thread and reverse("cases:document_list", args=[case.pk]) in thread


def test_a_file_that_is_none_is_told_in_their_language(cast: Cast) -> None:
    follow(cast)
    program = upload(b"MZ\x90\x00" + b"\0" * 400, "foto.jpg")
    answer = post(cast, "hand_in", "ro", file=program, words="il permesso")
    said = answer.content.decode()
    assert answer.status_code == 422 and "il permesso" in said and answer.context["form"].errors["file"]
    assert "neither a photo" not in said
    assert (
        not Document.objects.visible_to(SYSTEM).exists() and not Message.objects.visible_to(SYSTEM).exists()
    )
    assert post(cast, "hand_in", "ro", words="x").status_code == 422


# --- corrections ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 30), date(2028, 2, 29)),
        (date(2026, 3, 31), date(2026, 4, 30)),
        (date(2026, 12, 15), date(2027, 1, 15)),
    ],
)
def test_a_month_is_a_month(asked: date, due: date) -> None:
    assert one_month_after(asked) == due


def test_a_correction_is_asked_by_its_datum_and_answered(cast: Cast) -> None:
    case = follow(cast)
    assert 'value="birth"' in page(cast, "correct", about="birth").split("checked")[0].rsplit("<input", 1)[1]
    assert post(cast, "correct", about="birth", wrong="").status_code == 422
    assert post(cast, "correct", about="no-such", wrong="x").status_code == 422
    assert post(cast, "correct", about="birth", wrong="1990", wanted="1992").status_code == 302
    row = _asked()
    assert row.due_on == one_month_after(TODAY()) and row.organisation == cast.org_a
    item = _due(cast, cast.berta, "data_request")[0]
    assert case.code in str(item.title) and item.url == row.get_absolute_url()
    client = cast.client(cast.berta)
    assert "1992" in client.get(item.url).content.decode()
    assert client.post(item.url, {"outcome": "done", "answer": " "}).status_code == 422
    assert client.post(item.url, {"outcome": "done", "answer": "Corretto: grazie"}).status_code == 302
    assert "Corretto: grazie" in page(cast, "requests") and not _due(cast, cast.berta, "data_request")
    again = client.post(item.url, {"outcome": "declined", "answer": "no"})
    assert again.status_code == 422
    row.refresh_from_db()
    assert row.state == "done"
    assert cast.client(cast.dora).get(item.url).status_code == 404


# --- an end ---------------------------------------------------------------------------------------


def test_a_yes_is_taken_back_at_once_and_only_the_manager_decides_on_deletion(cast: Cast) -> None:
    case = follow(cast)
    consent = make(Consent(person=case.person, purpose="sharing", given_on=TODAY(), channel="paper"))
    assert post(cast, "stop", about="sharing").status_code == 302
    consent.refresh_from_db()
    assert consent.withdrawn_on == TODAY()
    assert post(cast, "stop", about="erase", wrong="Parto").status_code == 302
    assert post(cast, "stop", about="erase").status_code == 422, "asked already"
    row = DataRequest.objects.visible_to(SYSTEM).get(kind="erase")
    with pytest.raises(NotAllowed):
        answer_request(cast.actor(cast.berta), request=row, done=True, answer="fatto")
    client = cast.client(cast.berta)
    assert "<textarea" not in client.get(row.get_absolute_url()).content.decode()
    assert client.post(row.get_absolute_url(), {"outcome": "done", "answer": "x"}).status_code == 403
    assert len(_due(cast, cast.mario, "data_request")) == 2
    answer_request(
        cast.actor(cast.mario), request=row, done=False, answer="La legge chiede di tenere i pagamenti"
    )
    assert "La legge chiede" in page(cast, "requests")


def test_it_may_be_asked_on_paper_once_of_each_who_follows(cast: Cast) -> None:
    case = follow(cast)
    cast.case(case.person, organisation=cast.org_b, operator=cast.dora)
    for _again in range(2):
        assert post(cast, "access_ask").status_code == 302
    assert len(_due(cast, cast.berta, "data_request")) == len(_due(cast, cast.dora, "data_request")) == 1


def test_what_was_asked_may_be_taken_back_until_it_is_answered(cast: Cast) -> None:
    case = follow(cast)
    row = ask(cast.actor(cast.amina), case=_own(cast, case), kind=RequestKind.STOP, about="figures")
    url = reverse("mine:take_back", args=[row.pk])
    assert cast.client(cast.berta).post(url).status_code == 403
    assert cast.client(cast.amina).post(url).status_code == 302
    row.refresh_from_db()
    assert row.state == "withdrawn" and not _due(cast, cast.mario, "data_request")
    cast.client(cast.amina).post(url)
    with pytest.raises(ValidationError):
        answer_request(cast.actor(cast.mario), request=row, done=True, answer="tardi")


def test_who_is_late_is_told_and_the_person_too(cast: Cast) -> None:
    case = follow(cast)
    row = ask(cast.actor(cast.amina), case=_own(cast, case), kind=RequestKind.ERASE)
    late = timezone.localdate() - timedelta(days=1)
    trail.change(SYSTEM, row, "test.made", due_on=late)
    assert _due(cast, cast.mario, "data_request")[0].urgency == "late"
    assert "The answer is late" in page(cast, "requests")
    listed = cast.client(cast.mario).get(reverse("mine:request_list")).content.decode()
    assert row.get_absolute_url() in listed
