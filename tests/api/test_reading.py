"""What the API gives: HSDS in every answer, the page's envelope, parameters by AND, tags, languages."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client, override_settings

from accanto.core import trail
from accanto.directory.exchange import published
from accanto.directory.models import Attribute, Organization, Published, Service, TaxonomyTerm
from accanto.directory.operations.rebuild import rebuild
from accanto.directory.operations.service import add_service
from tests.cast import SYSTEM, Cast
from tests.directory.exchange import factories
from tests.directory.exchange.conformance import faults

pytestmark = pytest.mark.django_db
V3 = "/hsds/v3"
LISTS = {
    "services": "service", "organizations": "organization", "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy", "taxonomy_terms": "taxonomy_term",
}  # fmt: skip
ENVELOPE = {
    "total_items",
    "total_pages",
    "page_number",
    "size",
    "first_page",
    "last_page",
    "empty",
    "contents",
}


def get(client: Client, path: str, **query: Any) -> Any:
    answer = client.get(V3 + path, query)
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    "query", [{}, {"full": "true"}, {"full_service": "true"}], ids=["list", "full", "full_service"]
)
def test_every_list_and_every_entry_is_hsds(
    directory: int, reader: Client, path: str, query: dict[str, str]
) -> None:
    page = get(reader, f"/{path}", per_page=100, **query)
    assert set(page) == ENVELOPE and page["contents"]
    for each in page["contents"]:
        assert faults(LISTS[path], each) == []
    for each in page["contents"][:5]:
        assert faults(LISTS[path], get(reader, f"/{path}/{each['id']}")) == []


def test_the_demo_services_are_hsds(cast: Cast, reader: Client) -> None:
    add_service(
        SYSTEM,
        name="Sportello",
        provider="Comune",
        municipality=cast.municipality,
        areas=["legal"],
        opening="martedì 9-12",
        languages=["ar"],
        cost="gratuito",
    )
    rebuild(SYSTEM)
    [each] = get(reader, "/services", full="true")["contents"]
    assert faults("service", each) == []
    assert each["attributes"][0]["taxonomy_term"]["code"] == "legal"


def test_pages(directory: int, reader: Client) -> None:
    size = 7
    pages = -(-directory // size)
    ids: list[str] = []
    for number in range(1, pages + 1):
        page = get(reader, "/services", page=number, per_page=size)
        assert (page["total_items"], page["total_pages"], page["page_number"]) == (directory, pages, number)
        assert (page["first_page"], page["last_page"], page["empty"]) == (number == 1, number == pages, False)
        assert (
            page["size"]
            == len(page["contents"])
            == (size if number < pages else directory - size * (pages - 1))
        )
        ids += [each["id"] for each in page["contents"]]
    assert len(ids) == len(set(ids)) == directory
    beyond = get(reader, "/services", page=pages + 1, per_page=size)
    assert beyond["empty"] and beyond["last_page"] and not beyond["first_page"] and beyond["contents"] == []


def test_the_page_of_nothing(db: None, reader: Client) -> None:
    for path in ("services", "organizations", "service_at_locations"):
        page = get(reader, f"/{path}")
        assert page == {
            "total_items": 0,
            "total_pages": 0,
            "page_number": 1,
            "size": 0,
            "first_page": True,
            "last_page": True,
            "empty": True,
            "contents": [],
        }


def test_parameters_are_joined_by_and(directory: int, reader: Client) -> None:
    said = Attribute.objects.visible_to(published.PUBLIC).select_related("service", "taxonomy_term").first()
    both = get(
        reader,
        "/services",
        taxonomy_term_id=said.taxonomy_term_id,
        organization_id=said.service.organization_id,
        per_page=100,
    )
    wanted = Service.objects.visible_to(published.PUBLIC).filter(
        organization_id=said.service.organization_id, attributes__taxonomy_term=said.taxonomy_term
    )
    assert {each["id"] for each in both["contents"]} == {
        str(pk) for pk in wanted.values_list("pk", flat=True)
    }
    alone = get(reader, "/services", organization_id=said.service.organization_id, per_page=100)
    assert alone["total_items"] > both["total_items"] > 0
    assert get(reader, "/services", organization_id=said.service.organization_id, taxonomy_id=uuid4())[
        "empty"
    ]


def test_search_is_that_of_the_site_joined_with_the_rest(cast: Cast, reader: Client) -> None:
    def made(name: str, **more: Any) -> str:
        facts = {"provider": "Comune", "municipality": cast.municipality, "areas": ["housing"]} | more
        return str(add_service(SYSTEM, name=name, **facts).pk)

    rent, closed = made("Contributo affitti"), made("Fondo affitto", status="inactive")
    school = made("Corso di lingua", provider="Scuola", areas=["languages"])
    hidden = made("Affitto segreto", visibility="operators")

    def ids(path: str = "/services", **query: Any) -> list[str]:
        contents = get(reader, path, **query)["contents"]
        return [each["service"]["id"] if path != "/services" else each["id"] for each in contents]

    for text in ("affitto", "contributi afitto", "إيجار"):  # other forms, an error, another language
        assert rent in ids(search=text), text
        assert not {school, hidden} & set(ids(search=text, per_page=100)), text
    assert set(ids(search="affitto")) == {rent, closed}
    assert ids(search="contributo affitto")[0] == rent, "the best first"
    assert ids("/service_at_locations", search="contributo affitto", full="true")[0] == rent
    offered = Service.objects.visible_to(SYSTEM).get(pk=school).organization_id
    assert ids(search="affitto", organization_id=offered) == []
    assert ids(search="corso", organization_id=offered) == [school]
    assert ids(search="corso", modified_after="2999-01-01T00:00:00Z") == []
    assert ids(search="%%") == ids(search="zzyzx") == []
    first, second = (ids(search="affitto", per_page=1, page=page) for page in (1, 2))
    assert {*first, *second} == {rent, closed}


def test_modified_after_and_minimal(directory: int, reader: Client) -> None:
    every = get(reader, "/services", minimal="true")
    assert every["size"] == directory and set(every["contents"][0]) == {"id", "last_modified"}
    newest = max(each["last_modified"] for each in every["contents"])
    assert get(reader, "/services", modified_after=newest)["empty"]
    row = Service.objects.visible_to(published.PUBLIC).first()
    trail.change(SYSTEM, row, "test.changed", name="Un altro nome")
    published.make([row.pk])
    changed = get(reader, "/services", modified_after=newest)
    assert [each["id"] for each in changed["contents"]] == [str(row.pk)]


def test_terms(directory: int, reader: Client) -> None:
    top = get(reader, "/taxonomy_terms", top_only="true", per_page=100)
    assert top["total_items"] == TaxonomyTerm.objects.visible_to(SYSTEM).filter(parent=None).count() > 5
    parent = TaxonomyTerm.objects.visible_to(SYSTEM).filter(parent=None).first()
    child = trail.create(
        SYSTEM,
        TaxonomyTerm(name="Affitto", description="Affitto", parent=parent, taxonomy_row=parent.taxonomy_row),
        "test.made",
    )
    assert [
        each["id"]
        for each in get(reader, "/taxonomy_terms", parent_id=parent.pk, taxonomy_id=parent.taxonomy_row_id)[
            "contents"
        ]
    ] == [str(child.pk)]


def test_around_a_postal_code(directory: int, reader: Client) -> None:
    here = get(reader, "/service_at_locations", postcode="15038")
    assert here["total_items"] > 0
    assert get(reader, "/service_at_locations", postcode="15038", proximity=5)["total_items"] > 0
    assert get(reader, "/service_at_locations", postcode="99999", proximity=5)["empty"]


@pytest.mark.parametrize("path", LISTS)
def test_post_is_the_twin_of_get(directory: int, reader: Client, path: str) -> None:
    wanted = get(reader, f"/{path}", per_page=3, page=2)
    by_json = reader.post(
        f"{V3}/{path}", json.dumps({"per_page": 3, "page": 2}), content_type="application/json"
    )
    by_form = reader.post(f"{V3}/{path}", {"per_page": 3, "page": 2})
    by_query = reader.post(f"{V3}/{path}?per_page=3&page=2")
    assert by_json.json() == by_form.json() == by_query.json() == wanted


BAD = [
    {"page": "9" * 400}, {"page": "0"}, {"page": "-1"}, {"page": "1e3"}, {"per_page": "abc"}, {"per_page": "0"}, {"full": "perhaps"},
    {"taxonomy_term_id": "x"}, {"organization_id": "\x00"}, {"modified_after": "yesterday"}, {"modified_after": "0001-01-01"},
    {"modified_after": "9999-12-31T23:59:59+23:59"}, {"format": "xml"}, {"language": "klingon"}, {"search": "a" * 5000},
]  # fmt: skip


@pytest.mark.parametrize("query", BAD, ids=repr)
def test_what_cannot_be_understood_is_said_so(directory: int, reader: Client, query: dict[str, str]) -> None:
    answer = reader.get(f"{V3}/services", query)
    if query == {"organization_id": "\x00"}:  # the gate takes it out, and nothing is asked for
        assert answer.status_code == 200
        return
    assert answer.status_code == 400 and answer["Content-Type"] == "application/problem+json"
    assert answer.json()["errors"][0]["path"] == next(iter(query))


@pytest.mark.parametrize("bad", ["\x00", "\udfff", "\u202ex", "' OR 1=1", "%", "𝕳", "\\", "9" * 50])
def test_any_search_is_answered(directory: int, reader: Client, bad: str) -> None:
    assert reader.get(f"{V3}/services", {"search": bad.encode("utf-8", "surrogatepass")}).status_code == 200
    assert (
        reader.get(f"{V3}/organizations", {"search": bad.encode("utf-8", "surrogatepass")}).status_code == 200
    )
    assert (
        reader.post(
            f"{V3}/services", json.dumps({"search": bad}), content_type="application/json"
        ).status_code
        == 200
    )


@pytest.mark.parametrize(
    "body", ["[", "[]", "1", "[" * 5000, '{"page": NaN}', '{"page": {"a": 1}}', '"\\ud800"', "\xff"]
)
def test_any_body_is_answered(directory: int, reader: Client, body: str) -> None:
    answer = reader.post(f"{V3}/services", body.encode("latin-1"), content_type="application/json")
    assert answer.status_code == 400 and answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("key", ["x", "0", "00000000-0000-0000-0000-000000000000", "%00", "é"])
def test_what_is_not_there(directory: int, reader: Client, key: str) -> None:
    for path in LISTS:
        answer = reader.get(f"{V3}/{path}/{key}")
        assert answer.status_code == 404


def test_tags_and_stores(directory: int, reader: Client) -> None:
    for path in (
        *(f"/{name}" for name in LISTS),
        f"/services/{Published.objects.first().pk}",
        "/",
        "/openapi.json",
        "/datapackage.zip",
    ):
        first = reader.get(V3 + path)
        assert first["Cache-Control"].startswith("public") and first["Access-Control-Allow-Origin"] == "*"
        assert "Accept-Language" in first["Vary"] and not first.cookies
        again = reader.get(V3 + path, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"]), path
    row = Service.objects.visible_to(published.PUBLIC).first()
    before = reader.get(f"{V3}/services", {"per_page": 100})["ETag"]
    trail.change(SYSTEM, row, "test.changed", name="Cambiato")
    published.make([row.pk])
    assert (
        reader.get(f"{V3}/services", {"per_page": 100}, headers={"if-none-match": before}).status_code == 200
    )


def test_other_sites_may_read_and_not_write(reader: Client, db: None) -> None:
    answer = reader.options(f"{V3}/services/{uuid4()}")
    assert answer.status_code == 204
    assert answer["Access-Control-Allow-Methods"] == "GET, OPTIONS"
    assert "Authorization" not in answer["Access-Control-Allow-Headers"]


def test_methods_that_are_not_there(reader: Client, db: None) -> None:
    answer = reader.put(f"{V3}/services")
    assert answer.status_code == 405 and answer["Allow"] == "GET, POST, OPTIONS"
    assert reader.head(f"{V3}/services").status_code == 200


def test_languages(directory: int, reader: Client) -> None:
    row = next(each for each in Published.objects.all() if '"language":"ar","text":"خدمة"' in each.full)
    source = get(reader, f"/services/{row.pk}")
    asked = reader.get(f"{V3}/services/{row.pk}", {"language": "ar"})
    assert asked.json()["name"] == "خدمة" != source["name"] and asked["Content-Language"] == "ar"
    by_header = reader.get(f"{V3}/services/{row.pk}", headers={"accept-language": "ar, en;q=0.5"})
    assert by_header.json() == asked.json()
    assert get(reader, f"/services/{row.pk}", language="ro")["name"] == source["name"]


def test_someone_signed_in_sees_no_more(cast: Cast, reader: Client) -> None:
    factories.make(40, 12, hidden=0.6)
    rebuild(SYSTEM)
    hidden = Service.objects.visible_to(SYSTEM).filter(visibility="operators")
    editor = cast.client(cast.edda)
    for row in hidden:
        assert editor.get(f"{V3}/services/{row.pk}").status_code == 404
    for path in LISTS:
        mine, theirs = (
            get(editor, f"/{path}", per_page=100, language="it"),
            get(reader, f"/{path}", per_page=100, language="it"),
        )
        assert mine == theirs
    assert hidden.count() > 10


def test_a_document_that_is_behind_gives_nothing_away(directory: int, reader: Client) -> None:
    """Even where nobody made the documents anew, a service that was hidden is not handed out."""
    row = Service.objects.visible_to(published.PUBLIC).first()
    trail.change(SYSTEM, row, "test.hidden", visibility="operators")
    assert reader.get(f"{V3}/services/{row.pk}").status_code == 404
    assert str(row.pk) not in reader.get(f"{V3}/services", {"per_page": 100, "full": "true"}).content.decode()
    assert published.missing() == 1
    published.make([row.pk])
    assert published.missing() == 0


def test_metadata_tells_what_and_never_who(cast: Cast, reader: Client) -> None:
    row = add_service(
        cast.actor(cast.edda),
        name="Sportello",
        provider="Comune",
        municipality=cast.municipality,
        areas=["legal"],
        description="vecchio segreto",
    )
    trail.change(cast.actor(cast.edda), row, "service.changed", description="nuovo testo")
    published.make([row.pk])
    document = get(reader, f"/services/{row.pk}")
    assert faults("service", document) == []
    told = {(each["field_name"], each["last_action_type"]) for each in document["metadata"]}
    assert ("description", "update") in told and ("name", "create") in told
    text = json.dumps(document)
    assert "edda" not in text and "vecchio segreto" not in text and "nuovo testo" in text


def test_the_root_says_what_this_is(reader: Client, db: None) -> None:
    root = get(reader, "/")
    assert (
        root["version"] == "3.2.3"
        and root["profile"].startswith("http")
        and root["openapi_url"].endswith("openapi.json")
    )
    assert root["publisher"]["name"]


@override_settings(ACCANTO_HSDS_VERSION="3.3")
def test_hsds_3_3_splits_the_schedules(directory: int, reader: Client) -> None:
    rebuild(SYSTEM)
    found = get(reader, "/services", full="true", per_page=100)["contents"]
    both = [key for each in found for key in ("operating_hours", "events") if key in each]
    assert set(both) == {"operating_hours", "events"}
    for each in found:
        assert len(each.get("operating_hours", [])) + len(each.get("events", [])) == len(each["schedules"])


def test_a_page_of_fifty_whole_services_is_a_few_queries(
    directory: int, reader: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(10):
        assert len(get(reader, "/services", full="true", per_page=50)["contents"]) == 50
    with django_assert_max_num_queries(16):
        assert get(reader, "/services", full="true", search="acqua cara", per_page=50)["size"] > 5


@pytest.mark.parametrize("path", ["organizations", "service_at_locations"])
def test_other_lists_ask_the_same_for_more_rows(directory: int, reader: Client, path: str) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for size in (3, 40):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            get(reader, f"/{path}", full="true", full_service="true", per_page=size)
        counts.append(len(asked))
    assert counts[1] <= counts[0] + 3, counts


def test_organizations_of_a_term(directory: int, reader: Client) -> None:
    said = Attribute.objects.visible_to(published.PUBLIC).first()
    found = get(reader, "/organizations", taxonomy_term_id=said.taxonomy_term_id, per_page=100)
    wanted = Organization.objects.visible_to(published.PUBLIC).filter(
        pk__in=Service.objects.visible_to(published.PUBLIC)
        .filter(attributes__taxonomy_term=said.taxonomy_term)
        .values("organization")
    )
    assert {each["id"] for each in found["contents"]} == {str(row.pk) for row in wanted}
