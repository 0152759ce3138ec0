"""Cases: the list, the page, opening, handing over, closing."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from accanto.cases.asked import CLOSURE, NEED, Questions
from accanto.cases.asked_picture import missing_answers, over_time
from accanto.cases.autonomy import missing, summary
from accanto.cases.closing import in_the_way
from accanto.cases.forms import CaseCloseForm, CaseFilterForm, CaseOpenForm, OperatorForm
from accanto.cases.forms.passages import ReopenForm
from accanto.cases.models import Case, CaseShare, Handover, Need, Transfer
from accanto.cases.operations.case import change_operator, close_case, open_case, reopen_case
from accanto.cases.operations.referral_link import open_links
from accanto.cases.operations.share import identity_of, share_with
from accanto.cases.panels import ask_for_panels, asked, columns, obstacles, panels
from accanto.cases.paper_list import missing_papers, paper_lines
from accanto.cases.picture import picture
from accanto.core.bulk import Act, offered
from accanto.core.forms import ActorForm
from accanto.core.screens import (
    DetailScreen,
    FormScreen,
    ListScreen,
    allowed_among,
    allowed_on,
    ask_together,
)
from accanto.core.together import holds
from accanto.people.models import Person
from accanto.people.operations.identity import OPENING
from accanto.privacy.reading import entries_about

#: What may be done with several cases at once.
ACTS = (
    Act("cases:case_hand_over_many", _("Hand over those chosen"), "cases.edit"),
    Act("cases:appointment_add_many", _("An appointment for those chosen"), "appointments.edit"),
)


class CaseListView(ListScreen):
    """Cases in the actor's reach, the newest first."""

    model = Case
    capability = "cases.see"
    template_name = "cases/case_list.html"
    title = _("Cases")
    filter_form = CaseFilterForm
    order: ClassVar = ("-opened_on", "-id")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("person", "operator", "project", "territory")

    def narrow(self, rows: models.QuerySet[Any], chosen: dict[str, Any]) -> models.QuerySet[Any]:
        state = chosen.get("state", "")
        if state != "all":
            rows = rows.filter(closed_on__isnull=state != "closed")
        if chosen.get("mine"):
            rows = rows.filter(operator=self.actor.user_id)
        if "operator" in chosen:
            rows = rows.filter(operator=chosen["operator"])
        if "area" in chosen:
            needs = Need.objects.visible_to(self.actor).filter(area=chosen["area"], status=Need.Status.OPEN)
            rows = rows.filter(pk__in=needs.values("case"))
        return rows

    def prepare(self, rows: list[Any]) -> list[Any]:
        needs: dict[Any, list[Need]] = {}
        found = Need.objects.visible_to(self.actor).filter(case__in=rows, status=Need.Status.OPEN)
        for need in found.order_by("noted_on"):
            needs.setdefault(need.case_id, []).append(need)
        for row in rows:
            row.open_needs = needs.get(row.pk, [])
            row.is_urgent = any(need.urgency == "now" for need in row.open_needs)
            row.is_lent = row.organisation_id not in self._own_organisations()
        return rows

    def context(self, **more: Any) -> dict[str, Any]:
        may = {"may_hand_over": self.actor.may("cases.edit"), "may_plan": self.actor.may("appointments.edit")}
        may["may_import"] = self.actor.may("caseload.import")
        return super().context(**may, acts=offered(self.actor, ACTS), **more)

    def _own_organisations(self) -> set[Any]:
        found: set[Any] = {grant.organisation_id for grant in getattr(self.actor, "grants", ())}
        return found


