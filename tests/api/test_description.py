"""The OpenAPI description is true, and the profile's patches make valid schemas."""

from __future__ import annotations

import json
import os
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
import schemathesis
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from accanto.api import description, profile, urls
from accanto.core.checks import url_patterns
from accanto.directory.models import Published
from accanto.directory.operations.written import merged_with
from tests.api.tokens import make_token
from tests.cast import Cast
from tests.directory.exchange.conformance import HSDS, schemas

pytestmark = pytest.mark.django_db
assert urls.OPERATIONS  # importing them registered what they do
DOCUMENT = description.openapi("/hsds/v3")
SCHEMA = schemathesis.openapi.from_dict(json.loads(json.dumps(DOCUMENT)))
SCHEMA.config.phases.update(phases=["fuzzing"])  # bounded: its other phases are thousands of cases
#: Calls of each operation; ACCANTO_API_EXAMPLES=100 asks more than a test has time for.
EXAMPLES = int(os.environ.get("ACCANTO_API_EXAMPLES", "4"))
BOUNDED = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    database=None,
)


def test_every_address_of_hsds_is_there_with_its_parameters() -> None:
    theirs = json.loads((HSDS / "schema" / "openapi.json").read_text())
    for path, methods in theirs["paths"].items():
        for method, operation in methods.items():
            if method not in ("get", "post"):
                continue
            mine = DOCUMENT["paths"][path][method]
            wanted = {
                each.get("name") or each["$ref"].rsplit("/", 1)[-1]
                for each in operation.get("parameters", [])
            }
            assert wanted <= {each["name"] for each in mine["parameters"]}, (path, method)


def test_operations_have_names_of_their_own() -> None:
    names = [
        operation["operationId"] for methods in DOCUMENT["paths"].values() for operation in methods.values()
    ]
    assert len(names) == len(set(names)) > 20
    assert DOCUMENT["openapi"].startswith("3.1")


def test_each_declares_what_it_needs() -> None:
    views = [
        pattern.callback for _route, pattern in url_patterns() if hasattr(pattern.callback, "capabilities")
    ]
    assert len(views) > 12
    assert all(each for view in views for each in view.capabilities.values())


def test_the_profile_makes_valid_schemas() -> None:
    merged = {
        name: merged_with(schemas().get(name, {}), patch)
        for name, patch in profile.files().items()
        if name != "openapi.json"
    }
    every = schemas() | merged
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents(schema, default_specification=DRAFT202012))
        for name, schema in every.items()
    )
    assert {"service.json", "location.json", "schedule.json", "translation.json"} <= merged.keys()
    for schema in merged.values():
        Draft202012Validator.check_schema(schema)
    good = {
        "id": "ac148810-d857-441c-9679-408f346de14b",
        "name": "x",
        "status": "active",
        "kind": "opportunity",
    }
    asked = Draft202012Validator(merged["service.json"], registry=registry)
    assert not list(asked.iter_errors(good))
    assert list(asked.iter_errors(good | {"kind": "nonsense"}))
    assert list(asked.iter_errors(good | {"translations": [{"field": "name"}]}))


def test_what_we_say_is_in_the_profile(directory: int) -> None:
    """Every key of every document is HSDS's, the profile's, or came with an import."""
    allowed = {key for schema in schemas().values() for key in schema["properties"]}
    allowed |= {key for patch in profile.files().values() for key in patch.get("properties", {})} | {"extra"}

    def keys(data: Any) -> set[str]:
        if isinstance(data, dict):
            return set(data) | {each for value in data.values() for each in keys(value)}
        return {each for value in data for each in keys(value)} if isinstance(data, list) else set()

    said = {
        key for text in Published.objects.values_list("full", flat=True) for key in keys(json.loads(text))
    }
    unknown = {key for key in said - allowed if not key.startswith("x_")}
    assert unknown - {"it", "en", "fr", "ar", "ro", "a"} == set()


def test_the_files_are_served(db: None) -> None:
    client = Client()
    for address in client.get("/hsds/v3/profile").json()["files"].values():
        assert client.get(address).status_code == 200
    assert client.get("/hsds/v3/profile/nothing.json").status_code == 404
    page = client.get("/hsds/v3/docs/")
    assert page.status_code == 200 and "taxonomy_term_id" in page.content.decode()


@pytest.fixture
def filled(directory: int, cast: Cast) -> str:
    cache.clear()
    return make_token(cast.edda)


@pytest.mark.parametrize(
    ("address", "status"),
    [("/hsds/v3/nothing", 404), ("/hsds/v3/a%00b", 404), ("/hsds/v3/services?search=" + "x" * 8000, 414)],
)
def test_whoever_refuses_answers_a_program_in_its_own_form(db: None, address: str, status: int) -> None:
    """The gate and Django's own answers too, not only the operations; a person still gets a page."""
    response = Client().get(address)
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert response.json()["status"] == status and response.json()["detail"]
    assert response["Access-Control-Allow-Origin"] == "*"
    page = Client().get(address.replace("/hsds/v3", "/directory/x"))
    assert page["Content-Type"].startswith("text/html")


@SCHEMA.parametrize()
@BOUNDED
def test_whatever_is_sent_is_answered_as_described(case: Any, filled: str) -> None:
    """No 5xx; statuses, types and bodies as the description says."""
    cache.clear()
    sent = case.as_transport_kwargs(base_url="http://testserver/hsds/v3")
    body = json.dumps(sent["json"]) if "json" in sent else sent.get("data") or b""
    headers = {name.lower(): str(value) for name, value in dict(sent.get("headers") or {}).items()}
    kind = headers.pop("content-type", "application/json")
    query = urlencode(sent.get("params") or {}, doseq=True)
    address = urlsplit(sent["url"]).path + (f"?{query}" if query else "")
    method = sent["method"].upper()
    body = body if isinstance(body, str | bytes) else json.dumps(body)
    headers["authorization"] = f"Bearer {filled}"
    response: Any = Client().generic(method, address, body, content_type=kind, headers=headers)
    assert response.status_code < 500
    declared = DOCUMENT["paths"][case.operation.path][case.operation.method.lower()]["responses"]
    assert str(response.status_code) in declared, (response.status_code, response.content[:200])
    if response.status_code >= 400:
        assert response["Content-Type"] == "application/problem+json"
        assert {"type", "title", "status", "detail"} <= response.json().keys()
