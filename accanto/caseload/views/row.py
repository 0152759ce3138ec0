"""The rows of a sheet: what would become of each, or what became of it; to correct, to decide."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.caseload import jobs
from accanto.caseload.forms import LEFT, UNTOLD, ChoiceForm, RowFilter, RowForm
from accanto.caseload.models import Caseload, CaseloadRow
from accanto.caseload.operations.look import choose_for_row, correct_row
from accanto.caseload.operations.look_at import note_look
from accanto.caseload.operations.take import is_wanted
from accanto.caseload.reading.fields import NAMES
from accanto.caseload.template import column_of
from accanto.caseload.told import untold
from accanto.caseload.views import IMPORT, left_of
from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, FormScreen, ListScreen, Screen
from accanto.core.stepwise import read_anew

Fate, Outcome = CaseloadRow.Fate, CaseloadRow.Outcome


class CaseloadDetailView(ListScreen):
    """What would become of each row, or what became of it."""

    model = Caseload
    capability = IMPORT
    template_name = "caseload/caseload_detail.html"
    order = ("number",)
    filter_form = RowFilter

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        note_look(self.actor, self.batch())
        response = super().get(request, *args, **kwargs)
        return read_anew(request, response, running=self.batch().state in jobs.RUNNING)

    def rows(self, capability: str | None = None) -> QuerySet[Any]:
        """The rows of the sheet; the sheet itself is asked for first."""
        batch = self.batch()
        return CaseloadRow.objects.visible_to(self.actor).filter(batch=batch).defer("undo")

    def _sees_row(self) -> bool:
        return Caseload.objects.visible_to(self.actor).filter(pk=self.kwargs["pk"]).exists()

    def batch(self) -> Caseload:
        if not hasattr(self, "_batch"):
            batches = Caseload.objects.visible_to(self.actor).select_related("organisation", "project", "by")
            self._batch = get_object_or_404(batches, pk=self.kwargs["pk"])
        return self._batch

    def narrow(self, rows: QuerySet[Any], chosen: dict[str, Any]) -> QuerySet[Any]:
        wanted = chosen.get("fate")
        if wanted == LEFT:
            return left_of(rows)
        if wanted == UNTOLD:
            return untold(self.actor, rows)
        return rows.filter(fate=wanted) if wanted else rows.exclude(fate=Fate.NOTHING)

    def prepare(self, rows: list[Any]) -> list[Any]:
        """Each with its name and reasons in the words of the sheet."""
        batch = self.batch()
        places = [place for place, key in enumerate(batch.mapping) if key in NAMES]
        shown = self.rows().filter(pk__in=[row.pk for row in rows])
        not_told = set(untold(self.actor, shown).values_list("pk", flat=True))
        for row in rows:
            cells = [row.cells[place] for place in places if place < len(row.cells)]
            row.label = " ".join(filter(None, cells))
            row.said = [{"column": column_of(batch, each["at"]), "why": each["why"]} for each in row.reasons]
            row.is_untold = row.pk in not_told
            row.is_open = row.outcome in (Outcome.WAITING, Outcome.REFUSED)
        return rows

    def context(self, **more: Any) -> dict[str, Any]:
        batch = self.batch()
        fates: Counter[str] = Counter()
        outcomes: Counter[str] = Counter()
        left = takeable = 0
        rows = self.rows().order_by().exclude(fate=Fate.NOTHING)
        for fate, outcome, choice, count in rows.values_list("fate", "outcome", "choice").annotate(
            rows=Count("pk")
        ):
            fates[fate] += count
            outcomes[outcome] += count
            left += count if outcome in (Outcome.WAITING, Outcome.REFUSED) else 0
            waits = outcome == Outcome.WAITING and is_wanted(CaseloadRow(fate=fate, choice=choice))
            takeable += count if waits else 0
        ready = batch.state == Caseload.State.READY
        return super().context(
            batch=batch,
            running=batch.state in jobs.RUNNING,
            percent=100 * batch.done // (batch.total or 1),
            fates=[(each.value, each.label, fates[each]) for each in Fate if fates[each]],
            outcomes=[(each.label, outcomes[each]) for each in Outcome if each and outcomes[each]],
            takeable=takeable if ready else 0,
            words=sum(map(len, batch.unknown.values())) if ready else 0,
            can_undo=self._can_undo(outcomes),
            can_finish=batch.state in (Caseload.State.COLUMNS, Caseload.State.READY, Caseload.State.UNDONE),
            has_left=ready and left > 0,
            **(more | {"title": batch.file_name}),
        )

    def _can_undo(self, outcomes: dict[str, int]) -> bool:
        batch = self.batch()
        return (
            batch.state in (Caseload.State.READY, Caseload.State.FINISHED)
            and bool(outcomes.get(Outcome.TAKEN))
            and batch.forget_on >= timezone.localdate()
        )


class _OfRow(Screen):
    """A row of a sheet, with its sheet."""

    model = CaseloadRow
    capability = IMPORT

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("batch__organisation", "batch__project")


class RowCorrectView(_OfRow, FormScreen):
    """Put right what one row says."""

    form_class = RowForm
    title = _("Correct a row")
    done = _("Looked at again with the new values.")
    template_name = "caseload/row_correct.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        note_look(self.actor, self.row().batch)
        return super().get(request, *args, **kwargs)

    def initial(self) -> dict[str, Any]:
        return {}

    def perform(self, form: ActorForm) -> CaseloadRow:
        assert isinstance(form, RowForm)
        return correct_row(self.actor, row=self.row(), cells=form.corrected())

    def next_url(self, result: CaseloadRow) -> str:
        return at_row(result)

    def cancel_url(self) -> str:
        return at_row(self.row())


class RowChooseView(_OfRow, ActionScreen):
    """Whom one row is about."""

    done = _("Noted.")

    def perform(self, row: CaseloadRow) -> CaseloadRow:
        form = ChoiceForm(self.request.POST, actor=self.actor)
        said: dict[str, Any] = form.cleaned_data if form.is_valid() else {"choice": "", "person": None}
        return choose_for_row(self.actor, row=row, choice=said["choice"], person=said["person"])

    def back_url(self, row: CaseloadRow) -> str:
        return at_row(row)


def at_row(row: CaseloadRow) -> str:
    """The sheet, with the rows of the same fate."""
    url = reverse("caseload:caseload_detail", args=[row.batch_id])
    return f"{url}?fate={row.fate}#row-{row.number}"