class CaseDetailView(DetailScreen):
    """One case: what is needed now, where the person stands, what goes on."""

    model = Case
    capability = "cases.see"
    template_name = "cases/case_detail.html"

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        places = rows.select_related("person", "operator", "organisation", "project", "territory")
        return places.prefetch_related("papers").annotate(**columns(self.actor))

    def more(self, row: Case) -> dict[str, Any]:
        actor = self.actor
        share = share_with(actor, row)
        person = allowed_among(actor, ("people.see", "people.history", *OPENING), row.person)
        may_edit = "cases.edit" in ask_together(actor, asked, row)
        ask_for_panels(actor, row, self._own(row, may_edit))
        return {
            "title": row.code,
            "share": share,
            "identity": identity_of(actor, row, share, person)
            if share is not None or "people.see" in person
            else None,
            "may_edit": may_edit,
            **(self._passages(row) if may_edit else {}),
            "may_see_person": "people.see" in person,
            **self._standing(row),
            "referrals": self._referrals(row),
            **self._cards(row, share),
            "entries": entries_about(actor, case_id=row.pk, limit=20) if "people.history" in person else None,
        }

    def _own(self, row: Case, may_edit: bool) -> dict[str, models.QuerySet[Any]]:
        """The page's own lists, for the page to ask together which have anything."""
        names = ("needs", "referrals", "situations", "assessments")
        found = {name: getattr(row, name).all() for name in names}
        if may_edit:
            kinds = {"shares": CaseShare, "offers": Transfer, "handovers": Handover}
            found |= {
                name: model.objects.visible_to(self.actor).filter(case=row) for name, model in kinds.items()
            }
        return found

    def _cards(self, row: Case, share: CaseShare | None) -> dict[str, Any]:
        cards, beginnings = panels(self.actor, row) if share is None else ([], [])
        return {"panels": cards, "beginnings": beginnings}

    def _needs(self, row: Case) -> list[Need]:
        """Open ones first, of those the urgent."""
        needs = row.needs.all() if holds(row, "needs") else ()
        return sorted(needs, key=lambda need: (need.status != "open", need.urgency != "now"))

    def _referrals(self, row: Case) -> Any:
        if not holds(row, "referrals"):
            return []
        link = Exists(open_links().filter(referral=OuterRef("pk")))
        return row.referrals.select_related("service", "need").annotate(has_link=link)

    def _passages(self, row: Case) -> dict[str, Any]:
        """With whom it is shared, to whom it was offered, and what the one who handed it over said."""
        shares = CaseShare.objects.visible_to(self.actor).filter(case=row)
        offers = Transfer.objects.visible_to(self.actor).filter(case=row)
        handed = Handover.objects.visible_to(self.actor).filter(case=row, after=row.operator_id)
        related = shares.select_related("organisation", "user", "consent")
        return {
            "shares": [each for each in related if each.is_live] if holds(row, "shares") else [],
            "offers": offers.select_related("receiver").order_by("-offered_on", "-id")[:5]
            if holds(row, "offers")
            else [],
            "handover": handed.select_related("by").first() if holds(row, "handovers") else None,
        }

    def _standing(self, row: Case) -> dict[str, Any]:
        situations = list(row.situations.all()) if holds(row, "situations") else []
        assessments = list(row.assessments.all()) if holds(row, "assessments") else []
        needs = self._needs(row)
        questions = Questions(row.project)
        return {
            "needs": [(need, questions.said(need)) for need in needs],
            "picture": picture(situations),
            "asked": over_time(questions, situations),
            "closure": questions.said(row),
            "asks": {place: bool(questions.of(place)) for place in (NEED, CLOSURE)},
            "scale": summary(assessments),
            "missing": [
                *missing(row, situations, assessments),
                *missing_answers(questions, row, situations, needs),
                *missing_papers(row, paper_lines(row)),
            ],
        }


class CaseOpenView(FormScreen):
    """Take a person on."""

    model = Person
    capability = "cases.open"
    form_class = CaseOpenForm
    title = _("Open a case")
    done = _("The case is open. Next: the needs, and where the person stands today.")

    def require_on(self, row: models.Model, capability: str | None = None) -> None:
        """The person is seen; where the case may be opened is asked by the operation."""

    def perform(self, form: ActorForm) -> Case:
        return open_case(self.actor, person=self.row(), **form.values())

    def next_url(self, result: Any) -> str:
        return str(
            result.get_absolute_url() if allowed_on(self.actor, "cases.see", result) else self.cancel_url()
        )


class CaseCloseView(FormScreen):
    """End a case, after what is still open was shown."""

    model = Case
    capability = "cases.edit"
    form_class = CaseCloseForm
    template_name = "cases/case_close.html"
    title = _("Close the case")
    submit_label = _("Close the case")
    done = _("The case is closed.")

    def initial(self) -> dict[str, Any]:
        return {}

    def context(self, **more: Any) -> dict[str, Any]:
        case = self.row()
        return super().context(
            in_the_way=in_the_way(case),
            obstacles=obstacles(self.actor, case),
            exit_recorded=case.situations.filter(moment="exit").exists(),
            **more,
        )

    def perform(self, form: ActorForm) -> Case:
        return close_case(self.actor, case=self.row(), **form.values())


class CaseHandOverView(FormScreen):
    """Another operator follows the person from now."""

    model = Case
    capability = "cases.edit"
    form_class = OperatorForm
    title = _("Hand the case over")
    done = _("The case is handed over.")

    def perform(self, form: ActorForm) -> Case:
        return change_operator(self.actor, case=self.row(), **form.values())


class CaseReopenView(FormScreen):
    """Go on with a closed case."""

    model = Case
    capability = "cases.edit"
    form_class = ReopenForm
    title = _("Open the case again")
    submit_label = _("Open again")
    done = _("The case is open again.")

    def perform(self, form: ActorForm) -> Case:
        return reopen_case(self.actor, case=self.row(), **form.values())
