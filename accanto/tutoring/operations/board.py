"""What a person decides of a pair: hold it, let it go, refuse it, write down a yes of either side, introduce.

The engine only proposes. Each decision keeps the reasons as they were; who was at the board at the same time is met by
locking the request and the tutor, so that the second finds what the first left.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.cases.operations.case import require_on
from accanto.core import trail
from accanto.core.actor import Actor
from accanto.tutoring.models import Match, Tutor, Tutoring, TutorRequest
from accanto.tutoring.models.match import holds
from accanto.tutoring.operations.request import has_agreed, let_go, whoever
from accanto.tutoring.operations.tutoring import require_free, start_tutoring, tutor_ties

SIDES = ("tutor", "person")


@transaction.atomic
def hold(
    actor: Actor, *, request: TutorRequest, tutor: Tutor, proposed: bool, reasons: dict[str, Any]
) -> Match:
    """Keep the pair while both are asked: nobody else is proposed to either on this place.

    Raises ValidationError where the person or the tutor is no longer free for it."""
    _lock_asked(actor, request)
    trail.lock(tutor)
    _require_ready(tutor, request)
    if request.matches.filter(state=Match.State.HELD).exists():
        raise ValidationError(_("A tutor is held for this person already."))
    if tutor_ties(tutor) + _held_of(actor, tutor) >= tutor.capacity:
        raise ValidationError(_("This tutor has no place left: every one is taken or held."))
    row = Match(request=request, tutor=tutor, proposed=proposed, reasons=reasons, **_decided(actor))
    return trail.create(actor, row, "match.held")


@transaction.atomic
def refuse(
    actor: Actor,
    *,
    request: TutorRequest,
    tutor: Tutor,
    reason: str,
    words: str = "",
    proposed: bool = False,
    reasons: dict[str, Any] | None = None,
) -> Match:
    """This pair is not proposed again, for as long as the refusal stands. One that is held is refused too."""
    _lock_asked(actor, request)
    pairs = request.matches.filter(tutor=tutor)
    if pairs.filter(state=Match.State.REFUSED).exists():
        raise ValidationError(_("This pair is refused already."))
    told = {"state": Match.State.REFUSED, "reason": reason, "words": words, **_decided(actor)}
    held = pairs.filter(state=Match.State.HELD).first()
    if held is not None:
        return trail.change(actor, held, "match.refused", **told)
    row = Match(request=request, tutor=tutor, proposed=proposed, reasons=reasons or {}, **told)
    return trail.create(actor, row, "match.refused")


@transaction.atomic
def release(actor: Actor, *, match: Match) -> Match:
    """Let a held pair go, or take a refusal back: the two may be proposed to each other again."""
    require_on(actor, "matching.decide", match.request)
    trail.lock(match)
    if match.state == Match.State.HELD:
        return let_go(actor, match)
    if match.state == Match.State.REFUSED:
        return trail.change(
            actor,
            match,
            "match.refusal_taken_back",
            state=Match.State.LAPSED,
            ended_on=timezone.localdate(),
            ended_by=whoever(actor),
        )
    raise ValidationError(_("A colleague has decided on this pair meanwhile."))


@transaction.atomic
def say_yes(actor: Actor, *, match: Match, side: str, on: date | None = None) -> Match:
    """The tutor, or the person, was asked and said yes; the actor takes it down. A second time changes nothing."""
    require_on(actor, "matching.decide", match.request)
    trail.lock(match)
    _require_held(match)
    if getattr(match, f"{side}_yes_on") is not None:
        return match
    on = on or timezone.localdate()
    if on > timezone.localdate():
        raise ValidationError({"on": _("This day is still to come.")})
    action = "match.tutor_said_yes" if side == "tutor" else "match.person_said_yes"
    values: dict[str, Any] = {f"{side}_yes_on": on, f"{side}_yes_by": whoever(actor)}
    return trail.change(actor, match, action, **values)


@transaction.atomic
def introduce(actor: Actor, *, match: Match, introduced_on: date, exception: str = "") -> Tutoring:
    """The two meet, and the tutoring begins: only after both said yes, and while the person's consent stands.

    Raises ValidationError, as `start_tutoring` does, where the tutor is not ready and no exception says why."""
    _lock_asked(actor, match.request)
    trail.lock(match)
    _require_held(match)
    if match.tutor_yes_on is None or match.person_yes_on is None:
        raise ValidationError(_("Nobody is introduced before both said yes."))
    if introduced_on < max(match.tutor_yes_on, match.person_yes_on):
        raise ValidationError({"introduced_on": _("On this day one of the two had not said yes yet.")})
    return start_tutoring(
        actor,
        case=match.request.case,
        tutor=match.tutor,
        introduced_on=introduced_on,
        both_said_yes=True,
        exception=exception,
    )


def _lock_asked(actor: Actor, request: TutorRequest) -> None:
    """Raise unless the actor may decide, and the person still waits and agrees."""
    require_on(actor, "matching.decide", request)
    trail.lock(request)
    if not request.is_waiting or not request.case.is_open:
        raise ValidationError(_("This person no longer waits for a tutor."))
    if not has_agreed(actor, request.case):
        raise ValidationError(_("The person has withdrawn their consent to be introduced to a tutor."))


def _require_held(match: Match) -> None:
    if not match.is_held:
        raise ValidationError(_("This pair is not held any more."))


def _require_ready(tutor: Tutor, request: TutorRequest) -> None:
    if tutor.project_id != request.case.project_id:
        raise ValidationError(_("This tutor belongs to another project."))
    require_free(tutor)
    if not (tutor.interviewed_on and tutor.trained_on):
        raise ValidationError(_("This tutor had no first talk or no training yet."))


def _held_of(actor: Actor, tutor: Tutor) -> int:
    """Places of a tutor that are held, for whomever: the count alone comes out."""
    held = Match.objects.unscoped("places held of a tutor are counted, whoever sees the pairs")
    return held.filter(holds(), tutor=tutor).count()


def _decided(actor: Actor) -> dict[str, Any]:
    return {"decided_on": timezone.localdate(), "decided_by": whoever(actor)}
