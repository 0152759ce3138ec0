"""What is not for everyone is in no answer of the API and in no table of the package."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accanto.accounts.models import ApiToken
from accanto.api import urls
from accanto.core import trail
from accanto.core.screens import PUBLIC
from accanto.directory import models as m
from accanto.directory.exchange.tables import TABLES
from accanto.directory.models.exchange import ImportRow
from accanto.directory.operations.importing import read_import, start_import
from accanto.directory.operations.rebuild import rebuild
from accanto.directory.operations.service import add_service, change_service
from accanto.directory.texts import digest
from tests.api.tokens import make_token
from tests.cast import SYSTEM, Cast

pytestmark = pytest.mark.django_db
V3 = "/hsds/v3/"
#: In every text that nobody but us may read.
KEPT = "zqkept"


def made(row: Any) -> Any:
    return trail.create(SYSTEM, row, "test.made")


def text_of(service: Any, field: str, language: str, state: str, text: str) -> Any:
    source = digest(getattr(service, field))
    return made(
        m.Translation(
            service=service, field=field, language=language, text=text, state=state, source_digest=source
        )
    )


def plant(cast: Cast) -> Any:
    """A public service, and around it everything that is kept back. Returns the service."""
    row = add_service(
        SYSTEM, name="Sportello", provider="Comune", municipality=cast.municipality, areas=["legal"]
    )
    today, now = timezone.localdate(), timezone.now()
    made(m.Check(service=row, on=today, how="phone", outcome="confirmed", said=f"{KEPT} said", by=cast.edda))
    link = made(
        m.ConfirmationLink(
            service=row, token_hash=f"{KEPT}hash", sent_to=f"{KEPT}@example.org", sent_on=now,
            expires_on=now + timedelta(days=1),
        )
    )  # fmt: skip
    values = {"description": f"{KEPT} correction"}
    made(m.Correction(service=row, link=link, values=values, note=f"{KEPT} note"))
    made(m.Feedback(service=row, about="other", text=f"{KEPT} feedback", language="it"))
    for state in ("draft", "machine", "in_review"):
        text_of(
            row, "name", {"draft": "fr", "machine": "ro", "in_review": "en"}[state], state, f"{KEPT} {state}"
        )
    hidden = {"visibility": "operators"}
    shelter = made(m.Location(name=f"{KEPT} shelter", latitude=45.0, longitude=8.0, **hidden))
    made(
        m.Address(
            location=shelter,
            address_1=f"{KEPT} address",
            city="Ottiglio",
            state_province="AL",
            postal_code="15038",
        )
    )
    made(m.Phone(location=shelter, number=f"{KEPT} number"))
    made(m.Accessibility(location=shelter, description=f"{KEPT} ramp"))
    at = made(m.ServiceAtLocation(service=row, location=shelter, description=f"{KEPT} there"))
    contact = made(m.Contact(service_at_location=at, name=f"{KEPT} contact"))
    made(m.Phone(service=row, contact=contact, number=f"{KEPT} both"))
    made(m.Schedule(service_at_location=at, description=f"{KEPT} hours"))
    office = made(m.Organization(name=f"{KEPT} office", description=f"{KEPT} text", **hidden))
    made(m.Program(organization=office, name=f"{KEPT} program", description=f"{KEPT} text"))
    made(
        m.Service(organization=office, name="Servizio di chi non si dice", status="active", last_modified=now)
    )
    secret = add_service(
        SYSTEM, name=f"{KEPT} service", provider="Comune", areas=["legal"], description=f"{KEPT} words",
        phone=f"{KEPT} phone", cost=f"{KEPT} cost", **hidden,
    )  # fmt: skip
    text_of(secret, "name", "ar", "published", f"{KEPT} translated")
    made(
        ApiToken(
            user=cast.edda, name=f"{KEPT} token", start=KEPT, secret_hash=KEPT, capabilities=["services.edit"],
            expires_at=now + timedelta(days=1),
        )
    )  # fmt: skip
    content = f"name;organization\n{KEPT} row;{KEPT} sender\n".encode()
    read_import(SYSTEM, batch=start_import(SYSTEM, file_name=f"{KEPT}.csv", content=content))
    assert ImportRow.objects.visible_to(SYSTEM).get().fate == "new"
    rebuild(SYSTEM)
    return row


def addresses() -> Iterator[str]:
    """Every address that the API answers to everyone; of single entries, with every key there is."""
    keys = {
        name: [*table.model.objects.visible_to(SYSTEM).values_list("pk", flat=True)]
        for name, table in TABLES.items()
    }
    [resolver] = [each for each in urls.urlpatterns if str(each.pattern) == "hsds/v3/"]
    for door in resolver.url_patterns:  # type: ignore[union-attr]
        if PUBLIC not in door.callback.capabilities.values():  # type: ignore[attr-defined]
            continue
        route = str(door.pattern)
        found = re.search(r"<str:\w+>", route)
        if found is None:
            yield V3 + route
            continue
        of = {"services": "service", "organizations": "organization", "taxonomies": "taxonomy"}
        name = of.get(route.split("/")[0], route.split("/")[0].removesuffix("s"))
        for key in keys.get(name, ["service.json"]):
            yield V3 + route.replace(found.group(), str(key))


def unpacked(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return "\n".join(name + archive.read(name).decode() for name in archive.namelist())


def test_what_is_kept_back_is_in_no_answer(cast: Cast, reader: Client) -> None:
    row = plant(cast)
    told = 0
    for address in addresses():
        for query in (
            {},
            {"full": "true"},
            {"full_service": "true"},
            {"minimal": "true"},
            {"language": "fr"},
            {"search": KEPT},
        ):
            answer = reader.get(address, query)
            body = b"".join(answer) if answer.streaming else answer.content
            text = unpacked(body) if address.endswith(".zip") else body.decode()
            assert KEPT not in text.lower(), (address, query, text[:300])
            told += answer.status_code == 200 and str(row.pk) in text
    assert told > 10, "the service itself is told"
    lists = reader.get("/embed/services/", {"municipality": cast.municipality.pk})
    assert lists.status_code == 200 and KEPT not in lists.content.decode().lower()


def test_a_translation_says_whether_its_source_changed_and_is_not_believed_from_outside(
    cast: Cast, reader: Client
) -> None:
    row = add_service(
        SYSTEM, name="Sportello", provider="Comune", municipality=cast.municipality, areas=["legal"]
    )
    text_of(row, "name", "ar", "published", "مكتب")
    rebuild(SYSTEM)

    def told() -> Any:
        [said] = reader.get(f"{V3}services/{row.pk}").json()["translations"]
        return said

    assert told()["state"] == "published" and "stale" not in told()
    change_service(SYSTEM, service=row, name="Sportello nuovo")
    assert (told()["stale"], told()["text"]) == (True, "مكتب")
    table = unpacked(b"".join(reader.get(f"{V3}datapackage.zip")))
    assert re.search(r"ar,مكتب,published,\w{32},true", table)
    headers = {"authorization": f"Bearer {make_token(cast.edda)}"}
    document = reader.get(f"{V3}services/{row.pk}").json()
    document["translations"][0]["stale"] = False
    document.pop("metadata", None)
    answer = reader.put(f"{V3}services/{row.pk}", document, content_type="application/json", headers=headers)
    assert answer.status_code == 200, answer.content
    assert told()["stale"] is True
