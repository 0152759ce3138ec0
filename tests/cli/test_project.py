"""`accanto project`: what is wrong with a file, and what it would change, without changing anything."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from accanto.cli.main import run
from accanto.network.models import Project, ProjectVersion
from tests.cases.test_asked import FIELDS, HEAD, take
from tests.cast import SYSTEM, Cast


def written(folder: Path, text: str) -> str:
    path = folder / "vicini.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_checking_tells_the_line_and_the_word_that_was_meant(tmp_path: Path, capsys: Any) -> None:
    good, bad = HEAD + FIELDS, HEAD + FIELDS.replace('kind = "number"', 'kind = "nmber"')
    assert run(["project", "check", written(tmp_path, good)]) == 0
    assert run(["project", "check", written(tmp_path, bad)]) == 1
    said = capsys.readouterr().err
    assert "field[4].kind" in said and "number?" in said and ": " in said
    assert run(["project", "check", str(tmp_path / "none.toml")]) == 1


@pytest.mark.django_db
def test_what_would_change_is_told_and_nothing_changes(cast: Cast, tmp_path: Path, capsys: Any) -> None:
    take(cast, FIELDS)
    assert run(["project", "diff", written(tmp_path, HEAD + FIELDS)]) == 0
    other = FIELDS.replace("Da amici", "Da amiche").replace('key = "tie"', 'key = "bond"')
    assert run(["project", "diff", written(tmp_path, HEAD + other)]) == 0
    said = capsys.readouterr().out
    assert "options.friends.text.it: Da amici → Da amiche" in said and "bond" in said and "tie" in said
    assert run(["project", "diff", written(tmp_path, HEAD + FIELDS.replace('"yes_no"', '"date"', 1))]) == 1
    assert Project.objects.visible_to(SYSTEM).get(key="vicini").version == 1
    assert ProjectVersion.objects.visible_to(SYSTEM).count() == 1
