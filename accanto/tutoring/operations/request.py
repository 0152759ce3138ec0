"""Looking for a tutor for someone: asked, changed, withdrawn at any time, served by a tie."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.accounts.models import User
from accanto.accounts.operations.door import KEEPER
from accanto.cases.models import Case, SocialTies
from accanto.cases.operations.case import require_on
from accanto.core import trail
from accanto.core.actor import Actor
from accanto.people.models import Channel, Consent, ConsentPurpose
from accanto.people.operations.person import give_consent
from accanto.tutoring.models import HowAlone, Match, Tutor, Tutoring, TutorRequest
from accanto.tutoring.models.match import holds

_ALONE = {
    SocialTies.ALONE: HowAlone.ALL_ALONE,
    SocialTies.OWN_COMMUNITY: HowAlone.OWN_ONLY,
    SocialTies.SOME: HowAlone.A_LITTLE,
    SocialTies.FRIENDS: HowAlone.NOT,
    SocialTies.ACTIVE: HowAlone.NOT,
}


def alone_of(case: Case) -> HowAlone:
    """After the last picture in which social ties are recorded."""
    last = case.situations.exclude(ties=SocialTies.UNKNOWN).order_by("-on", "-created_at").first()
    return _ALONE[SocialTies(last.ties)] if last else HowAlone.A_LITTLE


def has_agreed(actor: Actor, case: Case) -> bool:
    """Whether the person's consent to be introduced to a tutor stands."""
    consents = Consent.objects.visible_to(actor).filter(person=case.person_id, withdrawn_on=None)
    return consents.filter(purpose=ConsentPurpose.TUTORING).exists()


@transaction.atomic
def ask_for_tutor(
    actor: Actor,
    *,
    case: Case,
    asked_on: date | None = None,
    agrees: bool = False,
    channel: str = Channel.SPOKEN,
    **told: Any,
) -> TutorRequest:
    """The person waits for a tutor from now. Records their consent where it is not there yet.

    Raises ValidationError where nobody asked the person, or they wait already."""
    require_on(actor, "cases.edit", case)
    trail.lock(case)
    if not case.is_open:
        raise ValidationError(_("A colleague has closed this case meanwhile."))
    asked_on = asked_on or timezone.localdate()
    _check_day(asked_on)
    if not has_agreed(actor, case):
        if not agrees:
            raise ValidationError({"agrees": _("Nobody is looked for before the person agrees.")})
        give_consent(
            actor,
            person=case.person,
            purpose=ConsentPurpose.TUTORING,
            channel=channel,
            given_on=timezone.localdate(),
        )
    return trail.create(actor, TutorRequest(case=case, asked_on=asked_on, **told), "tutor_request.asked")


@transaction.atomic
def change_request(actor: Actor, *, request: TutorRequest, **told: Any) -> TutorRequest:
    require_on(actor, "cases.edit", request.case)
    _lock_waiting(request)
    _check_day(told.get("asked_on", request.asked_on))
    return trail.change(actor, request, "tutor_request.changed", **told)


@transaction.atomic
def withdraw_request(actor: Actor, *, request: TutorRequest) -> TutorRequest:
    """The person waits no longer. Whoever is held for them is let go, in the middle of the asking too."""
    require_on(actor, "cases.edit", request.case)
    _lock_waiting(request)
    for match in request.matches.filter(state=Match.State.HELD):
        let_go(actor, match)
    return trail.change(
        actor,
        request,
        "tutor_request.withdrawn",
        state=TutorRequest.State.WITHDRAWN,
        ended_on=timezone.localdate(),
    )


def serve(actor: Actor, tie: Tutoring) -> None:
    """A tie began, from the board or elsewhere: nobody is looked for in this case any more."""
    for request in tie.case.tutor_requests.filter(state=TutorRequest.State.WAITING):
        for match in request.matches.filter(state=Match.State.HELD):
            if match.tutor_id == tie.tutor_id:
                trail.change(actor, match, "match.introduced", state=Match.State.INTRODUCED, tutoring=tie)
            else:
                let_go(actor, match)
        trail.change(
            actor,
            request,
            "tutor_request.served",
            state=TutorRequest.State.SERVED,
            ended_on=max(request.asked_on, timezone.localdate()),
        )


def held_for_others(tutor: Tutor, case: Case) -> list[Match]:
    """Pairs that hold a place of this tutor for someone else, whoever sees them."""
    held = Match.objects.visible_to(KEEPER).filter(holds(), tutor=tutor).exclude(request__case=case)
    return list(held.select_related("request__case"))


def let_go(actor: Actor, match: Match) -> Match:
    """The pair is neither held nor refused any more."""
    return trail.change(
        actor,
        match,
        "match.let_go",
        state=Match.State.LAPSED,
        ended_on=timezone.localdate(),
        ended_by=whoever(actor),
    )


def whoever(actor: Actor) -> User | None:
    """The user who takes it down; none for a job."""
    return User.objects.filter(pk=actor.user_id).first() if actor.user_id else None


def _lock_waiting(request: TutorRequest) -> None:
    trail.lock(request)
    if not request.is_waiting:
        raise ValidationError(_("This person no longer waits for a tutor."))


def _check_day(asked_on: date) -> None:
    if asked_on > timezone.localdate():
        raise ValidationError({"asked_on": _("This day is still to come.")})
