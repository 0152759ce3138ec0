"""A corpus of bad input over every form and every filter: never a 5xx, on either database."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from accanto.core.screens import FormScreen, ListScreen
from tests.access.matrix import addresses, is_open
from tests.access.objects import Objects
from tests.access.test_matrix import _url
from tests.cast import Cast
from tests.plugins.database import WANTED

CORPUS = [
    "", " ", "\x00", "a\x00b", "\u202egnp.exe", "\ufeff", "\u200d\u200c", "𝕳𝖊𝖑𝖑𝖔", "👩‍👩‍👧", "محمد", "A" * 20_000,
    "-1", "0", "9" * 40, "1e309", "NaN", "1,5", "2026-02-30", "0000-00-00", "9999-12-31", "31/12/2025",
    "' OR 1=1 --", "<script>alert(1)</script>", "{{ 7*7 }}", "%s%n", "../../etc/passwd", "=1+1", "\r\nBcc: x@example.org",
    "00000000-0000-0000-0000-000000000000", "not-a-uuid", "[]", "{}", "null", "true", "\\", "\u200b",
]  # fmt: skip
#: What a database may take otherwise than its neighbour is given to both; half of the rest to each.
_FOR_BOTH = [
    bad for bad in CORPUS if "\x00" in bad or len(bad) > 30 or bad.lstrip("-").isdigit() or bad[:4].isdigit()
]
_REST = [bad for bad in CORPUS if bad not in _FOR_BOTH]
BAD_HERE = _FOR_BOTH + _REST[WANTED == "postgres" :: 2]
SURROGATE = b"q=%ED%A0%80&gender=%ED%A0%80&place=%ED%A0%80&after=%00&state=%ff"
WHO = ("berta", "mario", "admin", "carlos", "edda", "ines", "elia", "amina")
EVERY = sorted((each for each in addresses() if not is_open(each)), key=lambda each: each.name)
#: Forms that open for a party alone are asked in tests of their own (tests/plans, tests/tutoring, tests/mine).
FOR_PARTIES = {
    "plans:proposal_add", "tutoring:agreement_sign", "portal:group_invite", "portal:group_leave",
    "mine:correct", "mine:hand_in", "mine:messages", "mine:stop",
}  # fmt: skip
FORMS = [
    each for each in EVERY if issubclass(each.view.view_class, FormScreen) and each.name not in FOR_PARTIES
]
LISTS = [each for each in EVERY if issubclass(each.view.view_class, ListScreen)]


def _opens(cast: Cast, url: str) -> Any:
    """A client of the first role for which the page opens, and the page."""
    for name in WHO:
        client = cast.client(cast.users[name])
        page = client.get(url)
        if page.status_code == 200:
            return client, page
    return None, None


@pytest.mark.parametrize("address", FORMS, ids=lambda address: address.name)
def test_no_form_breaks_or_loses_what_was_typed(cast: Cast, address: Any) -> None:
    """Each field is given each bad value; an invalid form comes back with the text in it."""
    url = _url(address, Objects(cast, "own"))
    client, page = _opens(cast, url)
    assert client is not None, f"{address.name} opens for none of {WHO}"
    fields = page.context["form"].fields
    _is_still_there(client, url, fields)
    for bad in BAD_HERE:
        answer = client.post(url, dict.fromkeys(fields, bad))
        assert answer.status_code in (200, 302, 404, 410, 413, 422), (
            address.name,
            bad[:20],
            answer.status_code,
        )


def _is_still_there(client: Any, url: str, fields: dict[str, Any]) -> None:
    texts = [
        name for name, field in fields.items() if field.widget.__class__.__name__ in ("TextInput", "Textarea")
    ]
    answer = client.post(url, dict.fromkeys(texts, "parola-di-prova"))
    if answer.status_code == 422 and texts and texts != ["town"]:
        shown = answer.content.decode()
        assert (
            shown.count("parola-di-prova") >= len([name for name in texts if name != "seen"])
            or "text" in texts
        )


@pytest.mark.parametrize("address", LISTS, ids=lambda address: address.name)
def test_no_filter_breaks(cast: Cast, address: Any) -> None:
    url = _url(address, Objects(cast, "own"))
    client, page = _opens(cast, url)
    assert client is not None
    form = page.context.get("filter_form")
    names = [*(form.fields if form else []), "after", "before", "end"]
    for bad in BAD_HERE:
        answer = client.get(url, dict.fromkeys(names, bad[:200]))
        assert answer.status_code in (200, 404), (address.name, bad[:20], answer.status_code)
    raw = client.get(url + "?" + SURROGATE.decode())
    assert raw.status_code == 200


@pytest.mark.parametrize("bad", BAD_HERE, ids=repr)
def test_public_pages_take_anything(cast: Cast, bad: str) -> None:
    client = cast.client(None)
    for name in ("portal:service_list", "portal:home", "portal:project_list"):
        answer = client.get(
            reverse(name),
            {"query": bad[:300], "area": bad[:300], "municipality": bad[:300], "after": bad[:300]},
        )
        assert answer.status_code in (200, 404)
    for name in ("account_login", "account_reset_password"):
        answer = client.post(reverse(name), {"login": bad, "password": bad, "email": bad})
        assert answer.status_code in (200, 302, 413, 429)
