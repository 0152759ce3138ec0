"""Every screen in every language it is offered in: no string of ours comes out untranslated."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, override, trans_real

from accanto.core import trail
from accanto.core.screens import ExportScreen, FormScreen
from accanto.tutoring.models import TutorMember
from tests.access.matrix import addresses
from tests.access.objects import Objects
from tests.access.test_matrix import _url
from tests.cast import SYSTEM, Cast

ROOT = Path(settings.PACKAGE)
PUBLIC = (
    "portal:home", "portal:service_list", "portal:project_list", "portal:privacy", "portal:saved_list", "portal:offline",
    "portal:confirm_thanks", "portal:offer", "portal:offer_sent",
)  # fmt: skip


def _ours() -> set[str]:
    """Every source string of the product."""
    found: set[str] = set()
    for path in (ROOT / "locale/it/LC_MESSAGES/django.po", ROOT / "locale_public/it/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            for message in read_po(file):
                ids = message.id if isinstance(message.id, tuple) else (message.id,)
                found.update(each for each in ids if each)
    return found


@pytest.fixture
def missing(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """Source strings of ours that were asked for and not found in the language's catalogue."""
    ours, asked = _ours(), set()
    original = trans_real.DjangoTranslation.gettext

    def gettext(self: Any, message: str) -> Any:
        asked_in = get_language()
        if message in ours and message not in self._catalog and self.to_language() == asked_in != "en":
            asked.add(message)  # it would come out in Italian, or in English; English is the source
        return original(self, message)

    counted = trans_real.DjangoTranslation.ngettext

    def ngettext(self: Any, one: str, many: str, count: Any) -> Any:
        language = get_language()
        if one in ours and self.to_language() == language != "en" and not _has_plural(self, one):
            asked.add(one)
        return counted(self, one, many, count)

    monkeypatch.setattr(trans_real.DjangoTranslation, "gettext", gettext)
    monkeypatch.setattr(trans_real.DjangoTranslation, "ngettext", ngettext)
    yield asked
    assert not {each for each in asked if each.strip()}, f"not translated: {sorted(asked)[:10]}"


def _has_plural(catalogue: Any, one: str) -> bool:
    return any((one, form) in catalogue._catalog for form in range(6))


#: Where an object that is still empty leads on to what it lacks, and a page that no one of the staff sees.
ELSEWHERE = {
    "directory:leaflet_pdf", "plans:proposal_add", "tutoring:agreement_sign",
    "portal:group", "portal:group_invite", "portal:group_leave",
    "mine:copy_take", "mine:correct", "mine:hand_in", "mine:messages", "mine:stop",
}  # fmt: skip


def _is_page(address: Any) -> bool:
    return (
        "get" in address.methods
        and address.capability != "public"
        and not issubclass(address.view.view_class, ExportScreen)
    )


#: What stands on the person's own page.
OF_ONES_OWN = (
    "cases.Need", "cases.Appointment", "people.Consent", "plans.Goal", "supports.Support", "mine.Message", "mine.DataRequest", "mine.OwnDocument",
)  # fmt: skip

STAFF = sorted(filter(_is_page, addresses()), key=lambda each: each.name)


@pytest.mark.parametrize("address", STAFF, ids=lambda address: address.name)
def test_staff_screens_in_italian(cast: Cast, missing: set[str], address: Any) -> None:
    url = _url(address, Objects(cast, "own"))
    statuses = [
        cast.client(cast.users[name], "it").get(url).status_code
        for name in ("berta", "mario", "carlos", "admin", "edda", "ines", "elia", "amina")
    ]
    assert 200 in statuses or address.name in ELSEWHERE


@pytest.mark.parametrize("language", ["it", "fr", "ar", "ro"])
@pytest.mark.parametrize("name", PUBLIC)
def test_public_screens_in_five_languages(cast: Cast, missing: set[str], name: str, language: str) -> None:
    objects = Objects(cast, "own")
    client = cast.client(None, language)
    page = client.get(reverse(name))
    assert f'lang="{language}"' in page.content.decode()
    assert ('dir="rtl"' in page.content.decode()) is (language == "ar")
    assert (
        client.get(reverse("portal:service_detail", args=[objects.of("directory.Service").pk])).status_code
        == 200
    )
    assert client.get("/nothing-here/").status_code == 404


@pytest.mark.parametrize("language", ["fr", "ar", "ro"])
def test_the_pages_of_the_two_in_their_languages(cast: Cast, missing: set[str], language: str) -> None:
    """Not one word of them comes from the staff's catalogue, on the page or on what a form answers."""
    objects = Objects(cast, "own")
    tutor = objects.of("tutoring.Tutoring").tutor
    trail.change(SYSTEM, tutor, "test.made", kind="parish")
    member = TutorMember(tutor=tutor, name="Lia", account=cast.elia, joined_on=timezone.localdate())
    trail.create(SYSTEM, member, "test.made")
    for label in OF_ONES_OWN:
        objects.of(label)
    clients = [cast.client(user, language) for user in (cast.elia, cast.amina)]
    for address in STAFF:
        if not address.name.startswith("portal:") and not address.capability.startswith("own."):
            continue
        url = _url(address, objects)
        pages = [client.get(url) for client in clients]
        assert any(page.status_code in (200, 302) for page in pages), address.name
        if issubclass(address.view.view_class, FormScreen):
            assert [client.post(url, {"on": "x", "seen": "x"}).status_code for client in clients], (
                address.name
            )


def test_the_watch_itself_sees_a_gap(missing: set[str]) -> None:
    """In a language that staff pages are not offered in, the same watch finds a string of theirs."""
    with override("fr"):
        gettext("Nothing is waiting for you")
    assert missing == {"Nothing is waiting for you"}
    missing.clear()
