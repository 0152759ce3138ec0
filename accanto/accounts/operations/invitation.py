"""Asking someone to take a role, and their yes."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accanto.accounts.models import Invitation, User
from accanto.accounts.operations.membership import give_role, require_giving
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed, SystemActor
from accanto.core.screens import allowed_on
from accanto.network.models import Organisation, Project, Territory

#: How long an invitation can be accepted.
VALID = timedelta(days=7)


@transaction.atomic
def invite_user(
    actor: Actor,
    *,
    email: str,
    name: str,
    role: str,
    organisation: Organisation,
    project: Project | None = None,
    territory: Territory | None = None,
    language: str = "it",
) -> Invitation:
    """Invite someone. `accanto.accounts.jobs` sends the mail: until then there is no link.

    Who has an account already says yes as well, signed in with it: an address alone gives nobody a role.
    Raises NotAllowed for a role the actor may not give, ValidationError for one that reaches too far.
    """
    actor.require("users.invite", organisation=organisation, project=project)
    require_giving(actor, role, organisation, project, territory)
    return trail.create(
        actor,
        Invitation(
            email=email.lower(),
            name=name,
            language=language,
            role=role,
            organisation=organisation,
            project=project,
            territory=territory,
            secret_hash=_hash(_new_secret()),  # of a secret that nobody is told
            invited_by=User.objects.filter(pk=actor.user_id).first(),
            expires_at=timezone.now() + VALID,
        ),
        "user.invited",
    )


@transaction.atomic
def send_invitation(actor: Actor, *, invitation: Invitation, accept_url: str) -> None:
    """Make the link and mail it; `accept_url` holds `SECRET` where the link's secret goes.

    Where the mail cannot be sent, nothing is written and the mail server's error goes on. Sent again,
    the link before ends.
    """
    trail.lock(invitation)
    if not invitation.is_open:
        return
    secret = _new_secret()
    trail.change(actor, invitation, "invitation.sent", secret_hash=_hash(secret))
    _mail(invitation, accept_url.replace("SECRET", secret))


def find_invitation(secret: str) -> Invitation | None:
    """The open invitation of a link, or None: unknown, used, withdrawn and expired look alike."""
    invitations = Invitation.objects.unscoped("the secret of the link is the right to see it")
    found = invitations.filter(secret_hash=_hash(secret)).select_related("organisation", "project").first()
    return found if found is not None and found.is_open else None


@transaction.atomic
def accept_invitation(*, invitation: Invitation, name: str, password: str) -> User:
    """Make the account and give the role. Raises ValidationError for a password that is too weak."""
    actor = SystemActor(f"invitation of {invitation.email}")
    if User.objects.filter(email__iexact=invitation.email).exists():
        raise ValidationError(_("There is an account with this address already: sign in."))
    user = User(email=invitation.email, name=name, language=invitation.language)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from error
    user.set_password(password)
    trail.create(actor, user, "user.joined")
    _take(invitation, user)
    return user


def is_known(invitation: Invitation) -> bool:
    """Whether the invited have an account already."""
    return User.objects.filter(email__iexact=invitation.email).exists()


@transaction.atomic
def accept_role(actor: Actor, *, invitation: Invitation) -> User:
    """Someone with an account says yes, signed in with the very address that was invited."""
    user = User.objects.filter(pk=actor.user_id, email__iexact=invitation.email, is_active=True).first()
    if user is None:
        raise NotAllowed
    _take(invitation, user)
    return user


def _take(invitation: Invitation, user: User) -> None:
    actor = SystemActor(f"invitation of {invitation.email}")
    give_role(
        actor,
        user=user,
        role=invitation.role,
        organisation=invitation.organisation,
        project=invitation.project,
        territory=invitation.territory,
    )
    trail.change(actor, invitation, "invitation.accepted", accepted_at=timezone.now())


def withdraw_invitation(actor: Actor, *, invitation: Invitation) -> Invitation:
    """The link stops working at once."""
    if not allowed_on(actor, "users.invite", invitation):
        raise NotAllowed
    return trail.change(actor, invitation, "invitation.withdrawn", withdrawn_at=timezone.now())


def _new_secret() -> str:
    return secrets.token_urlsafe(32)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _mail(invitation: Invitation, link: str) -> None:
    context: dict[str, Any] = {"invitation": invitation, "link": link, "days": VALID.days}
    with translation.override(invitation.language):
        send_mail(
            _("You are invited to Accanto"),
            render_to_string("accounts/mail/invitation.txt", context),
            settings.DEFAULT_FROM_EMAIL,
            [invitation.email],
        )
