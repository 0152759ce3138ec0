"""Forgetting a person: what would go and what stays, asking for it, doing it, calling it back."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, DetailScreen, FormScreen, ListScreen, allowed_on
from accanto.people.erasing import Part, account_of, in_the_way, part_of
from accanto.people.forms.erasure import CarryOutForm, ErasureForm
from accanto.people.mentions import mentions
from accanto.people.models import Erasure, Person
from accanto.people.operations.erasure import (
    WAIT,
    ask_erasure,
    call_back_erasure,
    carry_out_erasure,
    problems_of,
)
from accanto.people.scopes import person_scope

#: Room -> what of a person it holds, as a reader knows it.
ROOMS: dict[str, Any] = {
    "people": _("Name, contacts, permit, guardians, school, consents"),
    "cases": _("Cases: needs, situations, documents, appointments, referrals"),
    "outreach": _("Encounters outside"),
    "plans": _("The plan: goals, actions, what was proposed and agreed"),
    "skills": _("Skills and curriculum"),
    "supports": _("Money, homes and work placements (amounts stay for the accounts, without the name)"),
    "tutoring": _("Tutoring: contacts, check-ins, words of both"),
    "mine": _("The person's own page"),
    "caseload": _("What was taken in from a spreadsheet"),
}


def _preview(part: Part) -> dict[str, Any]:
    rooms = [(ROOMS.get(each.room, each.room), each) for each in account_of(part)]
    return {"part": part, "rooms": rooms, "wait": WAIT.days}


class ErasureAskView(FormScreen):
    """What would go, what stays and why, before anyone asks."""

    model = Person
    capability = "erasures.ask"
    form_class = ErasureForm
    template_name = "people/person_erase.html"
    title = _("Erase this person")
    submit_label = _("Ask that it be done")
    done = _("It is asked. A colleague can do it when the days to think again are over.")

    def show(self, form: ActorForm, status: int = 200) -> HttpResponse:
        person = self.row()
        known = person.involvements.filter(self.actor.rows(self.capability, person_scope.paths))
        part = part_of(person, set(known.values_list("organisation_id", flat=True)))
        waiting = Erasure.objects.visible_to(self.actor).filter(
            person=person, done_at=None, called_back_at=None
        )
        return self.page(
            form=form, row=person, submit_label=self.submit_label, cancel_url=self.cancel_url(), status=status,
            problems=in_the_way(part), waiting=waiting.first(), mentions=mentions(self.actor, part),
            **_preview(part),
        )  # fmt: skip

    def perform(self, form: ActorForm) -> Erasure:
        return ask_erasure(self.actor, person=self.row(), **form.values())[0]


class ErasureListView(ListScreen):
    """Erasures that wait, that were done, that were called back."""

    model = Erasure
    capability = "erasures.ask"
    template_name = "people/erasure_list.html"
    title = _("Erasures")
    order: ClassVar = ("-created_at", "-id")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("person", "organisation", "asked_by", "done_by")


class ErasureDetailView(DetailScreen):
    """One erasure, with what it does and what stands in its way."""

    model = Erasure
    capability = "erasures.ask"
    template_name = "people/erasure_detail.html"
    title = _("Erasure")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("person", "organisation", "asked_by", "done_by")

    def more(self, row: Erasure) -> dict[str, Any]:
        if not row.is_waiting:
            return {}
        part = part_of(row.person, [row.organisation_id])
        problems = problems_of(self.actor, row, part)
        may_do = allowed_on(self.actor, "erasures.do", row)
        return {"problems": problems, "may_do": may_do and not problems, **_preview(part)}


class ErasureCarryOutView(FormScreen):
    """Once more: it cannot be undone."""

    model = Erasure
    capability = "erasures.do"
    needs_recent_sign_in = True
    form_class = CarryOutForm
    title = _("Erase now")
    submit_label = _("Erase")
    template_name = "people/erasure_carry_out.html"
    done = _("It is done: the person is forgotten here.")

    def show(self, form: ActorForm, status: int = 200) -> HttpResponse:
        row = self.row()
        part = part_of(row.person, [row.organisation_id])
        return self.page(
            form=form, row=row, submit_label=self.submit_label, cancel_url=self.cancel_url(), status=status,
            problems=problems_of(self.actor, row, part) if row.is_waiting else [],
            mentions=mentions(self.actor, part), **_preview(part),
        )  # fmt: skip

    def perform(self, form: ActorForm) -> Erasure:
        return carry_out_erasure(self.actor, erasure=self.row(), copy_given=form.values()["copy_given"])

    def next_url(self, result: Any) -> str:
        return reverse("people:erasure_list")


class ErasureCallBackView(ActionScreen):
    model = Erasure
    capability = "erasures.ask"
    done = _("It is called back: nothing was erased.")

    def perform(self, row: Any) -> Erasure:
        return call_back_erasure(self.actor, erasure=row)
