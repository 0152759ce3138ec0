"""A project's own fields, papers and letters in a case: asked, kept under their version, counted, printed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from accanto.cases.asked import Questions
from accanto.cases.models import Case, CasePaper, Document
from accanto.cases.operations.case import close_case
from accanto.cases.operations.content import add_need, record_situation
from accanto.cases.operations.paper import settle_paper
from accanto.core.actor import NotAllowed
from accanto.evaluation.breakdowns import breakdowns
from accanto.evaluation.figures import one_figure
from accanto.evaluation.question import Question
from accanto.network.definitions import DefinitionErrors, load
from accanto.network.models import Project
from accanto.network.operations.project import load_project
from accanto.people.operations.identity import add_identity
from accanto.privacy.models import AuditEntry
from tests.cast import SYSTEM, TODAY, Cast

HEAD = """\
format = 1
[project]
key = "vicini"
short = "Vicini"
title = { it = "Vicini" }
fund = { name = { it = "Fondi propri" } }
beneficiaries = { it = "Chiunque" }
"""
FIELDS = """
[[field]]
key = "leaves"
on = "situation"
kind = "yes_no"
required = true
label = { it = "Esce dal centro" }
[[field]]
key = "goes_to"
on = "situation"
kind = "one_of"
label = { it = "Dove va" }
show_if = { field = "leaves", is = ["yes"] }
options = [{ key = "home", text = { it = "Casa sua" } }, { key = "friends", text = { it = "Da amici" } }]
[[field]]
key = "speaks"
on = "situation"
kind = "several_of"
label = { it = "Parla" }
options = [{ key = "fr", text = { it = "Francese" } }, { key = "en", text = { it = "Inglese" } }]
[[field]]
key = "rent"
on = "situation"
kind = "number"
low = 0
high = 900
label = { it = "Affitto" }
[[field]]
key = "centre"
on = "situation"
kind = "short_text"
label = { it = "Quale centro" }
[[field]]
key = "hurdle"
on = "need"
kind = "one_of"
required = true
label = { it = "Che cosa lo rende difficile" }
options = [{ key = "hours", text = { it = "Gli orari" } }, { key = "bus", text = { it = "Gli autobus" } }]
[[field]]
key = "tie"
on = "closure"
kind = "yes_no"
label = { it = "Il legame continua" }
"""
RESULTS = """
[[result]]
key = "leaving"
what = { it = "Chi esce" }
unit = "persons"
by = ["goes_to", "speaks.fr"]
indicator = { compute = "situation_count", field = "leaves", values = ["yes"] }
[[result]]
key = "french"
what = { it = "Chi parla francese" }
unit = "percent"
indicator = { compute = "situation_share", field = "speaks.fr", values = ["yes"] }
[[result]]
key = "followed"
what = { it = "Seguiti" }
unit = "persons"
by = ["tie"]
indicator = { compute = "persons_in_case" }
[[result]]
key = "needs"
what = { it = "Chi ha bisogno di una casa" }
unit = "persons"
by = ["hurdle"]
indicator = { compute = "needs_noted", area = ["housing"] }
"""
PAPERS = """
[[letter]]
key = "here"
name = { it = "Attestazione", ar = "إفادة" }
text = { it = "Per {recipient}: {name} frequenta {project}. {closed_on}", ar = "إلى {recipient}: {name}" }
[[paper]]
key = "notice"
way = "given"
name = { it = "Informativa" }
within_days = 3
[[paper]]
key = "proof"
way = "given"
name = { it = "Attestazione consegnata" }
letter = "here"
"""


def take(cast: Cast, text: str) -> Project:
    """The coordinator takes a version into use."""
    return load_project(cast.actor(cast.carlos), definition=load((HEAD + text).encode()))


def _case(cast: Cast) -> Any:
    """A case of Berta's, its project as it is now."""
    case = cast.case()
    return Case.objects.visible_to(SYSTEM).select_related("project").get(pk=case.pk)


def answers(cast: Cast, case: Any, moment: str = "review", **given: Any) -> Any:
    return record_situation(cast.actor(cast.berta), case=case, moment=moment, on=TODAY(), answers=given)


def said(case: Any, row: Any) -> dict[str, str]:
    project = Project.objects.visible_to(SYSTEM).get(pk=case.project_id)
    return {each.label: each.text for each in Questions(project).said(row)}


