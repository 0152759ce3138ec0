"""Tutors and tutorings."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Count, Max, Q
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Case
from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, DetailScreen, FormScreen, ListScreen, allowed_on
from accanto.tutoring.cadence import rules_of, standing
from accanto.tutoring.forms import (
    ContactForm,
    TutorAddForm,
    TutorEditForm,
    TutoringEndForm,
    TutoringFilterForm,
    TutoringStartForm,
)
from accanto.tutoring.models import Tutor, TutorApplication, Tutoring
from accanto.tutoring.operations.tutoring import (
    add_tutor,
    change_tutor,
    end_tutoring,
    log_contact,
    start_tutoring,
)
from accanto.tutoring.words import ApplicationState, ContactKind


class TutorListView(ListScreen):
    """Tutors of the organisation, and how far on the way each is."""

    model = Tutor
    capability = "tutors.see"
    template_name = "tutoring/tutor_list.html"
    title = _("Tutors")
    order: ClassVar = ("-available_on", "-id")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.annotate(ties=Count("tutorings", filter=Q(tutorings__ended_on=None)))

    def context(self, **more: Any) -> dict[str, Any]:
        offers = TutorApplication.objects.visible_to(self.actor).filter(state__in=ApplicationState.waiting())
        return super().context(may_add=self.actor.may("tutors.edit"), offers_waiting=offers.count(), **more)


class TutorDetailView(DetailScreen):
    model = Tutor
    capability = "tutors.see"
    template_name = "tutoring/tutor_detail.html"
    title = _("Tutor")

    def more(self, row: Tutor) -> dict[str, Any]:
        ties = Tutoring.objects.visible_to(self.actor).filter(tutor=row).select_related("case")
        return {
            "tutorings": ties.order_by("-started_on"),
            "may_edit": allowed_on(self.actor, "tutors.edit", row),
        }


class TutorAddView(FormScreen):
    capability = "tutors.edit"
    form_class = TutorAddForm
    title = _("New tutor")
    done = _("The tutor is recorded. Next comes the first talk.")

    def perform(self, form: ActorForm) -> Tutor:
        return add_tutor(self.actor, **form.values())

    def cancel_url(self) -> str:
        return reverse("tutoring:tutor_list")


class TutorEditView(FormScreen):
    model = Tutor
    capability = "tutors.edit"
    form_class = TutorEditForm
    title = _("The tutor")

    def perform(self, form: ActorForm) -> Tutor:
        return change_tutor(self.actor, tutor=self.row(), **form.values())


class TutoringListView(ListScreen):
    """Tutorings in the actor's reach, with the last contact."""

    model = Tutoring
    capability = "tutoring.see"
    template_name = "tutoring/tutoring_list.html"
    title = _("Tutoring")
    filter_form = TutoringFilterForm
    order: ClassVar = ("-started_on", "-id")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case", "tutor", "case__project").annotate(
            last_contact=Max("contacts__on")
        )

    def narrow(self, rows: models.QuerySet[Any], chosen: dict[str, Any]) -> models.QuerySet[Any]:
        state = chosen.get("state", "")
        return rows if state == "all" else rows.filter(ended_on__isnull=state != "ended")

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(sees_tutors=self.actor.may("tutors.see"), **more)


class TutoringDetailView(DetailScreen):
    """The page of the two: what is next, and what they did together."""

    model = Tutoring
    capability = "tutoring.see"
    template_name = "tutoring/tutoring_detail.html"
    title = _("Tutoring")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case__project", "tutor")

    def more(self, row: Tutoring) -> dict[str, Any]:
        contacts = list(row.contacts.select_related("logged_by")[:60])
        rules = rules_of(row.case.project.definition)
        today = timezone.localdate()
        return {
            "contacts": contacts,
            "standing": standing(rules, [(each.kind, each.on) for each in contacts], row.started_on, today),
            "sees_tutor": allowed_on(self.actor, "tutors.see", row.tutor),
            "sees_case": allowed_on(self.actor, "cases.see", row.case),
            "may_edit": allowed_on(self.actor, "tutoring.edit", row) and row.ended_on is None,
            "may_log": allowed_on(self.actor, "tutoring.contact", row) and row.ended_on is None,
            "kinds": ContactKind.choices,
        }


class TutoringStartView(FormScreen):
    """Introduce a tutor to a person."""

    model = Case
    capability = "cases.edit"
    form_class = TutoringStartForm
    title = _("A tutor beside the person")
    submit_label = _("Start the tutoring")
    done = _("The tutoring has begun.")

    def perform(self, form: ActorForm) -> Tutoring:
        return start_tutoring(self.actor, case=self.row(), **form.values())


class TutoringEndView(FormScreen):
    model = Tutoring
    capability = "tutoring.edit"
    form_class = TutoringEndForm
    title = _("End the tutoring")
    submit_label = _("End it")

    def perform(self, form: ActorForm) -> Tutoring:
        return end_tutoring(self.actor, tutoring=self.row(), **form.values())


class ContactAddView(FormScreen):
    model = Tutoring
    capability = "tutoring.contact"
    form_class = ContactForm
    title = _("A contact")

    def perform(self, form: ActorForm) -> Any:
        return log_contact(self.actor, tutoring=self.row(), **form.values())

    def next_url(self, result: Any) -> str:
        return self.cancel_url()


class ContactTodayView(ActionScreen):
    """A contact of today in one tap: its kind stands in the URL."""

    model = Tutoring
    capability = "tutoring.contact"
    done = _("Noted.")

    def perform(self, row: Any) -> Any:
        if self.kwargs["kind"] not in ContactKind.values:
            raise Http404
        return log_contact(self.actor, tutoring=row, kind=self.kwargs["kind"], on=timezone.localdate())
