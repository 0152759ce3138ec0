"""Writing with a token: only what it was given, through the same operations, with the place of each fault."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accanto.accounts.models import ApiToken, Membership
from accanto.accounts.operations.token import actor_of_token, add_token
from accanto.core import trail
from accanto.core.actor import NotAllowed
from accanto.directory.exchange.published import PUBLIC
from accanto.directory.models import Phone, Published, Service
from accanto.directory.operations.service import add_service
from accanto.privacy.models import AuditEntry
from tests.api.tokens import make_token
from tests.cast import SYSTEM, Cast
from tests.directory.exchange.conformance import example, faults

pytestmark = pytest.mark.django_db
V3 = "/hsds/v3/services"


@pytest.fixture(autouse=True)
def no_limits() -> None:
    cache.clear()


class Program:
    """Another system that writes."""

    def __init__(self, secret: str) -> None:
        self.client, self.headers = Client(), {"authorization": f"Bearer {secret}"}

    def send(self, method: str, path: str, body: Any = None) -> Any:
        text = body if isinstance(body, str | bytes) else json.dumps(body)
        return getattr(self.client, method)(
            V3 + path, text, content_type="application/json", headers=self.headers
        )


@pytest.fixture
def program(cast: Cast) -> Program:
    return Program(make_token(cast.edda))


def minimal(**more: Any) -> dict[str, Any]:
    organization = {"id": str(uuid4()), "name": "Ente", "description": "Un ente"}
    return {"id": str(uuid4()), "name": "Sportello", "status": "active", "organization": organization, **more}


def test_the_specifications_example_is_put_and_given_back(program: Program) -> None:
    document = example("service_full")
    made = program.send("put", f"/{document['id']}", document)
    assert made.status_code == 201, made.content
    assert made["Location"].endswith(f"{V3}/{document['id']}") and faults("service", made.json()) == []
    read = Client().get(f"{V3}/{document['id']}").json()
    assert (
        read["service_at_locations"][0]["location"]["addresses"]
        == document["service_at_locations"][0]["location"]["addresses"]
    )
    again = program.send("put", f"/{document['id']}", read)
    assert again.status_code == 200
    assert [
        each
        for each in AuditEntry.objects.visible_to(SYSTEM).filter(user_label__contains="edda")
        if "(prova)" not in each.user_label
    ] == []


def test_add_gives_an_identifier(program: Program) -> None:
    document = minimal()
    del document["id"]
    made = program.send("post", "/add", document)
    assert made.status_code == 201
    assert Service.objects.visible_to(PUBLIC).get(pk=made.json()["id"]).name == "Sportello"


def test_put_takes_away_what_is_left_out(program: Program) -> None:
    document = minimal(
        alert="Chiuso",
        phones=[{"id": str(uuid4()), "number": "interno 1"}],
        languages=[{"id": str(uuid4()), "code": "ar", "name": "arabo"}],
    )
    program.send("put", f"/{document['id']}", document)
    del document["alert"], document["phones"]
    after = program.send("put", f"/{document['id']}", document).json()
    assert "alert" not in after and "phones" not in after and len(after["languages"]) == 1
    assert json.loads(Published.objects.get().full).keys() == after.keys()


def test_a_phone_that_is_also_the_organizations_stays_there(program: Program) -> None:
    phone = {"id": str(uuid4()), "number": "interno 1"}
    document = minimal(phones=[phone])
    document["organization"]["phones"] = [phone]
    program.send("put", f"/{document['id']}", document)
    del document["phones"]
    after = program.send("put", f"/{document['id']}", document).json()
    assert "phones" not in after and after["organization"]["phones"] == [phone]
    assert Phone.objects.visible_to(SYSTEM).get().service_id is None


def test_patch_is_a_merge(program: Program) -> None:
    document = minimal(alert="Chiuso", email="a@example.org")
    program.send("put", f"/{document['id']}", document)
    after = program.send("patch", f"/{document['id']}", {"alert": None, "description": "Nuovo"}).json()
    assert "alert" not in after and after["description"] == "Nuovo" and after["email"] == "a@example.org"


def test_delete(program: Program, cast: Cast) -> None:
    document = minimal()
    program.send("put", f"/{document['id']}", document)
    assert program.send("delete", f"/{document['id']}").status_code == 204
    assert program.send("delete", f"/{document['id']}").status_code == 404
    assert not Published.objects.exists()


def test_a_service_to_which_people_were_referred_is_not_deleted(program: Program, cast: Cast) -> None:
    from accanto.cases.models import Referral

    row = add_service(
        SYSTEM, name="Sportello", provider="Comune", municipality=cast.municipality, areas=["legal"]
    )
    trail.create(SYSTEM, Referral(case=cast.case(), service=row, made_on=timezone.localdate()), "test.made")
    assert program.send("delete", f"/{row.pk}").status_code == 409
    assert Service.objects.visible_to(SYSTEM).filter(pk=row.pk).exists()


WRONG = [
    ({"status": "open"}, "status"),
    ({"name": ""}, "name"),
    ({"minimum_age": "molti"}, "minimum_age"),
    ({"minimum_age": 40, "maximum_age": 20}, ""),
    ({"assured_date": "31 febbraio"}, "assured_date"),
    ({"url": "javascript:alert(1)"}, "url"),
    ({"description": "x" * 100_001}, "description"),
    ({"phones": [{"number": "1"}, {"extension": 10**30, "number": "2"}]}, "phones[1].extension"),
    ({"phones": {"number": "1"}}, "phones"),
    ({"schedules": [{"opens_at": "25:61"}]}, "schedules[0].opens_at"),
    ({"name": ["a"]}, "name"),
    ({"program_id": None, "organization": None}, "organization_id"),
    ({"service_at_locations": [{"location": {"location_type": "nowhere"}}]}, "service_at_locations[0].location.location_type"),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "path"), WRONG, ids=lambda each: str(each)[:40])
def test_each_fault_has_its_place(program: Program, wrong: dict[str, Any], path: str) -> None:
    document = minimal() | wrong
    answer = program.send("put", f"/{document['id']}", document)
    assert answer.status_code == 422 and answer["Content-Type"] == "application/problem+json", answer.content
    places = [each["path"] for each in answer.json()["errors"]]
    assert path in places or any(path and path in each for each in places) or path == "phones", places
    assert not Service.objects.visible_to(SYSTEM).exists()


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[",
        "[]",
        "null",
        '"x"',
        "{" * 3000,
        '{"name": NaN}',
        b"\xff\xfe",
        '{"phones": ' + "[" * 80 + "]" * 80 + "}",
    ],
)
def test_any_body_is_answered(program: Program, body: Any) -> None:
    assert program.send("put", f"/{uuid4()}", body).status_code in (400, 422)
    assert program.send("post", "/add", body).status_code in (400, 422)


def test_too_large_a_body(program: Program) -> None:
    assert program.send("put", f"/{uuid4()}", minimal(description="x" * 3_000_000)).status_code == 413


def test_the_identifier_is_that_of_the_address(program: Program) -> None:
    assert program.send("put", f"/{uuid4()}", minimal()).status_code == 422
    assert program.send("put", "/not-a-uuid", minimal()).status_code == 422


def test_markup_and_lying_characters(program: Program) -> None:
    document = minimal(name="<script>alert(1)</script>", description="a\u202egnp.exe\x00\ud800b")
    after = program.send("put", f"/{document['id']}", document).json()
    assert after["name"] == "<script>alert(1)</script>" and after["description"] == "agnp.exeb"


# --- who may ------------------------------------------------------------------------------------


def test_tokens_that_do_not_work(cast: Cast) -> None:
    yesterday = timezone.now() - timedelta(days=1)
    for secret in (
        "",
        "x",
        "accanto_",
        "accanto_" + "x" * 500,
        make_token(cast.edda, expires_at=yesterday),
        make_token(cast.edda, revoked_at=yesterday),
    ):
        assert Program(secret).send("put", f"/{uuid4()}", minimal()).status_code == 401
    assert Client().put(f"{V3}/{uuid4()}", "{}", headers={"authorization": "Basic YTpi"}).status_code == 401


def test_a_token_can_do_no_more_than_it_was_given_nor_than_its_user(cast: Cast) -> None:
    assert Program(make_token(cast.edda, [])).send("put", f"/{uuid4()}", minimal()).status_code == 403
    assert Program(make_token(cast.berta)).send("put", f"/{uuid4()}", minimal()).status_code == 403
    found = actor_of_token(make_token(cast.mario))
    assert found is not None and not found[0].may("people.see") and cast.actor(cast.mario).may("people.see")


def test_a_token_ends_with_the_role(cast: Cast) -> None:
    secret = make_token(cast.edda)
    role = Membership.objects.visible_to(SYSTEM).get(user=cast.edda)
    trail.change(SYSTEM, role, "role.ended", until=timezone.localdate() - timedelta(days=1))
    assert Program(secret).send("put", f"/{uuid4()}", minimal()).status_code == 403


def test_only_one_who_may_gives_a_capability(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        add_token(cast.actor(cast.berta), name="x", capabilities=["services.edit"], days=1)
    with pytest.raises(NotAllowed):
        add_token(cast.actor(cast.edda), name="x", capabilities=["users.change_roles"], days=1)
    token, secret = add_token(cast.actor(cast.edda), name="x", capabilities=["services.edit"], days=1)
    assert (
        secret not in str(token.__dict__)
        and Program(secret).send("put", f"/{uuid4()}", minimal()).status_code == 422
    )
    assert ApiToken.objects.visible_to(SYSTEM).get(pk=token.pk).last_used_at is not None


def test_the_screens(cast: Cast) -> None:
    client = cast.client(cast.edda)
    page = client.post(
        reverse("accounts:token_add"), {"name": "Comune", "capabilities": ["services.edit"], "days": 30}
    )
    secret = page.context["secret"]
    assert page.status_code == 200 and secret in page.content.decode() and "no-store" in page["Cache-Control"]
    listing = client.get(reverse("accounts:token_list")).content.decode()
    assert "Comune" in listing and secret not in listing
    token = ApiToken.objects.visible_to(SYSTEM).get()
    assert cast.client(cast.mario).post(reverse("accounts:token_revoke", args=[token.pk])).status_code == 404
    client.post(reverse("accounts:token_revoke", args=[token.pk]))
    assert Program(secret).send("put", f"/{uuid4()}", minimal()).status_code == 401
    assert client.post(reverse("accounts:token_add"), {"name": "x", "days": 9999}).status_code == 422


def test_a_token_is_not_made_without_a_recent_sign_in(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.edda)
    assert client.get(reverse("accounts:token_add")).status_code == 302


def test_too_many_writes(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accanto.api.door.WRITES_A_MINUTE", 3)
    statuses = [program.send("put", f"/{uuid4()}", {}).status_code for _each in range(5)]
    assert statuses == [422, 422, 422, 429, 429]
