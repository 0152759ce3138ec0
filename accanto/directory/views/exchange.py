"""Exchange with others: files taken in with a preview, taken back; the directory as files; a list to embed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, DetailScreen, FormScreen, ListScreen, PageScreen
from accanto.core.stepwise import read_anew
from accanto.directory import jobs
from accanto.directory.exchange import saying, template
from accanto.directory.exchange.sheet import title_of
from accanto.directory.forms.exchange import ChoiceForm, EmbedForm, ImportForm, RowFilter, RowForm
from accanto.directory.models import ImportBatch, ImportRow
from accanto.directory.operations.importing import (
    choose_for_duplicates,
    choose_for_row,
    correct_row,
    start_import,
)
from accanto.directory.operations.importing_steps import begin

_EDIT = "services.edit"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ImportListView(ListScreen):
    """Every file that was taken in."""

    model = ImportBatch
    capability = _EDIT
    template_name = "directory/import_list.html"
    title = _("Exchange")

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.defer("content").select_related("by")


class ImportAddView(FormScreen):
    """A file from someone else."""

    capability = _EDIT
    form_class = ImportForm
    title = _("Take in a file")
    submit_label = _("Read it")
    done = ""
    template_name = "directory/import_add.html"

    def perform(self, form: ActorForm) -> ImportBatch:
        file = form.cleaned_data["file"]
        language = form.cleaned_data["language"]
        batch = start_import(self.actor, file_name=file.name, content=file.read(), language=language)
        return jobs.soon(self.actor, batch)

    def cancel_url(self) -> str:
        return reverse("directory:import_list")


class ImportDetailView(ListScreen):
    """What would become of each row of a file, or what became of it."""

    model = ImportBatch
    capability = _EDIT
    template_name = "directory/import_detail.html"
    order = ("number",)
    filter_form = RowFilter

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().get(request, *args, **kwargs)
        return read_anew(request, response, running=self.batch().state in jobs.RUNNING)

    def rows(self, capability: str | None = None) -> QuerySet[Any]:
        """The rows of the file; the file itself is asked for first."""
        found = ImportRow.objects.visible_to(self.actor).filter(batch=self.batch())
        return found.select_related("batch").defer("batch__content", "parts", "undo")

    def _sees_row(self) -> bool:
        return ImportBatch.objects.visible_to(self.actor).filter(pk=self.kwargs["pk"]).exists()

    def batch(self) -> ImportBatch:
        if not hasattr(self, "_batch"):
            batches = ImportBatch.objects.visible_to(self.actor).defer("content")
            self._batch = get_object_or_404(batches, pk=self.kwargs["pk"])
        return self._batch

    def prepare(self, rows: list[Any]) -> list[Any]:
        """Each reason with `column`: the words for the cell, or for the place in the document, that it is about."""
        is_sheet = self.batch().kind == ImportBatch.Kind.SHEET
        for row in rows:
            for reason in row.reasons:
                reason["column"] = (
                    title_of(reason["at"]) if is_sheet else saying.place(reason["at"], row.table)
                )
        return rows

    def context(self, **more: Any) -> dict[str, Any]:
        rows = ImportRow.objects.visible_to(self.actor).filter(batch=self.batch()).order_by()
        counts = dict(rows.values_list("fate").annotate(rows=Count("pk")))
        outcomes = dict(rows.exclude(outcome="").values_list("outcome").annotate(rows=Count("pk")))
        return super().context(
            batch=self.batch(),
            running=self.batch().state in jobs.RUNNING,
            fates=[(fate.value, fate.label, counts[fate.value]) for fate in ImportRow.Fate if fate in counts],
            can_take=bool(counts.keys() - {ImportRow.Fate.ERROR, ImportRow.Fate.SAME}),
            has_refused=ImportRow.Fate.ERROR in counts or ImportRow.Outcome.REFUSED in outcomes,
            outcomes=[
                (each.label, outcomes[each.value]) for each in ImportRow.Outcome if each.value in outcomes
            ],
            percent=100 * self.batch().done // (self.batch().total or 1),
            **(more | {"title": self.batch().file_name}),
        )


class RowCorrectView(FormScreen):
    """Put right what one row says."""

    model = ImportRow
    capability = _EDIT
    form_class = RowForm
    title = _("Correct a row")
    done = _("Looked at again with the new values.")

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("batch").defer("batch__content")

    def initial(self) -> dict[str, Any]:
        return {}

    def perform(self, form: ActorForm) -> ImportRow:
        assert isinstance(form, RowForm)
        return correct_row(self.actor, row=self.row(), values=form.corrected())

    def next_url(self, result: ImportRow) -> str:
        return _at_row(result)

    def cancel_url(self) -> str:
        return _at_row(self.row())


def _at_row(row: ImportRow) -> str:
    return f"{reverse('directory:import_detail', args=[row.batch_id])}?fate={row.fate}#row-{row.number}"


class RowChooseView(ActionScreen):
    """What to do with one entry."""

    model = ImportRow
    capability = _EDIT
    done = _("Noted.")

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("batch").defer("batch__content")

    def perform(self, row: ImportRow) -> ImportRow:
        return choose_for_row(self.actor, row=row, choice=_choice(self))

    def back_url(self, row: ImportRow) -> str:
        return _at_row(row)


def _choice(screen: ActionScreen) -> str:
    form = ChoiceForm(screen.request.POST, actor=screen.actor)
    return str(form.cleaned_data["choice"]) if form.is_valid() else ImportRow.Choice.SKIP.value


class _BatchAction(ActionScreen):
    """A button of an import."""

    model = ImportBatch
    capability = _EDIT

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.defer("content")


class DuplicatesChooseView(_BatchAction):
    """The same for all entries that are perhaps there already."""

    done = _("Noted for all of them.")

    def perform(self, row: ImportBatch) -> int:
        return choose_for_duplicates(self.actor, batch=row, choice=_choice(self))


class ImportApplyView(_BatchAction):
    """Take in what can be taken in."""

    done = _("The rows that are well are being taken in.")

    def perform(self, row: ImportBatch) -> ImportBatch:
        return jobs.soon(self.actor, begin(self.actor, batch=row))


class ImportUndoView(_BatchAction):
    """Take the whole import back."""

    done = _("The import is being taken back.")

    def perform(self, row: ImportBatch) -> ImportBatch:
        return jobs.soon(self.actor, begin(self.actor, batch=row, undo=True))


class RefusedRowsView(DetailScreen):
    """The rows that cannot be taken in, as a workbook to mend and send again."""

    model = ImportBatch
    capability = _EDIT

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.defer("content")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        batch = self.get_row()
        rows = ImportRow.objects.visible_to(self.actor).filter(batch=batch)
        bad = rows.filter(fate=ImportRow.Fate.ERROR) | rows.filter(outcome=ImportRow.Outcome.REFUSED)
        words = {
            "number": str(_("row")),
            "why": str(_("why")),
            "label": str(_("name")),
            "table": str(_("kind")),
        }
        return _workbook(
            template.refused(_rows(bad), template.columns_of(batch.kind, words)), "da-correggere.xlsx"
        )


def _rows(rows: QuerySet[Any]) -> Iterable[ImportRow]:
    return rows.defer("parts", "undo").order_by("number").iterator(chunk_size=500)


def _workbook(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


class TemplateView(PageScreen):
    """The spreadsheet to fill in."""

    capability = _EDIT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _workbook(template.template(), "accanto-servizi.xlsx")


class SampleView(PageScreen):
    """A small file in HSDS to try with: two invented services, and one with errors."""

    capability = _EDIT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = HttpResponse(template.SAMPLE.read_bytes(), content_type="application/json")
        response["Content-Disposition"] = 'attachment; filename="accanto-hsds-esempio.json"'
        return response


class EmbedView(PageScreen):
    """The lines that a municipality puts in its page."""

    capability = _EDIT
    template_name = "directory/embed.html"
    title = _("A list for a municipality's page")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = EmbedForm(request.GET, actor=self.actor)
        chosen = {name: str(getattr(value, "pk", value)) for name, value in form.chosen().items()}
        return self.page(
            filter_form=form, chosen=chosen, address=request.build_absolute_uri("/embed/services/")
        )
