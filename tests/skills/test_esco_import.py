"""ESCO's files: loaded, loaded again, replaced by a newer version; wrong rows told by line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from accanto.cli.main import run
from accanto.privacy.models import AuditEntry
from accanto.skills.esco_file import NotEsco
from accanto.skills.finding import called, find, names
from accanto.skills.models import EscoConcept, EscoText
from accanto.skills.operations.esco import load_esco
from tests.cast import SYSTEM
from tests.skills.factories import BREAD, COOK, GROUPS, OCCUPATIONS, SKILLS, esco_file, occupation, skill

pytestmark = pytest.mark.django_db
OTHER = "http://data.europa.eu/esco/occupation/baker"


def _load(path: Path) -> tuple[int, int, int, int]:
    done = load_esco(SYSTEM, path=path)
    return done.new, done.changed, done.retired, done.refused


def test_several_languages_and_a_newer_version(tmp_path: Path) -> None:
    italian = esco_file(
        tmp_path, "occupations_it.csv", OCCUPATIONS,
        occupation(COOK, "cuoco/cuoca", "capo cuoco\naddetto alla cucina à la carte"), occupation(OTHER, "panettiere", isco="7512"),
    )  # fmt: skip
    assert _load(italian) == (2, 0, 0, 0)
    assert _load(italian) == (0, 0, 0, 0)  # begun again: nothing twice
    arabic = esco_file(tmp_path, "occupations_ar.csv", OCCUPATIONS, occupation(COOK, "طباخ"), occupation(OTHER, "خباز", isco="7512"))  # fmt: skip
    assert _load(arabic) == (2, 0, 0, 0)
    newer = esco_file(tmp_path, "occupations_it.csv", OCCUPATIONS, occupation(COOK, "cuoco", isco="3434"))
    assert _load(newer) == (0, 1, 1, 0)
    assert EscoConcept.objects.get(uri=COOK).isco == "3434"
    assert find("occupation", "panettiere", ("it",)) == []  # gone from ESCO: proposed no more
    assert names([OTHER], ["it", "ar"]) == {(OTHER, "it"): "panettiere", (OTHER, "ar"): "خباز"}
    assert AuditEntry.objects.visible_to(SYSTEM).filter(action="esco.loaded").count() == 3


def test_search_folds_accents_and_finds_by_other_names(tmp_path: Path) -> None:
    _load(esco_file(
        tmp_path, "skills_it.csv", SKILLS,
        skill(BREAD, "preparare il pane", "impastare\nfar lievitare"), skill("http://data.europa.eu/esco/skill/x", "applicare l'unità di misura"),
    ))  # fmt: skip
    assert [each.label for each in find("skill", "UNITA misura", ("it",))] == ["applicare l'unità di misura"]
    found = find("skill", "lievitare", ("it", "en"))
    assert [(each.label, each.why) for each in found] == [("preparare il pane", "far lievitare")]
    assert find("skill", "p", ("it",)) == []
    assert find("skill", "100%_\\", ("it",)) == []
    by_other_name = called("skill", "Impastare", ("it",))
    assert by_other_name is not None and by_other_name.concept.uri == BREAD
    assert called("skill", "impas", ("it",)) is None


def test_without_esco_the_groups_of_isco_are_there() -> None:
    assert [each.label for each in find("occupation", "cuochi", ("it",))] == ["Cuochi"]
    assert find("occupation", "elementary", ("it",)) == []
    assert len(find("occupation", "workers", ("it", "en"))) > 5


def test_wrong_rows_are_told_and_retire_nothing(tmp_path: Path) -> None:
    path = esco_file(tmp_path, "occupations_it.csv", OCCUPATIONS, occupation(COOK, "cuoco"), occupation(OTHER, "panettiere"))  # fmt: skip
    _load(path)
    rows = [occupation(COOK, ""), occupation("ftp://x", "x"), occupation(COOK, "x" * 501), occupation(COOK, "cuoca", isco="chef"), occupation(COOK, "cuoca", conceptType="Job"), occupation(COOK, "cuoca")]  # fmt: skip
    path = esco_file(tmp_path, "occupations_it.csv", OCCUPATIONS, *rows)
    with path.open("a", encoding="utf-8") as file:
        file.write("Occupation,too,few\n")
    done = load_esco(SYSTEM, path=path)
    assert [(each.line, each.column) for each in done.wrong] == [
        (2, "preferredLabel"), (3, "conceptUri"), (4, "preferredLabel"), (5, "iscoGroup"), (6, "conceptType"), (8, "-"),
    ]  # fmt: skip
    assert (done.rows, done.retired, done.refused) == (1, 0, 6)
    assert not EscoConcept.objects.get(uri=OTHER).retired


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("occupations.csv", b"x", "says no language"),
        ("occupations_it.csv", b"", "columns missing"),
        ("occupations_it.csv", b"conceptType,conceptUri\n", "columns missing"),
        ("occupations_it.csv", b"\xff\xfe\x00", "not UTF-8"),
        ("skills_it.csv", b"PK\x03\x04\x00\x00", "columns missing"),
        ("occupations_it.csv", ",".join(OCCUPATIONS).encode() + b"\n", "no row"),
    ],
)
def test_what_is_no_file_of_esco(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(NotEsco, match=why):
        load_esco(SYSTEM, path=path)
    assert EscoText.objects.count() == 0


def test_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accanto.cli.setup.prepare", lambda: None)
    group = {"conceptType": "ISCOGroup", "conceptUri": "http://data.europa.eu/esco/isco/C5120", "code": "C5120", "preferredLabel": "Cuochi", "status": "released"}  # fmt: skip
    good = esco_file(tmp_path, "ISCOGroups_it.csv", GROUPS, group)
    assert run(["esco", "import", str(good)]) == 0
    assert EscoConcept.objects.get().isco == "5120"
    assert run(["esco", "import", str(tmp_path / "none_it.csv"), str(good)]) == 1
    said = capsys.readouterr()
    assert "1 rows, 1 new" in said.out and "none_it.csv" in said.err
