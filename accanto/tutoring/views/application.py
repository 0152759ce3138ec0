"""Offers to stand beside someone, from the public form: read, accepted, declined kindly, made one."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, DetailScreen, FormScreen, ListScreen, allowed_on
from accanto.core.words import Gender
from accanto.tutoring.forms.application import (
    ApplicationDeclineForm,
    ApplicationFilterForm,
    ApplicationHandForm,
    ApplicationMergeForm,
)
from accanto.tutoring.models import HandedOn, TutorApplication
from accanto.tutoring.offer_jobs import mail_answer, mail_handed_on
from accanto.tutoring.offers import tutor_offers
from accanto.tutoring.operations.application import (
    accept_application,
    decline_application,
)
from accanto.tutoring.operations.handing import hand_on, may_be_given
from accanto.tutoring.operations.likeness import likely_same
from accanto.tutoring.operations.merging import may_unmerge, merge_application, unmerge_application
from accanto.tutoring.words import ApplicationState, Interest, time_choices

#: Offers handed on, below the list.
_HANDED = 20


def _readable(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """What nobody has confirmed, the organisation does not see."""
    return rows.exclude(state=ApplicationState.UNCONFIRMED).select_related("project", "municipality")


class ApplicationListView(ListScreen):
    """Those that wait, the oldest first."""

    model = TutorApplication
    capability = "tutors.see"
    template_name = "tutoring/application_list.html"
    title = _("Offers to stand beside someone")
    filter_form = ApplicationFilterForm
    order: ClassVar = ("created_at", "id")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return _readable(rows)

    def context(self, **more: Any) -> dict[str, Any]:
        handed = HandedOn.objects.visible_to(self.actor).select_related("to", "project")
        return super().context(handed_on=list(handed[:_HANDED]), **more)

    def narrow(self, rows: models.QuerySet[Any], chosen: dict[str, Any]) -> models.QuerySet[Any]:
        state = chosen.get("state", "")
        if state == "all":
            return rows
        return rows.filter(state=state) if state else rows.filter(state__in=ApplicationState.waiting())


class ApplicationDetailView(DetailScreen):
    """What someone said of themselves, who may be the same, and what can be done."""

    model = TutorApplication
    capability = "tutors.see"
    template_name = "tutoring/application_detail.html"

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return _readable(rows).select_related(
            "organisation", "territory", "tutor", "merged_into", "handed_from"
        )

    def more(self, row: TutorApplication) -> dict[str, Any]:
        may_edit = allowed_on(self.actor, "tutors.edit", row)
        may_decide = row.is_waiting and may_edit
        return {
            "title": row.code,
            "said": _said(row),
            "may_decide": may_decide,
            "may_hand_on": may_decide and bool(may_be_given(row)),
            "may_unmerge": may_edit and may_unmerge(row),
            "same": likely_same(self.actor, row) if may_decide else [],
        }


def _said(row: TutorApplication) -> dict[str, Any]:
    """The answers in words; of lists their words joined."""
    answers = row.answers
    offers = {offer.key: offer.text for offer in tutor_offers(row.project)}
    times, interests = dict(time_choices()), dict(Interest.choices)
    genders = dict(Gender.choices)
    return {
        **answers,
        "offers": [offers.get(key, key) for key in answers.get("offers", [])],
        "times": [times.get(key, key) for key in answers.get("times", [])],
        "interests": [interests.get(key, key) for key in answers.get("interests", [])],
        "wishes": [genders.get(key, key) for key in answers.get("wishes", [])],
        "gender": genders.get(answers.get("gender"), ""),
    }


class ApplicationAcceptView(ActionScreen):
    model = TutorApplication
    capability = "tutors.edit"
    done = _("Accepted: a tutor now. Next comes the first talk.")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return _readable(rows)

    def perform(self, row: Any) -> Any:
        tutor = accept_application(self.actor, application=row)
        mail_answer.enqueue(str(row.pk))
        return tutor

    def next_url(self, row: Any, result: Any) -> str:
        return str(result.get_absolute_url())


class ApplicationDeclineView(FormScreen):
    """Kindly: the applicant gets a mail in their language, with your words if you write some."""

    model = TutorApplication
    capability = "tutors.edit"
    form_class = ApplicationDeclineForm
    title = _("Decline the offer")
    submit_label = _("Decline, and write to them")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return _readable(rows)

    def perform(self, form: ActorForm) -> TutorApplication:
        declined = decline_application(self.actor, application=self.row(), **form.values())
        mail_answer.enqueue(str(declined.pk))
        return declined

    def done_message(self, result: TutorApplication) -> Any:
        if result.answers.get("email"):
            return _("Declined. A mail in their language is on its way.")
        return _("Declined. There is no e-mail address: call them, they deserve to know.")


class ApplicationMergeView(FormScreen):
    """The same person twice: which of those who are likely to be."""

    model = TutorApplication
    capability = "tutors.edit"
    form_class = ApplicationMergeForm
    title = _("The same person?")
    submit_label = _("It is the same: make them one")
    done = _("The two are one. What was missing in the earlier was taken from the later.")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return _readable(rows)

    def perform(self, form: ActorForm) -> Any:
        assert isinstance(form, ApplicationMergeForm)
        return merge_application(self.actor, application=self.row(), into=form.chosen())

    def cancel_url(self) -> str:
        return reverse("tutoring:application_detail", args=[self.row().pk])


class ApplicationUnmergeView(ActionScreen):
    """They are two after all."""

    model = TutorApplication
    capability = "tutors.edit"
    done = _("The two are two again. What was corrected meanwhile stays.")

    def perform(self, row: Any) -> Any:
        return unmerge_application(self.actor, application=row)


class ApplicationHandView(FormScreen):
    """To another partner of the project; the applicant gets a mail in their language."""

    model = TutorApplication
    capability = "tutors.edit"
    form_class = ApplicationHandForm
    title = _("Hand on to another partner")
    submit_label = _("Hand on")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return _readable(rows)

    def perform(self, form: ActorForm) -> TutorApplication:
        handed = hand_on(self.actor, application=self.row(), **form.values())
        mail_handed_on.enqueue(str(handed.pk), f"{self.request.scheme}://{self.request.get_host()}")
        return handed

    def next_url(self, result: Any) -> str:
        return reverse("tutoring:application_list")

    def cancel_url(self) -> str:
        return reverse("tutoring:application_detail", args=[self.row().pk])

    def done_message(self, result: TutorApplication) -> Any:
        if result.answers.get("email"):
            return _("Handed on to %(partner)s. A mail in the applicant's language is on its way.") % {
                "partner": result.organisation
            }
        return _("Handed on to %(partner)s. There is no e-mail address: call the applicant and say so.") % {
            "partner": result.organisation
        }