def test_answers_are_kept_sealed_or_coded_and_what_was_not_said_is_not_recorded(cast: Cast) -> None:
    take(cast, FIELDS)
    case = _case(cast)
    row = answers(
        cast,
        case,
        leaves="yes",
        goes_to="home",
        speaks=["fr"],
        rent="250,5".replace(",", "."),
        centre="Villa Rosa",
    )
    assert row.answers == {
        "leaves": "yes",
        "goes_to": "home",
        "speaks": {"fr": "yes", "en": "no"},
        "rent": "250.5",
    }
    assert row.sealed_answers == {"centre": "Villa Rosa"} and set(row.answered.values()) == {1}
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers, sealed_answers FROM cases_situation")
        assert "Rosa" not in str(cursor.fetchall())
    assert "Rosa" not in str(
        [each.changes for each in AuditEntry.objects.visible_to(SYSTEM).filter(kind="situation")]
    )
    nothing = answers(cast, case, leaves="no", goes_to="home", speaks=["none"])
    assert nothing.answers == {
        "leaves": "no",
        "speaks": {"fr": "no", "en": "no"},
    }  # where they go is not asked then
    assert said(case, nothing) == {"Esce dal centro": "No", "Parla": "Nessuna di queste"}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"leaves": "maybe"}, "x_leaves"),
        ({"leaves": "yes", "goes_to": "moon"}, "x_goes_to"),
        ({"speaks": ["none", "fr"]}, "x_speaks"),
        ({"speaks": ["xx"]}, "x_speaks"),
        ({"rent": "901"}, "x_rent"),
        ({"rent": "NaN"}, "x_rent"),
        ({"rent": "many"}, "x_rent"),
        ({"centre": "x" * 201}, "x_centre"),
        ({"tie": "yes"}, None),
        ({"nothing": "yes"}, None),
    ],
)
def test_what_is_no_answer_is_refused_at_its_field(cast: Cast, given: Any, field: str | None) -> None:
    take(cast, FIELDS)
    with pytest.raises(ValidationError) as refused:
        answers(cast, _case(cast), **given)
    assert field is None or field in refused.value.error_dict


def test_old_answers_keep_their_words_when_the_project_asks_otherwise(cast: Cast) -> None:
    take(cast, FIELDS)
    case = _case(cast)
    old = answers(cast, case, leaves="yes", goes_to="friends", centre="Villa Rosa")
    without = FIELDS.replace("Casa sua", "Casa propria").replace(
        '{ key = "friends", text = { it = "Da amici" } }', '{ key = "kin", text = { it = "Da parenti" } }'
    )
    gone = (
        without[: without.index('[[field]]\nkey = "centre"')]
        + without[without.index('[[field]]\nkey = "hurdle"') :]
    )
    project = take(cast, gone)
    assert (project.version, project.versions.count()) == (2, 2)
    assert said(case, old) == {"Esce dal centro": "Sì", "Dove va": "Da amici", "Quale centro": "Villa Rosa"}
    case = _case_again(case)
    assert said(case, answers(cast, case, leaves="yes", goes_to="home"))["Dove va"] == "Casa propria"
    page = cast.client(cast.berta).get(reverse("cases:situation_add", args=[case.pk])).content.decode()
    assert "Casa propria" in page and "Quale centro" not in page
    history = cast.client(cast.berta).get(reverse("cases:answers", args=[case.pk])).content.decode()
    assert "Villa Rosa" in history and "Da amici" in history and "Casa propria" in history
    kept = answers(cast, case, leaves="yes", goes_to="friends")  # shown as no longer offered, and may stay
    assert kept.answered["goes_to"] == 1


def _case_again(case: Any) -> Any:
    return Case.objects.visible_to(SYSTEM).select_related("project").get(pk=case.pk)


