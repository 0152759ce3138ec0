"""The check of translations finds what it is there to find."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from tools import messages
from tools.catalogues import extract
from tools.placeholders import placeholder_problem


@pytest.mark.parametrize(
    ("source", "strings", "well"),
    [
        ("%(count)s of %(total)s", ["%(total)s, di cui %(count)s"], True),
        ("Hello %(name)s", ["Ciao"], False),
        ("Hello %(name)s", ["Ciao %(nome)s"], False),
        ("%s and %s", ["%s e %s"], True),
        ("%s and %s", ["%s"], False),
        ("100%% sure", ["sicuro"], True),
        (("%(n)s day", "%(n)s days"), ["un giorno", "%(n)s giorni"], True),
        (("%(n)s day", "%(n)s days"), ["un giorno", "giorni"], False),
        (("%(n)s day", "%(n)s days"), ["%(m)s giorno", "%(n)s giorni"], False),
    ],
)
def test_placeholders(source: str | tuple[str, str], strings: list[str], well: bool) -> None:
    assert (placeholder_problem(source, strings) == "") is well


@pytest.mark.parametrize(
    ("held", "language", "problem"),
    [
        (Message("Home", "Casa"), "it", ""),
        (Message("Home", ""), "it", "not translated"),
        (Message("Home", ""), "en", ""),
        (Message("Home", "Casa", flags=["fuzzy"]), "it", "unsure (fuzzy)"),
    ],
)
def test_a_translation_is_there_and_sure(held: Message, language: str, problem: str) -> None:
    assert messages._problem(held, Message("Home"), language) == problem


def test_every_plural_form_is_asked_for() -> None:
    expected = Message(("%(n)s day", "%(n)s days"))
    half = Message(("%(n)s day", "%(n)s days"), ("%(n)s zi", "%(n)s zile", ""))
    assert messages._problem(half, expected, "ro") == "a plural form is missing"
    assert messages._problem(Message("%(n)s day", "%(n)s zi"), expected, "ro") != ""


def test_what_the_public_reads_is_found_with_its_parts() -> None:
    public = messages.public_sources(messages.sources())
    assert "accanto/core/words.py" in public
    assert "accanto/core/templates/404.html" in public
    assert "accanto/core/templates/ui/base.html" in public  # public_base.html and the error pages extend it
    assert "accanto/accounts/templates/account/login.html" in public  # a beneficiary signs in too
    assert "accanto/accounts/roles.py" not in public


def test_letters_beyond_ascii_are_kept(tmp_path: Path) -> None:
    """Or the source's "Muhammad and محمد" has no translation that a page would find."""
    (tmp_path / "a.py").write_text('x = _("Muhammad · محمد …")\n', encoding="utf-8")
    assert [message.id for message in extract(tmp_path, ["a.py"]) if message.id] == ["Muhammad · محمد …"]


def test_no_alias_hides_a_string_from_the_catalogues() -> None:
    """xgettext knows `_` and Django's own names: what stands under another name is never translated."""
    aliases = [
        f"{path}: {found[0]}"
        for path in messages.sources()
        if path.endswith(".py")
        for found in re.finditer(
            r"n?p?gettext(?:_lazy)? as (?!_\b)\w+", (messages.ROOT / path).read_text("utf-8")
        )
    ]
    assert aliases == []
