"""Those who write the plan, and what they agreed to on paper."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, FormScreen
from accanto.plans.forms import AgreementForm, PartyForm
from accanto.plans.models import Plan, PlanParty
from accanto.plans.operations.party import end_party, invite_party
from accanto.plans.operations.version import record_agreement


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
    done = _("They take part no more.")

    def perform(self, row: Any) -> Any:
        return end_party(self.actor, party=row)

    def back_url(self, row: Any) -> str:
        return str(row.plan.get_absolute_url())


class AgreementRecordView(FormScreen):
    """The operator notes an agreement given on paper or by word, and its day."""

    model = PlanParty
    capability = "plans.edit"
    form_class = AgreementForm
    template_name = "plans/agreement_record.html"
    title = _("They agreed")

    def initial(self) -> dict[str, Any]:
        version = self.row().plan.newest_version()
        return {"version": version, "how": "paper", "agreed_on": timezone.localdate()}

    def perform(self, form: ActorForm) -> Any:
        return record_agreement(self.actor, party=self.row(), **form.values())

    def next_url(self, result: Any) -> str:
        return self.cancel_url()

    def cancel_url(self) -> str:
        return str(self.row().plan.get_absolute_url())
