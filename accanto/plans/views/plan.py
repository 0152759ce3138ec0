"""The plan's page; beginning a plan, looking at it again, printing and closing it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Case
from accanto.core import trail
from accanto.core.forms import ActorForm
from accanto.core.screens import DetailScreen, FormScreen, Screen, allowed_on
from accanto.core.words import our_language
from accanto.people.models import Person
from accanto.people.operations.identity import read_identity
from accanto.plans.content import changes, content_of, read_out
from accanto.plans.forms import PlanCloseForm, PlanStartForm
from accanto.plans.models import Plan, PlanParty
from accanto.plans.operations.plan import close_plan, start_plan
from accanto.plans.printing import plan_pdf
from accanto.plans.reading import (
    may_agree,
    may_propose,
    own_party,
    own_steps,
    party_lines,
    proposals_for,
    reading_in,
    review_lines,
    threads_of,
    with_talk,
)


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
    """Goals, actions, parties, versions: what was agreed and what changed since.

    Those who only take part get the same page without the tools, in their language.
    """

    model = Plan
    capability = "plans.see"
    #: The party that the reader is.
    mine: PlanParty | None = None

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case__person", "case__project", "case__organisation")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self.get_row()
        writes, open_ = allowed_on(self.actor, "plans.edit", row), row.status != Plan.Status.CLOSED
        self.mine = own_party(self.actor, row)
        self.template_name = (  # type: ignore[misc]
            "plans/plan_detail.html" if writes and open_ else "plans/parties/plan_detail.html"
        )
        return self.page(
            row=row,
            may_edit=writes and open_,
            may_take_part=open_ and (writes or self.mine is not None) and self.actor.may("plans.take_part"),
            may_propose=not writes and may_propose(self.actor, self.mine, row),
            proposals=proposals_for(self.mine, row, writes=writes),
            **self.more(row),
        )

    def more(self, row: Plan) -> dict[str, Any]:
        versions = list(row.versions.defer("content").order_by("-number"))
        newest = versions[0] if versions else None
        agreed = next((version for version in versions if version.agreed_on), None)
        now = content_of(row)
        reading = reading_in(self.mine, row, self.request.GET.get("language", ""))
        with translation.override(reading["language"]):
            own = reading["own"]
            threads = threads_of(row, own=own)
            goals = with_talk(read_out(now, own=own), threads)
            changed = changes(agreed.content, now, own=own) if agreed else []
            parties = party_lines(row, newest, own=own)
            reviews = review_lines(row, own=own)
        goals = _marked(goals, {change.key: change.what for change in changed})
        return {
            "title": row.case.project.plan_acronym or _("Plan"),
            "goals": goals,
            "steps": own_steps(goals, self.mine),
            "mine": self.mine,
            "talk": threads.get("", []),
            "reviews": reviews,
            "parties": parties,
            "versions": versions,
            "bilingual": (our_language(row.language) or "en") != "it",
            "newest": newest,
            "unproposed": newest is None or newest.content != now,
            "since": agreed,
            "changes": changed,
            "may_agree": may_agree(self.actor, self.mine, row, newest),
            "sees_case": allowed_on(self.actor, "cases.see", row.case),
            "today": timezone.localdate(),
            **reading,
        }


def _marked(goals: list[dict[str, Any]], changed: dict[str, str]) -> list[dict[str, Any]]:
    """The goals, each and each action with how it differs from what was agreed, and whether it is late."""
    today = timezone.localdate()
    for goal in goals:
        goal["change"] = changed.get(goal["id"], "")
        for action in goal["actions"]:
            action["change"] = changed.get(action["id"], "")
            action["late"] = action["status"] == "todo" and bool(action["day"]) and action["day"] < today
    return goals


class PlanCloseView(FormScreen):
    """Asks once more: a closed plan is not written any further."""

    model = Plan
    capability = "plans.edit"
    form_class = PlanCloseForm
    template_name = "plans/plan_close.html"
    title = _("Close the plan")
    submit_label = _("Close the plan")
    done = _("The plan is closed.")

    def perform(self, form: ActorForm) -> Plan:
        return close_plan(self.actor, plan=self.row())


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
        columns = request.GET.get("layout") == "columns"
        pdf = plan_pdf(plan, name=name, columns=columns)
        response = HttpResponse(pdf, content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="{plan.case.code}.pdf"'
        return response
