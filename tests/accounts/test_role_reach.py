"""Nobody widens a role, their own or another's; an address alone gives nobody a role."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accanto.accounts.models import Membership, User
from accanto.accounts.operations.invitation import accept_role, find_invitation
from accanto.accounts.operations.membership import end_role, give_role
from accanto.accounts.roles import Role
from accanto.core import trail
from accanto.core.actor import NotAllowed
from tests.cast import SYSTEM, Cast

pytestmark = pytest.mark.django_db


def _narrowed_manager(cast: Cast) -> User:
    """Mara manages A's part of the project in one territory."""
    mara = User(email="mara@example.org", name="Mara", language="it")
    mara.set_unusable_password()
    trail.create(SYSTEM, mara, "user.joined")
    held = Membership(
        user=mara,
        role=Role.MANAGER,
        organisation=cast.org_a,
        project=cast.project,
        territory=cast.territory,
        since=date(2020, 1, 1),
    )
    trail.create(SYSTEM, held, "role.given")
    return mara


@pytest.mark.parametrize("narrowed", [{}, {"project": True}, {"territory": True}])
def test_a_narrowed_manager_gives_no_wider_role(cast: Cast, narrowed: dict[str, bool]) -> None:
    mara = _narrowed_manager(cast)
    place = {name: getattr(cast, name) for name in narrowed}
    with pytest.raises(ValidationError):
        give_role(cast.actor(mara), user=mara, role=Role.OPERATOR, organisation=cast.org_a, **place)
    assert Membership.objects.unscoped("test").filter(user=mara).count() == 1


def test_a_narrowed_manager_gives_a_role_within_their_own(cast: Cast) -> None:
    place = {"organisation": cast.org_a, "project": cast.project, "territory": cast.territory}
    given = give_role(cast.actor(_narrowed_manager(cast)), user=cast.edda, role=Role.OPERATOR, **place)
    assert given.territory == cast.territory


def test_a_narrowed_manager_ends_no_wider_role(cast: Cast) -> None:
    held = Membership.objects.unscoped("test").get(user=cast.ines, role=Role.INFORMATION)
    with pytest.raises(NotAllowed):
        end_role(cast.actor(_narrowed_manager(cast)), membership=held)


def _invite(cast: Cast, email: str) -> str:
    asked = {"name": "X", "email": email, "language": "it", "role": "operator", "organisation": cast.org_a.pk}
    assert cast.client(cast.mario).post(reverse("accounts:user_invite"), asked).status_code == 302
    link = re.search(r"/accounts/invitation/\S+", mail.outbox[-1].body)
    assert link is not None
    return link.group()


@pytest.mark.django_db(transaction=True)
def test_who_has_an_account_says_yes_signed_in_with_it(transactional_db: None) -> None:
    from tests.cast import make_cast

    cast = make_cast()
    link = _invite(cast, "edda@example.org")
    assert not Membership.objects.unscoped("test").filter(user=cast.edda, role="operator").exists()
    assert Client().get(link)["Location"].startswith(reverse("account_login"))
    assert cast.client(cast.elia).post(link)["Location"].startswith(reverse("account_login"))
    page = cast.client(cast.edda).get(link)
    assert page.status_code == 200 and 'name="password"' not in page.content.decode()
    cast.client(cast.edda).post(link)
    assert Membership.objects.unscoped("test").filter(user=cast.edda, role="operator").exists()
    assert cast.client(cast.edda).get(link).status_code == 410


@pytest.mark.django_db(transaction=True)
def test_nobody_takes_an_invitation_of_someone_else(transactional_db: None) -> None:
    from tests.cast import make_cast

    cast = make_cast()
    secret = _invite(cast, "edda@example.org").rstrip("/").rsplit("/", 1)[1]
    invitation = find_invitation(secret)
    assert invitation is not None
    with pytest.raises(NotAllowed):
        accept_role(cast.actor(cast.elia), invitation=invitation)


def test_nobody_puts_another_address_to_their_account(cast: Cast) -> None:
    client = cast.client(cast.elia)
    answer = client.post(reverse("account_email"), {"action_add": "", "email": "nuova@example.org"})
    assert answer.status_code == 405
    assert not cast.elia.emailaddress_set.filter(email="nuova@example.org").exists()
