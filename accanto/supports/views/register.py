"""The register of supports, its exports, and the list that is published."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accanto.core.screens import PUBLIC, ExportScreen, ListScreen, Screen
from accanto.core.sheets import XLSX, csv_lines, workbook
from accanto.network.models import Project
from accanto.supports import register
from accanto.supports.forms import RegisterFilter
from accanto.supports.models import Support
from accanto.supports.published import PORTAL, Published, published, years_of
from accanto.supports.views.tabs import tabs
from accanto.supports.words import COLUMNS, PUBLISHED


class SupportListView(ListScreen):
    """The register: supports of the organisation's cases, with totals of all that the filters leave."""

    model = Support
    capability = "supports.see"
    template_name = "supports/support_list.html"
    title = _("Supports")
    filter_form = RegisterFilter
    order: ClassVar = ("-asked_on", "-id")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case__person", "case__project", "line", "asked_by")

    def narrow(self, rows: models.QuerySet[Any], chosen: dict[str, Any]) -> models.QuerySet[Any]:
        self.narrowed = register.narrowed(rows, chosen)
        return self.narrowed

    def prepare(self, rows: list[Any]) -> list[Any]:
        return register.words(rows)

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(
            sums=register.sums(self.narrowed),
            query=self.request.GET.urlencode(),
            tabs=tabs(self.actor),
            **more,
        )


class _Register(ExportScreen):
    """What both exports share: the rows of the filters."""

    model = Support
    capability = "supports.export"
    action = "supports.exported"

    def chosen(self) -> models.QuerySet[Any]:
        form = RegisterFilter(self.request.GET, actor=self.actor)
        return register.narrowed(self.rows(self.capability), form.chosen())


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
