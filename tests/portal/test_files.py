"""What machines ask for: site maps, robots, manifest, worker; and what travels is packed."""

from __future__ import annotations

import gzip
import json
import re
import struct
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from accanto.directory.operations.service import add_service
from accanto.portal.views import files
from tests.cast import SYSTEM, Cast
from tools.icons import FOLDER, ICONS, draw

pytestmark = pytest.mark.django_db
NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture
def services(cast: Cast) -> list[Any]:
    facts: dict[str, Any] = {"provider": "x", "municipality": cast.municipality, "areas": ["legal"]}
    return [add_service(SYSTEM, name=f"Servizio {number}", **facts) for number in range(5)]


def locations(url: str) -> list[str]:
    page = Client().get(url)
    assert page.status_code == 200 and page["Content-Type"] == "application/xml"
    return [str(each.text) for each in ElementTree.fromstring(page.content).iterfind(".//s:loc", NAMESPACE)]


def test_every_service_is_in_one_site_map(services: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_PER_MAP", 2)
    maps = locations(reverse("portal:sitemap_index"))
    assert len(maps) == 3
    found = [page for each in maps for page in locations(each.replace("http://testserver", ""))]
    for service in services:
        assert sum(str(service.pk) in page for page in found) == 1
    for number in (0, 4, 10**12):
        assert Client().get(reverse("portal:sitemap", args=[number])).status_code == 404


def test_robots_name_the_site_map(db: None) -> None:
    text = Client().get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text and "Disallow: /directory/" in text


@pytest.mark.parametrize("language", ["it", "ar"])
def test_the_manifest_speaks_the_language(language: str, db: None) -> None:
    page = Client(headers={"accept-language": language}).get(reverse("portal:manifest"))
    data = json.loads(page.content)
    assert page["Content-Type"] == "application/manifest+json"
    assert data["lang"] == language and data["dir"] == ("rtl" if language == "ar" else "ltr")
    assert data["start_url"] == "/" and data["icons"]


def test_the_worker_knows_its_version_and_the_offline_page(db: None) -> None:
    page = Client().get(reverse("portal:worker"))
    known = json.loads(re.search(r"ACCANTO = (\{.*?\});", page.content.decode())[1])  # type: ignore[index]
    assert known["offline"] == reverse("portal:offline") and re.fullmatch("[0-9a-f]{12}", known["version"])
    assert page["Content-Type"].startswith("text/javascript") and page["Cache-Control"] == "no-cache"


def test_public_pages_are_packed_and_staff_pages_are_not(cast: Cast, services: list[Any]) -> None:
    url = reverse("portal:service_list")
    page = Client(headers={"accept-encoding": "gzip"}).get(url)
    assert page["Content-Encoding"] == "gzip" and b"Servizio 1" in gzip.decompress(page.content)
    client = cast.client(cast.berta)
    assert "Content-Encoding" not in client.get(url, headers={"accept-encoding": "gzip"})


def test_towns_and_points_say_where(cast: Cast, services: list[Any]) -> None:
    towns = Client().get(reverse("portal:towns")).json()["towns"]
    assert towns == [["Ottiglio (AL)", *towns[0][1:]]] and 44 < towns[0][1] < 46
    found = Client().get(reverse("portal:service_points"), {"area": "legal"}).json()
    assert len(found["points"]) == 5 and found["provinces"] == ["AL"] and not found["points"][0]["exact"]
    assert Client().get(reverse("portal:service_points"), {"area": "health"}).json()["points"] == []


def test_phones_find_pictures_in_the_manifest_as_large_as_it_says(db: None) -> None:
    icons = json.loads(Client().get(reverse("portal:manifest")).content)["icons"]
    pictures = [icon for icon in icons if icon["type"] == "image/png"]
    assert {(icon["sizes"], icon["purpose"]) for icon in pictures} == {
        ("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")
    }  # fmt: skip
    for icon in pictures:
        data = Path(str(finders.find(icon["src"].removeprefix("/static/")))).read_bytes()
        width, height = struct.unpack(">II", data[16:24])
        assert data.startswith(b"\x89PNG") and f"{width}x{height}" == icon["sizes"]
    touch = Path(str(finders.find("portal/apple-touch-icon.png"))).read_bytes()
    assert struct.unpack(">II", touch[16:24]) == (180, 180)
    assert "apple-touch-icon.png" in Client().get("/").content.decode()


@pytest.mark.parametrize("name", sorted(ICONS))
def test_pictures_are_drawn_from_the_source_as_it_is(name: str) -> None:
    """Who changes icon.svg runs `make icons`."""
    held = (FOLDER / name).read_bytes()
    assert draw(name) == held


def test_a_browser_searches_from_its_address_line(db: None) -> None:
    assert reverse("portal:opensearch") in Client().get("/").content.decode()
    page = Client(headers={"accept-language": "ar"}).get(reverse("portal:opensearch"))
    assert page["Content-Type"].startswith("application/opensearchdescription+xml")
    root = ElementTree.fromstring(page.content)
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert root.tag == f"{space}OpenSearchDescription" and len(root.findtext(f"{space}ShortName") or "") <= 16
    assert root.findtext(f"{space}Description") == "ابحث عن خدمة"
    template = next(
        each.get("template") for each in root.findall(f"{space}Url") if each.get("type") == "text/html"
    )
    assert template is not None
    found = Client().get(
        template.replace("{searchTerms}", "corso%20%26%20casa").removeprefix("http://testserver")
    )
    assert found.status_code == 200 and found.context["filter_form"]["word"].value() == "corso & casa"
    assert '<html lang="ar"' in found.content.decode()
