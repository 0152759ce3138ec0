"""The pages of figures: who opens them, what they show, what they never show."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from accanto.core import trail
from accanto.core.sheets import harmless
from accanto.evaluation.models import DeclaredFigure
from accanto.people.models import Identity
from accanto.privacy.models import AuditEntry
from tests.cast import Cast
from tests.evaluation import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def results(cast: Cast) -> dict[str, Any]:
    """Results of every kind, over a few facts."""
    made = {
        "cases": make.result(cast, "cases", "persons_in_case", target=4, by=["nationality", "region"]),
        "met": make.result(cast, "met", "persons_encountered", by=["place"]),
        "share": make.result(
            cast, "share", "situation_share", unit="percent", field="labour", values=["inactive"]
        ),
        "change": make.result(
            cast,
            "change",
            "situation_change",
            field="housing",
            values=["street"],
            measure="count",
            direction="down",
        ),
        "hours": make.result(cast, "hours", "declared", unit="hours", target=10),
        "services": make.result(cast, "services", "services_in_directory", unit="services"),
        "leaflets": make.result(cast, "leaflets", "leaflets_handed_out", unit="copies", by=["language"]),
        "members": make.result(cast, "members", "members_of_group", unit="members", by=["partner"]),
        "groups": make.result(cast, "groups", "coordination_groups", unit="groups"),
        "done": make.result(cast, "done", "actions_done", by=["support_kind"]),
        "contacts": make.result(cast, "contacts", "contacts_logged", unit="contacts"),
        "referrals": make.result(cast, "referrals", "referrals_made", unit="referrals", area=["housing"]),
    }
    amina = make.person(cast, gender="female", year_of_birth=1990, nationality="SN", follower=cast.berta)
    trail.create(
        make.SYSTEM, Identity(person=amina, given_name="Zaynab", family_name="Inventata"), "identity.added"
    )
    case = make.case(cast, amina)
    make.picture(case, labour="inactive", housing="street")
    make.picture(case, "exit", labour="employed", housing="rented")
    make.given(make.encounter(cast, amina), copies=3)
    make.action(make.plan(case), cast.project.catalogue.get(key="skills"))
    make.contact(make.tutoring(cast, case))
    made["case"] = case
    return made


def figures_url(cast: Cast) -> str:
    return reverse("evaluation:project_figures", args=[cast.project.pk])


def test_project_figures_by_role(cast: Cast, results: dict[str, Any]) -> None:
    for name, status in {
        "carlos": 200,
        "fadi": 200,
        "mario": 200,
        "berta": 200,
        "dora": 200,
        "olga": 403,
        "zoe": 404,
        "zeno": 404,
        "admin": 403,
        "elia": 404,
        "amina": 404,
    }.items():
        response = cast.client(getattr(cast, name)).get(figures_url(cast))
        assert response.status_code == status, name
    assert cast.client(None).get(figures_url(cast)).status_code == 302


def test_project_figures_show_value_target_share_and_say_what_is_not_measured(
    cast: Cast, results: dict[str, Any], django_assert_max_num_queries: Any
) -> None:
    client = cast.client(cast.carlos, "en")
    client.get(figures_url(cast))  # the first page of a session is noted in it
    with django_assert_max_num_queries(30):  # twelve results from eleven sources
        page = client.get(figures_url(cast))
    figures = {figure.result.key: figure for figure in page.context["figures"]}
    assert (figures["cases"].value, figures["cases"].of_target) == (1, 25)
    assert figures["share"].value == 0 and figures["share"].denominator == 1
    assert (figures["change"].baseline, figures["change"].value) == (1, 0)
    assert figures["leaflets"].value == 3 and figures["hours"].value is None
    assert page.context["partial"] is False
    assert cast.client(cast.mario).get(figures_url(cast)).context["partial"] is True


@pytest.mark.parametrize(
    "key",
    [
        "cases",
        "met",
        "share",
        "change",
        "hours",
        "services",
        "leaflets",
        "members",
        "groups",
        "done",
        "contacts",
        "referrals",
    ],
)
def test_every_figure_opens_and_its_rows_open(cast: Cast, results: dict[str, Any], key: str) -> None:
    for who in (cast.carlos, cast.berta, cast.fadi):
        client = cast.client(who)
        for name in ("figure_detail", "figure_rows"):
            page = client.get(reverse(f"evaluation:{name}", args=[results[key].pk]))
            assert page.status_code == 200
            assert "Zaynab" not in page.content.decode() and "Inventata" not in page.content.decode()


def test_rows_link_to_cases_only_for_those_who_see_them(cast: Cast, results: dict[str, Any]) -> None:
    url = reverse("evaluation:figure_rows", args=[results["cases"].pk])
    link = reverse("cases:case_detail", args=[results["case"].pk])
    assert link in cast.client(cast.berta).get(url).content.decode()
    for who in (cast.carlos, cast.fadi):
        page = cast.client(who).get(url).content.decode()
        assert link not in page and results["case"].person.code in page
    assert cast.client(cast.dora).get(url).context["rows"] == []
    assert cast.client(cast.zoe).get(url).status_code == 404
    assert cast.client(cast.olga).get(url).status_code == 403


def test_rows_narrow_like_their_figure(cast: Cast, results: dict[str, Any]) -> None:
    url = reverse("evaluation:figure_rows", args=[results["cases"].pk])
    client = cast.client(cast.carlos)
    assert len(client.get(url, {"gender": "female", "partner": str(cast.org_a.pk)}).context["rows"]) == 1
    assert client.get(url, {"gender": "male"}).context["rows"] == []


@pytest.mark.parametrize(
    "query",
    [
        "partner=x",
        "gender=zzz",
        "age=%00",
        "start=31-31-31",
        "end=9999-12-31",
        "end=0001-01-01",
        "start=0001-01-01",
        "after=xxxx",
        "before=e30",
        "territory=" + "9" * 400,
        "partner=%F0%9F%92%A9",
    ],
)
def test_bad_filters_are_never_an_error(cast: Cast, results: dict[str, Any], query: str) -> None:
    client = cast.client(cast.carlos)
    urls = [
        figures_url(cast),
        *(reverse(f"evaluation:{n}", args=[results["cases"].pk]) for n in ("figure_detail", "figure_rows")),
    ]
    for url in urls:
        assert client.get(f"{url}?{query}").status_code in (200, 400)


def test_declare_a_figure(cast: Cast, results: dict[str, Any]) -> None:
    url = reverse("evaluation:figure_declare", args=[results["hours"].pk])
    given = {
        "value": "2.5",
        "on": "2026-02-01",
        "organisation": str(cast.org_a.pk),
        "evidence": "registro firme",
    }
    client = cast.client(cast.carlos)
    assert client.get(url).status_code == 200
    assert client.post(url, given).status_code == 302
    row = DeclaredFigure.objects.visible_to(make.SYSTEM).get()
    assert (row.value, row.author, row.project) == (Decimal("2.5"), cast.carlos, cast.project)
    page = client.get(figures_url(cast))
    assert {f.result.key: f.value for f in page.context["figures"]}["hours"] == Decimal("2.5")
    bad: dict[str, dict[str, str]] = {
        "value": {"value": "-1"},
        "on": {"on": "2999-01-01"},
        "evidence": {"evidence": " "},
        "organisation": {"organisation": str(cast.org_c.pk)},
    }
    for field, change in bad.items():
        page = client.post(url, {**given, **change})
        assert page.status_code == 422 and field in page.context["form"].errors
    computed = client.post(reverse("evaluation:figure_declare", args=[results["cases"].pk]), given)
    assert computed.status_code == 422
    for who, status in ((cast.berta, 403), (cast.fadi, 403), (cast.zoe, 404)):
        assert cast.client(who).post(url, given).status_code == status
    other = cast.client(cast.mario).post(url, {**given, "organisation": str(cast.org_b.pk)})
    assert other.status_code in (403, 422)
    assert DeclaredFigure.objects.visible_to(make.SYSTEM).count() == 1


def test_export_is_harmless_recorded_and_asks_for_a_recent_sign_in(
    cast: Cast, results: dict[str, Any]
) -> None:
    trail.change(
        make.SYSTEM, results["cases"], "project.changed", what={"it": "=HYPERLINK(1)", "en": "=HYPERLINK(1)"}
    )
    url = reverse("evaluation:figures_export", args=[cast.project.pk])
    stale = cast.client(cast.carlos)
    session: Any = stale.session
    session["account_authentication_methods"] = []
    session.save()
    assert stale.get(url).status_code == 302  # not until one says again who one is
    response = cast.client(cast.carlos).get(url)
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    lines = list(csv.DictReader(io.StringIO(text)))
    total = next(line for line in lines if line["result"] == "cases" and not line["breakdown"])
    assert (total["value"], total["what"]) == ("1", "'=HYPERLINK(1)")
    assert any(line["breakdown"] == "partner" and line["group"] == "Casa Aperta" for line in lines)
    assert AuditEntry.objects.visible_to(make.SYSTEM).filter(action="figures.exported").count() == 1
    assert cast.client(cast.fadi).get(url).status_code == 200
    assert cast.client(cast.mario).get(url).status_code == 403


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-cmd|x", "@SUM", "\tx", "\rx"])
def test_cells_are_never_formulas(cell: str) -> None:
    assert harmless(cell).startswith("'")


def test_nor_do_they_become_some_where_a_line_is_split_at_semicolons() -> None:
    assert harmless("x;=1+1; @SUM;y") == "x;'=1+1; '@SUM;y"


def test_numbers_stay_numbers() -> None:
    assert (harmless(Decimal("-3.5")), harmless(None), harmless("ciao")) == ("-3.5", "", "ciao")


def test_unknown_results_are_404(cast: Cast) -> None:
    for name in ("figure_detail", "figure_rows", "figure_declare"):
        assert cast.client(cast.carlos).get(reverse(f"evaluation:{name}", args=[uuid4()])).status_code == 404
