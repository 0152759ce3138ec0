"""Writing the agreement of the two, putting it to them, and their signatures."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.accounts.models import User
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.tutoring.models import AgreementSignature, Tutoring, TutoringAgreement
from accanto.tutoring.operations.side import first_of
from accanto.tutoring.pact.content import compose, digest_of
from accanto.tutoring.pact.words import (
    AGREE_FIRST,
    NEWER,
    NOT_PUT,
    OTHER_TEXT,
    OVER,
    SIGNED_ALREADY,
    WRITE_NAME,
    SignedHow,
)
from accanto.tutoring.words import Side


def newest_agreement(tutoring: Tutoring) -> TutoringAgreement | None:
    """The version that counts, signed or not."""
    return tutoring.agreements.order_by("-number").first()


def agreed_before(agreement: TutoringAgreement) -> TutoringAgreement | None:
    """The newest version before this one that both signed."""
    older = agreement.tutoring.agreements.filter(number__lt=agreement.number).exclude(agreed_on=None)
    return older.order_by("-number").first()


@transaction.atomic
def write_agreement(actor: Actor, *, tutoring: Tutoring, base: str = "", **values: Any) -> TutoringAgreement:
    """Write the agreement, or write on it: until someone signed, the same version; after that, the next one.

    `values` are those of `compose`; `base` is the digest of the text that one began from, "" for none. Raises
    ValidationError for a text that offers nothing, ends before today, is the one that was signed, or was
    written on by someone else meanwhile.
    """
    _require(actor, tutoring)
    trail.lock(tutoring)
    if tutoring.ended_on is not None:
        raise ValidationError(OVER)
    _check_days(values)
    content = compose(tutoring.case.project, **values)
    for side in ("tutor", "person"):
        if not content[side]["offers"] and not content[side]["words"]:
            field = f"{side}_chosen"
            raise ValidationError({field: _("Each of the two offers something: choose, or write it below.")})
    newest = newest_agreement(tutoring)
    if base != (newest.digest if newest else ""):
        raise ValidationError(
            _("Someone else changed this while you were writing, or it was signed: open the page anew.")
        )
    if newest is None:
        return _first(actor, tutoring, 1, content)
    if newest.signatures.exists():
        if newest.content == content:
            raise ValidationError(_("Nothing changed since the version that was signed."))
        return _first(actor, tutoring, newest.number + 1, content)
    return trail.change(
        actor,
        newest,
        "pact.changed",
        content=content,
        digest=digest_of(content, tutoring=tutoring.pk, number=newest.number),
    )


def _check_days(values: dict[str, Any]) -> None:
    today = timezone.localdate()
    until, review = values.get("until"), values.get("review_on")
    if not until and not review:
        raise ValidationError({"review_on": _("Say until when, or when you look at it again.")})
    if until and until <= today:
        raise ValidationError({"until": _("This day is not to come any more.")})
    if review and review <= today:
        raise ValidationError({"review_on": _("This day is not to come any more.")})


def _first(actor: Actor, tutoring: Tutoring, number: int, content: dict[str, Any]) -> TutoringAgreement:
    row = TutoringAgreement(
        tutoring=tutoring,
        number=number,
        content=content,
        digest=digest_of(content, tutoring=tutoring.pk, number=number),
        written_by=User.objects.filter(pk=actor.user_id).first(),
    )
    return trail.create(actor, row, "pact.written")


@transaction.atomic
def put_agreement(actor: Actor, *, agreement: TutoringAgreement) -> TutoringAgreement:
    """From now the two read it, and may sign."""
    _require(actor, agreement.tutoring)
    trail.lock(agreement.tutoring)
    trail.lock(agreement)
    _check_newest(agreement)
    if agreement.put_on is not None:
        return agreement
    return trail.change(actor, agreement, "pact.put", put_on=timezone.localdate())


@transaction.atomic
def sign_agreement(
    actor: Actor, *, agreement: TutoringAgreement, digest: str, name: str, agreed: bool
) -> AgreementSignature:
    """One of the two signs on their own page. `digest` is of the text that stood there.

    Raises NotAllowed for whoever is neither; ValidationError with what is missing.
    """
    side = first_of(agreement.tutoring, actor.user_id)
    if side is None or not allowed_on(actor, "tutoring.sign", agreement.tutoring):
        raise NotAllowed
    _check_yes(name, agreed)
    return _record(actor, agreement, side, SignedHow.OWN, digest, timezone.localdate(), name=name)


@transaction.atomic
def sign_here(
    actor: Actor,
    *,
    agreement: TutoringAgreement,
    side: str,
    digest: str,
    name: str,
    present: str,
    agreed: bool,
) -> AgreementSignature:
    """One of the two signs on the phone that the operator hands over. Raises as `sign_agreement` does."""
    _require(actor, agreement.tutoring)
    _check_yes(name, agreed)
    if not present.strip():
        raise ValidationError({"present": _("Write who is present.")})
    today = timezone.localdate()
    return _record(actor, agreement, side, SignedHow.HERE, digest, today, name=name, present=present)


@transaction.atomic
def record_signed_paper(
    actor: Actor, *, agreement: TutoringAgreement, side: str, digest: str, signed_on: date
) -> AgreementSignature:
    """The operator notes that one of the two signed on paper, and when."""
    _require(actor, agreement.tutoring)
    today = timezone.localdate()
    if signed_on > today:
        raise ValidationError({"signed_on": _("This day is still to come.")})
    if signed_on < timezone.localtime(agreement.created_at).date():
        raise ValidationError({"signed_on": _("This version was not written yet on this day.")})
    return _record(actor, agreement, side, SignedHow.PAPER, digest, signed_on)


def _record(
    actor: Actor,
    agreement: TutoringAgreement,
    side: str,
    how: str,
    digest: str,
    on: date,
    *,
    name: str = "",
    present: str = "",
) -> AgreementSignature:
    trail.lock(agreement.tutoring)  # two signatures, or a change of the text, at once: one after the other
    trail.lock(agreement)
    _check_newest(agreement)
    if agreement.put_on is None:
        raise ValidationError(NOT_PUT)
    if agreement.digest != digest:
        raise ValidationError(OTHER_TEXT)
    if digest != digest_of(agreement.content, tutoring=agreement.tutoring_id, number=agreement.number):
        raise ValidationError(OTHER_TEXT)  # the row does not say any more what it said: nobody signs it
    if agreement.signatures.filter(side=side).exists():
        raise ValidationError(SIGNED_ALREADY)
    row = AgreementSignature(
        agreement=agreement,
        side=side,
        how=how,
        digest=digest,
        signed_on=on,
        name=name.strip(),
        present=present.strip(),
        recorded_by=User.objects.filter(pk=actor.user_id).first(),
    )
    signature = trail.create(actor, row, "pact.signed")
    days = dict(agreement.signatures.values_list("side", "signed_on"))
    if set(days) == set(Side.values):
        trail.change(actor, agreement, "pact.agreed", agreed_on=max(days.values()))
    return signature


def _check_newest(agreement: TutoringAgreement) -> None:
    if agreement.tutoring.ended_on is not None:
        raise ValidationError(OVER)
    if agreement.tutoring.agreements.filter(number__gt=agreement.number).exists():
        raise ValidationError(NEWER)


def _check_yes(name: str, agreed: bool) -> None:
    missing = {} if name.strip() else {"name": WRITE_NAME}
    if not agreed:
        missing["agreed"] = AGREE_FIRST
    if missing:
        raise ValidationError(missing)


def _require(actor: Actor, tutoring: Tutoring) -> None:
    if not allowed_on(actor, "tutoring.edit", tutoring):
        raise NotAllowed
