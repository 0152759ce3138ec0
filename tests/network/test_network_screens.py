"""Projects, organisations, territories and the coordination group: pages and forms, by role."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accanto.core import trail
from accanto.core.actor import SystemActor
from accanto.network.definitions import builtin_files
from accanto.network.models import (
    CatalogueAction,
    CoordinationGroup,
    Organisation,
    Project,
    Territory,
    WorkPackage,
)
from accanto.network.operations.municipality import load_municipalities
from tests.cast import SYSTEM, Cast
from tests.evaluation import factories as make

pytestmark = pytest.mark.django_db
OURS = next(path for path in builtin_files() if path.stem == "sportello-migrante")


def at(name: str, *args: Any) -> str:
    return reverse(f"network:{name}", args=args)


def test_projects_are_seen_by_those_who_take_part(cast: Cast) -> None:
    for name, seen in {
        "berta": ["Vicini"],
        "carlos": ["Vicini"],
        "zoe": ["Lontani"],
        "admin": ["Lontani", "Vicini"],
    }.items():
        page = cast.client(getattr(cast, name)).get(at("project_list"))
        assert [row.short for row in page.context["rows"]] == seen, name
    assert cast.client(cast.amina).get(at("project_list")).status_code == 403
    page = cast.client(cast.zoe).get(at("project_detail", cast.project.pk))
    assert page.status_code == 404


def test_project_page_shows_its_work_packages_with_their_actions(cast: Cast) -> None:
    package = trail.create(
        make.SYSTEM, WorkPackage(project=cast.project, key="wp1", name={"it": "La casa"}), "x"
    )
    for key, where in (("a", package), ("b", None)):
        row = CatalogueAction(project=cast.project, key=key, text={"it": f"Azione {key}"}, area="housing")
        row.work_package = where
        trail.create(make.SYSTEM, row, "x")
    page = cast.client(cast.carlos).get(at("project_detail", cast.project.pk))
    assert page.status_code == 200
    text = page.content.decode()
    assert text.index("La casa") < text.index("Azione a") < text.index("Azione b")


def test_project_page_shows_who_where_what_and_links_to_figures(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    result = make.result(cast, "cases", "persons_in_case", target=10)
    client = cast.client(cast.carlos, "en")
    client.get(at("project_list"))
    with django_assert_max_num_queries(30):
        page = client.get(at("project_detail", cast.project.pk))
    text = page.content.decode()
    for said in ("Casa Aperta", "Ponte", "Colline", "Skills assessment", "Result cases", "Lead partner"):
        assert said in text
    assert reverse("evaluation:figure_detail", args=[result.pk]) in text
    assert "Faro" not in text
    outreach = cast.client(cast.olga).get(at("project_detail", cast.project.pk)).content.decode()
    assert reverse("evaluation:figure_detail", args=[result.pk]) not in outreach


def test_coordination_group(cast: Cast) -> None:
    client = cast.client(cast.carlos)
    page = at("project_detail", cast.project.pk)
    add = {"organisation": str(cast.org_b.pk), "who": "responsabile"}
    assert client.post(at("member_add", cast.project.pk), add).status_code == 302
    assert client.post(at("member_add", cast.project.pk), add).status_code == 422
    wrong = {**add, "organisation": str(cast.org_c.pk)}
    assert client.post(at("member_add", cast.project.pk), wrong).status_code == 422
    meeting = {"held_on": "2026-02-03", "decisions": "aprire il venerdì"}
    assert client.post(at("meeting_add", cast.project.pk), meeting).status_code == 302
    assert (
        client.post(at("meeting_add", cast.project.pk), {**meeting, "held_on": "2999-01-01"}).status_code
        == 422
    )
    assert (
        client.post(at("group_constitute", cast.project.pk), {"constituted_on": "2026-01-10"}).status_code
        == 302
    )
    group = CoordinationGroup.objects.visible_to(SYSTEM).get()
    member = group.members.get()
    for name in ("member_add", "meeting_add", "group_constitute"):
        assert client.get(at(name, cast.project.pk)).status_code == 200
        assert cast.client(cast.mario).get(at(name, cast.project.pk)).status_code == 403
        assert cast.client(cast.zoe).get(at(name, cast.project.pk)).status_code == 404
    assert "aprire il venerdì" in cast.client(cast.mario).get(page).content.decode()
    assert "aprire il venerdì" not in cast.client(cast.berta).get(page).content.decode()
    assert cast.client(cast.mario).post(at("member_remove", member.pk)).status_code == 403
    assert client.post(at("member_remove", member.pk)).status_code == 302
    assert not group.members.exists()


def test_organisations(cast: Cast) -> None:
    client = cast.client(cast.admin)
    given = {
        "name": "Polisportiva Ottiglio",
        "kind": "sports_club",
        "municipality": "Ottiglio",
        "website": "",
    }
    assert client.post(at("organisation_add"), given).status_code == 302
    row = Organisation.objects.get(name="Polisportiva Ottiglio")
    assert (row.key, row.municipality) == ("polisportiva-ottiglio", cast.municipality)
    assert client.post(at("organisation_add"), given).status_code == 302
    assert Organisation.objects.filter(key="polisportiva-ottiglio-2").exists()
    seen = client.get(at("organisation_edit", row.pk)).context["form"]["seen"].value()
    changed = {**given, "name": "Polisportiva", "seen": seen}
    assert client.post(at("organisation_edit", row.pk), changed).status_code == 302
    late = client.post(at("organisation_edit", row.pk), {**changed, "name": "Tardi"})
    assert late.status_code == 422 and "Tardi" in late.content.decode()
    bad = client.post(at("organisation_add"), {**given, "kind": "?", "municipality": "Atlantide"})
    assert bad.status_code == 422 and {"kind", "municipality"} <= set(bad.context["form"].errors)
    found = cast.client(cast.berta).get(at("organisation_list"), {"name": "polisp", "kind": "sports_club"})
    assert len(found.context["rows"]) == 2
    assert cast.client(cast.berta).get(at("organisation_detail", row.pk)).status_code == 200
    assert cast.client(cast.berta).get(at("organisation_edit", row.pk)).status_code == 403
    assert cast.client(cast.berta).post(at("organisation_add"), given).status_code == 403


def test_territories(cast: Cast) -> None:
    load_municipalities(SystemActor("test"))
    client = cast.client(cast.admin)
    given = {
        "name": "Valle",
        "region": "Piemonte",
        "municipalities": "ottiglio\nCella Monte\n\nCalliano Monferrato (AT)",
    }
    assert client.post(at("territory_add"), given).status_code == 302
    row = Territory.objects.get(name="Valle")
    assert row.municipalities.count() == 3
    bad = client.post(at("territory_add"), {**given, "municipalities": "Ottiglio\nAtlantide\nUtopia"})
    assert bad.status_code == 422 and len(bad.context["form"].errors["municipalities"]) == 2
    edit = client.get(at("territory_edit", row.pk))
    assert "Cella Monte (AL)" in edit.content.decode()
    assert (
        client.post(at("territory_edit", row.pk), {**given, "municipalities": "Ottiglio"}).status_code == 302
    )
    assert row.municipalities.count() == 1
    for name, args in (("territory_list", ()), ("territory_detail", (row.pk,))):
        assert cast.client(cast.berta).get(at(name, *args)).status_code == 200
    assert cast.client(cast.carlos).get(at("territory_edit", row.pk)).status_code == 403


def upload(client: Any, content: bytes, **more: str) -> Any:
    return client.post(at("project_load"), {"file": SimpleUploadedFile("p.toml", content), **more})


def test_a_definition_is_checked_first_and_loaded_when_asked(cast: Cast) -> None:
    load_municipalities(SystemActor("test"))
    client = cast.client(cast.admin)
    assert client.get(at("project_load")).status_code == 200
    content = Path(OURS).read_bytes()
    checked = upload(client, content)
    assert checked.status_code == 200 and checked.context["definition"] is not None
    rows = Project.objects.visible_to(SYSTEM)
    assert rows.count() == 2  # those of the cast
    assert upload(client, content, load_it="x").status_code == 422  # not what was looked at
    digest = checked.context["definition"].digest
    loaded = upload(client, content, load_it=digest)
    assert loaded.status_code == 302
    assert rows.filter(key=checked.context["definition"].project.key).exists()
    again = {"text": content.decode().replace("\n", "\r\n"), "load_it": digest}
    assert client.post(at("project_load"), again).status_code == 302
    assert rows.count() == 3


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"format = 1\n[project]\n", b"[[", b"x" * 3_000_000, '𐏿 = ""'.encode()]
)
def test_a_bad_definition_says_what_is_wrong_and_loses_nothing(cast: Cast, content: bytes) -> None:
    page = upload(cast.client(cast.admin), content, load_it="on")
    assert page.status_code in (400, 413, 422)
    if page.status_code == 422:
        assert page.context["form"].errors
    text = 'format = 1\n[project]\nkey = "nuovo progetto"\n'
    page = cast.client(cast.admin).post(at("project_load"), {"text": text, "load_it": "on"})
    assert page.status_code == 422
    assert "nuovo progetto" in page.content.decode()
    assert len(page.context["problems"]) > 1
    assert Project.objects.visible_to(SYSTEM).count() == 2


def test_only_administrators_load_definitions(cast: Cast) -> None:
    for who in (cast.mario, cast.berta, cast.amina):
        assert cast.client(who).get(at("project_load")).status_code == 403
        assert upload(cast.client(who), b"x", load_it="on").status_code == 403
