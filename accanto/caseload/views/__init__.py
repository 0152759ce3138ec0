"""An import of cases: the list, the file, its columns and words, its rows, and the buttons."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.caseload import jobs, template
from accanto.caseload.forms import CaseloadForm, ColumnsForm, WordsForm
from accanto.caseload.models import Caseload, CaseloadRow
from accanto.caseload.operations.look_at import note_look
from accanto.caseload.operations.start import decide_words, set_columns, start_caseload
from accanto.caseload.operations.take import begin_taking
from accanto.caseload.operations.undo import begin_undoing, finish
from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, ExportScreen, FormScreen, ListScreen, PageScreen
from accanto.core.sheets import XLSX

IMPORT = "caseload.import"
#: Cells shown beside a title, and letters of each, so that a column is known by what stands in it.
_SAMPLES, _LETTERS = 3, 24


class CaseloadListView(ListScreen):
    """Every sheet that was taken in."""

    model = Caseload
    capability = IMPORT
    template_name = "caseload/caseload_list.html"
    title = _("Cases from a spreadsheet")

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("by", "organisation", "project")


class CaseloadAddView(FormScreen):
    """A sheet."""

    capability = IMPORT
    form_class = CaseloadForm
    title = _("Take in a spreadsheet")
    submit_label = _("Read it")
    done = ""
    template_name = "caseload/caseload_add.html"
    needs_recent_sign_in = True

    def perform(self, form: ActorForm) -> Caseload:
        values = form.cleaned_data
        return start_caseload(
            self.actor, organisation=values["organisation"], project=values["project"],
            file_name=values["file"].name, content=values["file"].read(),
        )  # fmt: skip

    def next_url(self, result: Caseload) -> str:
        return reverse("caseload:caseload_columns", args=[result.pk])

    def cancel_url(self) -> str:
        return reverse("caseload:caseload_list")


class _OfCaseload(FormScreen):
    """A form about one sheet."""

    model = Caseload
    capability = IMPORT
    done = ""
    template_name = "caseload/caseload_form.html"

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("organisation", "project")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        note_look(self.actor, self.row())  # cells of the sheet stand on the page
        return super().get(request, *args, **kwargs)

    def initial(self) -> dict[str, Any]:
        return {}

    def next_url(self, result: Caseload) -> str:
        return result.get_absolute_url()


class CaseloadColumnsView(_OfCaseload):
    """What the columns are."""

    form_class = ColumnsForm
    title = _("What the columns are")
    submit_label = _("Look through the rows")

    def build_form(self, **bound: Any) -> ActorForm:
        batch = self.row()
        return ColumnsForm(
            actor=self.actor, row=batch, samples=_samples(batch), initial=self.initial(), **bound
        )

    def perform(self, form: ActorForm) -> Caseload:
        assert isinstance(form, ColumnsForm)
        return jobs.soon(self.actor, set_columns(self.actor, batch=self.row(), **form.said()))

    def next_url(self, result: Caseload) -> str:
        if result.state == Caseload.State.COLUMNS:
            return reverse("caseload:caseload_columns", args=[result.pk])
        return result.get_absolute_url()


def _samples(batch: Caseload) -> list[str]:
    """For each column, what stands in its first cells below the titles."""
    rows = batch.rows.filter(number__gt=batch.heading_row).order_by("number")[:30]
    found: list[list[str]] = [[] for _each in batch.headings]
    for row in rows:
        for place, cell in enumerate(row.cells[: len(found)]):
            text = cell[:_LETTERS]
            if text and text not in found[place] and len(found[place]) < _SAMPLES:
                found[place].append(text)
    return [", ".join(each) for each in found]


class CaseloadWordsView(_OfCaseload):
    """What words mean, once for all rows."""

    form_class = WordsForm
    title = _("Words that we do not know")
    submit_label = _("Look through the rows again")
    template_name = "caseload/caseload_words.html"

    def perform(self, form: ActorForm) -> Caseload:
        assert isinstance(form, WordsForm)
        return jobs.soon(self.actor, decide_words(self.actor, batch=self.row(), words=form.said()))


class CaseloadTakeView(ActionScreen):
    """Take in what can be taken in."""

    model = Caseload
    capability = IMPORT
    done = _("The rows that are well are taken in.")
    needs_recent_sign_in = True

    def perform(self, row: Caseload) -> Caseload:
        return jobs.soon(self.actor, begin_taking(self.actor, batch=row))


class CaseloadUndoView(ActionScreen):
    """Take the whole import back."""

    model = Caseload
    capability = IMPORT
    done = _("The import is taken back, but for what someone has changed since.")
    needs_recent_sign_in = True

    def perform(self, row: Caseload) -> Caseload:
        return jobs.soon(self.actor, begin_undoing(self.actor, batch=row))


class CaseloadFinishView(ActionScreen):
    """Forget the sheet."""

    model = Caseload
    capability = IMPORT
    done = _("Finished. What the sheet said of people is deleted here.")

    def perform(self, row: Caseload) -> Caseload:
        return finish(self.actor, batch=row)


class CaseloadLeftView(ExportScreen):
    """The rows that were not taken in, as a workbook to mend and send again."""

    model = Caseload
    capability = IMPORT
    file_name: ClassVar[str] = "da-correggere.xlsx"
    content_type: ClassVar[str] = XLSX
    action = "caseload.downloaded"

    def lines(self, row: Caseload) -> Iterable[bytes]:
        rows = CaseloadRow.objects.visible_to(self.actor).filter(batch=row)
        return [template.left_over(row, left_of(rows).order_by("number").iterator(chunk_size=500))]


def left_of(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows about someone that were not taken in."""
    waiting = (CaseloadRow.Outcome.WAITING, CaseloadRow.Outcome.REFUSED)
    return rows.filter(outcome__in=waiting).exclude(fate=CaseloadRow.Fate.NOTHING)


class CaseloadTemplateView(PageScreen):
    """An empty register to fill in."""

    capability = IMPORT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = HttpResponse(template.template(), content_type=XLSX)
        response["Content-Disposition"] = 'attachment; filename="accanto-percorsi.xlsx"'
        return response
