"""Writing a skills assessment: nothing asked twice, nothing lost, what is not there told apart from what is not recorded."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accanto.cases.operations.case import close_case
from accanto.cases.operations.content import record_situation
from accanto.cases.passage import history_of
from accanto.core.actor import NotAllowed
from accanto.people.operations.person import add_language
from accanto.skills.models import SkillsAssessment, SkillsEntry
from accanto.skills.operations.assessment import (
    add_entry,
    begin_assessment,
    change_entry,
    note_absent,
    remove_entry,
)
from accanto.skills.operations.esco import load_esco
from tests.cast import SYSTEM, Cast
from tests.skills.factories import COOK, OCCUPATIONS, esco_file, make_assessment, occupation

pytestmark = pytest.mark.django_db


def _post(client: Any, name: str, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"skills:{name}", args=args), data)


def test_languages_of_the_person_stand_there_and_new_ones_go_back(cast: Cast) -> None:
    actor = cast.actor(cast.berta)
    case = cast.case()
    add_language(actor, person=case.person, language="ara", level="c2", is_first=True)
    add_language(actor, person=case.person, language="ita", level="a1")
    row = begin_assessment(actor, case=case, on=timezone.localdate())
    assert {entry.code: entry.content for entry in row.entries.all()} == {
        "ara": {"language": "ara", "mother": True, "overall": "c2"},
        "ita": {"language": "ita", "overall": "a1"},
    }
    page = cast.client(cast.berta).get(reverse("skills:entry_edit", args=[row.entries.get(code="ita").pk]))
    assert page.context["form"]["interaction"].initial == "a1"
    twice = _post(cast.client(cast.berta), "entry_add", row.pk, "languages", language="ita", listening="b1")
    assert "Questa lingua è già" in twice.content.decode() and twice.status_code == 422
    add_entry(actor, assessment=row, section="languages", content={"language": "fra", "interaction": "b1"})
    assert case.person.languages.get(language="fra").level == "b1"
    assert case.person.languages.get(language="ita").level == "a1"


def test_italian_of_the_situation_stands_there_where_the_persons_page_says_nothing(cast: Cast) -> None:
    actor, case = cast.actor(cast.berta), cast.case()
    record_situation(actor, case=case, moment="intake", on=timezone.localdate(), italian="a2")
    row = begin_assessment(actor, case=case, on=timezone.localdate())
    assert [entry.content for entry in row.entries.all()] == [{"language": "ita", "overall": "a2"}]


def test_the_next_one_begins_where_the_last_one_ended(cast: Cast) -> None:
    actor, row = make_assessment(cast)
    case, today = row.case, timezone.localdate()
    with pytest.raises(ValidationError, match="this day|questo giorno"):
        begin_assessment(actor, case=case, on=today)
    with pytest.raises(ValidationError):
        begin_assessment(actor, case=case, on=today + timedelta(days=1))
    with connection.cursor() as cursor:
        cursor.execute('UPDATE skills_skillsassessment SET "on" = %s', [today - timedelta(days=90)])
    later = begin_assessment(actor, case=case, on=today)
    kept = [entry for entry in row.entries.all() if entry.section != "agreed"]
    assert [(e.key, e.content) for e in kept] == [(e.key, e.content) for e in later.entries.all()]
    italian = later.entries.get(code="ita")
    change_entry(actor, entry=italian, content={**italian.content, "listening": "b1"})
    job = next(e for e in later.entries.filter(section="work") if e.content.get("current"))
    change_entry(
        actor, entry=job, content={k: v for k, v in job.content.items() if k != "current"} | {"until": "2026"}
    )
    remove_entry(actor, entry=later.entries.get(section="skills"))
    old = row.entries.get(section="licence")
    with pytest.raises(ValidationError):
        change_entry(actor, entry=old, content={"categories": ["A"]})
    text = cast.client(cast.berta).get(reverse("skills:history", args=[case.pk])).content.decode()
    for said in ("A2", "B1", "fino a oggi", "2024 – 2026", "fare il pane", "più"):
        assert said in text, said
    page = cast.client(cast.berta).get(row.get_absolute_url()).content.decode()
    assert "questo resta com" in page and reverse("skills:entry_edit", args=[old.pk]) not in page


def test_the_same_of_another_case_of_the_person_stands_there(cast: Cast) -> None:
    actor, row = make_assessment(cast)
    close_case(actor, case=row.case, outcome="autonomy", closed_on=timezone.localdate())
    with pytest.raises(ValidationError, match="closed|chius"):
        add_entry(actor, assessment=row, section="overall", content={"words": "x"})
    again = begin_assessment(actor, case=cast.case(row.case.person), on=timezone.localdate())
    assert again.entries.filter(section="work").count() == 2


def test_nothing_there_is_not_the_same_as_not_recorded(cast: Cast) -> None:
    actor, row = make_assessment(cast, said=False)
    url = row.get_absolute_url()
    client = cast.client(cast.berta)
    assert _post(client, "section_absent", row.pk, "licence").status_code == 302
    add_entry(actor, assessment=row, section="languages", content={"language": "ita", "reading": "a1"})
    page = client.get(url)
    assert [(line.title, str(what)) for line, what in page.context["missing"]] == [
        ("Italiano", "quanto bene, per abilità")
    ]
    states = {part.key: part.state for part in page.context["parts"]}
    assert (states["licence"], states["work"]) == ("absent", "unknown")
    add_entry(actor, assessment=row, section="licence", content={"categories": ["B"]})
    row.refresh_from_db()
    assert row.absent == []
    with pytest.raises(ValidationError):
        note_absent(actor, assessment=row, section="licence")
    with pytest.raises(ValidationError):
        note_absent(actor, assessment=row, section="nonsense")


def test_a_button_pressed_twice_writes_once_and_single_sections_once(cast: Cast) -> None:
    actor, row = make_assessment(cast, said=False)
    for _each in range(2):
        _post(cast.client(cast.berta), "entry_add", row.pk, "skills", skill="cucire", well="well")
    assert row.entries.count() == 1
    add_entry(actor, assessment=row, section="digital", content={"safety": "1"})
    with pytest.raises(ValidationError):
        add_entry(actor, assessment=row, section="digital", content={"safety": "2"})


#: section, what was typed, the field at which it is told.
MISTAKES: list[tuple[str, dict[str, Any], str]] = [
    ("work", {"occupation": "", "tasks": "Facevo di tutto"}, "occupation"),
    ("work", {"occupation": "cuoco", "since": "2015", "until": "2014-12", "tasks": "Facevo di tutto"}, "until"),
    ("work", {"occupation": "cuoco", "since": "15/2015"}, "since"),
    ("work", {"occupation": "cuoco", "since": "una volta"}, "since"),
    ("work", {"occupation": "cuoco", "since": "9999"}, "since"),
    ("work", {"occupation": "cuoco", "until": "2020", "current": "on"}, "until"),
    ("work", {"occupation": "cuoco", "isco": "77"}, "isco"),
    ("education", {"title": "Liceo"}, "level"),
    ("education", {"level": "3", "since": "99999999999999999999"}, "since"),
    ("education", {"level": "3", "since": "2010", "until": "2001"}, "until"),
    ("qualifications", {"title": "Laurea", "asked_on": "2026-02-01", "decided_on": "2026-01-01"}, "decided_on"),
    ("languages", {"language": "xxx"}, "language"),
    ("licence", {"categories": ["Z"]}, "categories"),
    ("digital", {}, "__all__"),
    ("conditions", {"hours": ["always"]}, "hours"),
]  # fmt: skip


def test_a_mistake_is_told_at_its_field_and_nothing_is_lost(cast: Cast) -> None:
    _actor, row = make_assessment(cast, said=False)
    client = cast.client(cast.berta)
    for section, data, field in MISTAKES:
        answer = _post(client, "entry_add", row.pk, section, **data)
        assert answer.status_code == 422, data
        assert field in answer.context["form"].errors, data
        for value in data.values():
            if isinstance(value, str) and value not in ("xxx", "77", "on"):
                assert value in answer.content.decode(), data
    assert row.entries.count() == 0


def _hidden(answer: Any) -> dict[str, Any]:
    return {name: answer.context["form"][name].value() for name in ("seen", "began")}


def test_two_who_change_one_entry_see_both_and_the_second_saves(cast: Cast) -> None:
    actor, row = make_assessment(cast)
    entry = row.entries.get(section="overall")
    client = cast.client(cast.berta)
    begun = _hidden(client.get(reverse("skills:entry_edit", args=[entry.pk])))
    change_entry(actor, entry=entry, content={"words": "Una collega ha scritto"})
    answer = _post(client, "entry_edit", entry.pk, words="Io scrivo altro", **begun)
    page = answer.content.decode()
    assert answer.status_code == 422 and "Io scrivo altro" in page and "Una collega ha scritto" in page
    said = {"words": "Io scrivo altro", "take-words": "both"}
    assert _post(client, "entry_edit", entry.pk, **said, **_hidden(answer)).status_code == 302
    kept = SkillsEntry.objects.visible_to(actor).get(pk=entry.pk).content
    assert kept == {"words": "Io scrivo altro\n\nUna collega ha scritto"}


def test_two_who_change_other_fields_of_one_language_keep_both(cast: Cast) -> None:
    """The skills of a language are fields that the form makes itself; they are compared like the others."""
    actor, row = make_assessment(cast)
    entry = row.entries.get(code="ita")
    mine = {**entry.content, "reading": "b1"}
    client = cast.client(cast.berta)
    begun = _hidden(client.get(reverse("skills:entry_edit", args=[entry.pk])))
    change_entry(actor, entry=entry, content={**entry.content, "writing": "a2"})
    answer = _post(client, "entry_edit", entry.pk, **mine, **begun)
    form = answer.context["form"]
    assert {name: theirs.taken for name, theirs in form.meanwhile.items()} == {"writing": True}
    shown = {name: form[name].value() for name in mine}
    assert _post(client, "entry_edit", entry.pk, **shown, **_hidden(answer)).status_code == 302
    kept = SkillsEntry.objects.visible_to(actor).get(pk=entry.pk).content
    assert (kept["reading"], kept["writing"]) == ("b1", "a2")


def test_an_entry_is_taken_out_only_after_one_more_question(cast: Cast) -> None:
    _actor, row = make_assessment(cast)
    page = cast.client(cast.berta).get(row.get_absolute_url()).content.decode()
    asked = re.findall(r"<details[^>]*><summary>Togli.*?</details>", page, re.DOTALL)
    assert len(asked) == row.entries.count()
    for entry in row.entries.all():
        url = reverse("skills:entry_remove", args=[entry.pk])
        assert page.count(url) == 1 and any(url in each for each in asked)


def test_escos_name_is_kept_and_told_in_the_readers_language(cast: Cast, tmp_path: Path) -> None:
    for language, label in (("it", "cuoco/cuoca"), ("en", "cook"), ("ar", "طباخ")):
        load_esco(SYSTEM, path=esco_file(tmp_path, f"occupations_{language}.csv", OCCUPATIONS, occupation(COOK, label, "chef di partita")))  # fmt: skip
    _actor, row = make_assessment(cast, said=False)
    client = cast.client(cast.berta)
    options = client.get(reverse("skills:find", args=["occupation"]), {"occupation": "chef"}).content.decode()
    assert 'value="cuoco/cuoca"' in options and "chef di partita" in options
    form = client.get(reverse("skills:entry_add", args=[row.pk, "work"])).content.decode()
    assert f"{reverse('skills:find', args=['occupation'])}?language=ara" in form
    typed = {"occupation": "طبا", "language": "ara"}  # as the person says it
    assert "طباخ" in client.get(reverse("skills:find", args=["occupation"]), typed).content.decode()
    _post(client, "entry_add", row.pk, "work", occupation="Chef di Partita")
    entry = row.entries.get()
    assert (entry.content["esco"], entry.code) == (COOK, "5120")
    _post(client, "entry_edit", entry.pk, occupation="Chef di Partita", isco="51", since="2010")
    assert row.entries.get().code == "5120"  # the form offers two digits; four are known
    for language, label in (("it", "cuoco/cuoca"), ("en", "cook")):
        assert label in cast.client(cast.berta, language).get(row.get_absolute_url()).content.decode()
    _post(client, "entry_edit", entry.pk, occupation="faccio le pizze")
    assert "esco" not in row.entries.get().content


def test_what_is_said_stands_sealed(cast: Cast) -> None:
    make_assessment(cast)
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM skills_skillsentry")
        assert not any("Aleppo" in said or "Ponte" in said for (said,) in cursor.fetchall())


def test_others_neither_see_nor_write_it(cast: Cast) -> None:
    _actor, row = make_assessment(cast)
    for who in (cast.dora, cast.zeno):
        assert not SkillsAssessment.objects.visible_to(cast.actor(who)).exists()
        with pytest.raises(NotAllowed):
            add_entry(cast.actor(who), assessment=row, section="overall", content={"words": "x"})
    assert (
        cast.client(cast.berta)
        .get(row.case.get_absolute_url())
        .content.decode()
        .count("Bilancio di competenze")
    )


def test_who_hands_the_case_on_keeps_what_it_said_but_not_where(cast: Cast) -> None:
    _actor, row = make_assessment(cast)
    told = dict(history_of(row.case)["chapters"])
    lines = next(lines for lines in told.values() if any("Liceo scientifico" in line for line in lines))
    assert any("cuoco" in line and "3/2009" in line for line in lines)
    assert not any(secret in " ".join(lines) for secret in ("Aleppo", "Al Ponte", "HACCP", "Molto capace"))
