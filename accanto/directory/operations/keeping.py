"""Keeping it true together with others: links to an organization, its corrections, what the public says."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor, SystemActor
from accanto.core.sealed import keyed_hash, keyed_hashes
from accanto.directory import words
from accanto.directory.models import Check, ConfirmationLink, Correction, Feedback, Service
from accanto.directory.operations.check import check_service
from accanto.directory.operations.service import change_service
from accanto.directory.texts import ITALIAN, load_texts, said

#: How long a link can be used.
VALID = timedelta(days=30)
#: Links, corrections and feedback are kept so long after they are over.
KEPT = timedelta(days=365)
#: What an organization may correct: columns of Service, taken over with a tick …
COLUMNS: Final = (
    "description",
    "eligibility_description",
    "application_process",
    "fees_description",
    "email",
    "url",
    "alert",
)
#: … and what it tells in words, which an editor puts in its place.
IN_WORDS: Final = ("opening", "address", "phone")
LONGEST, LONGEST_TEXT = 5_000, 1_000
#: Messages of the public about one service that wait at once; more say nothing new.
MOST_WAITING = 30
#: Which hashes of the keyring's index family are tokens of links.
_USE = "directory.confirmation_link"
_LINK = SystemActor("confirmation link")
_PUBLIC = SystemActor("public feedback")
#: In an address, where the link's secret goes.
SECRET = "SECRET"  # noqa: S105  a placeholder


@transaction.atomic
def send_confirmation_link(
    actor: Actor, *, service: Service, confirm_url: str, to: str = "", language: str = ITALIAN
) -> ConfirmationLink:
    """Send the organization a link with which it confirms or corrects its entry, in one of the languages of
    the portal; the page that it opens is in that language too. `confirm_url` holds SECRET where the link's
    secret goes. Links sent before stop working.

    Raises ValidationError where there is no address to send it to.
    """
    actor.require("services.edit")
    if language not in dict(settings.LANGUAGES):
        raise ValidationError({"language": _("Choose one of the languages of the portal.")})
    address = to or service.email or service.organization.email
    if not address:
        raise ValidationError({"to": _("There is no e-mail address: write one.")})
    validate_email(address)
    withdraw_links(actor, service=service)
    token = secrets.token_urlsafe(32)
    now = timezone.now()
    link = ConfirmationLink(
        service=service,
        token_hash=keyed_hash(token, use=_USE).hex(),
        sent_to=address,
        sent_on=now,
        expires_on=now + VALID,
    )
    trail.create(actor, link, "service.link_sent")
    url = f"{confirm_url.replace(SECRET, token)}?lang={language}"
    transaction.on_commit(lambda: _send(link, url, language))
    return link


@transaction.atomic
def withdraw_links(actor: Actor, *, service: Service) -> None:
    """The links of a service that still work stop working at once."""
    actor.require("services.edit")
    links = ConfirmationLink.objects.visible_to(actor).filter(service=service)
    for link in links.filter(used_on=None, withdrawn_on=None):
        trail.change(actor, link, "service.link_withdrawn", withdrawn_on=timezone.now())


def find_link(token: str) -> ConfirmationLink | None:
    """The link of a token while it works, or None: unknown, used, withdrawn, expired look alike."""
    if not token or len(token) > 100:  # noqa: PLR2004  ours have 43 characters
        return None
    links = ConfirmationLink.objects.unscoped("the secret of the link is the right to see it")
    hashes = [value.hex() for value in keyed_hashes(token, use=_USE)]
    rows = links.filter(token_hash__in=hashes).select_related("service__organization")
    found: ConfirmationLink | None = rows.first()
    return found if found is not None and found.is_open else None


def _use(token: str) -> ConfirmationLink:
    """Mark it as used. Two who use it at once: the second gets ValidationError."""
    link = find_link(token)
    if link is not None:
        link = ConfirmationLink.objects.visible_to(_LINK).select_for_update().get(pk=link.pk)
    if link is None or not link.is_open:
        raise ValidationError(words.LINK_GONE)
    return trail.change(_LINK, link, "service.link_used", used_on=timezone.now())


@transaction.atomic
def confirm_by_link(token: str) -> Service:
    """The organization says that all is still true. Raises ValidationError for a link that does not work."""
    link = _use(token)
    return check_service(_LINK, service=link.service, how=Check.How.LINK)


@transaction.atomic
def correct_by_link(token: str, values: Mapping[str, str], note: str = "") -> Correction:
    """The organization says what should change; nothing changes until an editor takes it over.

    `values`: any of COLUMNS and IN_WORDS. Raises ValidationError with the fields at fault, or for a link
    that does not work; then the link can still be used.
    """
    link = find_link(token)
    said = _different(link.service, values) if link else {}
    if link and not said and not note.strip():
        raise ValidationError(words.NOTHING_DIFFERENT)
    if len(note) > LONGEST:
        raise ValidationError({"note": words.TOO_LONG})
    used = _use(token)
    row = Correction(service=used.service, link=used, values=said, note=note.strip())
    return trail.create(_LINK, row, "service.corrected")


def _different(service: Service, values: Mapping[str, str]) -> dict[str, str]:
    """What is not as it is now. Raises ValidationError for a field that may not be corrected or is not well."""
    said: dict[str, str] = {}
    errors: dict[str, Any] = {}
    for name, raw in values.items():
        text = str(raw).strip()
        if name not in COLUMNS and name not in IN_WORDS:
            raise ValidationError(words.NOT_CORRECTED_HERE)
        if len(text) > LONGEST:
            errors[name] = words.TOO_LONG
        elif name in COLUMNS and text != getattr(service, name):
            try:
                column: Any = service._meta.get_field(name)
                said[name] = column.clean(text, service)
            except ValidationError as error:
                errors[name] = " ".join(error.messages)
        elif name in IN_WORDS and text:
            said[name] = text
    if errors:
        raise ValidationError(errors)
    return said


@transaction.atomic
def take_correction(actor: Actor, *, correction: Correction, fields: Collection[str]) -> Service:
    """Take over the columns chosen; the organization said so itself, so the entry counts as checked."""
    _require_waiting(actor, correction)
    service = correction.service
    chosen = {
        name: correction.values[name] for name in COLUMNS if name in fields and name in correction.values
    }
    trail.change(actor, correction, "correction.taken", state=Correction.State.TAKEN)
    if chosen:
        change_service(actor, service=service, **chosen)
    return check_service(actor, service=service, how=Check.How.LINK, outcome=Check.Outcome.CHANGED)


@transaction.atomic
def refuse_correction(actor: Actor, *, correction: Correction, reason: str = "") -> Correction:
    """Take over nothing."""
    _require_waiting(actor, correction)
    return trail.change(
        actor, correction, "correction.refused", because=reason[:1000], state=Correction.State.REFUSED
    )


def _require_waiting(actor: Actor, correction: Correction) -> None:
    actor.require("services.edit")
    state = Correction.objects.visible_to(actor).select_for_update().get(pk=correction.pk).state
    if state != Correction.State.WAITING:
        raise ValidationError(_("Someone has decided on this already."))


@transaction.atomic
def give_feedback(*, service: Service, about: str, text: str = "", language: str = "it") -> Feedback:
    """What someone of the public says of an entry that they see. The caller limits how often.

    Raises ValidationError with the field at fault, or where a great many wait already.
    """
    if len(text) > LONGEST_TEXT:
        raise ValidationError({"text": words.TOO_LONG})
    waiting = Feedback.objects.visible_to(_PUBLIC).filter(service=service, state=Feedback.State.WAITING)
    if waiting.count() >= MOST_WAITING:
        raise ValidationError(words.TOLD_ALREADY)
    row = Feedback(service=service, about=about, text=text.strip(), language=language)
    return trail.create(_PUBLIC, row, "feedback.given")


@transaction.atomic
def see_to_feedback(actor: Actor, *, feedback: Feedback) -> Feedback:
    """An editor has looked into it."""
    actor.require("services.edit")
    return trail.change(actor, feedback, "feedback.seen_to", state=Feedback.State.DONE)


def _send(link: ConfirmationLink, url: str, language: str) -> None:
    load_texts(_LINK, [link.service], language)
    name, organization = (
        " ".join(said(entry, "name", language).text.split())
        for entry in (link.service, link.service.organization)
    )
    context = {"name": name, "organization": organization, "url": url, "until": link.expires_on}
    with translation.override(language):
        send_mail(
            words.STILL_TRUE % {"name": name},
            render_to_string("directory/mail/confirmation.txt", context),
            settings.DEFAULT_FROM_EMAIL,
            [link.sent_to],
        )


@transaction.atomic
def forget_old(actor: Actor, *, most: int = 500) -> int:
    """Remove links, decided corrections and feedback that was seen to, a year later. Returns how many."""
    actor.require("services.edit")
    before = timezone.now() - KEPT
    rows: list[Any] = []
    for model, over in (
        (ConfirmationLink, {"sent_on__lt": before}),
        (Correction, {"updated_at__lt": before, "state__in": ["taken", "refused"]}),
        (Feedback, {"updated_at__lt": before, "state": "done"}),
    ):
        rows += model.objects.visible_to(actor).filter(**over).order_by("id")[:most]
    for row in rows:
        trail.remove(actor, row, "directory.forgotten")
    return len(rows)
