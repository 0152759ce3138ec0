"""Leaflets: printed from what everyone may read, and each copy counted once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accanto.core import trail
from accanto.directory import printed
from accanto.directory.models import Distribution, Leaflet, Translation
from accanto.directory.operations.leaflet import add_leaflet, pick_services, record_distribution
from accanto.directory.operations.service import add_service
from accanto.directory.printed import leaflet_pdf, services_of
from accanto.directory.texts import digest
from accanto.evaluation.breakdowns import breakdown
from accanto.evaluation.figures import one_figure
from accanto.evaluation.question import Question
from tests.cast import SYSTEM, TODAY, Cast
from tests.evaluation import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def services(cast: Cast) -> list[Any]:
    facts: dict[str, Any] = {"provider": "Comune", "municipality": cast.municipality, "areas": ["legal"]}
    return [
        add_service(SYSTEM, name=f"Sportello {number}", description="Aiuto", **facts) for number in range(3)
    ]


@pytest.fixture
def leaflet(cast: Cast, services: list[Any]) -> Leaflet:
    return add_leaflet(
        SYSTEM, organisation=cast.org_a, project=cast.project, title="Aiuto a Ottiglio",
        title_second="مساعدة", language="it", second_language="ar", area="legal", municipality=cast.municipality,
    )  # fmt: skip


def address(path: str, language: str) -> str:
    return f"https://accanto.example.org{path}{'&' if '?' in path else '?'}lang={language}"


def seen_by_typst(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    given: list[dict[str, Any]] = []
    real = printed.render

    def render(template: Path, data: dict[str, Any]) -> bytes:
        given.append(data)
        return real(template, data)

    monkeypatch.setattr(printed, "render", render)
    return given


def test_two_languages_side_by_side(
    leaflet: Leaflet, services: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    row = Translation(
        service=services[0],
        field="name",
        language="ar",
        text="مكتب",
        state="published",
        source_digest=digest("Sportello 0"),
    )
    trail.create(SYSTEM, row, "service.changed")
    given = seen_by_typst(monkeypatch)
    assert leaflet_pdf(leaflet, address).startswith(b"%PDF")
    first, second = given[0]["services"][0]["texts"]
    assert first["name"] == {"text": "Sportello 0", "lang": "it", "rtl": False}
    assert second["name"] == {"text": "مكتب", "lang": "ar", "rtl": True}
    assert [side["labels"]["where"] for side in given[0]["sides"]] == ["Dove", "أين"]


def test_a_shelter_is_never_printed(cast: Cast, leaflet: Leaflet, services: list[Any]) -> None:
    trail.change(SYSTEM, services[0], "service.changed", visibility="operators")
    assert [row.name for row in services_of(leaflet)] == ["Sportello 1", "Sportello 2"]
    with pytest.raises(ValidationError):
        pick_services(SYSTEM, leaflet=leaflet, services=[services[0]])
    pick_services(SYSTEM, leaflet=leaflet, services=[services[1]])
    trail.change(SYSTEM, services[1], "service.changed", visibility="operators")
    assert services_of(leaflet) == []
    with pytest.raises(ValidationError):
        leaflet_pdf(leaflet, address)


def test_picked_ones_in_their_number_and_no_more(cast: Cast, leaflet: Leaflet, services: list[Any]) -> None:
    pick_services(SYSTEM, leaflet=leaflet, services=services[:2])
    assert {row.pk for row in services_of(leaflet)} == {services[0].pk, services[1].pk}
    pick_services(SYSTEM, leaflet=leaflet, services=[])
    assert len(services_of(leaflet)) == 3
    facts: dict[str, Any] = {"provider": "x", "municipality": cast.municipality, "areas": ["legal"]}
    many = [add_service(SYSTEM, name=f"Altro {number}", **facts) for number in range(7)]
    with pytest.raises(ValidationError) as refused:
        pick_services(SYSTEM, leaflet=leaflet, services=many)
    assert "services" in refused.value.message_dict


def test_what_does_not_fit_is_refused_and_longer_text_gets_smaller_letters(
    leaflet: Leaflet, services: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = seen_by_typst(monkeypatch)
    for service in services:
        trail.change(
            SYSTEM, service, "service.changed", description="parola " * 90, name="Nome molto lungo " * 8
        )
    leaflet_pdf(leaflet, address)
    for service in services:
        trail.change(SYSTEM, service, "service.changed", name="Nome lunghissimo " * 17)
    monkeypatch.setattr(printed, "_LONGEST", 5_000)
    for service in services:
        trail.change(SYSTEM, service, "service.changed", description="parola " * 700)
    with pytest.raises(ValidationError):
        leaflet_pdf(leaflet, address)
    assert [data["size"] for data in given][-4:] == [11.0, 10.0, 9.0, 8.0]


def value(cast: Cast, result: Any) -> int:
    return int(one_figure(Question(SYSTEM, cast.project), result).value or 0)


def test_copies_of_both_sources_are_summed_and_none_twice(cast: Cast, leaflet: Leaflet) -> None:
    leaflets = make.result(cast, "l", "leaflets_handed_out", unit="copies", target=2000)
    arabic = make.result(cast, "a", "leaflets_handed_out", unit="copies", language=["ara"])
    library = make.result(cast, "b", "leaflets_handed_out", unit="copies", place=["library"])
    materials = make.result(cast, "m", "materials_given", unit="copies", given=["information"])
    today = TODAY()
    make.given(make.encounter(cast, on=today), language="ara", copies=20)
    olga = cast.actor(cast.olga)
    hand_out: dict[str, Any] = {"leaflet": leaflet, "on": today, "place_kind": "library"}
    row = record_distribution(olga, language="ar", copies=50, **hand_out)
    assert (row.copies, row.noted) == (30, 20)
    record_distribution(olga, language="it", copies=100, **{**hand_out, "place_kind": "school"})
    assert (value(cast, leaflets), value(cast, arabic), value(cast, library), value(cast, materials)) == (
        150,
        50,
        50,
        0,
    )
    split = breakdown(Question(SYSTEM, cast.project), leaflets, "language")
    assert {each.key: each.value for each in split.rows} == {"ara": 50, "ita": 100} and split.adds_up
    places = breakdown(Question(SYSTEM, cast.project), leaflets, "place")
    assert {each.key: each.value for each in places.rows} == {"library": 50, "school": 100}
    with pytest.raises(ValidationError) as refused:
        record_distribution(olga, language="ar", copies=20, **hand_out)
    assert "copies" in refused.value.message_dict


def test_another_operators_encounters_take_nothing_off(cast: Cast, leaflet: Leaflet) -> None:
    make.given(make.encounter(cast, on=TODAY()), language="ara", copies=20)
    berta = cast.actor(cast.berta)
    facts: dict[str, Any] = {
        "leaflet": leaflet,
        "on": TODAY(),
        "language": "ar",
        "copies": 20,
        "place_kind": "square",
    }
    assert record_distribution(berta, **facts).copies == 20
    olga = record_distribution(cast.actor(cast.olga), **{**facts, "includes_noted": False})
    assert (olga.copies, olga.noted) == (20, 0)


@pytest.mark.parametrize(
    ("field", "wrong"), [("language", "fr"), ("on", "tomorrow"), ("copies", 0), ("copies", 200_000)]
)
def test_bad_input_is_refused_at_its_field(cast: Cast, leaflet: Leaflet, field: str, wrong: Any) -> None:
    day = TODAY() + timedelta(days=1)
    facts: dict[str, Any] = {
        "on": TODAY(),
        "language": "ar",
        "copies": 5,
        "place_kind": "square",
        "place": "Piazza",
    }
    url = reverse("directory:distribution_add", args=[leaflet.pk])
    page = cast.client(cast.olga).post(url, {**facts, field: day if wrong == "tomorrow" else wrong})
    assert (
        page.status_code == 422 and field in page.context["form"].errors and "Piazza" in page.content.decode()
    )
    assert not Distribution.objects.visible_to(SYSTEM).exists()


def test_from_the_form_to_the_paper(cast: Cast, services: list[Any]) -> None:
    client = cast.client(cast.berta)
    wanted = {"title": "Aiuto", "language": "it", "second_language": "ro", "format": "a5", "area": "legal",
              "municipality": "Ottiglio (AL)", "organisation": cast.org_a.pk, "project": cast.project.pk}  # fmt: skip
    assert (
        client.post(reverse("directory:leaflet_add"), {**wanted, "second_language": "it"}).status_code == 422
    )
    assert client.post(reverse("directory:leaflet_add"), wanted).status_code == 302
    row = Leaflet.objects.visible_to(SYSTEM).get()
    choose = reverse("directory:leaflet_services", args=[row.pk])
    assert client.post(choose, {"services": [services[1].pk]}).status_code == 302
    page = client.get(row.get_absolute_url()).content.decode()
    assert "Sportello 1" in page and "Sportello 2" not in page
    paper = client.get(reverse("directory:leaflet_pdf", args=[row.pk]))
    assert paper["Content-Type"] == "application/pdf" and b"".join(paper).startswith(b"%PDF")


def test_whose_leaflets(cast: Cast, leaflet: Leaflet) -> None:
    url = leaflet.get_absolute_url()
    assert [cast.client(cast.users[name]).get(url).status_code for name in ("berta", "ines", "carlos", "dora", "amina")] == [
        200, 200, 200, 404, 404,
    ]  # fmt: skip
    copies = reverse("directory:distribution_add", args=[leaflet.pk])
    assert cast.client(cast.ines).get(copies).status_code == 200
    assert cast.client(cast.carlos).get(copies).status_code == 403
    assert cast.client(cast.ines).get(reverse("directory:leaflet_edit", args=[leaflet.pk])).status_code == 403


def test_all_pages_of_the_directory_stand_below_services_in_the_menu(cast: Cast) -> None:
    client = cast.client(cast.edda)
    for name in ("leaflet_list", "synonyms_list", "import_list", "service_list"):
        shown = client.get(reverse(f"directory:{name}")).context["nav"]
        assert [entry["url"] for entry in shown if entry["active"]] == [reverse("directory:service_list")], (
            name
        )


def test_a_search_becomes_a_leaflet(cast: Cast, services: list[Any]) -> None:
    facts: dict[str, Any] = {"provider": "CPIA", "municipality": cast.municipality}
    course = add_service(SYSTEM, name="Corso di italiano", areas=["languages"], **facts)
    add_service(SYSTEM, name="Corso nascosto", areas=["languages"], visibility="operators", **facts)
    client, url = cast.client(cast.berta), reverse("directory:service_list")
    assert client.get(url).context["leaflet_url"] == "", "nothing was chosen"
    page = client.get(url, {"word": "corso", "municipality": "Ottiglio", "language": ""})
    link = page.context["leaflet_url"]
    assert link and link.replace("&", "&amp;") in page.content.decode()
    form = client.get(link).context["form"]
    assert form["municipality"].value() == str(cast.municipality) and form["language"].value() != "ara"
    given = {
        "title": "Corsi", "language": "it", "format": "a5", "municipality": "Ottiglio",
        "search": form["search"].value(), "organisation": cast.org_a.pk, "project": cast.project.pk,
    }  # fmt: skip
    made = client.post(reverse("directory:leaflet_add"), given)
    assert made.status_code == 302
    leaflet = Leaflet.objects.visible_to(SYSTEM).get(title="Corsi")
    assert services_of(leaflet) == [course], "only what everyone may read"
    assert course.pk in client.get(made["Location"]).context["form"].fields["services"].initial


def test_a_search_by_area_alone_stays_as_it_is_on_the_day_of_printing(
    cast: Cast, services: list[Any]
) -> None:
    client = cast.client(cast.berta)
    link = client.get(reverse("directory:service_list"), {"area": "legal"}).context["leaflet_url"]
    form = client.get(link).context["form"]
    assert form["area"].value() == "legal"
    given = {
        "title": "Legale",
        "language": "it",
        "format": "a5",
        "area": "legal",
        "search": form["search"].value(),
        "organisation": cast.org_a.pk,
    }
    assert client.post(reverse("directory:leaflet_add"), given).status_code == 302
    leaflet = Leaflet.objects.visible_to(SYSTEM).get(title="Legale")
    assert not leaflet.picked.exists() and set(services_of(leaflet)) == set(services)


def test_a_search_that_is_none_makes_no_error(cast: Cast) -> None:
    client = cast.client(cast.berta)
    for search in ("%00", "area=zzz&word=" + "x" * 3_000, "&&&=", "municipality=Atlantide"):
        assert client.get(reverse("directory:leaflet_add"), {"search": search}).status_code == 200
    assert (
        cast.client(cast.carlos)
        .get(reverse("directory:service_list"), {"area": "legal"})
        .context["leaflet_url"]
        == ""
    )
