"""Households: the page, who joins, who leaves or moves, splitting and becoming one."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import DetailScreen, FormScreen, allowed_on
from accanto.people.families import family_of, panels_of
from accanto.people.forms.household import HouseholdMemberForm, JoinForm, LeaveForm, MemberForm, SplitForm
from accanto.people.models import Household, HouseholdMember, Person
from accanto.people.operations.household import (
    add_household_member,
    change_member,
    join_households,
    leave_household,
    split_household,
)


class HouseholdDetailView(DetailScreen):
    """Who lives there from when to when, minors apart, and what is next for each."""

    model = Household
    capability = "people.see"
    template_name = "people/household_detail.html"

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("organisation", "project", "territory").defer("project__definition")

    def more(self, row: Household) -> dict[str, Any]:
        family = family_of(self.actor, row)
        return {
            "title": row.code,
            "family": family,
            "may_edit": allowed_on(self.actor, "people.edit", row),
            "reference": family.everyone[0].member.person if family.everyone else None,
            "panels": panels_of(self.actor, row, family),
        }


class HouseholdAddView(FormScreen):
    """Someone who lives with a person."""

    model = Person
    capability = "people.edit"
    form_class = HouseholdMemberForm
    title = _("Someone in the household")

    def perform(self, form: ActorForm) -> HouseholdMember:
        values = form.values()
        given = {name: values.pop(name) for name in ("relation", "since")}
        code = values.pop("code")
        member = Person.objects.visible_to(self.actor).filter(code=code).first() if code else None
        return add_household_member(
            self.actor, person=self.row(), member=member, minor=None if member else values, **given
        )

    def next_url(self, result: HouseholdMember) -> str:
        return str(result.household.get_absolute_url())


class _MemberForm(FormScreen):
    """A form about one who lives in a household now."""

    model = HouseholdMember
    capability = "people.edit"

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("household", "person")

    def get_row(self) -> HouseholdMember:
        row: HouseholdMember = super().get_row()
        if not Person.objects.visible_to(self.actor).filter(pk=row.person_id).exists():
            raise Http404  # the household is theirs, the person is another organisation's
        return row

    def cancel_url(self) -> str:
        return str(self.row().household.get_absolute_url())

    def next_url(self, result: HouseholdMember) -> str:
        return self.cancel_url()


class MemberEditView(_MemberForm):
    form_class = MemberForm
    title = _("Who they are in the household")

    def perform(self, form: ActorForm) -> HouseholdMember:
        return change_member(self.actor, member=self.row(), **form.values())


class HouseholdLeaveView(_MemberForm):
    form_class = LeaveForm
    title = _("Leaves the household")
    done = _("They no longer live there.")

    def perform(self, form: ActorForm) -> HouseholdMember:
        return leave_household(self.actor, member=self.row(), **form.values())


class _HouseholdForm(FormScreen):
    model = Household
    capability = "people.edit"


class HouseholdSplitView(_HouseholdForm):
    form_class = SplitForm
    title = _("Some of them live on their own")
    submit_label = _("Make a new household of them")

    def perform(self, form: ActorForm) -> Household:
        return split_household(self.actor, household=self.row(), **form.values())


class HouseholdJoinView(_HouseholdForm):
    form_class = JoinForm
    title = _("Two households become one")
    submit_label = _("They live together")

    def perform(self, form: ActorForm) -> Household:
        return join_households(self.actor, into=self.row(), **form.values())
