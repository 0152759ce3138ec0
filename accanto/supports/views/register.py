"""The register of supports, its exports, and the list that is published."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accanto.core.bulk import Act, BulkScreen, offered
from accanto.core.forms import ActorForm
from accanto.core.screens import PUBLIC, ExportScreen, ListScreen, Screen
from accanto.core.sheets import XLSX, csv_lines, workbook
from accanto.core.templatetags.ui import euro
from accanto.network.models import Project
from accanto.supports import register
from accanto.supports.forms import RegisterFilter
from accanto.supports.kinds import with_kinds
from accanto.supports.models import Support
from accanto.supports.operations.support import approve_support
from accanto.supports.published import PORTAL, Published, published, years_of
from accanto.supports.views.tabs import tabs
from accanto.supports.words import COLUMNS, PUBLISHED

#: What may be done with several supports at once.
ACTS = (Act("supports:support_approve_many", _("Approve those chosen"), "supports.approve"),)


class SupportListView(ListScreen):
    """The register: supports of the organisation's cases, with totals of all that the filters leave."""

    model = Support
    capability = "supports.see"
    template_name = "supports/support_list.html"
    title = _("Supports")
    filter_form = RegisterFilter
    order: ClassVar = ("-asked_on", "-id")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return with_kinds(rows.select_related("case__person", "line", "asked_by"))

    def narrow(self, rows: models.QuerySet[Any], chosen: dict[str, Any]) -> models.QuerySet[Any]:
        self.narrowed = register.narrowed(rows, chosen, self.actor)
        return self.narrowed

    def prepare(self, rows: list[Any]) -> list[Any]:
        return register.words(rows)

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(
            sums=register.sums(self.narrowed),
            query=self.request.GET.urlencode(),
            tabs=tabs(self.actor),
            acts=offered(self.actor, ACTS),
            **more,
        )


class SupportApproveManyView(BulkScreen):
    """Each under its own lock: one for which the line or the ceiling has not enough left holds up none of the others.
    Not taken back: an approval is withdrawn on its own page, with a word of why."""

    model = Support
    capability = "supports.approve"
    form_class = ActorForm
    title = _("Approve supports")
    submit_label = _("Approve them")
    list_screen = SupportListView
    list_name = "supports:support_list"

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related(
            "case__person", "case__project", "case__organisation", "line__organisation", "asked_by"
        )

    def label_of(self, row: Support) -> str:
        return f"{row.code} · {row.kind_as_said} · {euro(row.amount)} · {row.case.code} · {row.asked_by.name}"

    def why_not(self, row: Support) -> str:
        if row.status != Support.Status.ASKED:
            return gettext("It is decided already: %(state)s.") % {"state": row.get_status_display()}
        if not row.asked_of(self.actor.user_id):
            return gettext("Someone else approves: you asked for this support yourself.")
        return ""

    def act(self, row: Support, values: dict[str, Any]) -> Any:
        approve_support(self.actor, support=row)


class _Register(ExportScreen):
    """What both exports share: the rows of the filters."""

    model = Support
    capability = "supports.export"
    action = "supports.exported"

    def chosen(self) -> models.QuerySet[Any]:
        form = RegisterFilter(self.request.GET, actor=self.actor)
        return register.narrowed(self.rows(self.capability), form.chosen(), self.actor)


class SupportCsvView(_Register):
    file_name = "supports.csv"

    def lines(self, row: Any) -> Iterable[bytes]:
        return csv_lines(register.titles(), register.export_rows(self.chosen()))


class SupportXlsxView(_Register):
    """A workbook: the register, its totals per line and per kind."""

    file_name = "supports.xlsx"
    content_type = XLSX

    def lines(self, row: Any) -> Iterable[bytes]:
        rows = self.chosen()
        sums = register.sums(rows)
        by_line, by_kind = gettext("Budget line"), gettext("Kind")
        yield workbook(
            [
                (gettext("Register"), register.titles(), register.export_rows(rows)),
                (gettext("Per line"), register.totals_titles(by_line), register.totals_rows(sums.lines)),
                (gettext("Per kind"), register.totals_titles(by_kind), register.totals_rows(sums.kinds)),
            ]
        )


class SupportPublishedView(Screen):
    """The list for everyone: what was given in a year, never to whom."""

    capability = PUBLIC
    template_name = "supports/parties/support_published.html"
    title = PUBLISHED

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        projects = Project.objects.visible_to(PORTAL).filter(published=True)
        project = projects.filter(key=self.kwargs["key"]).first()
        if project is None:
            raise Http404
        years = years_of(project)
        asked = request.GET.get("year", "")
        year = int(asked) if asked in map(str, years) else (years[0] if years else None)
        listed = published(project, year) if year else None
        if listed and request.GET.get("format") == "csv":
            return self._as_data(listed)
        return self.page(project=project, years=years, year=year, listed=listed, columns=COLUMNS)

    def _as_data(self, listed: Published) -> HttpResponse:
        """The same list in an open format, as the law asks (D.Lgs. 33/2013, art. 7)."""
        rows = [
            (line.code, line.kind, f"{line.month:%Y-%m}" if line.month else "", line.amount)
            for line in listed.lines
        ]
        response = HttpResponse(
            b"".join(csv_lines([str(title) for title in COLUMNS], rows)),
            content_type="text/csv; charset=utf-8",
        )
        response["Content-Disposition"] = f'attachment; filename="supports-{listed.year}.csv"'
        return response
