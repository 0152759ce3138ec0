"""Guardians, and minors at school."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import DetailScreen, FormScreen, allowed_on
from accanto.people.forms.family import (
    GuardianEndForm,
    GuardianForm,
    SchoolStepEditForm,
    SchoolStepForm,
    SchoolYearEditForm,
    SchoolYearForm,
)
from accanto.people.models import Guardianship, Person, SchoolStep, SchoolYear
from accanto.people.operations.guardian import add_guardian, end_guardian, read_guardians
from accanto.people.operations.identity import may_open_now
from accanto.people.operations.school import (
    add_school_step,
    add_school_year,
    change_school_step,
    change_school_year,
)


class GuardianListView(DetailScreen):
    """Who stood and stands in law for a person. Names and decrees open with the person's own name."""

    model = Person
    capability = "people.see"
    template_name = "people/guardian_list.html"
    title = _("Guardians")

    def more(self, row: Person) -> dict[str, Any]:
        opened = may_open_now(self.actor, row)
        return {
            "opened": opened,
            "guardians": read_guardians(self.actor, person=row, opened=opened),
            "may_edit": allowed_on(self.actor, "people.edit", row),
        }


class GuardianAddView(FormScreen):
    model = Person
    capability = "people.edit"
    form_class = GuardianForm
    title = _("A guardian")

    def perform(self, form: ActorForm) -> Guardianship:
        return add_guardian(self.actor, person=self.row(), **form.values())


class GuardianEndView(FormScreen):
    model = Guardianship
    capability = "people.edit"
    form_class = GuardianEndForm
    title = _("The guardianship ends")

    def perform(self, form: ActorForm) -> Guardianship:
        return end_guardian(self.actor, guardianship=self.row(), **form.values())


class SchoolYearAddView(FormScreen):
    model = Person
    capability = "people.edit"
    form_class = SchoolYearForm
    title = _("A school year")

    def perform(self, form: ActorForm) -> SchoolYear:
        return add_school_year(self.actor, person=self.row(), **form.values())


class SchoolDetailView(DetailScreen):
    """One school year of a minor: what is to be done first, then what was done."""

    model = SchoolYear
    capability = "people.see"
    template_name = "people/school_detail.html"

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("person")

    def more(self, row: SchoolYear) -> dict[str, Any]:
        steps = list(row.steps.all())
        return {
            "title": row.words,
            "waiting": [step for step in steps if step.ended_on is None],
            "ended": [step for step in steps if step.ended_on is not None],
            "may_edit": allowed_on(self.actor, "people.edit", row),
        }


class SchoolYearEditView(FormScreen):
    model = SchoolYear
    capability = "people.edit"
    form_class = SchoolYearEditForm
    title = _("The school year")

    def perform(self, form: ActorForm) -> SchoolYear:
        return change_school_year(self.actor, year=self.row(), **form.values())


class SchoolStepAddView(FormScreen):
    model = SchoolYear
    capability = "people.edit"
    form_class = SchoolStepForm
    title = _("Something for school")

    def perform(self, form: ActorForm) -> SchoolStep:
        return add_school_step(self.actor, year=self.row(), **form.values())

    def next_url(self, result: SchoolStep) -> str:
        return str(result.year.get_absolute_url())


class SchoolStepEditView(FormScreen):
    model = SchoolStep
    capability = "people.edit"
    form_class = SchoolStepEditForm
    title = _("Something for school")

    def perform(self, form: ActorForm) -> SchoolStep:
        return change_school_step(self.actor, step=self.row(), **form.values())

    def next_url(self, result: SchoolStep) -> str:
        return str(result.year.get_absolute_url())

    def cancel_url(self) -> str:
        return str(self.row().year.get_absolute_url())
