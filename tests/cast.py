"""The fixed cast: people with fixed meaning, so that a test of who may do what reads as a sentence.

Organisation A ("Casa Aperta") and organisation B ("Ponte") are partners of `project`; organisation C
works in `other_project` alone. Berta, Mario and Olga work for A; Dora for B; Zeno for C.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.utils import timezone

from accanto.accounts.middleware import actor_of
from accanto.accounts.models import Membership, User
from accanto.accounts.roles import Role
from accanto.core import trail
from accanto.core.actor import Actor, SystemActor
from accanto.network.models import (
    CatalogueAction,
    Municipality,
    Organisation,
    Partnership,
    Project,
    ProjectTerritory,
    Territory,
    TerritoryMunicipality,
)

SYSTEM = SystemActor("test")
TODAY = timezone.localdate


def said_now(values: dict[str, Any]) -> dict[str, Any]:
    """The values of a parametrised test, dates among them as functions: the day may turn after collection."""
    return {name: value() if callable(value) else value for name, value in values.items()}


def _session_of(user: User) -> str:
    """The key of a session as a sign-in with a second factor leaves it, without signing in: one statement."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["has_second_factor"] = True
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [
        {"method": "password", "at": timezone.now().timestamp(), "email": user.email}
    ]
    session.save()
    return str(session.session_key)


@dataclass
class Cast:
    """Everyone and everywhere."""

    org_a: Organisation
    org_b: Organisation
    org_c: Organisation
    project: Project
    other_project: Project
    territory: Territory
    municipality: Municipality
    users: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, name: str) -> User:
        try:
            return self.__dict__["users"][name]
        except KeyError as error:
            raise AttributeError(name) from error

    def actor(self, user: User) -> Actor:
        return actor_of(user)

    def client(self, user: User | None, language: str = "it") -> Client:
        """A browser in which the user is signed in, second factor included; None is the public."""
        client = Client(headers={"accept-language": language})
        if user is not None:
            client.cookies[settings.SESSION_COOKIE_NAME] = _session_of(user)
        return client

    def person(self, organisation: Organisation | None = None, **facts: Any) -> Any:
        """A person whom an organisation (A by default) knows in the project."""
        from accanto.people.models import Involvement, Person

        follower = facts.pop("follower", None)
        project = facts.pop("project", self.project)
        person = trail.create(SYSTEM, Person(**facts), "person.added")
        trail.create(
            SYSTEM,
            Involvement(
                person=person, organisation=organisation or self.org_a, project=project, follower=follower
            ),
            "person.involved",
        )
        return person

    def case(
        self, person: Any = None, organisation: Organisation | None = None, operator: User | None = None
    ) -> Any:
        """An open case followed by Berta in organisation A, or by the operator given."""
        from accanto.cases.models import Case

        who = operator or self.users["berta"]
        person = person or self.person(organisation, follower=who)
        case = Case(
            person=person,
            organisation=organisation or self.org_a,
            project=self.project,
            territory=self.territory,
            operator=who,
            opened_by=who,
            opened_on=timezone.localdate(),
        )
        return trail.create(SYSTEM, case, "case.opened")


_WHO: dict[str, tuple[Role, str, str | None]] = {
    "berta": (Role.OPERATOR, "a", "project"),
    "bruna": (Role.OPERATOR, "a", "project"),
    "mario": (Role.MANAGER, "a", None),
    "olga": (Role.OUTREACH, "a", "project"),
    "carlos": (Role.COORDINATOR, "a", "project"),
    "dora": (Role.OPERATOR, "b", "project"),
    "zeno": (Role.OPERATOR, "c", "other"),
    "zoe": (Role.COORDINATOR, "c", "other"),
    "elia": (Role.TUTOR, "a", None),
    "amina": (Role.BENEFICIARY, "a", None),
    "fadi": (Role.EVALUATOR, "a", "project"),
    "rosa": (Role.RECEPTION, "b", None),
    "edda": (Role.EDITOR, "a", None),
    "tea": (Role.TRAINER, "a", None),
    "ines": (Role.INFORMATION, "a", None),
    "admin": (Role.ADMINISTRATOR, "a", None),
}


def make_cast() -> Cast:
    """Make everyone. About sixty rows."""
    town, _made = Municipality.objects.get_or_create(
        istat_code="006114",
        defaults={"name": "Ottiglio", "province": "AL", "province_name": "Alessandria", "region": "Piemonte"},
    )
    organisations = {
        letter: trail.create(
            SYSTEM, Organisation(key=key, name=name, municipality=town), "organisation.added"
        )
        for letter, key, name in (
            ("a", "casa-aperta", "Casa Aperta"),
            ("b", "ponte", "Ponte"),
            ("c", "faro", "Faro"),
        )
    }
    territory = trail.create(
        SYSTEM, Territory(key="colline", name="Colline", region="Piemonte"), "territory.added"
    )
    trail.create(SYSTEM, TerritoryMunicipality(territory=territory, municipality=town), "territory.changed")
    project = _project("vicini", "Vicini", organisations["a"], organisations["b"], territory=territory)
    other = _project("lontani", "Lontani", organisations["c"])
    made = Cast(organisations["a"], organisations["b"], organisations["c"], project, other, territory, town)
    places = {"project": project, "other": other, None: None}
    for name, (role, letter, within) in _WHO.items():
        user = User(email=f"{name}@example.org", name=name.title(), language="it")
        user.set_password("una frase lunga e mia")
        trail.create(SYSTEM, user, "user.joined")
        trail.create(
            SYSTEM,
            Membership(
                user=user,
                role=role,
                organisation=organisations[letter],
                project=places[within],
                since=date(2020, 1, 1),
            ),
            "role.given",
        )
        made.users[name] = user
    return made


def _project(
    key: str, short: str, lead: Organisation, *partners: Organisation, territory: Territory | None = None
) -> Project:
    project = trail.create(
        SYSTEM,
        Project(
            key=key,
            short=short,
            title={"it": short, "en": short},
            starts_on=date(2025, 1, 1),
            plan_acronym="PIIT",
        ),
        "project.loaded",
    )
    trail.create(SYSTEM, Partnership(project=project, organisation=lead, role="lead"), "partnership.added")
    for partner in partners:
        trail.create(SYSTEM, Partnership(project=project, organisation=partner), "partnership.added")
    if territory:
        trail.create(SYSTEM, ProjectTerritory(project=project, territory=territory), "project.changed")
    trail.create(
        SYSTEM,
        CatalogueAction(
            project=project,
            key="skills",
            text={"it": "Bilancio di competenze", "en": "Skills assessment"},
            area="employment",
        ),
        "project.changed",
    )
    return project
