"""Goals of a plan, and the actions towards them."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, FormScreen
from accanto.plans.forms import ActionEditForm, ActionForm, GoalEditForm, GoalForm
from accanto.plans.models import Goal, Plan, PlanAction
from accanto.plans.operations.plan import add_action, add_goal, change_action, change_goal, end_action
from accanto.plans.words import NOTED


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


class ActionEditView(FormScreen):
    """All of an action: what, who, by when, and how it ended."""

    model = PlanAction
    capability = "plans.edit"
    form_class = ActionEditForm
    template_name = "plans/action_edit.html"
    title = _("The action")

    def perform(self, form: ActorForm) -> Any:
        return change_action(self.actor, action=self.row(), **form.values())


class ActionEndView(ActionScreen):
    """Done, not done, or to do again: the state stands in the URL. One's own, for who takes part in the plan."""

    model = PlanAction
    capability = "plans.take_part"
    done = NOTED

    def perform(self, row: Any) -> Any:
        if self.kwargs["status"] not in PlanAction.Status.values:
            raise Http404
        return end_action(self.actor, action=row, status=self.kwargs["status"])
