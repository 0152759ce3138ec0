"""Mail of sign-in, sent by jobs: a page's answer then takes as long for an address that nobody has.

No job holds what lets someone in: it makes the link itself when it runs. The address typed to reset a
password stands sealed in its job, known or not.
"""

from __future__ import annotations

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import filter_users_by_email, user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django_tasks import task

from accanto.accounts.models import Invitation, User
from accanto.accounts.operations.door import make_asked_link, users_with_address
from accanto.accounts.operations.invitation import send_invitation
from accanto.accounts.words import NEW_PASSWORD, YOUR_LINK
from accanto.core.actor import SystemActor
from accanto.core.sealed import seal, unseal

_PLACE = "job|password_reset|address"


def reset_soon(address: str, *, site: str) -> None:
    """Queue the mail for a new password. Asks nothing of the accounts. `site`: https://accanto.example.org"""
    mail_reset.enqueue(seal(address, place=_PLACE), site)


@task()
def mail_reset(sealed_address: str, site: str) -> None:
    """Send the link to whoever has an account with this address and may sign in: often nobody."""
    address = unseal(sealed_address, place=_PLACE)
    for user in filter_users_by_email(address, is_active=True, prefer_verified=True):
        _mail_reset(user, site)


def _mail_reset(user: User, site: str) -> None:
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    context: dict[str, Any] = {
        "user": user,
        "link": site + reverse("account_reset_password_from_key", kwargs=key),
    }
    with translation.override(user.language):
        send_mail(
            str(NEW_PASSWORD),
            render_to_string("accounts/parties/reset.txt", context),
            settings.DEFAULT_FROM_EMAIL,
            [user.email],
        )


@task()
def mail_invitation(invitation_id: str, accept_url: str) -> None:
    """Make the link of an invitation and send it, unless it was withdrawn or accepted meanwhile."""
    actor = SystemActor("invitations")
    send_invitation(
        actor, invitation=Invitation.objects.visible_to(actor).get(pk=invitation_id), accept_url=accept_url
    )


_ASKED = "job|sign_in_link|address"


def link_soon(address: str, *, site: str, browser_hash: str) -> None:
    """Queue the mail with a link to sign in. Asks nothing of the accounts."""
    mail_link.enqueue(seal(address, place=_ASKED), site, browser_hash)


@task()
def mail_link(sealed_address: str, site: str, browser_hash: str) -> None:
    """Send a link to whoever comes in by links and is known under this address: often nobody."""
    from accanto.accounts.doors import may_enter

    for user in users_with_address(unseal(sealed_address, place=_ASKED)):
        secret = make_asked_link(user=user, browser_hash=browser_hash) if may_enter(user) else None
        if secret is not None:
            path = reverse("accounts:link_open", kwargs={"secret": secret})
            _mail_link(user, unseal(sealed_address, place=_ASKED), f"{site}{path}?lang={user.language}")


def _mail_link(user: User, address: str, link: str) -> None:
    with translation.override(user.language):
        send_mail(
            str(YOUR_LINK),
            render_to_string("accounts/parties/link.txt", {"link": link}),
            settings.DEFAULT_FROM_EMAIL,
            [address],
        )
