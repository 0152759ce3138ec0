"""What a user changes of their own account, and the first administrator."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from accanto.accounts.models import User
from accanto.accounts.operations.membership import give_role
from accanto.accounts.roles import Role
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed, SystemActor
from accanto.network.models import Organisation, OrganisationKind


def change_profile(actor: Actor, *, user: User, name: str, language: str) -> User:
    """A user changes their own name or language."""
    if actor.user_id != user.pk:
        raise NotAllowed
    return trail.change(actor, user, "user.profile_changed", name=name, language=language)


def end_sessions(user: User) -> None:
    """Sign a user out wherever they are signed in. The caller has said in the trail why."""
    for session in UserSession.objects.filter(user=user):
        session.end()


@transaction.atomic
def create_administrator(*, email: str, name: str, password: str, organisation_name: str) -> User:
    """The first user of an installation. Raises ValidationError for a weak password or a known address."""
    actor = SystemActor("createadmin")
    user = User(email=email.lower(), name=name)
    validate_password(password, user)
    user.set_password(password)
    trail.create(actor, user, "user.joined")
    organisation = Organisation.objects.filter(name=organisation_name).first()
    if organisation is None:
        organisation = trail.create(
            actor,
            Organisation(key="home", name=organisation_name, kind=OrganisationKind.ASSOCIATION),
            "organisation.added",
        )
    give_role(actor, user=user, role=Role.ADMINISTRATOR, organisation=organisation)
    return user
