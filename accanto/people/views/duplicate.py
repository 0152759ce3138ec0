"""Likely duplicates: the queue, two records side by side, merge, undo, not the same."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.screens import ActionScreen, Screen
from accanto.people.duplicates import evidence_of, likely_duplicates, queue
from accanto.people.models import Merge, Person
from accanto.people.operations.duplicate import merge_people, tell_apart, undo_merge


class DuplicateListView(Screen):
    """Pairs that may be one person, of everyone or (with `pk`) around one."""

    capability = "people.merge"
    template_name = "people/duplicate_list.html"
    title = _("Perhaps the same person")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(pairs=queue(self.actor))


class PersonDuplicatesView(Screen):
    """Records that may be this person."""

    model = Person
    capability = "people.merge"
    template_name = "people/duplicate_list.html"
    title = _("Perhaps the same person")

    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        person = self.get_row()
        return self.page(pairs=likely_duplicates(self.actor, person), row=person)


class PairScreen(ActionScreen):
    """An act on two records, both in sight; the one of the URL is kept."""

    model = Person
    capability = "people.merge"

    def other(self) -> Person:
        found = Person.objects.visible_to(self.actor).filter(pk=self.kwargs["other"]).first()
        if found is None:
            raise Http404
        self.require_on(found)
        return found


class DuplicateCompareView(Screen):
    """Two records side by side, with the reasons."""

    model = Person
    capability = "people.merge"
    template_name = "people/duplicate_compare.html"
    title = _("The same person?")

    def get(self, request: HttpRequest, pk: Any, other: Any) -> HttpResponse:
        one = self.get_row()
        two = Person.objects.visible_to(self.actor).filter(pk=other).first()
        if two is None:
            raise Http404
        self.require_on(two)
        return self.page(one=one, two=two, row=one, evidence=evidence_of(self.actor, one, two))


class DuplicateMergeView(PairScreen):
    done = _("The two records are one. You can undo this for 30 days, on the person's page.")

    def perform(self, row: Any) -> Any:
        other = self.other()
        reasons = list(evidence_of(self.actor, row, other).reasons)
        return merge_people(self.actor, keep=row, absorb=other, reasons=reasons)


class DuplicateApartView(PairScreen):
    done = _("Noted: they are two people. Nobody will be asked again.")

    def perform(self, row: Any) -> Any:
        return tell_apart(self.actor, one=row, other=self.other())

    def next_url(self, row: Any, result: Any) -> str:
        return reverse("people:duplicate_list")


class MergeUndoView(ActionScreen):
    model = Merge
    capability = "people.merge"
    done = _("The merge is undone: everything is back where it was.")

    def perform(self, row: Any) -> Any:
        return undo_merge(self.actor, merge=row)

    def back_url(self, row: Any) -> str:
        return str(row.kept.get_absolute_url())
