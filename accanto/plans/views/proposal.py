"""What parties propose for a plan, and the answers of those who write it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import FormScreen
from accanto.plans.forms.proposal import AnswerForm, ProposalActionForm, ProposalForm, ProposalGoalForm
from accanto.plans.models import Proposal
from accanto.plans.operations.proposal import answer_proposal, make_proposal, take_as_action, take_as_goal
from accanto.plans.views.writing import PartyFormScreen
from accanto.plans.words import PROPOSE, SEND, SENT


class ProposalAddView(PartyFormScreen):
    """A party writes to whoever writes the plan."""

    capability = "plans.propose"
    form_class = ProposalForm
    template_name = "plans/parties/proposal_add.html"
    title = PROPOSE
    submit_label = SEND
    done = SENT

    def perform(self, form: ActorForm) -> Proposal:
        return make_proposal(self.actor, plan=self.row(), **form.values())


class _TakingIn(FormScreen):
    """The proposal stands above the form, which starts with its words."""

    model = Proposal
    capability = "plans.edit"
    template_name = "plans/proposal_take.html"

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("plan__case", "party__user", "goal")

    def next_url(self, result: Any) -> str:
        return str(self.row().get_absolute_url())


class ProposalGoalView(_TakingIn):
    form_class = ProposalGoalForm
    title = _("Take it in as a goal")
    submit_label = _("Take into the plan")
    done = _("It is a goal of the plan now.")

    def initial(self) -> dict[str, Any]:
        return {"words": self.row().words, "area": self.row().area}

    def perform(self, form: ActorForm) -> Any:
        return take_as_goal(self.actor, proposal=self.row(), **form.values())


class ProposalActionView(_TakingIn):
    form_class = ProposalActionForm
    title = _("Take it in as an action")
    submit_label = _("Take into the plan")
    done = _("It is an action of the plan now.")

    def initial(self) -> dict[str, Any]:
        proposal = self.row()
        return {"text": proposal.words, "goal": proposal.goal_id, "who_kind": proposal.party.kind}

    def perform(self, form: ActorForm) -> Any:
        return take_as_action(self.actor, proposal=self.row(), **form.values())


class ProposalAnswerView(_TakingIn):
    """Nothing of it is written into the plan; the party reads why."""

    form_class = AnswerForm
    title = _("Answer")
    submit_label = _("Send the answer")
    done = _("They read your answer on their page of the plan.")

    def perform(self, form: ActorForm) -> Any:
        return answer_proposal(self.actor, proposal=self.row(), **form.values())
