"""Referrals in: what was sent to the organisation's own services, seen without the person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from accanto.cases.forms import IncomingFilterForm
from accanto.cases.models import IncomingReferral, ReferralOutcome
from accanto.cases.operations.content import answer_referral
from accanto.core.screens import ActionScreen, ListScreen
from accanto.core.words import Area


@dataclass(frozen=True)
class Line:
    """All that the page may know of a referral: made here, so that no template reaches for the case."""

    pk: UUID
    code: str
    area: str
    area_words: str
    made_on: date
    service: str
    sender: str
    outcome: str
    outcome_words: str
    outcome_on: date | None

    @property
    def waits(self) -> bool:
        return self.outcome == ReferralOutcome.WAITING


class ReferralInListView(ListScreen):
    """Who waits first; then what was answered."""

    model = IncomingReferral
    capability = "referrals.in"
    template_name = "cases/referral_in_list.html"
    title = _("Referrals in")
    filter_form = IncomingFilterForm
    order: ClassVar = ("-made_on", "-id")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("service", "need", "case__organisation")

    def narrow(self, rows: models.QuerySet[Any], chosen: dict[str, Any]) -> models.QuerySet[Any]:
        state = chosen.get("state", "")
        if state == "all":
            return rows
        waiting = models.Q(outcome=ReferralOutcome.WAITING)
        return rows.filter(~waiting if state == "answered" else waiting)

    def prepare(self, rows: list[Any]) -> list[Any]:
        return [_line(row) for row in rows]


def _line(row: IncomingReferral) -> Line:
    area = row.need.area if row.need else ""
    return Line(
        pk=row.pk,
        code=row.code,
        area=area,
        area_words=str(Area(area).label) if area else "",
        made_on=row.made_on,
        service=str(row.service),
        sender=str(row.case.organisation),
        outcome=row.outcome,
        outcome_words=row.get_outcome_display(),
        outcome_on=row.outcome_on,
    )


class ReferralInAnswerView(ActionScreen):
    """What came of it, said by the service, in one tap; "waiting" takes an answer back."""

    model = IncomingReferral
    capability = "referrals.in"
    done = _("Noted: whoever sent the person sees it.")

    def perform(self, row: Any) -> Any:
        if self.kwargs["outcome"] not in ReferralOutcome.values:
            raise Http404
        return answer_referral(self.actor, referral=row, outcome=self.kwargs["outcome"])
