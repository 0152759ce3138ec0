"""Every act of the trail has words, in Italian too, and a reader meets them instead of codes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise

from accanto.core import trail
from accanto.core.actor import Nobody
from accanto.core.models import OpenRecord, Record
from accanto.directory.models.base import Entry
from accanto.privacy.acts import ACTS, words_of
from accanto.privacy.columns import COLUMNS
from accanto.privacy.doers import JOBS, job_of
from accanto.privacy.models import AuditEntry
from accanto.privacy.wording import SILENT, model_of
from tests.cast import SYSTEM, TODAY, Cast

PACKAGE = Path(__file__).resolve().parents[2] / "accanto"
#: Calls of core.trail -> where the act's word stands among their arguments.
WRITES = {
    ("trail", "create"): 2, ("trail", "change"): 2, ("trail", "remove"): 2, ("trail", "remove_all"): 2, ("trail", "note"): 1, ("world", "make"): 2,
}  # fmt: skip
#: Names under which a short cut passes an act on that its callers, or a class, have said.
PASSED_ON = {"action"}


def _words_in(node: ast.expr) -> Iterator[str]:
    """The words that an expression can be: a text, or either side of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _words_in(node.body)
        yield from _words_in(node.orelse)


_ACT = re.compile(r"[a-z_]+\.[a-z_]+")


def constants_of(source: str) -> dict[str, str]:
    """Constants of a source that are acts: `CHANGED = "service.changed"`."""
    return {
        node.targets[0].id: node.value.value
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        and _ACT.fullmatch(node.value.value)
    }


def acts_of(source: str, constants: dict[str, str] | None = None) -> tuple[set[str], list[str]]:
    """The acts that a source writes, and the expressions that are none and pass none on."""
    found: set[str] = set()
    unclear: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            place = WRITES.get((getattr(owner, "id", ""), node.func.attr))
            if place is None:
                continue
            word = node.args[place] if len(node.args) > place else None
            words = set(_words_in(word)) if word is not None else set()
            name = getattr(word, "id", getattr(word, "attr", ""))
            words |= {constants[name]} if constants and name in constants else set()
            if not words and name not in PASSED_ON:
                unclear.append(ast.unparse(node)[:80])
            found |= words
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "action":
            found |= set(_words_in(node.value))
    return found, unclear


def _everywhere() -> tuple[set[str], list[str]]:
    found: set[str] = set()
    unclear: list[str] = []
    sources = [
        path.read_text(encoding="utf-8")
        for path in sorted(PACKAGE.rglob("*.py"))
        if "migrations" not in path.parts
    ]
    constants = {name: act for source in sources for name, act in constants_of(source).items()}
    for source in sources:
        words, odd = acts_of(source, constants)
        found |= words
        unclear += odd
    return found, unclear


def test_the_collector_finds_acts() -> None:
    """Of good and bad examples."""
    assert acts_of('trail.create(actor, row, "a.b")') == ({"a.b"}, [])
    assert acts_of('trail.note(actor, "a.b" if x else "c.d", row)') == ({"a.b", "c.d"}, [])
    assert acts_of('class S:\n    action = "e.f"') == ({"e.f"}, [])
    assert acts_of("trail.change(actor, row, f'{kind}.x')")[1]
    assert acts_of("trail.remove(actor, row)")[1]


def test_every_act_of_the_code_has_words() -> None:
    found, unclear = _everywhere()
    assert unclear == []
    assert len(found) > 90
    assert sorted(found - ACTS.keys()) == []


def test_no_words_for_acts_that_nobody_does() -> None:
    found, _unclear = _everywhere()
    assert sorted(ACTS.keys() - found) == []


@pytest.mark.parametrize("language", ["it", "en"])
def test_no_two_acts_read_alike(language: str) -> None:
    with translation.override(language):
        assert len({str(words) for words in ACTS.values()}) == len(ACTS)


def test_acts_are_said_in_italian() -> None:
    with translation.override("it"):
        italian = {code: str(words) for code, words in ACTS.items()}
    with translation.override("en"):
        same = [code for code, words in ACTS.items() if str(words) == italian[code]]
    assert same == []


def _columns() -> Iterator[tuple[str, str, bool]]:
    for model in apps.get_models():
        if issubclass(model, (Record, OpenRecord)) and not issubclass(model, AuditEntry):
            for column in model._meta.concrete_fields:
                if not column.primary_key and column.name not in trail._SILENT | SILENT:
                    yield model.__name__, column.name, isinstance(column.verbose_name, Promise)


