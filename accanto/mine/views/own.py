"""The person's own page and what is read from it. Titles and addresses say nothing of anyone: phones keep them."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header

from accanto.core.screens import ListScreen, PageScreen, Screen
from accanto.core.sealed import SealBroken
from accanto.mine.models import OwnCase, OwnDocument, OwnEntry, OwnPerson, OwnSupport
from accanto.mine.operations.door import READABLE
from accanto.mine.operations.paper import open_own
from accanto.mine.panels import panels
from accanto.mine.reading import (
    appointments,
    beside,
    newest_skills,
    own_cases,
    own_person,
    plans_of,
    whats_next,
)
from accanto.mine.seen import LOOKS, lines
from accanto.mine.words import (
    CONSENTS,
    FILE_BROKEN,
    HOME,
    MY_DATA,
    MY_DAYS,
    MY_DOCUMENTS,
    MY_MONEY,
    MY_PLAN,
    NEEDS,
    PAPERS,
    SUPPORTS,
    WHO_SAW,
)
from accanto.people.operations.identity import read_own_identity
from accanto.plans.models import Plan
from accanto.skills.words import YOURS as SKILLS
from accanto.supports.models import Support


class Own(Screen):
    """What all pages of a person's own share: who they are, and their cases that they still read."""

    capability = "own.see"

    @cached_property
    def person(self) -> OwnPerson | None:
        return own_person(self.actor)

    @cached_property
    def cases(self) -> list[OwnCase]:
        return own_cases(self.actor)

    @property
    def supports(self) -> QuerySet[Any]:
        """Money for the person, as far as it is theirs to know."""
        rows = OwnSupport.objects.visible_to(self.actor).filter(case__in=_keys(self.cases))
        return rows.exclude(status=Support.Status.WITHDRAWN)

    @property
    def open_cases(self) -> list[OwnCase]:
        return [case for case in self.cases if case.is_open]


class HomeView(Own, PageScreen):
    """What is next, who is beside me, and the way to all the rest."""

    template_name = "mine/parties/home.html"
    title = HOME

    def context(self, **more: Any) -> dict[str, Any]:
        plans = plans_of(self.actor, self.cases)
        ended = [case for case in self.cases if not case.is_open]
        for case in ended:
            assert case.closed_on is not None
            case.readable_until = case.closed_on + READABLE  # type: ignore[attr-defined]
        return super().context(
            next=whats_next(self.actor, self.cases, plans),
            beside=beside(self.actor, self.cases, plans),
            plans=plans,
            is_followed=bool(self.open_cases),
            ended=ended if not self.open_cases else [],
            has_money=self.supports.exists(),
            skills=newest_skills(self.actor),
            skills_title=SKILLS,
            panels=panels(self.actor, self.person) if self.person else [],
            today=timezone.localdate(),
            **more,
        )


class DataView(Own, PageScreen):
    """What is written about me, each with a way to say that it is wrong. The name only when it is asked for."""

    template_name = "mine/parties/data.html"
    title = MY_DATA

    def context(self, **more: Any) -> dict[str, Any]:
        person = self.person
        asked = "name" in self.request.GET
        needs: list[Any] = [need for case in self.cases for need in case.needs.all()]
        consents: list[Any] = list(person.consents.all()) if person else []
        for consent in consents:
            consent.said = CONSENTS.get(consent.purpose, "")
        for need in needs:
            need.said = NEEDS.get(need.status, "")
        return super().context(
            person=person,
            identity=read_own_identity(self.actor, person=person) if person and asked else None,
            name_asked=asked,
            languages=list(person.languages.all()) if person else [],
            consents=consents,
            needs=needs,
            **more,
        )


class PlanView(Own, PageScreen):
    """To the plan; of several, to each."""

    template_name = "mine/parties/plans.html"
    title = MY_PLAN

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        plans = plans_of(self.actor, self.cases)
        open_plans = [plan for plan in plans if plan.status != Plan.Status.CLOSED]
        if len(open_plans) == 1:
            return redirect(open_plans[0].get_absolute_url())
        return self.page(plans=plans)


class DaysView(Own, PageScreen):
    template_name = "mine/parties/days.html"
    title = MY_DAYS

    def context(self, **more: Any) -> dict[str, Any]:
        coming = appointments(self.actor, self.cases)
        past = appointments(self.actor, self.cases, past=True)
        several = len(self.open_cases) > 1
        return super().context(coming=coming, past=past, several=several, today=timezone.localdate(), **more)


class DocumentsView(Own, PageScreen):
    template_name = "mine/parties/documents.html"
    title = MY_DOCUMENTS

    def context(self, **more: Any) -> dict[str, Any]:
        rows: list[Any] = list(OwnDocument.objects.visible_to(self.actor).filter(case__in=_keys(self.cases)))
        for row in rows:
            row.said = PAPERS.get(row.kind, PAPERS["other"])
            row.by_me = row.added_by_id == self.actor.user_id
        return super().context(documents=rows, may_hand_in=bool(self.open_cases), **more)


class DocumentTakeView(Own):
    """One's own paper, to be saved; it never opens as a page of this site."""

    model = OwnDocument

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self.get_row()
        try:
            content = open_own(self.actor, document=row)
        except SealBroken:
            messages.error(request, FILE_BROKEN)
            return redirect("mine:documents")
        return attachment(content, row.content_type, row.name)


def attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to be saved, which runs nowhere."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    return response


class MoneyView(Own, PageScreen):
    """Supports, with how much and how far. Not who asked, nor why it was refused: that is talked over."""

    template_name = "mine/parties/money.html"
    title = MY_MONEY

    def context(self, **more: Any) -> dict[str, Any]:
        found: list[Any] = list(self.supports.select_related("case__project", "line__organisation"))
        for row in found:
            row.said = SUPPORTS.get(row.status, "")
        return super().context(supports=found, **more)


class WhoSawView(Own, ListScreen):
    """The trail about me, by page: all of it, or only what was looked at."""

    model = OwnEntry
    template_name = "mine/parties/seen.html"
    title = WHO_SAW
    order: ClassVar = ("-number",)

    def narrow(self, rows: QuerySet[Any], chosen: dict[str, Any]) -> QuerySet[Any]:
        return rows.filter(action__in=LOOKS) if "looked" in self.request.GET else rows

    def prepare(self, rows: list[Any]) -> list[Any]:
        return lines(self.actor, rows)

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(only_looked="looked" in self.request.GET, **more)


def _keys(cases: list[OwnCase]) -> list[Any]:
    return [case.pk for case in cases]
