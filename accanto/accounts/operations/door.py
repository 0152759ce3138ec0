"""Letting someone sign in by link, and ending it; links that are asked for by mail."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.accounts.middleware import actor_of
from accanto.accounts.models import AskedLink, LinkAccess, Membership, RememberedDevice, User
from accanto.accounts.operations.membership import give_role
from accanto.accounts.roles import LINK_ROLES, Role, may_enter_by_link
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed, SystemActor
from accanto.network.models import Organisation, Project

#: Under whose name the site itself acts here.
KEEPER = SystemActor("sign-in by link")
#: A link that was asked for by mail opens for so long.
VALID = timedelta(minutes=30)
#: Links that one account may be sent within an hour.
MOST = 4
#: Accounts without an address of their own: nobody is reached there (RFC 2606).
_NOWHERE = "link.invalid"


def require_link_roles(user: User | None) -> None:
    """Raise ValidationError for an account that must not be entered by a link alone."""
    roles = {grant.role for grant in getattr(actor_of(user), "grants", ())} if user else set()
    if user is not None and (not user.is_active or roles and not may_enter_by_link(roles)):
        raise ValidationError(
            _("They have an account with a role that signs in with a password: a link cannot open it.")
        )


@transaction.atomic
def open_access(
    *,
    user: User | None,
    role: Role,
    organisation: Organisation,
    project: Project | None,
    code: str,
    language: str,
    email: str,
) -> User:
    """The account of someone who came by a link, made if there is none; with its role, and entered by link from now.

    The account bears a code, no name and no address. Raises NotAllowed for a role that no link may open.
    """
    if role not in LINK_ROLES:
        raise NotAllowed
    require_link_roles(user)
    if user is None:
        user = User(email=_address(code), name=code, language=language)
        user.set_unusable_password()
        trail.create(KEEPER, user, "user.joined")
    elif not user.has_usable_password() and user.language != language:
        trail.change(KEEPER, user, "user.profile_changed", language=language)
    held = Membership.objects.visible_to(KEEPER).filter(user=user, role=role, organisation=organisation)
    if not held.filter(until=None).exists():
        give_role(KEEPER, user=user, role=role, organisation=organisation, project=project)
    access = LinkAccess.objects.visible_to(KEEPER).filter(user=user).first()
    if access is None:
        trail.create(KEEPER, LinkAccess(user=user, email=email), "access.opened")
    else:
        before = access.email if access.ended_at is None else ""  # whose it was may be why it was ended
        trail.change(KEEPER, access, "access.opened", email=email or before, ended_at=None)
    return user


def _address(code: str) -> str:
    wanted = f"{code.lower()}@{_NOWHERE}"
    taken = User.objects.filter(email=wanted).exists()
    return f"{code.lower()}-{secrets.token_hex(4)}@{_NOWHERE}" if taken else wanted


@transaction.atomic
def end_access(actor: Actor, *, user: User) -> None:
    """Nobody enters this account by a link any more; its phones are out with their next request.

    The caller has asked whether the actor may.
    """
    now = timezone.now()
    for access in LinkAccess.objects.visible_to(KEEPER).filter(user=user, ended_at=None):
        trail.change(actor, access, "access.ended", ended_at=now)
    for device in RememberedDevice.objects.visible_to(KEEPER).filter(user=user, ended_at=None):
        trail.change(actor, device, "device.ended", ended_at=now)
    for link in AskedLink.objects.visible_to(KEEPER).filter(user=user, used_at=None, expires_at__gt=now):
        trail.change(actor, link, "asked_link.ended", expires_at=now)


def has_access(user: User | None) -> bool:
    """Whether an account is entered by links."""
    return (
        user is not None and LinkAccess.objects.visible_to(KEEPER).filter(user=user, ended_at=None).exists()
    )


def users_with_address(address: str) -> list[User]:
    """The accounts that may be sent a link at this address. Addresses stand sealed: each is opened and compared."""
    wanted = address.strip().lower()
    rows = LinkAccess.objects.visible_to(KEEPER).filter(ended_at=None, user__is_active=True)
    return [row.user for row in rows.select_related("user") if row.email.lower() == wanted]


@transaction.atomic
def make_asked_link(*, user: User, browser_hash: str) -> str | None:
    """A link for the browser that asked; its secret. None for an account that was sent enough of them."""
    hour_ago = timezone.now() - timedelta(hours=1)
    sent = AskedLink.objects.visible_to(KEEPER).filter(user=user, created_at__gt=hour_ago)
    if sent.count() >= MOST:
        return None
    secret = secrets.token_urlsafe(32)
    row = AskedLink(
        user=user, secret_hash=digest(secret), browser_hash=browser_hash, expires_at=timezone.now() + VALID
    )
    trail.create(KEEPER, row, "asked_link.sent")
    return secret


def find_asked_link(secret: str, browser: str) -> AskedLink | None:
    """The link, in the browser that asked for it; unknown, used, late and another browser's look alike."""
    links = AskedLink.objects.visible_to(KEEPER).filter(secret_hash=digest(secret), used_at=None)
    link = links.filter(expires_at__gt=timezone.now()).select_related("user").first()
    if link is None or not hmac.compare_digest(link.browser_hash, digest(browser)):
        return None
    return link


@transaction.atomic
def use_asked_link(*, secret: str, browser: str) -> User | None:
    """The account that the link opens, once; None where it opens nothing."""
    link = find_asked_link(secret, browser)
    if link is None:
        return None
    trail.lock(link)
    if link.used_at is not None:
        return None
    trail.change(KEEPER, link, "asked_link.used", used_at=timezone.now())
    return link.user


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
