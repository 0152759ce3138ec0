"""An offer that reached one partner of a project is handed on to another."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.network.models import Organisation
from accanto.tutoring.models import HandedOn, TutorApplication
from accanto.tutoring.operations.application import FORM, require_waiting
from accanto.tutoring.places import who_could_answer


def may_be_given(application: TutorApplication) -> list[Organisation]:
    """The other partners of the project in which someone may answer an offer, by name."""
    able = who_could_answer(FORM, application.project)
    return [each for each in able if each.pk != application.organisation_id]


def _merged_into(actor: Actor, application: TutorApplication) -> Iterator[TutorApplication]:
    """The offers that were made one with this one, and those that were with them."""
    for row in TutorApplication.objects.visible_to(actor, "tutors.edit").filter(merged_into=application):
        yield row
        yield from _merged_into(actor, row)


@transaction.atomic
def hand_on(
    actor: Actor, *, application: TutorApplication, to: Organisation, agreed: bool, why: str = ""
) -> TutorApplication:
    """Give an offer, and those that were made one with it, to another partner. From then on the giver sees that
    they did, and nothing of what was said; a job writes to the applicant.

    Raises ValidationError without the applicant's yes and without a reason, or where someone has decided.
    """
    require_waiting(actor, application)
    if to.pk not in {each.pk for each in may_be_given(application)}:
        raise ValidationError({"to": _("Nobody there may answer an offer to this project.")})
    reason = "" if agreed else why.strip()
    if not agreed and not reason:
        raise ValidationError({"why": _("Ask the applicant first, or write why you did not.")})
    giver, now = application.organisation, timezone.now()
    left = HandedOn(
        organisation=giver, project=application.project, code=application.code, to=to, why=reason,
        on=timezone.localdate(now),
    )  # fmt: skip
    trail.create(actor, left, "offer.handed_on")
    for row in [*_merged_into(actor, application), application]:
        trail.change(
            actor, row, "application.handed_on", organisation=to, handed_from=giver, handed_at=now, handed_why=reason
        )  # fmt: skip
    return application
