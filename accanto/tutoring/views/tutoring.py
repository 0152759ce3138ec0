"""Tutors and tutorings."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Count, Max, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Case
from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, DetailScreen, FormScreen, ListScreen, allowed_on
from accanto.tutoring.beside import with_who_was_there
from accanto.tutoring.counted import counted
from accanto.tutoring.forms import (
    ContactForm,
    TutorAddForm,
    TutorEditForm,
    TutoringEndForm,
    TutoringFilterForm,
    TutoringStartForm,
)
from accanto.tutoring.line import line_of
from accanto.tutoring.models import CheckIn, Contact, Tutor, TutorApplication, Tutoring
from accanto.tutoring.operations.rhythm import stand
from accanto.tutoring.operations.side import side_of
from accanto.tutoring.operations.tutoring import (
    add_tutor,
    change_tutor,
    end_tutoring,
    log_contact,
    start_tutoring,
)
from accanto.tutoring.pact.reading import standing as pact_standing
from accanto.tutoring.steps import Step, with_step
from accanto.tutoring.views.shared import kept_on
from accanto.tutoring.words import ApplicationState, ContactKind, TutorKind


class TutorListView(ListScreen):
    """Tutors of the organisation, and how far on the way each is."""

    model = Tutor
    capability = "tutors.see"
    template_name = "tutoring/tutor_list.html"
    title = _("Tutors")
    order: ClassVar = ("-available_on", "-id")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return with_step(rows, timezone.localdate())  # type: ignore[arg-type]

    def prepare(self, rows: list[Any]) -> list[Any]:
        """Beside how many each stands is counted for the page alone: for ten thousand it would cost the page."""
        shown = Tutor.objects.visible_to(self.actor, self.capability).filter(
            pk__in=[each.pk for each in rows]
        )
        ties = Count("tutorings", filter=Q(tutorings__ended_on=None))
        beside = dict(shown.order_by().annotate(ties=ties).values_list("pk", "ties"))
        for tutor in rows:
            tutor.step_name, tutor.ties = Step(tutor.step).label, beside.get(tutor.pk, 0)
        return rows

    def context(self, **more: Any) -> dict[str, Any]:
        offers = TutorApplication.objects.visible_to(self.actor).filter(state__in=ApplicationState.waiting())
        return super().context(may_add=self.actor.may("tutors.edit"), offers_waiting=offers.count(), **more)


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
    #: Those that fell silent first, longest so before the others.
    order: ClassVar = ("-rhythm", "-behind", "-started_on", "-id")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case", "tutor", "case__project")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.actor.may("tutoring.edit"):  # the two have pages of their own
            return redirect("portal:beside_list")
        return super().get(request, *args, **kwargs)

    def narrow(self, rows: models.QuerySet[Any], chosen: dict[str, Any]) -> models.QuerySet[Any]:
        state, rhythm = chosen.get("state", ""), chosen.get("rhythm", "")
        if rhythm:
            rows = rows.filter(rhythm=rhythm, ended_on=None)
        return rows if state == "all" else rows.filter(ended_on__isnull=state != "ended")

    def prepare(self, rows: list[Any]) -> list[Any]:
        """The last contact of each tie of the page: asked for the page alone."""
        contacts = counted(Contact.objects.visible_to(self.actor)).filter(
            tutoring__in=[row.pk for row in rows]
        )
        last = dict(contacts.order_by().values_list("tutoring").annotate(Max("on")))
        for row in rows:
            row.last_contact = last.get(row.pk)
        return rows

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(
            sees_tutors=self.actor.may("tutors.see"), sees_board=self.actor.may("matching.see"), **more
        )


class TutoringDetailView(DetailScreen):
    """The tie as the organisation keeps it. The two are led to their own page."""

    model = Tutoring
    capability = "tutoring.see"
    template_name = "tutoring/tutoring_detail.html"
    title = _("Tutoring")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case__project", "case__person__account", "tutor__account")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self.get_row()
        if side_of(row, self.actor.user_id) and not allowed_on(self.actor, "tutoring.edit", row):
            return redirect("portal:beside", pk=row.pk)
        return self.page(row=row, **self.more(row))

    def more(self, row: Tutoring) -> dict[str, Any]:
        may_edit = allowed_on(self.actor, "tutoring.edit", row)
        return {
            "contacts": with_who_was_there(row, list(row.contacts.prefetch_related("versions")[:60])),
            "stands": stand([row])[row.pk],
            "check_ins": CheckIn.objects.visible_to(self.actor, "checkins.answer").filter(
                tutoring=row, account=self.actor.user_id, answered_on=None
            ),
            "watches": may_edit,
            **kept_on(self.actor, row),
            "sees_tutor": allowed_on(self.actor, "tutors.see", row.tutor),
            "sees_case": allowed_on(self.actor, "cases.see", row.case),
            "may_edit": may_edit and row.ended_on is None,
            "may_log": allowed_on(self.actor, "tutoring.contact", row) and row.ended_on is None,
            "kinds": ContactKind.choices,
            "of_group": row.beside.select_related("member") if TutorKind(row.tutor.kind).is_group else None,
            "line": line_of(self.actor, row),
            **pact_standing(self.actor, row),
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
