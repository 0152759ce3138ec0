"""The agreement of the two: written, put, signed by both to the very text that they read, changed, printed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accanto.core import today, trail
from accanto.core.actor import NotAllowed
from accanto.privacy.models import AuditEntry
from accanto.tutoring.models import AgreementSignature, Tutoring, TutoringAgreement
from accanto.tutoring.operations.agreement import (
    put_agreement,
    record_signed_paper,
    sign_agreement,
    sign_here,
    write_agreement,
)
from accanto.tutoring.operations.tutoring import end_tutoring
from accanto.tutoring.pact.content import differences, digest_of
from tests.access.test_bad_input import CORPUS
from tests.cast import SYSTEM, TODAY, Cast, said_now
from tests.tutoring.pact import come_in, invite, make_tie, put, values, write


@pytest.fixture
def tie(cast: Cast) -> Tutoring:
    """Elia beside Amina, both with their accounts."""
    made = make_tie(cast, account=cast.elia)
    trail.change(SYSTEM, made.case.person, "person.account_given", account=cast.amina)
    return made


def _sign(cast: Cast, row: TutoringAgreement, who: Any, digest: str = "", **more: Any) -> AgreementSignature:
    given_values = {"name": "ليلى", "agreed": True, **more}
    return sign_agreement(cast.actor(who), agreement=row, digest=digest or row.digest, **given_values)


def _both(cast: Cast, row: TutoringAgreement) -> TutoringAgreement:
    _sign(cast, row, cast.amina)
    _sign(cast, row, cast.elia)
    row.refresh_from_db()
    return row


def test_both_sign_and_it_is_agreed(cast: Cast, tie: Tutoring) -> None:
    row = put(cast, tie)
    _sign(cast, row, cast.amina)
    row.refresh_from_db()
    assert row.agreed_on is None
    with pytest.raises(ValidationError):
        _sign(cast, row, cast.amina)
    _sign(cast, row, cast.elia)
    row.refresh_from_db()
    assert row.agreed_on == TODAY()
    assert {each.digest for each in row.signatures.all()} == {row.digest}


def test_until_someone_signs_it_is_the_same_version(cast: Cast, tie: Tutoring) -> None:
    first = put(cast, tie)
    second = write(cast, tie, tutor_words="La domenica")
    assert (second.pk, second.number) == (first.pk, 1) and second.digest != first.digest
    _sign(cast, second, cast.amina)
    third = write(cast, tie, tutor_words="Il lunedì")
    assert third.number == 2 and third.put_on is None
    second.refresh_from_db()
    assert second.content["tutor"]["words"] == "La domenica", "what was signed stays as it was"
    with pytest.raises(ValidationError):
        _sign(cast, second, cast.elia)


def test_a_text_that_changed_under_the_thumb_is_not_signed(cast: Cast, tie: Tutoring) -> None:
    read = put(cast, tie).digest
    row = write(cast, tie, tutor_words="Mai")
    with pytest.raises(ValidationError):
        _sign(cast, row, cast.amina, read)
    client = cast.client(cast.amina)
    url = reverse("tutoring:agreement_sign", args=[row.pk])
    page = client.post(url, {"name": "Amina", "agreed": "on", "digest": read})
    assert (
        page.status_code == 422
        and "Mai" in page.content.decode()
        and 'value="Amina"' in page.content.decode()
    )
    assert not row.signatures.exists()
    assert f'value="{row.digest}"' in page.content.decode(), "read anew, it can be signed"


def test_a_row_that_was_altered_is_signed_by_nobody(cast: Cast, tie: Tutoring) -> None:
    row = put(cast, tie)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE tutoring_tutoringagreement SET digest = %s", ["0" * 64])
    row.refresh_from_db()
    with pytest.raises(ValidationError):
        _sign(cast, row, cast.amina)


def test_two_write_at_once(cast: Cast, tie: Tutoring) -> None:
    base = write(cast, tie).digest
    write(cast, tie, tutor_words="Prima")
    with pytest.raises(ValidationError):
        write_agreement(cast.actor(cast.berta), tutoring=tie, base=base, **values(tutor_words="Seconda"))


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"tutor_chosen": [], "tutor_words": " "}, "tutor_chosen"),
        ({"person_chosen": ["unknown"], "person_words": ""}, "person_chosen"),
        ({"until": lambda: TODAY() - timedelta(days=1)}, "until"),
        ({"review_on": TODAY}, "review_on"),
        ({"review_on": None}, "review_on"),
    ],
)
def test_what_is_no_agreement(cast: Cast, tie: Tutoring, more: Any, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        write(cast, tie, **said_now(more))
    assert field in refused.value.error_dict


def test_who_signs_for_whom(cast: Cast, tie: Tutoring) -> None:
    row = put(cast, tie)
    for who in (cast.berta, cast.dora, cast.fadi):
        with pytest.raises(NotAllowed):
            _sign(cast, row, who)
    for wrong in ({"name": " "}, {"agreed": False}):
        with pytest.raises(ValidationError):
            _sign(cast, row, cast.amina, **wrong)
    actor = cast.actor(cast.elia)
    with pytest.raises(NotAllowed):
        sign_here(actor, agreement=row, side="person", digest=row.digest, name="x", present="y", agreed=True)
    with pytest.raises(NotAllowed):
        record_signed_paper(actor, agreement=row, side="person", digest=row.digest, signed_on=TODAY())


def test_on_the_operators_phone_and_on_paper(cast: Cast, tie: Tutoring) -> None:
    row, actor = put(cast, tie), cast.actor(cast.berta)
    form = {"digest": row.digest, "name": "Amina", "agreed": True}
    with pytest.raises(ValidationError):
        sign_here(actor, agreement=row, side="person", present="", **form)
    signed = sign_here(actor, agreement=row, side="person", present="Berta e la mediatrice", **form)
    assert (signed.how, signed.recorded_by) == ("here", cast.berta)
    for day in (TODAY() + timedelta(days=1), TODAY() - timedelta(days=9)):
        with pytest.raises(ValidationError):
            record_signed_paper(actor, agreement=row, side="tutor", digest=row.digest, signed_on=day)
    record_signed_paper(actor, agreement=row, side="tutor", digest=row.digest, signed_on=TODAY())
    row.refresh_from_db()
    assert row.agreed_on == TODAY()


def test_a_draft_is_seen_by_neither(cast: Cast, tie: Tutoring) -> None:
    row = write(cast, tie)
    urls = [reverse(f"tutoring:agreement_{name}", args=[row.pk]) for name in ("detail", "pdf", "sign")]
    for url in urls:
        assert cast.client(cast.amina).get(url).status_code == 404
    with pytest.raises(ValidationError):
        _sign(cast, row, cast.amina)
    assert cast.client(cast.berta).get(urls[0]).status_code == 200


def test_the_page_says_that_it_is_missing_and_today_that_it_waits(cast: Cast, tie: Tutoring) -> None:
    client = cast.client(cast.berta)
    assert "manca" in client.get(tie.get_absolute_url()).content.decode()

    def waits(user: Any) -> int:
        return len([item for item in today.items(cast.actor(user)) if item.kind == "pact"])

    row = put(cast, tie)
    assert [waits(user) for user in (cast.berta, cast.amina, cast.elia, cast.dora)] == [1, 1, 1, 0]
    _sign(cast, row, cast.amina)
    assert [waits(user) for user in (cast.berta, cast.amina, cast.elia)] == [1, 0, 1]
    _sign(cast, row, cast.elia)
    assert [waits(user) for user in (cast.berta, cast.amina, cast.elia)] == [0, 0, 0]


def test_what_changed_since_both_signed_stands_first(cast: Cast, tie: Tutoring) -> None:
    _both(cast, put(cast, tie))
    row = write(cast, tie, tutor_words="La domenica al mare", person_chosen=["preferences"])
    put_agreement(cast.actor(cast.berta), agreement=row)
    page = cast.client(cast.amina).get(row.get_absolute_url()).content.decode()
    assert '<del dir="auto">Il sabato al mercato</del>' in page
    assert '<ins dir="auto">La domenica al mare</ins>' in page
    with pytest.raises(NotAllowed):
        put_agreement(cast.actor(cast.elia), agreement=row)
    _both(cast, row)
    with pytest.raises(ValidationError):
        write(cast, tie, tutor_words="La domenica al mare", person_chosen=["preferences"])


def test_after_the_end_nobody_signs(cast: Cast, tie: Tutoring) -> None:
    row = put(cast, tie)
    end_tutoring(cast.actor(cast.berta), tutoring=tie, ended_on=TODAY(), end="moved")
    row = TutoringAgreement.objects.visible_to(SYSTEM).get(pk=row.pk)
    with pytest.raises(ValidationError):
        _sign(cast, row, cast.amina)
    assert cast.client(cast.berta).get(row.get_absolute_url()).status_code == 200


def test_both_languages_stand_side_by_side(cast: Cast, tie: Tutoring) -> None:
    row = put(cast, tie)
    page = cast.client(cast.elia).get(row.get_absolute_url()).content.decode()
    assert 'lang="ar" dir="rtl"' in page and 'lang="it" dir="ltr"' in page
    assert page.index('lang="it" dir="ltr"') < page.index('lang="ar" dir="rtl"')
    for text in ("ما يقدّمه المرافِق", "أعلّمك الطبخ", "Parlare in italiano"):
        assert text in page


def test_the_pdf_names_nobody_in_its_name_and_opens_no_name_for_the_two(cast: Cast, tie: Tutoring) -> None:
    from accanto.people.operations.identity import add_identity

    add_identity(SYSTEM, person=tie.case.person, given_name="Segreta", family_name="Prova")
    row = _both(cast, put(cast, tie, tutor_words="ትግርኛ 👍 "))
    url = reverse("tutoring:agreement_pdf", args=[row.pk])
    answer = cast.client(cast.elia).get(url)
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF")
    name = answer["Content-Disposition"]
    assert tie.case.code in name and "Anna" not in name and "Segreta" not in name
    opened = AuditEntry.objects.visible_to(SYSTEM).filter(action="identity.opened")
    assert not opened.exists()
    unsigned = write(cast, tie, tutor_words="nuovo")
    assert (
        cast.client(cast.berta).get(reverse("tutoring:agreement_pdf", args=[unsigned.pk])).status_code == 200
    )
    assert opened.count() == 1, "the operator's paper has the name, and that it was opened is recorded"


def test_names_and_texts_stay_out_of_the_trail(cast: Cast, tie: Tutoring) -> None:
    _both(cast, put(cast, tie))
    told = str(list(AuditEntry.objects.visible_to(SYSTEM).values()))
    assert "ليلى" not in told and "mercato" not in told


def test_the_form_keeps_what_was_typed_and_asks_no_less_than_the_project(cast: Cast, tie: Tutoring) -> None:
    client = cast.client(cast.berta)
    url = reverse("tutoring:agreement_write", args=[tie.pk])
    form = {
        "tutor_chosen": ["italian_conversation"], "person_words": "أعلّمك", "review_on": str(TODAY() + timedelta(9)),
        "rule_0": "0", "rule_1": "2", "base": "",
    }  # fmt: skip
    page = client.post(url, form)
    assert page.status_code == 422 and "rule_0" in page.context["form"].errors
    assert "أعلّمك" in page.content.decode()
    assert client.post(url, {**form, "rule_0": "2"}).status_code == 302
    row = TutoringAgreement.objects.visible_to(SYSTEM).get()
    assert [rule["at_least"] for rule in row.content["cadence"]] == [2, 2]
    again = client.get(url)
    assert again.context["form"].initial["rule_0"] == 2 and row.digest in again.content.decode()


def test_no_input_breaks_the_signature(cast: Cast, tie: Tutoring) -> None:
    row = put(cast, tie)
    client, url = cast.client(cast.amina), reverse("tutoring:agreement_sign", args=[row.pk])
    for bad in CORPUS:
        assert client.post(url, {"name": bad, "agreed": bad, "digest": bad}).status_code == 422, bad[:20]
    assert not row.signatures.exists()


def test_who_came_by_link_reads_in_their_language(cast: Cast) -> None:
    tie = make_tie(cast)
    row = put(cast, tie)
    client, answer = come_in(invite(cast, tie, language="ar"), language="ar")
    assert answer["Location"] == row.get_absolute_url()
    page = client.get(row.get_absolute_url(), headers={"accept-language": "ar"}).content.decode()
    assert '<html lang="ar" dir="rtl">' in page and page.index('lang="ar" dir="rtl" aria') < page.index(
        'lang="it" dir'
    )
    sign = {"name": "ليلى", "agreed": "on", "digest": row.digest}
    url = reverse("tutoring:agreement_sign", args=[row.pk])
    assert Client().post(url, sign).status_code == 302
    assert not row.signatures.exists()
    assert client.post(url, sign).status_code == 302
    assert row.signatures.get().name == "ليلى"


_WORDS = st.text(max_size=8)
_SIDE = st.fixed_dictionaries(
    {
        "offers": st.lists(st.sampled_from([{"key": "a", "text": {"it": "A"}}, {"key": "b", "text": {"it": "B"}}]), max_size=2),
        "words": _WORDS,
    }
)  # fmt: skip
_CONTENT = st.fixed_dictionaries(
    {
        "tutor": _SIDE,
        "person": _SIDE,
        "cadence": st.lists(
            st.fixed_dictionaries(
                {"contact": st.just("meeting"), "at_least": st.integers(1, 3), "every": st.just("month")}
            ),
            max_size=1,
        ),
        "until": st.sampled_from(["", "2030-01-01"]),
        "review_on": st.sampled_from(["", "2029-01-01"]),
        "ending": _WORDS,
    }
)


@given(before=_CONTENT, after=_CONTENT)
def test_no_change_is_hidden(before: Any, after: Any) -> None:
    """Texts differ exactly when their digests do, and then the reader is told of a difference."""
    same = before == after
    assert (digest_of(before, tutoring=1, number=1) == digest_of(after, tutoring=1, number=1)) is same
    assert (differences(before, after, "it") == []) is same
    assert digest_of(before, tutoring=1, number=1) != digest_of(before, tutoring=2, number=1)
