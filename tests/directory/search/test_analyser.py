"""The analyser: words that people write in several ways become the same tokens."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accanto.directory.search import arabic
from accanto.directory.search.analyser import (
    LANGUAGES,
    fold,
    italian_stem,
    script_language,
    split,
    token,
    tokens,
)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("it", "italiano italiana italiani italiane ITALIANO"),
        ("it", "medico medici medica mediche"),
        ("it", "avvocato avvocati avvocata avvocate"),
        ("it", "biblioteca biblioteche"),
        ("it", "farmacia farmacie"),
        ("it", "città citta CITTA'"),
        ("fr", "école écoles Ecole l'école"),
        ("fr", "logement logements"),
        ("en", "lawyer lawyers"),
        ("ro", "casă case casa"),
        ("ro", "școală scoala şcoală"),
        ("ar", "مدرسة مدرسه المدرسة مَدْرَسَة مـــدرسة"),
        ("ar", "إقامة اقامة أقامه الإقامة"),
        ("ar", "محامي محامى محامون المحامين محام محاميك"),
        ("ar", "بطاقة بطاقات بطاقتي بطاقته البطاقات وبالبطاقات"),
        ("ar", "هوية هويتي الهوية هويتنا"),
        ("ar", "شقة شقتي الشقة"),
        ("ar", "بيت بيتي البيت بيوت"),
        ("ar", "وثيقة وثائق وثائقي الوثائق"),
        ("ar", "مسكن مساكن المساكن"),
        ("ar", "طفل أطفال اطفالهم للأطفال"),
        ("ar", "طبيب أطباء"),
        ("ar", "فقير فقراء الفقراء"),
        ("ar", "صديق أصدقاء"),
        ("ar", "أجنبي أجانب الأجانب"),
        ("ar", "حق حقوق حقوقي"),
        ("ar", "شارع شوارع"),
        ("ar", "تصريح تصاريح"),
        ("ar", "مشروع مشاريع"),
    ],
)
def test_ways_to_write_one_word(language: str, words: str) -> None:
    found = {tuple(tokens(word, language)) for word in words.split()}
    assert len(found) == 1 and next(iter(found))


@pytest.mark.parametrize(
    "words", ["مكتب مكتبة كتاب", "طالب طلب", "عيادة عيد", "بنت بيت", "شقة حق", "ولد بلد"]
)
def test_arabic_words_that_only_look_alike(words: str) -> None:
    *others, last = words.split()
    assert all(token(last, "ar") != token(other, "ar") for other in others)


def test_words_written_together_with_a_small_one() -> None:
    """Ways to read them, not more: which of them is meant, the vocabulary says."""
    assert list(arabic.behind("لعملي")) == ["عملي"]
    assert list(arabic.behind("ولعملي")) == ["لعملي", "عملي"]
    assert list(arabic.behind("للجوء")) == ["لجوء"]
    assert not list(arabic.behind("والملابس")) and not list(arabic.behind("بيت"))
    assert not list(arabic.behind("")) and not list(arabic.behind("lavoro"))
    assert list(arabic.behind_in_text("كمترجم")) == []


def test_words_of_two_languages_are_two() -> None:
    assert token("carte", "fr") != token("carte", "ro")
    assert token("carte", "fr")[:2] == "fr"


def test_elisions_stop_words_and_digits() -> None:
    assert split("all'Ufficio dell’anagrafe d'un'altra") == ["ufficio", "anagrafe", "altra"]
    assert tokens("il corso di italiano per i bambini", "it") == ["itcors", "ititalian", "itbambin"]
    assert split("٧٣٠ ISEE") == ["730", "isee"]
    assert token("730", "it") == "it730"


def test_short_words_and_script() -> None:
    assert italian_stem("tre") == "tre" and italian_stem("case") == "cas"
    assert script_language("ciao محام") == "ar" and script_language("ciao") == ""


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.sampled_from([*LANGUAGES, "zz"]))
def test_any_text_becomes_plain_tokens(text: str, language: str) -> None:
    """Tokens are letters and digits: nothing in them means anything to an engine."""
    for one in tokens(text, language):
        assert one.isalnum() and one.startswith(language) and len(one) <= 50
    assert split(fold(text)) == split(text)
