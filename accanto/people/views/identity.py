"""Identities: writing them, breaking the glass, reviewing who did."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import FormScreen, ListScreen
from accanto.people.forms import BreakGlassForm, IdentityForm, ReviewForm
from accanto.people.models import IdentityOpening, Person
from accanto.people.operations.identity import (
    FIELDS,
    break_glass,
    change_identity,
    read_identity,
    review_opening,
)


class IdentityEditView(FormScreen):
    """Name and contacts of a person whom the actor follows."""

    model = Person
    capability = "identities.edit"
    form_class = IdentityForm
    title = _("Name and contacts")

    def initial(self) -> dict[str, Any]:
        identity = read_identity(self.actor, person=self.row())
        return {name: getattr(identity, name) for name in FIELDS} if identity else {}

    def perform(self, form: ActorForm) -> Any:
        return change_identity(self.actor, person=self.row(), **form.values())

    def next_url(self, result: Any) -> str:
        return self.cancel_url()


class IdentityOpenView(FormScreen):
    """Break the glass: a reason, half an hour, and the manager is told."""

    model = Person
    capability = "identities.break_glass"
    needs_recent_sign_in = True  # a session left open, or stolen, breaks no glass
    form_class = BreakGlassForm
    title = _("Open the identity")
    submit_label = _("Open for 30 minutes")
    done = _("The identity is open for 30 minutes. Your manager was told.")

    def initial(self) -> dict[str, Any]:
        return {}

    def perform(self, form: ActorForm) -> Any:
        return break_glass(self.actor, person=self.row(), reason=form.values()["reason"])

    def next_url(self, result: Any) -> str:
        return self.cancel_url()


class OpeningListView(ListScreen):
    """Glasses that were broken in the manager's organisation."""

    model = IdentityOpening
    capability = "openings.review"
    template_name = "people/opening_list.html"
    title = _("Opened identities")
    order: ClassVar = ("-created_at", "-id")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("person", "opened_by", "organisation", "reviewed_by")


class OpeningReviewView(FormScreen):
    """A manager says that they looked at it."""

    model = IdentityOpening
    capability = "openings.review"
    form_class = ReviewForm
    title = _("Review")
    submit_label = _("Reviewed")

    def perform(self, form: ActorForm) -> Any:
        return review_opening(self.actor, opening=self.row(), note=form.values()["note"])

    def next_url(self, result: Any) -> str:
        return reverse("people:opening_list")

    def cancel_url(self) -> str:
        return reverse("people:opening_list")