def test_a_type_cannot_change_and_a_coordinator_leaves_partners_alone(cast: Cast) -> None:
    take(cast, FIELDS)
    with pytest.raises(DefinitionErrors, match="kind"):
        take(
            cast,
            FIELDS.replace(
                'key = "leaves"\non = "situation"\nkind = "yes_no"',
                'key = "leaves"\non = "situation"\nkind = "date"',
            ).replace('show_if = { field = "leaves", is = ["yes"] }', ""),
        )
    with pytest.raises(ValidationError):
        take(cast, '[[partner]]\nkey = "x"\nname = "X"\nkind = "ngo"\nrole = "lead"\n')
    project = Project.objects.visible_to(SYSTEM).get(key="vicini")
    assert project.version == 1 and project.partnerships.count() == 2
    with pytest.raises(NotAllowed):
        load_project(cast.actor(cast.zoe), definition=load((HEAD + FIELDS).encode()))
    client = cast.client(cast.zoe)
    refused = client.post(reverse("network:project_load"), {"text": HEAD + FIELDS})
    assert refused.status_code == 422


def test_the_forms_ask_keep_what_was_typed_and_the_case_shows_what_is_missing(cast: Cast) -> None:
    take(cast, FIELDS)
    case, client = _case(cast), cast.client(cast.berta)
    url = reverse("cases:situation_add", args=[case.pk])
    sent = {
        "moment": "intake",
        "on": TODAY().isoformat(),
        "labour": "employed",
        "housing": "rented",
        "mobility": "bicycle",
    }
    sent |= {
        "italian": "a1",
        "ties": "some",
        "digital": "phone",
        "x_leaves": "yes",
        "x_goes_to": "home",
        "x_centre": "Villa Rosa",
    }
    wrong = client.post(url, {**sent, "x_rent": "5000", "x_speaks": ["fr", "none"]})
    assert wrong.status_code == 422 and {"x_rent"} <= set(wrong.context["form"].errors)
    assert "Villa Rosa" in wrong.content.decode() and "5000" in wrong.content.decode()
    assert client.post(url, {**sent, "x_rent": "500"}).status_code == 302
    need = client.post(
        reverse("cases:need_add", args=[case.pk]), {"area": "mobility", "urgency": "soon", "voice": "said"}
    )
    assert need.status_code == 302
    page = client.get(case.get_absolute_url())
    text = page.content.decode()
    assert "Casa sua" in text and "Villa Rosa" in text
    missing = {each.text: each.url for each in page.context["missing"]}
    (line,) = [text for text in missing if "Che cosa lo rende difficile" in text]
    edit = client.get(missing[line])
    done = client.post(missing[line], {"x_hurdle": "bus", "seen": edit.context["form"]["seen"].value()})
    assert done.status_code == 302
    assert not [
        each for each in client.get(case.get_absolute_url()).context["missing"] if "Che cosa lo" in each.text
    ]
    again = client.get(url).context["form"]  # nothing is asked twice
    assert again["x_goes_to"].value() == "home" and again["x_rent"].value() == "500"


