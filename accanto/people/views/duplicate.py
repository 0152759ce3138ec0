"""Likely duplicates: the queue, two records side by side, merge, undo, not the same."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.screens import ActionScreen, ListScreen, Screen
from accanto.people.duplicates import evidence_of, likely_duplicates
from accanto.people.models import Merge, Person
from accanto.people.operations.duplicate import merge_people, tell_apart, undo_merge
from accanto.people.operations.identity import is_closed, read_identity


class DuplicateListView(ListScreen):
    """Pairs that may be one person: the persons of a page, newest first, against everyone in sight."""

    model = Person
    capability = "people.merge"
    template_name = "people/duplicate_list.html"
    title = _("Perhaps the same person")
    page_size = 12

    def rows(self, capability: str | None = None) -> models.QuerySet[Any]:
        return super().rows(capability or self.capability)

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.filter(merged_into=None)

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(pairs=likely_duplicates(self.actor, more["rows"]), **more)


class PersonDuplicatesView(Screen):
    """Records that may be this person."""

    model = Person
    capability = "people.merge"
    template_name = "people/duplicate_list.html"
    title = _("Perhaps the same person")

    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        person = self.get_row()
        return self.page(pairs=likely_duplicates(self.actor, [person]), row=person)


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
        names = {person.pk: read_identity(self.actor, person=person) for person in (one, two)}
        return self.page(
            one=one,
            two=two,
            row=one,
            evidence=evidence_of(self.actor, one, two),
            one_closed=is_closed(self.actor, one),
            two_closed=is_closed(self.actor, two),
            one_identity=names[one.pk],
            two_identity=names[two.pk],
        )


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
