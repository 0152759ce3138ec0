"""A service says what came of a referral by a link, without an account: made, sent, used once, revoked."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.cases.models import Case, Referral, ReferralLink, ReferralOutcome
from accanto.cases.operations.case import require_on
from accanto.cases.operations.content import answer_by_service
from accanto.cases.operations.ground import standing_consent
from accanto.core import trail
from accanto.core.actor import Actor, SystemActor
from accanto.core.sealed import keyed_hash, keyed_hashes
from accanto.people.operations.identity import read_shared_identity, require_openable

#: How long a link can be used.
VALID = timedelta(days=30)
#: What a service may answer: the person came or did not, it goes on with them, it has no place.
ANSWERS: Final = (
    ReferralOutcome.CAME,
    ReferralOutcome.NOT_GONE,
    ReferralOutcome.TAKEN_ON,
    ReferralOutcome.FULL,
)
#: The longest answer in words.
LONGEST = 2_000
#: In an address, where the link's secret goes.
SECRET = "SECRET"  # noqa: S105  a placeholder
#: Which hashes of the keyring's index family are tokens of links.
_USE = "cases.referral_link"
_LINK = SystemActor("referral link")


@transaction.atomic
def make_referral_link(
    actor: Actor, *, referral: Referral, asked: str, answer_url: str, to: str = "", with_name: bool = False
) -> tuple[ReferralLink, str]:
    """A link for one answer, and its address, which is shown once and kept nowhere. `answer_url` holds SECRET
    where the link's secret goes. Mailed where there is an address. Links of the same referral made before stop.

    Raises ValidationError where the referral is answered, nothing is asked, or the name is to be told without
    the person's consent to share.
    """
    require_on(actor, "cases.edit", referral.case)
    trail.lock(referral)
    if referral.outcome != ReferralOutcome.WAITING:
        raise ValidationError(_("This referral is answered already."))
    consent = standing_consent(referral.case) if with_name else None
    if with_name and consent is None:
        raise ValidationError(
            {"with_name": _("There is no consent of the person to be named: record it first.")}
        )
    if with_name:
        require_openable(actor, referral.case.person)
    if to:
        validate_email(to)
    _withdraw(actor, referral)
    token = secrets.token_urlsafe(32)
    link = ReferralLink(
        referral=referral,
        token_hash=keyed_hash(token, use=_USE).hex(),
        asked=asked.strip(),
        with_name=with_name,
        consent=consent,
        sent_to=to,
        expires_on=timezone.now() + VALID,
    )
    trail.create(actor, link, "referral_link.made")
    url = answer_url.replace(SECRET, token)
    if to:
        transaction.on_commit(lambda: _send(link, url))
    return link, url


def _send(link: ReferralLink, url: str) -> None:
    context = {
        "code": link.referral.code,
        "sender": link.referral.case.organisation,
        "url": url,
        "link": link,
    }
    text = render_to_string("cases/mail/referral_link.txt", context)
    subject = _("What came of %(code)s?") % {"code": link.referral.code}
    send_mail(subject, text, None, [link.sent_to])


@transaction.atomic
def revoke_referral_links(actor: Actor, *, referral: Referral) -> None:
    """The links of a referral that still work stop working now."""
    require_on(actor, "cases.edit", referral.case)
    _withdraw(actor, referral)


def _withdraw(actor: Actor, referral: Referral) -> None:
    for link in referral.links.filter(used_on=None, withdrawn_on=None):
        trail.change(actor, link, "referral_link.withdrawn", withdrawn_on=timezone.now())


def withdraw_links_with_name(actor: Actor, *, case: Case) -> None:
    """A case goes to another organisation: links that tell the name stop. Called by the transfer, which checks who may;
    links without a name go on, so that the service's answer is not lost."""
    telling = open_links().filter(referral__case=case, with_name=True)
    for link in telling:
        trail.change(actor, link, "referral_link.withdrawn", withdrawn_on=timezone.now())


def open_links() -> Any:
    """Links that still work, whoever sees them: asked whether a referral in sight has one, and stopped when its case goes."""
    links = ReferralLink.objects.unscoped(
        "whether a referral in sight has a link that works; those of a case that goes"
    )
    return links.filter(used_on=None, withdrawn_on=None, expires_on__gt=timezone.now())


def find_referral_link(token: str) -> ReferralLink | None:
    """The link of a token while it works, or None: unknown, used, revoked, expired, and a referral answered in
    another way look alike."""
    if not token or len(token) > 100:  # noqa: PLR2004  ours have 43 characters
        return None
    links = ReferralLink.objects.unscoped("the secret of the link is the right to answer")
    hashes = [value.hex() for value in keyed_hashes(token, use=_USE)]
    related = ("referral__service", "referral__need", "referral__case__organisation", "consent")
    found: ReferralLink | None = links.filter(token_hash__in=hashes).select_related(*related).first()
    works = found is not None and found.is_open and found.referral.outcome == ReferralOutcome.WAITING
    return found if works else None


@transaction.atomic
def answer_by_link(token: str, *, outcome: str, words: str = "") -> Referral:
    """What the service says. The link is used with it. Raises ValidationError for a link that does not work,
    and for an answer that is none."""
    link = find_referral_link(token)
    if link is not None:
        trail.lock(link)
        trail.lock(link.referral)
    if link is None or not link.is_open or link.referral.outcome != ReferralOutcome.WAITING:
        raise ValidationError(_("This link no longer works."))
    if outcome not in ANSWERS:
        raise ValidationError({"outcome": _("Choose one of the answers.")})
    if len(words) > LONGEST:
        raise ValidationError({"words": _("Write at most %d letters.") % LONGEST})
    trail.change(_LINK, link, "referral_link.used", used_on=timezone.now())
    return answer_by_service(_LINK, referral=link.referral, outcome=outcome, words=words.strip())


def name_to_tell(link: ReferralLink) -> str:
    """The person's name, where they agreed that this service be told and have not changed their mind. Leaves an
    entry."""
    consent = link.consent
    if not link.with_name or consent is None or consent.withdrawn_on is not None:
        return ""
    if not link.referral.case.is_open:
        return ""
    reason = _("Shown to the service by the link")
    identity = read_shared_identity(_LINK, person=link.referral.case.person, reason=reason)
    return f"{identity.given_name} {identity.family_name}".strip() if identity else ""