def test_figures_count_what_is_coded_each_person_once_and_never_what_is_not_recorded(cast: Cast) -> None:
    project = take(cast, FIELDS + RESULTS)
    for leaves, to, speaks in (
        ("yes", "home", ["fr"]),
        ("yes", "friends", ["none"]),
        ("no", None, ["fr", "en"]),
        (None, None, []),
    ):
        case = _case(cast)
        answers(cast, case, "intake", leaves="no")
        answers(cast, case, leaves=leaves, goes_to=to, speaks=speaks)
    add_need(SYSTEM, case=case, area="housing", answers={"hurdle": "bus"})
    close_case(cast.actor(cast.berta), case=case, closed_on=TODAY(), outcome="moved", answers={"tie": "yes"})
    results = {each.key: each for each in project.expected_results.all()}
    question = Question(cast.actor(cast.carlos), project)
    assert [one_figure(question, results[key]).value for key in ("leaving", "needs")] == [2, 1]
    assert round(one_figure(question, results["french"]).value or 0) == 67
    split = {
        each.name: {row.label: row.value for row in each.rows if row.value}
        for each in breakdowns(question, results["leaving"])
    }
    assert split["Dove va"] == {"Casa sua": 1, "Da amici": 1}
    assert split["Parla: Francese"] == {"Sì": 1, "No": 1}
    closed = {
        each.name: {row.label: row.value for row in each.rows}
        for each in breakdowns(question, results["followed"])
    }
    assert closed["Il legame continua"] == {"Sì": 1, "Non rilevato": 3}
    needs = breakdowns(question, results["needs"])
    assert {
        row.label: row.value for each in needs if each.name.startswith("Che cosa") for row in each.rows
    } == {"Gli autobus": 1}
    for name in ("figure_detail", "figure_rows"):
        page = cast.client(cast.carlos).get(reverse(f"evaluation:{name}", args=[results["leaving"].pk]))
        assert page.status_code == 200
    assert "Sì" in page.content.decode()
    export = cast.client(cast.carlos).get(reverse("evaluation:answers_export", args=[project.pk]))
    lines = b"".join(export.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 1 + 4 + 3 + 2 + 3 + 1 + 1
    assert any("need,housing,hurdle,Che cosa lo rende difficile,bus,Gli autobus,1" in line for line in lines)
    theirs = cast.client(cast.fadi).get(reverse("cases:answers", args=[case.pk]))
    assert theirs.status_code in (403, 404)


def test_papers_are_missed_done_and_put_back(cast: Cast) -> None:
    take(cast, PAPERS)
    case, client = _case(cast), cast.client(cast.berta)
    lines = [each.text for each in client.get(case.get_absolute_url()).context["missing"]]
    assert [line for line in lines if "Informativa" in line and "entro" in line]
    url = reverse("cases:paper_settle", args=[case.pk, "notice"])
    late = client.post(url, {"state": "done", "on": (TODAY() + timedelta(days=1)).isoformat()})
    assert late.status_code == 422 and "on" in late.context["form"].errors
    assert client.post(url, {"state": "done", "on": TODAY().isoformat()}).status_code == 302
    assert client.post(url, {"state": "not_needed", "on": TODAY().isoformat()}).status_code == 302
    row = CasePaper.objects.visible_to(cast.actor(cast.berta)).get(case=case)
    assert (row.key, row.state, row.version) == ("notice", "not_needed", 1)
    take(cast, "")
    page = client.get(reverse("cases:paper_list", args=[case.pk])).content.decode()
    assert "Informativa" in page  # in the words of its version
    with pytest.raises(ValidationError):
        settle_paper(cast.actor(cast.berta), case=_case_again(case), key="notice")
    assert client.post(reverse("cases:paper_reopen", args=[row.pk])).status_code == 302
    assert not CasePaper.objects.visible_to(SYSTEM).filter(case=case).exists()
    assert client.get(reverse("cases:paper_settle", args=[case.pk, "no"])).status_code == 404


def test_a_letter_is_filled_looked_at_printed_and_kept(cast: Cast) -> None:
    take(cast, PAPERS)
    person = cast.person(follower=cast.berta, language="ara")
    add_identity(SYSTEM, person=person, given_name="Yonas", family_name="Prova")
    case = cast.case(person)
    client, url = cast.client(cast.berta), reverse("cases:letter_write", args=[case.pk, "here"])
    assert "إلى" in client.get(url).content.decode()
    form = client.get(url + "?language=it").context["form"]
    body = form["body"].value()
    assert body.startswith("Per {recipient}: Yonas Prova frequenta Vicini.") and "…" in body
    opened = AuditEntry.objects.visible_to(SYSTEM).filter(action="identity.opened")
    before = opened.count()
    assert before == 2
    seen = client.post(url + "?language=it", {"recipient": "il centro", "body": body + " {name} <b>x</b>"})
    assert "Per il centro: Yonas Prova" in seen.content.decode() and "<b>x" not in seen.content.decode()
    assert (
        "{name}" in seen.context["preview"] and opened.count() == before
    )  # typed braces are letters like others
    empty = client.post(url, {"body": "  ", "print": "1"})
    assert empty.status_code == 422
    printed = client.post(url + "?language=ar", {"body": "مرحبا", "keep": "on", "print": "1"})
    assert printed["Content-Type"] == "application/pdf" and printed.content.startswith(b"%PDF")
    document = Document.objects.visible_to(cast.actor(cast.berta)).get(case=case)
    assert (document.kind, document.guarded, document.content_type) == ("other", False, "application/pdf")
    assert CasePaper.objects.visible_to(SYSTEM).get(case=case, key="proof").document == document
    # a colleague who does not follow the person: the name stays closed, and its place is left free
    theirs = cast.client(cast.bruna).get(url + "?language=it")
    assert "Yonas" not in theirs.content.decode() and theirs.context["closed"]
    assert client.get(reverse("cases:letter_write", args=[case.pk, "no"])).status_code == 404
