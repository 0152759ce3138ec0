"""What a person asks about their data: asked, taken back, answered; to be erased in step with the erasure."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.accounts.models import User
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.mine.models import DataRequest, OwnCase, OwnPerson
from accanto.mine.models.request import one_month_after
from accanto.mine.operations.erasure import ask_with, call_back_with, erasure_of
from accanto.mine.words import ANSWERED_MEANWHILE, ASKED_ALREADY, RequestKind, RequestState
from accanto.people.models import Consent, ConsentPurpose

#: A yes that stands behind what someone asks to stop: taken back at once (GDPR, article 7(3)).
_CONSENTS = {
    "tutoring": ConsentPurpose.TUTORING,
    "sharing": ConsentPurpose.SHARING,
    "photos": ConsentPurpose.PHOTOS,
    "health": ConsentPurpose.HEALTH,
    "messages": ConsentPurpose.FOLLOW_UP,
}
#: Who may answer what.
_ANSWERS = {
    RequestKind.ACCESS: "requests.answer",
    RequestKind.CORRECT: "requests.answer",
    RequestKind.STOP: "requests.decide",
    RequestKind.ERASE: "requests.decide",
}


def capability_for(request: DataRequest) -> str:
    """The capability that answering asks for."""
    return _ANSWERS[RequestKind(request.kind)]


@transaction.atomic
def ask(
    actor: Actor, *, case: OwnCase, kind: RequestKind, about: str = "", wrong: str = "", wanted: str = ""
) -> DataRequest:
    """A person asks the organisation of one of their cases; it has a month (GDPR, article 12(3)). To be erased asks
    for the erasure of that organisation's part at once, with its days to think again.

    Raises ValidationError where the same is asked and not answered yet; corrections may be several.
    """
    if not allowed_on(actor, "own.ask", case):
        raise NotAllowed
    person = OwnPerson.objects.visible_to(actor).get(pk=case.person_id)
    trail.lock(person)
    asked = DataRequest.objects.visible_to(actor).filter(kind=kind, about=about, state="open")
    to_all = kind == RequestKind.ERASE  # whichever of its cases it was asked at
    same = asked.filter(organisation=case.organisation_id) if to_all else asked.filter(case=case.pk)
    if kind != RequestKind.CORRECT and same.exists():
        raise ValidationError(ASKED_ALREADY)
    today = timezone.localdate()
    row = DataRequest(
        person=person,
        case=case,
        organisation_id=case.organisation_id,
        project_id=case.project_id,
        kind=kind,
        about=about,
        wrong=wrong,
        wanted=wanted,
        asked_on=today,
        due_on=one_month_after(today),
    )
    row = trail.create(actor, row, "data_request.made")
    if kind == RequestKind.ERASE:
        ask_with(actor, person, row)
    return row


@transaction.atomic
def ask_to_stop(actor: Actor, *, case: OwnCase, about: str, wrong: str = "") -> bool:
    """Stop a part, or ask to delete all of it. Returns whether a yes was taken back, which holds from now."""
    kind = RequestKind.ERASE if about == "erase" else RequestKind.STOP
    ask(actor, case=case, kind=kind, about="" if about == "erase" else about, wrong=wrong)
    person = OwnPerson.objects.visible_to(actor).get(pk=case.person_id)
    given = person.consents.filter(purpose=_CONSENTS.get(about, ""), withdrawn_on=None)
    withdrawn = [_withdraw(actor, consent) for consent in given]
    return bool(withdrawn)


def _withdraw(actor: Actor, consent: Consent) -> Consent:
    return trail.change(actor, consent, "consent.withdrawn", withdrawn_on=timezone.localdate())


@transaction.atomic
def take_back(actor: Actor, *, request: DataRequest) -> DataRequest:
    """The person asks it no more: nothing is erased. A consent that was withdrawn stays so."""
    if not allowed_on(actor, "own.ask", OwnCase.objects.visible_to(actor).get(pk=request.case_id)):
        raise NotAllowed
    _lock(request)
    if not request.is_open:
        raise ValidationError(ANSWERED_MEANWHILE)
    call_back_with(actor, request)
    values: dict[str, Any] = {"state": RequestState.WITHDRAWN, "answered_on": timezone.localdate()}
    return trail.change(actor, request, "data_request.withdrawn", **values)


@transaction.atomic
def answer_request(actor: Actor, *, request: DataRequest, done: bool, answer: str) -> DataRequest:
    """What was done, or why not, in words that the person reads; why not calls an erasure back.

    Raises ValidationError for one without words, and for a "done" before the erasure that was asked is.
    """
    if not allowed_on(actor, capability_for(request), request):
        raise NotAllowed
    _lock(request)
    if not request.is_open:
        raise ValidationError(_("Someone has answered this already."))
    if not answer.strip():
        raise ValidationError({"answer": _("Write what the person shall read.")})
    erasure = erasure_of(request)
    if done and erasure is not None and erasure.is_waiting:
        raise ValidationError({"outcome": _("Nothing is erased yet: this is done when the erasure is.")})
    call_back_with(actor, request)
    return trail.change(
        actor,
        request,
        "data_request.answered",
        state=RequestState.DONE if done else RequestState.DECLINED,
        answer=answer.strip(),
        answered_on=timezone.localdate(),
        answered_by=User.objects.filter(pk=actor.user_id).first(),
    )


def _lock(request: DataRequest) -> None:
    """The person first, as the erasure does, so that neither waits for the other."""
    trail.lock(request.person)
    trail.lock(request)
