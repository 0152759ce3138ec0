"""The plan's page and everything written on it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Case
from accanto.core import trail
from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, DetailScreen, FormScreen, Screen, allowed_on
from accanto.people.models import Person
from accanto.people.operations.identity import read_identity
from accanto.plans.content import changes, content_of, last_agreed
from accanto.plans.forms import ActionForm, AgreementForm, GoalEditForm, GoalForm, PartyForm, PlanStartForm
from accanto.plans.models import Goal, Plan, PlanAction, PlanParty, PlanVersion
from accanto.plans.operations.plan import (
    add_action,
    add_goal,
    change_goal,
    close_plan,
    end_action,
    end_party,
    invite_party,
    start_plan,
)
from accanto.plans.operations.version import agree, propose_version, record_agreement
from accanto.plans.printing import plan_pdf


class PlanStartView(FormScreen):
    """Begin a plan in a case."""

    model = Case
    capability = "cases.edit"
    form_class = PlanStartForm
    title = _("Start the plan")
    done = _("The plan is begun. First, what does the person want?")

    def initial(self) -> dict[str, Any]:
        return {"language": self.row().person.language or "ita"}

    def perform(self, form: ActorForm) -> Plan:
        return start_plan(self.actor, case=self.row(), **form.values())


class PlanDetailView(DetailScreen):
    """Goals, actions, parties, versions: what was agreed and what changed since."""

    model = Plan
    capability = "plans.see"
    template_name = "plans/plan_detail.html"

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case__person", "case__project", "case__organisation")

    def more(self, row: Plan) -> dict[str, Any]:
        agreed = last_agreed(row)
        newest = row.versions.order_by("-number").first()
        now = content_of(row)
        parties = list(row.parties.filter(left_on=None).select_related("user"))
        agreed_by = set(newest.agreements.values_list("party_id", flat=True)) if newest else set()
        for party in parties:
            party.agrees = party.pk in agreed_by  # type: ignore[attr-defined]
        mine = next((party for party in parties if party.user_id == self.actor.user_id), None)
        return {
            "title": row.case.project.plan_acronym or _("Plan"),
            "goals": row.goals.prefetch_related("actions__catalogue"),
            "parties": parties,
            "newest": newest,
            "unproposed": newest is None or newest.content != now,
            "agreed": agreed,
            "changes": changes(agreed.content, now) if agreed else [],
            "may_edit": allowed_on(self.actor, "plans.edit", row) and row.status != Plan.Status.CLOSED,
            "may_agree": bool(
                mine and newest and mine.pk not in agreed_by and allowed_on(self.actor, "plans.agree", row)
            ),
            "sees_case": allowed_on(self.actor, "cases.see", row.case),
        }


class GoalAddView(FormScreen):
    model = Plan
    capability = "plans.edit"
    form_class = GoalForm
    title = _("A goal")

    def perform(self, form: ActorForm) -> Any:
        return add_goal(self.actor, plan=self.row(), **form.values())


class GoalEditView(FormScreen):
    model = Goal
    capability = "plans.edit"
    form_class = GoalEditForm
    title = _("The goal")

    def perform(self, form: ActorForm) -> Any:
        return change_goal(self.actor, goal=self.row(), **form.values())


class ActionAddView(FormScreen):
    model = Goal
    capability = "plans.edit"
    form_class = ActionForm
    title = _("An action")

    def perform(self, form: ActorForm) -> Any:
        return add_action(self.actor, goal=self.row(), **form.values())


class ActionEndView(ActionScreen):
    """Done, not done, or to do again: the state stands in the URL."""

    model = PlanAction
    capability = "plans.edit"
    done = _("Noted.")

    def perform(self, row: Any) -> Any:
        if self.kwargs["status"] not in PlanAction.Status.values:
            raise Http404
        return end_action(self.actor, action=row, status=self.kwargs["status"])


class PartyInviteView(FormScreen):
    model = Plan
    capability = "plans.edit"
    form_class = PartyForm
    title = _("Invite to the plan")
    done = _("They take part in the plan from now.")

    def perform(self, form: ActorForm) -> Any:
        return invite_party(self.actor, plan=self.row(), **form.values())

    def next_url(self, result: Any) -> str:
        return self.cancel_url()


class PartyLeaveView(ActionScreen):
    model = PlanParty
    capability = "plans.edit"

    def perform(self, row: Any) -> Any:
        return end_party(self.actor, party=row)

    def back_url(self, row: Any) -> str:
        return str(row.plan.get_absolute_url())


class VersionProposeView(ActionScreen):
    model = Plan
    capability = "plans.edit"
    done = _("This version is put to everyone who takes part.")

    def perform(self, row: Any) -> Any:
        return propose_version(self.actor, plan=row)


class VersionAgreeView(ActionScreen):
    """A party agrees as themselves."""

    model = PlanVersion
    capability = "plans.agree"
    done = _("You agreed to this version.")

    def perform(self, row: Any) -> Any:
        return agree(self.actor, version=row)


class AgreementRecordView(FormScreen):
    """The operator notes an agreement given on paper or by word."""

    model = PlanParty
    capability = "plans.edit"
    form_class = AgreementForm
    title = _("They agreed")

    def perform(self, form: ActorForm) -> Any:
        version = self.row().plan.versions.order_by("-number").first()
        if version is None:
            raise Http404
        return record_agreement(self.actor, version=version, party=self.row(), **form.values())

    def next_url(self, result: Any) -> str:
        return self.cancel_url()

    def cancel_url(self) -> str:
        return str(self.row().plan.get_absolute_url())


class PlanCloseView(ActionScreen):
    model = Plan
    capability = "plans.edit"
    done = _("The plan is closed.")

    def perform(self, row: Any) -> Any:
        return close_plan(self.actor, plan=row)


class PlanPdfView(Screen):
    """The plan on paper; the name only for who may open the identity, and then it is recorded."""

    model = Plan
    capability = "plans.see"

    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        plan = self.get_row()
        seen = Person.objects.visible_to(self.actor).filter(pk=plan.case.person_id).first()
        identity = read_identity(self.actor, person=seen) if seen else None
        name = f"{identity.given_name} {identity.family_name}".strip() if identity else ""
        trail.note(self.actor, "plan.printed", plan)
        response = HttpResponse(plan_pdf(plan, name=name), content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="{plan.case.code}.pdf"'
        return response
