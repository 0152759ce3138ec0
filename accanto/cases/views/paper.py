"""The project's papers in a case, and its letters."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from accanto.cases.forms.paper import LetterForm, PaperForm
from accanto.cases.letters import Letter, filled, letters_of
from accanto.cases.models import Case, CasePaper
from accanto.cases.operations.letter_print import as_printed, print_letter
from accanto.cases.operations.paper import reopen_paper, settle_paper
from accanto.cases.paper_list import paper_lines, papers_of
from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, DetailScreen, FormScreen, allowed_on
from accanto.network.definitions.text import in_language
from accanto.people.models import Person
from accanto.people.operations.identity import is_closed, read_identity


class PaperListView(DetailScreen):
    """What is given to the person and asked of them, what of it is done, and the letters."""

    model = Case
    capability = "cases.see"
    template_name = "cases/paper_list.html"

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("project", "person")

    def more(self, row: Case) -> dict[str, Any]:
        return {
            "title": _("Papers and letters"),
            "lines": paper_lines(row),
            "letters": letters_of(row).values(),
            "may_edit": allowed_on(self.actor, "cases.edit", row),
        }


class PaperSettleView(FormScreen):
    """Given, received, or not needed here."""

    model = Case
    capability = "cases.edit"
    form_class = PaperForm
    template_name = "cases/paper_settle.html"
    done = _("Noted.")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("project")

    def initial(self) -> dict[str, Any]:
        held = self.row().papers.filter(key=self.kwargs["key"]).first()
        return {"state": held.state, "on": held.on, "document": held.document_id} if held else {}

    def context(self, **more: Any) -> dict[str, Any]:
        item = papers_of(self.row().project).get(self.kwargs["key"])
        if item is None:
            raise Http404
        return super().context(
            **{**more, "title": in_language(item["name"]), "about": in_language(item.get("about"))}
        )

    def perform(self, form: ActorForm) -> Any:
        return settle_paper(self.actor, case=self.row(), key=self.kwargs["key"], **form.values())

    def next_url(self, result: Any) -> str:
        return reverse("cases:paper_list", args=[self.row().pk])

    def cancel_url(self) -> str:
        return self.next_url(None)


class PaperReopenView(ActionScreen):
    """Still to be done after all."""

    model = CasePaper
    capability = "cases.edit"
    done = _("It is on the list again.")

    def perform(self, row: Any) -> Any:
        return reopen_paper(self.actor, paper=row)

    def back_url(self, row: Any) -> str:
        return reverse("cases:paper_list", args=[row.case_id])


class LetterWriteView(FormScreen):
    """A letter filled in, to be read, changed, looked at and printed."""

    model = Case
    capability = "cases.edit"
    form_class = LetterForm
    template_name = "cases/letter_write.html"
    submit_label = _("Look at it")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("project", "person", "organisation__municipality", "operator")

    def letter(self) -> Letter:
        found = letters_of(self.row()).get(self.kwargs["key"])
        if found is None:
            raise Http404
        return found

    def language(self) -> str:
        letter = self.letter()
        asked = self.request.GET.get("language", "")
        return asked if asked in letter.text else letter.language_for(self.row())

    def initial(self) -> dict[str, Any]:
        """The name is opened once, when the letter is filled in; what comes back has it already."""
        if self.request.method != "GET":
            return {}
        letter, language, case = self.letter(), self.language(), self.row()
        person = Person.objects.visible_to(self.actor).filter(pk=case.person_id).first()
        named = person is not None and letter.names_the_person(language)
        identity = read_identity(self.actor, person=person) if named else None
        return {"body": filled(letter, case, language, identity)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.build_form(data=request.POST)
        self.letter()
        if not form.is_valid():
            return self.show(form, status=422)
        if "print" not in request.POST:
            return self.show(form)
        try:
            content = print_letter(
                self.actor, case=self.row(), letter=self.letter(), language=self.language(), **form.values()
            )
        except ValidationError as error:
            form.add_operation_errors(error)
            return self.show(form, status=422)
        response = HttpResponse(content, content_type="application/pdf")
        name = f"{self.row().code}-{self.kwargs['key']}.pdf"
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
        return response

    def context(self, **more: Any) -> dict[str, Any]:
        letter, language, case = self.letter(), self.language(), self.row()
        form = more.get("form")
        seen = form.cleaned_data if form is not None and form.is_bound and form.is_valid() else None
        return super().context(
            **{
                **more,
                "title": letter.title,
                "about": letter.about_text,
                "language": language,
                "languages": [(code, get_language_info(code)["name_local"]) for code in letter.text],
                "closed": letter.names_the_person(language) and is_closed(self.actor, case.person),
                "preview": as_printed(seen["body"], seen["recipient"]) if seen else "",
                "is_right_to_left": get_language_info(language)["bidi"],
                "also": {"name": "print", "value": "1", "label": _("Print (PDF)"), "target": "_blank"},
            }
        )

    def cancel_url(self) -> str:
        return reverse("cases:paper_list", args=[self.row().pk])
