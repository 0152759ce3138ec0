"""The rest of the matrix: people of other organisations and projects, and methods that no page has.

As in `test_matrix.py`, what must come out is worked out from the roles table and from where things
stand, never from a view. The roles of A are asked on both databases (`test_matrix.py`); here each database
asks half of the URLs, and together they ask all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client

from accanto.accounts.models import Membership, User
from accanto.accounts.roles import ROLES, Reach, Role
from accanto.core import trail
from accanto.core.models import Record
from accanto.network.models import Partnership
from accanto.privacy.models import AuditEntry
from tests.access.matrix import Address, is_open
from tests.access.objects import WHERE, Objects
from tests.access.test_matrix import ALL, PEOPLE, REFUSED, _url
from tests.cast import SYSTEM, Cast
from tests.plugins.database import WANTED

#: Methods that none of our pages answers, and HEAD, which answers as GET does without a body.
NO_PAGES = ("put", "patch", "delete")
CLOSED = [each for each in ALL if not is_open(each)]
_SECOND = int(WANTED == "postgres")
HALF, OTHER_HALF = CLOSED[_SECOND::2], CLOSED[1 - _SECOND :: 2]
BY_ROW = [each for each in CLOSED if "pk" in each.parameters]


@dataclass(frozen=True)
class Stranger:
    """Someone who works elsewhere: a role, the letter of an organisation, perhaps a project."""

    name: str
    role: Role
    letter: str
    project: str | None


STRANGERS = [
    Stranger("dora", Role.OPERATOR, "b", "project"),
    Stranger("zeno", Role.OPERATOR, "c", "other_project"),
    Stranger("zoe", Role.COORDINATOR, "c", "other_project"),
    Stranger("bice", Role.MANAGER, "b", None),
    Stranger("bea", Role.COORDINATOR, "b", "project"),
    Stranger("bino", Role.OUTREACH, "b", "project"),
    Stranger("zita", Role.MANAGER, "c", None),
    Stranger("zara", Role.EVALUATOR, "c", "other_project"),
]


def _user(cast: Cast, stranger: Stranger) -> User:
    """The user of the cast, or one made with just this role."""
    if stranger.name not in cast.users:
        user = User(email=f"{stranger.name}@example.org", name=stranger.name.title(), language="it")
        user.set_unusable_password()
        trail.create(SYSTEM, user, "user.joined")
        held = Membership(
            user=user,
            role=stranger.role,
            organisation=getattr(cast, f"org_{stranger.letter}"),
            project=getattr(cast, stranger.project) if stranger.project else None,
            since=date(2020, 1, 1),
        )
        trail.create(SYSTEM, held, "role.given")
        cast.users[stranger.name] = user
    return cast.users[stranger.name]


def _in_reach(cast: Cast, stranger: Stranger, address: Address, objects: Objects) -> bool:
    """Whether the stranger's role reaches the object, by the roles table and the two places."""
    reach = ROLES[stranger.role].get(address.capability)
    if reach in (None, Reach.NETWORK):
        return reach is not None
    project = getattr(cast, stranger.project) if stranger.project else None
    organisation = getattr(cast, f"org_{stranger.letter}")
    if (
        address.model._meta.app_label == "network"
    ):  # a project and what hangs on it are its partners' together
        partners = Partnership.objects.visible_to(SYSTEM).filter(project=objects.project)
        together = partners.filter(organisation=organisation).exists()
        return together and project in (None, objects.project)
    if reach == Reach.PROJECT:
        return bool(project == objects.project)
    if reach == Reach.OWN and objects.user.pk != cast.users[stranger.name].pk:
        return False
    return bool(organisation == objects.organisation and project in (None, objects.project))


