"""Offers to stand beside someone: sent from the public form, confirmed, withdrawn, answered by the staff."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accanto.accounts.models import User
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed, SystemActor
from accanto.core.screens import allowed_on
from accanto.network.models import Municipality
from accanto.tutoring import words
from accanto.tutoring.models import HandedOn, Tutor, TutorApplication, TutorDraft, TutorKey, TutorMember
from accanto.tutoring.operations.draft import drop_draft, hashes_of, lock_draft
from accanto.tutoring.operations.likeness import forget_keys, note_keys, of_address
from accanto.tutoring.operations.tutoring import add_tutor
from accanto.tutoring.places import Place
from accanto.tutoring.words import ApplicationState

#: How long the link of the mail confirms, and how long an offer that nobody confirmed is kept.
VALID = timedelta(days=14)
UNCONFIRMED_KEPT = timedelta(days=30)
#: An offer that left a telephone number is called about, when the link was not opened in so long.
CALLED_AFTER = timedelta(days=3)
#: What was said in an offer that was answered is kept so long: someone may ask why.
ANSWERED_KEPT = timedelta(days=90)
#: Offers to the whole site within an hour, before the form asks people to come back.
MOST_AN_HOUR = 200
#: Mails to confirm: of one offer, and to one address within a day.
MOST_MAILS = 3
FORM = SystemActor("availability form")
#: What of the answers is a column of Tutor.
COLUMNS: Final = (
    "name", "contact_person", "phone", "email", "gender", "languages", "times", "offers", "offer_words",
    "interests", "wishes", "limits", "motivation", "radius_km", "capacity",
)  # fmt: skip
_CONFIRM, _WITHDRAW = "tutoring.offer.confirm", "tutoring.offer.withdraw"


@transaction.atomic
def send_application(
    draft: TutorDraft,
    *,
    place: Place,
    municipality: Municipality,
    kind: str,
    language: str,
    answers: Mapping[str, Any],
) -> TutorApplication:
    """The draft becomes an offer, and is gone. `answers` as in TutorApplication. The caller limits how often.

    Raises ValidationError without any contact, or with the code "later" where a great many came of late.
    """
    if not answers.get("email") and not answers.get("phone"):
        raise ValidationError({"email": words.CONTACT_NEEDED})
    lock_draft(draft)
    rows = TutorApplication.objects.visible_to(FORM)
    sent: TutorApplication | None = rows.filter(token_hash=draft.token_hash).first()
    if sent is not None:
        return sent
    if rows.filter(created_at__gte=timezone.now() - timedelta(hours=1)).count() >= MOST_AN_HOUR:
        raise ValidationError(words.LATER, code="later")
    row = TutorApplication(
        organisation=place.organisation,
        project=place.project,
        territory=place.territory,
        municipality=municipality,
        kind=kind,
        state=ApplicationState.UNCONFIRMED if answers.get("email") else ApplicationState.TO_CALL,
        language=language,
        answers=dict(answers),
        notice_version=words.NOTICE_VERSION,
        consented_at=timezone.now(),
        token_hash=draft.token_hash,
    )
    row = trail.create(FORM, row, "application.sent")
    note_keys(row)
    drop_draft(draft)
    return row


def find_sent(secret: str) -> TutorApplication | None:
    """The offer that a draft became, by the secret of the draft; None once it was confirmed or answered."""
    rows = TutorApplication.objects.visible_to(FORM).filter(token_hash__in=hashes_of(secret))
    found: TutorApplication | None = rows.first() if secret else None
    return found


def confirming_token(application: TutorApplication) -> str:
    """Signed, for the link that confirms."""
    return _signer(_CONFIRM).sign(application.pk.hex)


def withdrawing_token(application: TutorApplication) -> str:
    """Signed, for the link that withdraws; it works as long as there is something to withdraw."""
    return _signer(_WITHDRAW).sign(application.pk.hex)


def find_confirming(token: str) -> TutorApplication | None:
    """The offer of a link that confirms. Forged, too old, forgotten look alike: None."""
    return _of_token(token, _CONFIRM, VALID)


def find_withdrawing(token: str) -> TutorApplication | None:
    return _of_token(token, _WITHDRAW, None)


def _signer(purpose: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(sep=".", salt=purpose)


def _of_token(token: str, purpose: str, max_age: timedelta | None) -> TutorApplication | None:
    try:
        key = _signer(purpose).unsign(token[:200], max_age=max_age)
    except signing.BadSignature:
        return None
    rows = TutorApplication.objects.visible_to(FORM).select_related("organisation", "municipality")
    found: TutorApplication | None = rows.filter(pk=key).first()
    return found


@transaction.atomic
def confirm_application(application: TutorApplication) -> TutorApplication:
    """By the link: from now on it waits for the organisation. A second time changes nothing."""
    trail.lock(application)
    late = application.state == ApplicationState.TO_CALL and application.confirmed_at is None
    if application.state != ApplicationState.UNCONFIRMED and not late:
        return application
    return trail.change(
        FORM,
        application,
        "application.confirmed",
        state=ApplicationState.WAITING,
        confirmed_at=timezone.now(),
        token_hash="",
    )


@transaction.atomic
def withdraw_application(application: TutorApplication) -> TutorApplication:
    """By the link of the applicant: what they said is forgotten at once.

    Raises ValidationError where the organisation has answered already.
    """
    trail.lock(application)
    if application.state == ApplicationState.WITHDRAWN:
        return application
    if application.state not in ApplicationState.undecided():
        raise ValidationError(words.DECIDED_ALREADY)
    forget_keys(application)
    how = ended(FORM, ApplicationState.WITHDRAWN)
    return trail.change(FORM, application, "application.withdrawn", answers={}, **how)


def ended(actor: Actor, state: ApplicationState) -> dict[str, Any]:
    """The columns of an offer that was decided on."""
    return {
        "state": state,
        "decided_at": timezone.now(),
        "decided_by": User.objects.filter(pk=actor.user_id).first(),
        "token_hash": "",
    }


def require_waiting(actor: Actor, application: TutorApplication) -> None:
    if not allowed_on(actor, "tutors.edit", application):
        raise NotAllowed
    trail.lock(application)  # two who decide at once: the second is told
    if not application.is_waiting:
        raise ValidationError(words.DECIDED_ALREADY)


@transaction.atomic
def accept_application(actor: Actor, *, application: TutorApplication) -> Tutor:
    """Becomes a tutor, available since the day on which they offered themselves; next comes the first talk.

    Raises ValidationError where someone has decided already.
    """
    require_waiting(actor, application)
    said = application.answers
    day = timezone.localtime(application.created_at).date()
    tutor = add_tutor(
        actor,
        organisation=application.organisation,
        project=application.project,
        territory=application.territory,
        municipality=application.municipality,
        kind=application.kind,
        available_on=day,
        **{name: said[name] for name in COLUMNS if name in said},
    )
    for name in said.get("members") or []:
        trail.create(actor, TutorMember(tutor=tutor, name=name, joined_on=day), "member.joined")
    forget_keys(application)
    how = ended(actor, ApplicationState.ACCEPTED)
    trail.change(actor, application, "application.accepted", tutor=tutor, **how)
    return tutor


@transaction.atomic
def decline_application(actor: Actor, *, application: TutorApplication, reply: str = "") -> TutorApplication:
    """Kindly; `accanto.tutoring.jobs` writes to the applicant, with these words in the mail."""
    require_waiting(actor, application)
    forget_keys(application)
    how = ended(actor, ApplicationState.DECLINED)
    return trail.change(actor, application, "application.declined", reply=reply.strip(), **how)


@transaction.atomic
def count_mail(application: TutorApplication) -> bool:
    """Whether one more mail to confirm may go; counts it. Locks, so that two at once do not both go."""
    trail.lock(application)
    since = timezone.now() - timedelta(days=1)
    lately = of_address(application.answers.get("email", "")).filter(created_at__gte=since)
    if application.state != ApplicationState.UNCONFIRMED or application.mails >= MOST_MAILS:
        return False
    if sum(lately.values_list("mails", flat=True)) >= MOST_MAILS:
        return False
    trail.change(FORM, application, "application.mailed", mails=application.mails + 1)
    return True


def call_unconfirmed(*, most: int = 500) -> int:
    """Offers whose link nobody opened for three days, and that left a telephone number, are called about: the
    organisation sees them from now on. Returns how many."""
    before = timezone.now() - CALLED_AFTER
    rows = TutorApplication.objects.visible_to(FORM).filter(
        state=ApplicationState.UNCONFIRMED, created_at__lt=before, keys__kind=TutorKey.Kind.PHONE
    )
    found = list(rows.distinct().order_by("created_at", "id")[:most])
    return sum(_call(row) for row in found)


@transaction.atomic
def _call(row: TutorApplication) -> bool:
    trail.lock(row)
    if row.state != ApplicationState.UNCONFIRMED:  # the link was opened meanwhile
        return False
    trail.change(FORM, row, "application.to_call", state=ApplicationState.TO_CALL)
    return True


@transaction.atomic
def forget_applications(actor: Actor, *, most: int = 500) -> int:
    """Offers that nobody confirmed within 30 days, and those answered, or handed on, 90 days ago but for the accepted:
    of them what was said is emptied, that they agreed is kept with the tutor. Returns how many."""
    actor.require("tutors.edit")
    now = timezone.now()
    rows = TutorApplication.objects.visible_to(actor)
    unconfirmed = rows.filter(state=ApplicationState.UNCONFIRMED, created_at__lt=now - UNCONFIRMED_KEPT)
    answered = rows.filter(decided_at__lt=now - ANSWERED_KEPT)
    closed = (ApplicationState.DECLINED, ApplicationState.WITHDRAWN, ApplicationState.MERGED)
    gone = [*unconfirmed.order_by("id")[:most], *answered.filter(state__in=closed).order_by("id")[:most]]
    trail.remove_all(actor, gone, "application.forgotten")
    handed = HandedOn.objects.visible_to(actor).filter(on__lt=timezone.localdate() - ANSWERED_KEPT)
    trail.remove_all(actor, list(handed.order_by("id")[:most]), "offer.passage_forgotten")
    accepted = answered.filter(state=ApplicationState.ACCEPTED, emptied_at=None)
    emptied = list(accepted.order_by("id")[:most])
    for row in emptied:
        trail.change(actor, row, "application.emptied", answers={}, emptied_at=now)
    return len(gone) + len(emptied)
