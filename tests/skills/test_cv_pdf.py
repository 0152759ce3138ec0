"""The CV on paper: what was chosen and no more, in two languages, and the name only for who may open it."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import translation

from accanto.accounts.models import User
from accanto.core import trail
from accanto.privacy.models import AuditEntry
from accanto.skills import isco
from accanto.skills.cv import cv_pdf, languages_of
from accanto.skills.operations.assessment import choose_cv
from accanto.skills.words import ON_CV
from tests.cast import SYSTEM, Cast
from tests.skills.factories import make_assessment


def _text(content: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


def _identity(row: Any) -> Any:
    return row.case.person.identity


def test_it_begins_with_the_name_alone_and_tells_nothing_that_hurts(cast: Cast) -> None:
    _actor, row = make_assessment(cast, language="fra")
    text = _text(cv_pdf(row, _identity(row)))
    assert text.count("Samir Haddad & figli") == 2
    assert {"Liceo scientifico", "Ristorante Al Ponte", "3/2009 – 2014", "B, C"} <= {
        each for each in ("Liceo scientifico", "Ristorante Al Ponte", "3/2009 – 2014", "B, C") if each in text
    }
    for hidden in ("example.org", "0131", "Via Prova", "1988", "Siria, ", "Ho due figli", "Molto capace", "HACCP", "Senza contratto", "Mi piace", "Persi"):  # fmt: skip
        assert hidden not in text, hidden


@pytest.mark.parametrize(
    ("language", "words"), [("fra", "École et études"), ("ron", "Limbi"), ("eng", "Languages")]
)
def test_each_side_speaks_its_language(cast: Cast, language: str, words: str) -> None:
    _actor, row = make_assessment(cast, language=language)
    text = _text(cv_pdf(row, None))
    assert "Lingue" in text and words in text
    assert ("Cooks" in text) == (language == "eng")  # a group of ISCO-08, typed in Italian
    assert row.case.code not in text.replace(f"CV {row.case.code}", "")


@pytest.mark.parametrize(("layout", "pages"), [("it", 1), ("own", 1), ("after", 2), ("beside", 2)])
def test_layouts_in_arabic(cast: Cast, layout: str, pages: int) -> None:
    actor, row = make_assessment(cast)
    sections = [str(section) for section in ON_CV]
    choose_cv(actor, assessment=row, sections=sections, personal=["name", "photo", "phone"], layout=layout)
    content = cv_pdf(row, _identity(row))
    text = _text(content)
    assert len(pypdfium2.PdfDocument(content)) <= pages
    assert "□" not in text
    assert "000000" in text
    assert ("Lavori fatti" in text) == (layout != "own")
    arabic = any("\u0600" <= letter <= "\u06ff" or "\ufe70" <= letter <= "\ufeff" for letter in text)
    assert arabic == (layout != "it")


def test_who_may_not_open_the_name_prints_without_it_and_the_trail_tells(cast: Cast) -> None:
    _actor, row = make_assessment(cast)
    url = reverse("skills:cv_pdf", args=[row.pk])
    own = cast.client(cast.berta).get(url)
    assert own.status_code == 200 and "Samir" in _text(own.content)
    colleague = cast.client(cast.bruna).get(url)
    assert colleague.status_code == 200 and "Samir" not in _text(colleague.content)
    assert cast.client(cast.dora).get(url).status_code == 404
    acts = AuditEntry.objects.visible_to(SYSTEM).filter(case_id=row.case_id).values_list("action", flat=True)
    assert list(acts).count("skills.cv_printed") == 2
    assert "skills.europass_made" not in acts


def test_the_person_reads_their_own_in_their_language_and_prints_it(cast: Cast) -> None:
    _actor, row = make_assessment(cast)
    trail.change(SYSTEM, row.case.person, "person.account_given", account=cast.amina)
    person = cast.client(cast.amina, "ar")
    assert row.get_absolute_url() in person.get(reverse("mine:home")).content.decode()
    page = person.get(row.get_absolute_url()).content.decode()
    assert "طباخ" in page and 'dir="rtl"' in page
    assert reverse("skills:entry_add", args=[row.pk, "work"]) not in page
    printed = _text(person.get(reverse("skills:cv_pdf", args=[row.pk])).content)
    assert "Samir" in printed and "Amina" not in printed  # their name, not the account's
    acts = (
        AuditEntry.objects.visible_to(SYSTEM).filter(user_id=cast.amina.pk).values_list("action", flat=True)
    )
    assert {"identity.read_by_oneself", "skills.cv_printed"} <= set(acts) and "identity.opened" not in acts
    assert person.get(reverse("skills:cv_edit", args=[row.pk])).status_code == 403
    _other, others = make_assessment(cast)
    assert person.get(others.get_absolute_url()).status_code == 404


def test_a_cv_bears_the_persons_name_and_not_their_accounts_code(cast: Cast) -> None:
    """A link account has a code for a name and an address that reaches nobody: neither is the person's."""
    actor, row = make_assessment(cast)
    personal = ["name", "email"]
    choose_cv(actor, assessment=row, sections=["work"], personal=personal, layout="after")
    person = row.case.person
    trail.change(SYSTEM, person, "person.account_given", account=cast.amina)
    User.objects.filter(pk=cast.amina.pk).update(name=f"P-{person.code}", email="p-1@link.invalid")
    client = cast.client(cast.amina, "ar")
    files = (_text(client.get(reverse("skills:cv_pdf", args=[row.pk])).content),
             client.get(reverse("skills:europass", args=[row.pk])).content.decode())  # fmt: skip
    for said in files:
        assert "samir@example.org" in said and "Samir" in said
        assert "link.invalid" not in said and f"P-{person.code}" not in said


def test_where_we_lack_the_persons_language_the_accounts_comes_before_english(cast: Cast) -> None:
    _actor, row = make_assessment(cast, language="wol", said=False)
    assert languages_of(row) == ["it", "en"]
    User.objects.filter(pk=cast.amina.pk).update(language="fr")
    cast.amina.refresh_from_db()
    trail.change(SYSTEM, row.case.person, "person.account_given", account=cast.amina)
    assert languages_of(row) == ["it", "fr"]
    row.case.person.language = "ron"
    assert languages_of(row) == ["it", "ro"]


def test_a_group_of_occupations_has_a_name_in_every_language_of_a_cv() -> None:
    ours = {"it", "en", "fr", "ar", "ro"}
    for code, names in isco.groups().items():
        assert len(code) > isco.SUB_MAJOR or set(names) == ours, code
        assert all(isco.group_name(code, language) for language in ours), code
    assert isco.group_name("5131", "ar") == isco.group_name("51", "ar") != isco.group_name("51", "it")
    assert isco.group_name("5120", "fr") == "Cuisiniers"
    assert isco.code_of("") == isco.group_name("51", "sw") == isco.group_name("", "fr") == ""
    with translation.override("fr"):
        shown = dict(pair for _top, pairs in isco.choices() for pair in pairs)
    assert shown["53"] == isco.group_name("53", "fr") and len(shown) == 43
