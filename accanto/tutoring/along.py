"""Tutors who can go along to an appointment of the person beside whom they stand."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from accanto.cases.companions import Companion
from accanto.cases.models import Along, Case
from accanto.core.actor import Actor
from accanto.tutoring.models import Tutoring


def companions(actor: Actor, case: Case) -> Iterator[Companion]:
    """Of the ties that go on; known by their code. One with an account sees it in their own calendar."""
    if not actor.may("tutoring.see"):
        return
    ties = Tutoring.objects.visible_to(actor).filter(case=case, ended_on=None)
    for tie in ties.select_related("tutor__account").order_by("started_on", "id"):
        tutor = tie.tutor
        label = _("The tutor %(code)s") % {"code": tutor.code}
        yield Companion(Along.TUTOR, f"tutor:{tutor.pk}", label, tutor.code, tutor.account)
