"""One entry of a section: added, changed, taken out; a section of which there is nothing; names as one types."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, FormScreen, Screen
from accanto.core.words import our_language
from accanto.skills.finding import find, languages_for
from accanto.skills.forms import FORMS
from accanto.skills.models import EscoKind, SkillsAssessment, SkillsEntry
from accanto.skills.operations.assessment import add_entry, change_entry, note_absent, remove_entry
from accanto.skills.words import Section


class _SectionScreen(FormScreen):
    """The form of a section, with names that are proposed as one types."""

    capability = "skills.edit"
    template_name = "skills/entry_form.html"

    def section(self) -> Section:
        raise NotImplementedError

    def build_form(self, **bound: Any) -> ActorForm:
        row = self.row()
        form = FORMS[self.section()](actor=self.actor, row=row, **bound)
        assessment = row.assessment if isinstance(row, SkillsEntry) else row
        language = assessment.case.person.language
        if our_language(language) == "it":  # the side in their language is the Italian one
            for name in ("own", "own_tasks"):
                form.fields.pop(name, None)
        for name in form.fields.keys() & {"occupation", "skill"}:
            attrs = form.fields[name].widget.attrs
            attrs["hx-get"] = f"{attrs['hx-get']}?language={language}"
        return form

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(**more) | {"title": self.section().label}

    def cancel_url(self) -> str:
        row = self.row()
        return f"{row.get_absolute_url().split('#')[0]}#{self.section()}"


class EntryAddView(_SectionScreen):
    """One more school, job, language…"""

    model = SkillsAssessment

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case__person")

    def section(self) -> Section:
        if self.kwargs["section"] not in Section.values:
            raise Http404
        return Section(self.kwargs["section"])

    def perform(self, form: ActorForm) -> SkillsEntry:
        return add_entry(self.actor, assessment=self.row(), section=self.section(), content=form.values())


class EntryEditView(_SectionScreen):
    model = SkillsEntry

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("assessment__case__person")

    def section(self) -> Section:
        return Section(self.row().section)

    def perform(self, form: ActorForm) -> SkillsEntry:
        return change_entry(self.actor, entry=self.row(), content=form.values())


class EntryRemoveView(ActionScreen):
    model = SkillsEntry
    capability = "skills.edit"
    done = _("Taken out. Earlier assessments keep it.")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("assessment__case")

    def perform(self, row: Any) -> Any:
        return remove_entry(self.actor, entry=row)


class SectionAbsentView(ActionScreen):
    """ "There is nothing to write here", and taken back."""

    model = SkillsAssessment
    capability = "skills.edit"
    done = None

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case")

    def perform(self, row: Any) -> Any:
        return note_absent(self.actor, assessment=row, section=self.kwargs["section"])

    def back_url(self, row: Any) -> str:
        return f"{row.get_absolute_url()}#{self.kwargs['section']}"


class FindView(Screen):
    """Names of occupations or skills for what is typed: options for the field's list."""

    capability = "skills.edit"
    template_name = "skills/_found.html"

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        typed = request.GET.get("occupation") or request.GET.get("skill") or ""
        languages = languages_for(request.GET.get("language", ""))
        known = kind in (EscoKind.OCCUPATION, EscoKind.SKILL)
        return self.page(found=find(kind, typed, languages) if known else [])