def _untold() -> set[str]:
    """Tables whose columns no page tells one by one: what is derived without an entry of its own, rows of a
    file that is taken in, and parts of an entry of the directory, which its history tells as a whole."""
    derived = {
        "SearchKey",
        "Likeness",
        "TutorKey",
        "TutorDraft",
        "Published",
        "SearchEntry",
        "SearchSlot",
        "SearchWord",
        "EmptySearch",
    }
    files = {"CaseloadRow", "ImportBatch", "ImportRow"}
    parts = {model.__name__ for model in apps.get_models() if issubclass(model, Entry)} - {"Service"}
    return derived | files | parts


def test_every_column_has_a_name_in_words() -> None:
    nameless = [f"{model}.{name}" for model, name, named in _columns() if not named and name not in COLUMNS]
    assert [each for each in nameless if each.partition(".")[0] not in _untold()] == []


def test_every_kind_of_entry_is_one_table() -> None:
    for model in apps.get_models():
        if issubclass(model, (Record, OpenRecord)) and not model._meta.proxy:
            kind = getattr(model, "trail_kind", "") or model._meta.model_name
            assert model_of(str(kind)) is model


def jobs_of(source: str) -> set[str]:
    """The names under which a source acts as the installation itself."""
    return {
        word
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "SystemActor" and node.args
        for word in _words_in(node.args[0])
    }


def test_every_job_has_a_name_in_words() -> None:
    assert jobs_of('SystemActor("a")') == {"a"}
    found = {Nobody().label}
    for path in PACKAGE.rglob("*.py"):
        found |= jobs_of(path.read_text(encoding="utf-8"))
    assert found == JOBS.keys()
    with translation.override("en"):
        english = {name: str(words) for name, words in JOBS.items()}
    with translation.override("it"):
        assert [name for name, words in JOBS.items() if str(words) == english[name]] == []
        assert job_of("invitation of nina@example.org") == "chi è stato invitato: nina@example.org"
        assert job_of("an old job") == "an old job"


# --- as a reader meets it -------------------------------------------------------------------------


def _last() -> AuditEntry:
    entry = AuditEntry.objects.unscoped("test").order_by("-number").first()
    assert entry is not None
    return entry


def test_a_change_is_said_with_values_before_and_after(cast: Cast) -> None:
    from accanto.cases.models import Need

    need = trail.create(SYSTEM, Need(case=cast.case(), area="housing", noted_on=TODAY()), "need.added")
    trail.change(SYSTEM, need, "need.changed", status="met", words="Vorrei una stanza")
    with translation.override("it"):
        entry = _last()
        said = {each.name: (each.before, each.after) for each in entry.said}
        assert entry.words == "Ha modificato un bisogno"
        assert said["stato"] == (str(Need.Status.OPEN.label), str(Need.Status.MET.label))
        assert said[str(Need._meta.get_field("words").verbose_name)] == (
            "",
            "",
        )  # sealed: that it changed is known, what it says is not


def test_an_unknown_act_is_shown_as_it_is() -> None:
    assert words_of("old.act") == "old.act"


def test_the_case_page_says_acts_in_words(cast: Cast) -> None:
    case = cast.case()
    page = cast.client(cast.mario).get(reverse("cases:case_detail", args=[case.pk])).content.decode()
    assert "Ha aperto il percorso" in page
    assert "case.opened" not in page


def test_the_persons_page_says_what_changed(cast: Cast) -> None:
    person = cast.person(gender="female")
    trail.change(cast.actor(cast.berta), person, "person.changed", gender="other")
    page = cast.client(cast.mario).get(reverse("people:person_detail", args=[person.pk])).content.decode()
    assert "da Donna a Altro" in page


def test_the_whole_trail_is_in_words_without_anyones_facts(cast: Cast) -> None:
    person = cast.person(gender="female")
    trail.change(cast.actor(cast.berta), person, "person.changed", gender="other")
    client = cast.client(cast.admin)
    page = client.get(reverse("privacy:trail_list")).content.decode()
    assert "Ha modificato i dati della persona" in page
    assert "person.changed</code>" not in page
    assert "da Donna a Altro" not in page
    chosen = client.get(reverse("privacy:trail_list"), {"action": "role.given"})
    assert {entry.action for entry in chosen.context["rows"]} == {"role.given"}


def test_today_says_what_colleagues_did(cast: Cast) -> None:
    case = cast.case()
    trail.change(cast.actor(cast.bruna), case, "case.closed", closed_on=TODAY(), outcome="autonomy")
    page = cast.client(cast.berta).get(reverse("today"))
    assert [str(entry["words"]) for entry in page.context["others"]][:1] == ["Ha chiuso il percorso"]
    assert "Ha chiuso il percorso" in page.content.decode()
