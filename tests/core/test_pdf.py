"""No text of anyone stops a document: what no font has comes out as boxes, and the document says so."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from accanto.core.pdf import UNPRINTABLE, render

_TEMPLATE = """#let data = json(bytes(sys.inputs.data))
#set document(title: "prova")
#set text(font: ("Titillium Web", "Vazirmatn"), lang: "it")
#data.words.join(" ")
#if data.unprintable [NON TUTTO]"""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "prova.typ"
    path.write_text(_TEMPLATE, encoding="utf-8")
    return path


def _text(template: Path, *words: str) -> str:
    document = pypdfium2.PdfDocument(render(template, {"words": list(words)}))
    return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize(
    "words", ["Perché città", "Ștefan în școală", "L’été « là » — 30 €", "Життя", "الخطة"]
)
def test_what_our_fonts_have_prints_as_it_is(template: Path, words: str) -> None:
    assert "NON TUTTO" not in _text(template, words)
    assert UNPRINTABLE not in _text(template, words)


@pytest.mark.parametrize(
    "words",
    [
        "ትግርኛ",
        "বাংলা",
        "👩\u200d👩\u200d👧",
        "漢字",
        "ไทย",
        "\x00",
        "\x01",
        "\ufffe",
        "\ue000",
        "\u0378",
        "\U000e0041",
    ],
    ids=[
        "tigrinya",
        "bengali",
        "emoji",
        "chinese",
        "thai",
        "null",
        "control",
        "noncharacter",
        "private",
        "unassigned",
        "tag",
    ],
)
def test_what_they_have_not_stops_nothing(template: Path, words: str) -> None:
    said = _text(template, "Perché", words, "città")
    assert "Perché" in said
    assert "città" in said


def test_boxes_stand_for_each_letter_and_it_is_said(template: Path) -> None:
    said = _text(template, "Perché ትግ 12")
    assert "Perché □□ 12" in said
    assert "NON TUTTO" in said


def test_a_control_character_takes_no_script_with_it(template: Path) -> None:
    assert "Життя" in _text(template, "Життя\x01 \x00ok")


def test_many_scripts_at_once(template: Path) -> None:
    said = _text(
        template, "ሰ", "বা", "漢", "か", "カ", "한", "ไ", "ქ", "Հ", "ע", "த", "ਪ", "ກ", "ខ", "က", "ᠮ", "ᐃ", "è"
    )
    assert "è" in said


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30))
def test_no_text_at_all_stops_it(template: Path, words: str) -> None:
    assert render(template, {"words": [words, "fine"]}).startswith(b"%PDF-")


def test_another_fault_of_the_template_is_not_hidden(tmp_path: Path) -> None:
    broken = tmp_path / "broken.typ"
    broken.write_text("#nothing-of-this-name", encoding="utf-8")
    with pytest.raises(typst.TypstError):
        render(broken, {})
