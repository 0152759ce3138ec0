"""Every URL as every role, on objects of one's own, of another organisation, of another project.

404 for what is not yours, 403 for what you may not do, and never a word of it in the answer.
"""

from __future__ import annotations

import pytest
from django.apps import apps
from django.urls import reverse

from accanto.accounts.roles import ROLES, Reach, Role
from accanto.core.models import Record
from tests.access.matrix import WORD_FOR, WORDS, Address, addresses, is_open
from tests.access.objects import MAKERS, WHERE, Objects
from tests.api.tokens import make_token
from tests.cast import Cast
from tests.plugins.database import WANTED

#: One user of each role, all of organisation A (the reception-centre operator of B).
PEOPLE = {
    Role.ADMINISTRATOR: "admin", Role.COORDINATOR: "carlos", Role.MANAGER: "mario", Role.OPERATOR: "berta",
    Role.OUTREACH: "olga", Role.RECEPTION: "rosa", Role.EDITOR: "edda", Role.TRAINER: "tea", Role.TUTOR: "elia",
    Role.BENEFICIARY: "amina", Role.EVALUATOR: "fadi", Role.INFORMATION: "ines",
}  # fmt: skip
REFUSED = (403, 404)
OPENED = (200, 302, 422)
#: Where an object in the right state is needed for a yes: their own tests show that they open.
NEEDS_MORE = {
    "plans:version_agree": "only a party agrees (tests/plans)",
    "plans:proposal_add": "only a party proposes (tests/plans)",
    "portal:group": "only for groups that tutor (tests/tutoring/test_group_members.py)",
    "portal:group_invite": "only for groups that tutor (tests/tutoring/test_group_members.py)",
    "portal:group_leave": "only for groups that tutor (tests/tutoring/test_group_members.py)",
    "tutoring:agreement_sign": "only one of the two signs (tests/tutoring)",
}
ALL = sorted(addresses(), key=lambda address: address.name)


def _url(address: Address, objects: Objects) -> str:
    values = {}
    for name in address.parameters:
        if name in ("pk", "other"):
            label = address.model._meta.label
            values[name] = objects.of(label).pk
        else:
            values[name] = WORD_FOR.get(address.name, {}).get(name, WORDS[name])
    return reverse(address.name, kwargs=values)


def _hidden(objects: Objects) -> list[str]:
    return [objects.secret]


def test_every_role_has_a_person() -> None:
    assert set(PEOPLE) == set(Role)


def test_every_url_has_objects() -> None:
    wanted = {address.model._meta.label for address in ALL if "pk" in address.parameters}
    assert wanted <= set(MAKERS)
    assert all(apps.get_model(label) for label in MAKERS)
    assert len(ALL) > 90


@pytest.mark.parametrize("address", ALL, ids=lambda address: address.name)
def test_the_public_is_sent_to_sign_in(cast: Cast, address: Address) -> None:
    objects = Objects(cast, "own")
    client = cast.client(None)
    for method in address.methods:
        response = getattr(client, method)(_url(address, objects))
        if address.capability == "public":
            assert response.status_code < 500
        elif address.by_token:
            assert response.status_code == 401
        else:
            assert response.status_code == 302, (address.name, method, response.status_code)
            assert response["Location"].startswith("/sign-in/login/")
        shown = response.getvalue() if response.streaming else response.content
        assert objects.secret not in shown.decode(errors="replace")


@pytest.mark.parametrize("address", [each for each in ALL if each.by_token], ids=lambda address: address.name)
def test_each_role_by_token(cast: Cast, address: Address) -> None:
    """12 roles × the methods that need a token: without one, with one of the role, with one that is withdrawn."""
    objects = Objects(cast, "own")
    service = objects.of("directory.Service")
    url = reverse(address.name, kwargs={"id": str(service.pk)} if "id" in address.parameters else {})
    for role, name in PEOPLE.items():
        user = cast.users[name]
        secret = make_token(user)
        for method, capability in address.by_token.items():
            send = getattr(cast.client(user), method.lower())
            assert send(url).status_code == 401, "a session is no token"
            status = send(
                url, "{", content_type="application/json", headers={"authorization": f"Bearer {secret}"}
            ).status_code
            allowed = capability in ROLES[role]
            assert (status in (201, 204, 400, 409, 422)) if allowed else status == 403, (
                address.name,
                method,
                role,
                status,
            )


@pytest.mark.parametrize(
    "address",
    [each for each in ALL if not is_open(each) and not each.by_token],
    ids=lambda address: address.name,
)
def test_each_role_within_its_reach(cast: Cast, address: Address) -> None:
    """12 roles × 3 places × the URL's methods; and each page opens for some role.

    What is one's own is asked on both databases, and what is elsewhere on one of them, by turns.
    """
    clients = {role: cast.client(cast.users[name]) for role, name in PEOPLE.items()}
    opened = False
    for where in _places(address):
        objects = Objects(cast, where)
        url = _url(address, objects)
        for role, client in clients.items():
            if not _is_asked(address, role, where):
                continue
            for method in address.methods:
                response = getattr(client, method)(url)
                _judge(address, role, where, response, objects)
                opened |= where == "own" and response.status_code in OPENED
    protected = "pk" in address.parameters and issubclass(address.model, Record)
    assert opened or not protected or address.name in NEEDS_MORE, "a refusal of everyone proves nothing"


def _places(address: Address) -> tuple[str, ...]:
    """Where the object stands, in the tests on this database."""
    elsewhere = "pk" in address.parameters and ALL.index(address) % 2 == int(WANTED == "postgres")
    return WHERE if elsewhere else WHERE[:1]


def _is_asked(address: Address, role: Role, where: str) -> bool:
    """Whether this database asks the cell: a role without the capability is asked at one's own by SQLite alone."""
    return where != "own" or WANTED == "sqlite" or ROLES[role].get(address.capability) is not None


def _judge(address: Address, role: Role, where: str, response: object, objects: Objects) -> None:
    status = response.status_code  # type: ignore[attr-defined]
    cell = (address.name, role.value, where, status)
    assert status < 500, cell
    reach = ROLES[role].get(address.capability)
    protected = "pk" in address.parameters and issubclass(address.model, Record)
    if reach is None or protected and not _is_shared(address, where) and not _reaches(reach, where):
        assert status in REFUSED, cell
    if status in REFUSED:
        assert objects.secret not in response.content.decode(), cell  # type: ignore[attr-defined]


def _is_shared(address: Address, where: str) -> bool:
    """A project and its results are those of all its partners: only another project is elsewhere."""
    of_project = address.model._meta.app_label == "network"
    return where == "own" or (of_project and where == "other organisation")


def _reaches(reach: Reach, where: str) -> bool:
    """Whether a reach of someone in organisation A covers an object elsewhere."""
    if reach == Reach.NETWORK:
        return True
    return reach == Reach.PROJECT and where == "other organisation"
