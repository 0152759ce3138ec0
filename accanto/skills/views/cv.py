"""The CV: what the person chooses for it, as a PDF, as a Europass file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from accanto.core import trail
from accanto.core.forms import ActorForm
from accanto.core.screens import FormScreen, Screen
from accanto.people.models import Identity, Person
from accanto.people.operations.identity import read_identity, read_own_identity
from accanto.skills.cv import choice_of, cv_pdf, languages_of
from accanto.skills.europass import europass_xml
from accanto.skills.models import SkillsAssessment
from accanto.skills.operations.assessment import choose_cv
from accanto.skills.words import ON_CV, PERSONAL, Layout


class CvForm(ActorForm):
    sections = forms.MultipleChoiceField(
        label=_("what the CV tells"),
        choices=[(str(section), section.label) for section in ON_CV],
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Asked of the person. Work without a contract is told as work; obstacles never stand there."
        ),
        error_messages={"required": _("Choose at least one section.")},
    )
    personal = forms.MultipleChoiceField(
        label=_("what it says of the person"),
        choices=list(PERSONAL.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Name and contacts stand there only where you may open them."),
    )
    layout = forms.ChoiceField(
        label=_("in which languages"), choices=Layout.choices, widget=forms.RadioSelect
    )


class CvEditView(FormScreen):
    """The choice is kept, so that it is asked once; then the files."""

    model = SkillsAssessment
    capability = "skills.edit"
    form_class = CvForm
    template_name = "skills/cv_edit.html"
    title = _("CV")
    submit_label = _("Keep this choice")
    done = _("Kept. The CV can be printed.")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case__person__account")

    def initial(self) -> dict[str, Any]:
        chosen = choice_of(self.row())
        return {"sections": chosen.sections, "personal": chosen.personal, "layout": chosen.layout}

    def context(self, **more: Any) -> dict[str, Any]:
        row = self.row()
        languages = [get_language_info(code)["name_local"] for code in languages_of(row)]
        return super().context(languages=languages, has_entries=row.entries.exists(), **more)

    def perform(self, form: ActorForm) -> SkillsAssessment:
        return choose_cv(self.actor, assessment=self.row(), **form.values())

    def next_url(self, result: Any) -> str:
        return reverse("skills:cv_edit", args=[result.pk])


class _CvFile(Screen):
    """A file for the person; who they are only for who may open it, and then it is on record."""

    model = SkillsAssessment
    capability = "skills.see"

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case__person__account")

    def identity(self, row: SkillsAssessment) -> Identity | None:
        if not set(choice_of(row).personal) & {"name", "phone", "email", "address"}:
            return None
        own = row.case.person
        if own.account_id == self.actor.user_id and self.actor.may("own.see"):
            return read_own_identity(
                self.actor, person=own
            )  # their account may bear a code in place of a name
        person = Person.objects.visible_to(self.actor).filter(pk=row.case.person_id).first()
        return read_identity(self.actor, person=person) if person else None

    def file(self, row: SkillsAssessment, content: bytes, kind: str, ending: str) -> HttpResponse:
        chosen = choice_of(row)
        details = {"sections": ", ".join(chosen.sections), "personal": ", ".join(chosen.personal)}
        trail.note(
            self.actor,
            "skills.cv_printed" if ending == "pdf" else "skills.europass_made",
            row,
            details=details,
        )
        response = HttpResponse(content, content_type=kind)
        response["Content-Disposition"] = f'attachment; filename="CV-{row.case.code}.{ending}"'
        return response


class CvPdfView(_CvFile):
    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        row = self.get_row()
        return self.file(row, cv_pdf(row, self.identity(row)), "application/pdf", "pdf")


class EuropassView(_CvFile):
    """An export: asks for the password again when the last time was long ago."""

    needs_recent_sign_in = True

    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        row = self.get_row()
        content = europass_xml(row, self.identity(row), languages_of(row)[0])
        return self.file(row, content, "application/xml", "xml")
