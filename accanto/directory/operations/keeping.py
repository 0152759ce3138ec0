"""Keeping entries true: stand-in for the operations of the same names, until they land."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor, SystemActor
from accanto.directory.models import Check, ConfirmationLink, Correction, Feedback, Service
from accanto.directory.operations.service import check_service

COLUMNS: Final = (
    "description",
    "eligibility_description",
    "application_process",
    "fees_description",
    "email",
    "url",
    "alert",
)
IN_WORDS: Final = ("opening", "address", "phone")
LONGEST = 5_000
SECRET = "SECRET"  # noqa: S105  a placeholder
_LINK = SystemActor("confirmation link")
_PUBLIC = SystemActor("public feedback")


def _hash(token: str) -> str:
    return salted_hmac("confirmation", token, algorithm="sha256").hexdigest()


def send_confirmation_link(
    actor: Actor, *, service: Service, confirm_url: str, to: str = ""
) -> ConfirmationLink:
    actor.require("services.edit")
    token, now = secrets.token_urlsafe(32), timezone.now()
    link = ConfirmationLink(
        service=service, token_hash=_hash(token), sent_to=to, sent_on=now, expires_on=now + timedelta(days=30)
    )
    trail.create(actor, link, "service.link_sent")
    send_mail(str(service), confirm_url.replace(SECRET, token), settings.DEFAULT_FROM_EMAIL, [to])
    return link


def find_link(token: str) -> ConfirmationLink | None:
    links = ConfirmationLink.objects.visible_to(_LINK).filter(token_hash=_hash(token), used_on=None)
    found: ConfirmationLink | None = links.filter(withdrawn_on=None, expires_on__gt=timezone.now()).first()
    return found


def _use(token: str) -> ConfirmationLink:
    link = find_link(token)
    if link is None:
        raise ValidationError(_("This link no longer works. Ask for a new one."))
    return trail.change(_LINK, link, "service.link_used", used_on=timezone.now())


def confirm_by_link(token: str) -> Service:
    return check_service(_LINK, service=_use(token).service, how=Check.How.LINK)


def correct_by_link(token: str, values: Mapping[str, Any], note: str = "") -> Correction:
    link = _use(token)
    said = {name: text for name, text in values.items() if text and text != getattr(link.service, name, "")}
    row = Correction(service=link.service, link=link, values=said, note=note)
    return trail.create(_LINK, row, "service.corrected")


def give_feedback(*, service: Service, about: str, text: str = "", language: str = "it") -> Feedback:
    row = Feedback(service=service, about=about, text=text, language=language)
    return trail.create(_PUBLIC, row, "feedback.given")


def see_to_feedback(actor: Actor, *, feedback: Feedback) -> Feedback:
    actor.require("services.edit")
    return trail.change(actor, feedback, "feedback.seen_to", state=Feedback.State.DONE)
