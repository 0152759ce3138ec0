"""The demo's users: one for each role, and the colleagues around them."""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings

from accanto.accounts.adapters import SecondFactorAdapter
from accanto.accounts.models import Membership, User
from accanto.accounts.roles import SECOND_FACTOR_ROLES, Role
from accanto.accounts.templatetags.demo_hint import code_of
from accanto.core import trail
from accanto.core.actor import SystemActor
from accanto.demo.names import STAFF
from accanto.network.models import Organisation, Project

#: The same for all, and printed: these are invented people on one machine.
PASSWORD = "accanto al cammino"
#: Secret of the second factor, in base 32, for the roles that must have one.
SECRET = settings.DEMO_SECOND_FACTOR


@dataclass(frozen=True)
class Account:
    """One line of what `accanto demo --accounts` prints."""

    email: str
    password: str
    role: str
    organisation: str
    project: str
    second_factor_secret: str | None

    def as_dict(self) -> dict[str, Any]:
        return dict(self.__dict__)


class Staff:
    """Makes users with invented names, each name once."""

    def __init__(self, actor: SystemActor) -> None:
        self.actor = actor
        self._names = itertools.chain(
            STAFF, (f"{name} {number}" for number in itertools.count(2) for name in STAFF)
        )
        self._hash = _hashed_password()

    def add(self, role: Role, organisation: Organisation, project: Project | None = None) -> User:
        """A user with one role, the printed password, and the second factor that the role asks for."""
        name = next(self._names)
        user = User(email=f"{_plain(name)}@example.org", name=name, language="it", password=self._hash)
        trail.create(self.actor, user, "user.joined")
        membership = Membership(
            user=user, role=role, organisation=organisation, project=project, since=date(2024, 1, 1)
        )
        trail.create(self.actor, membership, "role.given")
        if role in SECOND_FACTOR_ROLES:
            data = {"secret": SecondFactorAdapter().encrypt(SECRET)}
            Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=data)
        return user


def accounts() -> list[Account]:
    """The demo's accounts, in the order of roles; the first of each role is the one to try."""
    held = Membership.objects.unscoped("the demo prints its own accounts").select_related(
        "user", "organisation", "project"
    )
    order = {role.value: place for place, role in enumerate(Role)}
    rows = sorted(
        held.filter(user__email__endswith="@example.org"), key=lambda row: (order[row.role], row.created_at)
    )
    return [
        Account(
            email=row.user.email,
            password=PASSWORD,
            role=row.role,
            organisation=row.organisation.name,
            project=row.project.short if row.project else "",
            second_factor_secret=SECRET if Role(row.role) in SECOND_FACTOR_ROLES else None,
        )
        for row in rows
    ]


def code_now() -> str:
    """The second factor's code of this moment, for those who try the demo without an app."""
    return code_of(SECRET)


def _hashed_password() -> str:
    user = User()
    user.set_password(PASSWORD)
    return str(user.password)


def _plain(name: str) -> str:
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", ".", ascii_name).strip(".")
