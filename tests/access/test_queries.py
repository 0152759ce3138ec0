"""How many queries each screen costs: the same with three rows as with thirty, and no more than it did.

The counts are in `queries.json`, by screen and by who opens it. A screen without a line there fails.
`WRITE_QUERIES=1 pytest tests/access/test_queries.py` writes them anew: read the difference.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accanto.config.closed import NotOfferedView
from accanto.core.screens import PUBLIC, DetailScreen, ListScreen, PageScreen, Screen
from tests.access.crowd import Crowd
from tests.access.matrix import WORD_FOR, WORDS, Address, addresses
from tests.cast import Cast

COUNTS = Path(__file__).with_name("queries.json")
FEW, MANY = 3, 30
#: At most so many a page (the targets of the design), whatever the page.
MOST = 30
#: Who tries a screen: the first for whom it opens is counted.
VISITORS = ("berta", "mario", "carlos", "admin", "edda", "ines", "elia", "amina")
#: Screens whose queries grow with the rows of one page, and why nobody minded yet.
GROW = {
    "people:duplicate_list": "one query for each person of the page: a page is all that it can be",
}
#: Screens that open for nobody of the crowd, and where they are counted.
ELSEWHERE = {
    "portal:beside_list": "one tie alone leads on to its page (tests/tutoring/test_beside.py)",
    "portal:group": "opens for groups that tutor (tests/tutoring/test_group_members.py)",
    "mine:plan": "one plan alone leads on to its page (tests/mine/test_own_page.py)",
    "mine:copy_take": "a copy is made first (tests/mine/test_seen_and_copy.py)",
    "portal:calendar_feed": "opens with a secret (tests/tutoring/test_beside.py)",
}


def _is_read(address: Address) -> bool:
    """Pages one looks at: lists, rows, pages. Forms and buttons have their own tests."""
    view: type[Screen] = address.view.view_class
    kind = issubclass(view, ListScreen | DetailScreen | PageScreen) or view.__bases__ == (Screen,)
    if address.name in ELSEWHERE or address.view.view_class is NotOfferedView:
        return False
    return "get" in address.methods and kind and "other" not in address.parameters


READ = sorted((each for each in addresses() if _is_read(each)), key=lambda each: each.name)


def _open(crowd: Crowd, address: Address) -> tuple[str, int] | None:
    """(who, queries) of the first visitor for whom the screen opens."""
    values = {name: WORD_FOR.get(address.name, {}).get(name, WORDS.get(name)) for name in address.parameters}
    if "pk" in values:
        values["pk"] = crowd.main.of(address.model._meta.label).pk
    url = reverse(address.name, kwargs=values)
    for name in ["public"] if address.capability == PUBLIC else VISITORS:
        client = crowd.cast.client(None if name == "public" else crowd.cast.users[name])
        response, count = _asked(client, url)
        if response.status_code == 200:
            b"".join(response) if response.streaming else response.content
            return name, count
    return None


def _asked(client: Client, url: str) -> tuple[Any, int]:
    """The answer, and how many queries it took."""
    client.get(url)  # what is remembered for a while (public totals) is not this test's matter
    caches["figures"].clear()
    with CaptureQueriesContext(connection) as asked:
        response = client.get(url)
    return response, len(asked)


def _counted(crowd: Crowd) -> dict[str, Any]:
    return {address.name: _open(crowd, address) for address in READ}


@pytest.mark.django_db
def test_queries_are_constant_and_do_not_grow(cast: Cast) -> None:
    crowd = Crowd(cast)
    for address in READ:  # made before anything is counted: pages do not read what they know to be empty
        if "pk" in address.parameters:
            crowd.main.of(address.model._meta.label)
    crowd.grow(FEW)
    few = _counted(crowd)
    crowd.grow(MANY)
    many = _counted(crowd)
    closed = [name for name, found in many.items() if found is None]
    assert closed == [], "nobody among the visitors opens these"
    growing = {name: (few[name], many[name]) for name in many if few[name] != many[name]}
    assert {name: counts for name, counts in growing.items() if name not in GROW} == {}
    assert set(GROW) <= set(growing), "these no longer grow: take them off the list"
    if os.environ.get("WRITE_QUERIES"):
        lines = {name: {who: count} for name, (who, count) in many.items()}
        COUNTS.write_text(json.dumps(lines, indent=2) + "\n", encoding="utf-8")
    kept = json.loads(COUNTS.read_text(encoding="utf-8"))
    assert set(kept) == set(many), "a screen came or went: write the counts anew"
    more = {
        name: (who, count, kept[name])
        for name, (who, count) in many.items()
        if count > kept[name].get(who, -1)
    }
    assert more == {}, "more queries than before"
    assert {name: count for name, (_who, count) in many.items() if count > MOST and name not in GROW} == {}
    costs = {
        name: _asked(crowd.cast.client(crowd.cast.users[name]), reverse("today"))[1] for name in VISITORS
    }
    assert {name: count for name, count in costs.items() if count > MOST} == {}, (
        "Today, as others than the first"
    )


def test_lists_and_pages_are_found() -> None:
    names = {address.name for address in READ}
    assert {"people:person_list", "people:person_detail", "today", "evaluation:project_figures"} <= names