@pytest.mark.parametrize("address", BY_ROW[_SECOND::2], ids=lambda each: each.name)
def test_people_from_elsewhere(cast: Cast, address: Address) -> None:
    """Eight people of B and C × three places × the URL's methods."""
    protected = issubclass(address.model, Record)
    clients = [(stranger, cast.client(_user(cast, stranger))) for stranger in STRANGERS]
    for where in WHERE:
        objects = Objects(cast, where)
        url = _url(address, objects)
        for stranger, client in clients:
            for method in address.methods:
                answer = getattr(client, method)(url)
                cell = (address.name, stranger, where, method, answer.status_code)
                assert answer.status_code < 500, cell
                may = ROLES[stranger.role].get(address.capability)
                if may is None or protected and not _in_reach(cast, stranger, address, objects):
                    assert answer.status_code in REFUSED, cell
                if answer.status_code in REFUSED:
                    assert objects.secret not in answer.content.decode(), cell


def _two_and_two(cast: Cast, address: Address) -> dict[Role, Client]:
    """Clients of two roles that may and of two that may not, where there are so many; others at each URL.

    Which method a page answers is decided before anyone asks who wants it: four roles tell as much as twelve.
    """
    turn = CLOSED.index(address) % len(PEOPLE)
    roles = [*PEOPLE][turn:] + [*PEOPLE][:turn]
    may = [role for role in roles if ROLES[role].get(address.capability) is not None]
    may_not = [role for role in roles if role not in may]
    return {role: cast.client(cast.users[PEOPLE[role]]) for role in (*may[:2], *may_not[:2])}


@pytest.mark.parametrize("address", HALF, ids=lambda each: each.name)
def test_no_page_answers_other_methods(cast: Cast, address: Address) -> None:
    """Four roles and the public × two places × PUT, PATCH, DELETE: refused, and nothing is written.

    Each asks one of the three in a place; what they ask goes round, so that a place is asked all three.
    """
    clients = {role.value: client for role, client in _two_and_two(cast, address).items()}
    clients["public"] = cast.client(None)
    for_public = (401, 405) if address.by_token else (302,)
    for where in WHERE[:2] if "pk" in address.parameters else WHERE[:1]:
        objects = Objects(cast, where)
        url = _url(address, objects)
        before = AuditEntry.objects.unscoped("test").count()
        for turn, (who, client) in enumerate(clients.items(), WHERE.index(where)):
            method = NO_PAGES[turn % len(NO_PAGES)]
            answer = getattr(client, method)(url, "given_name=X", content_type="text/plain")
            cell = (address.name, who, where, method, answer.status_code)
            assert answer.status_code in (for_public if who == "public" else (403, 404, 405)), cell
            assert objects.secret not in answer.content.decode(), cell
        assert AuditEntry.objects.unscoped("test").count() == before, (address.name, where)


@pytest.mark.parametrize("address", OTHER_HALF, ids=lambda each: each.name)
def test_head_tells_no_more_than_get(cast: Cast, address: Address) -> None:
    """Four roles × two places: HEAD has no body, and refuses where GET refuses."""
    clients = _two_and_two(cast, address)
    for where in WHERE[:2] if "pk" in address.parameters else WHERE[:1]:
        url = _url(address, Objects(cast, where))
        for role, client in clients.items():
            head = client.head(url)
            cell = (address.name, role.value, where, head.status_code)
            assert head.status_code < 500, cell
            assert not (b"" if head.streaming else head.content), cell
            if "get" not in address.methods:
                assert head.status_code in (403, 404, 405), cell
            elif ROLES[role].get(address.capability) is None:
                assert head.status_code in REFUSED, cell
            else:
                assert head.status_code == client.get(url).status_code, cell


def test_the_matrix_has_ten_thousand_cells() -> None:
    """Each cell is one request with one answer that can be wrong."""
    cells = 0
    for address in ALL:
        by_row = "pk" in address.parameters
        cells += len(address.methods)  # the public
        if not is_open(address):
            places = 2 if by_row else 1
            cells += len(address.methods) * len(PEOPLE) * (len(WHERE) if by_row else 1)
            cells += len(address.methods) * len(STRANGERS) * len(WHERE) if by_row else 0
            cells += places * (4 + 1 + 4)  # other methods, HEAD
    print(f"{cells} cells of the access matrix")
    assert cells >= 10_000
