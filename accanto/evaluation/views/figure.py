"""A project's figures, one figure, the rows behind it, figures declared by hand, and their export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Case
from accanto.core.forms import ActorForm
from accanto.core.paging import paginate
from accanto.core.screens import DetailScreen, ExportScreen, FormScreen
from accanto.core.sheets import csv_lines
from accanto.evaluation.answers import answer_word
from accanto.evaluation.behind import ORDER, part_of, rows_behind
from accanto.evaluation.breakdowns import NAMES, breakdowns, labels, source_of
from accanto.evaluation.figures import Figure, one_figure, parts_of, project_figures
from accanto.evaluation.forms.figure import DeclareForm, FigureFilter
from accanto.evaluation.kept import kept_figures
from accanto.evaluation.models import DeclaredFigure
from accanto.evaluation.operations.figure import declare_figure
from accanto.evaluation.question import Question
from accanto.evaluation.readings import Picture, Reading, reading_of
from accanto.evaluation.sources import ANSWER
from accanto.evaluation.vocabulary import definition_of
from accanto.network.models import ExpectedResult, Project

_NARROWING = ("partner", "territory", "gender", "age")


class _Asked(DetailScreen):
    """What these screens share: the question that the filters of the page ask."""

    def ask(
        self, project: Project, dimensions: tuple[str, ...] | None = None
    ) -> tuple[Question, FigureFilter]:
        form = FigureFilter(
            self.request.GET or None, actor=self.actor, project=project, dimensions=dimensions
        )
        chosen = form.chosen() if form.is_bound else {}
        narrowed = {name: chosen[name] for name in _NARROWING if name in chosen}
        asked = Question(
            self.actor, project, chosen.get("start"), chosen.get("end"), narrowed, capability=self.capability
        )
        return asked, form


class ProjectFiguresView(_Asked):
    """Every expected result: target, value, share, trend."""

    model = Project
    capability = "figures.see"
    template_name = "evaluation/project_figures.html"

    def more(self, row: Project) -> dict[str, Any]:
        question, form = self.ask(row)
        results = list(row.expected_results.select_related("work_package"))
        figures, known_twice = kept_figures(question, results)
        return {
            "title": gettext("Figures of %(project)s") % {"project": row.short},
            "groups": _by_work_package(figures),
            "figures": figures,
            "measured": [figure for figure in figures if figure.value is not None],
            "filter_form": form,
            "known_twice": known_twice,
            "narrowed": bool(question.narrowed or question.start or question.end),
            "partial": not question.sees_all_partners,
            "can_export": question.may("figures.export"),
            "query": self.request.GET.urlencode(),
        }


def _by_work_package(figures: Sequence[Figure]) -> list[tuple[Any, list[Figure]]]:
    groups: dict[Any, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(figure.result.work_package, []).append(figure)
    return list(groups.items())


class FigureDetailView(_Asked):
    """One figure: its breakdowns, its months, what exactly it counts."""

    model = ExpectedResult
    capability = "figures.see"
    template_name = "evaluation/figure_detail.html"

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("project", "work_package")

    def more(self, row: ExpectedResult) -> dict[str, Any]:
        dimensions = source_of(reading_of(row)).dimensions()
        question, form = self.ask(row.project, dimensions)
        figure = one_figure(question, row)
        declared = question.of("declared").filter(result=row).select_related("organisation", "author")
        return {
            "title": str(row),
            "project": row.project,
            "figure": figure,
            "breakdowns": breakdowns(question, row) if figure.value is not None else [],
            "definition": definition_of(row),
            "declared": list(declared.order_by(*ORDER)[:50]) if figure.is_declared else [],
            "filter_form": form,
            "partial": not question.sees_all_partners,
            "can_open": question.may("figures.open_rows"),
            "can_declare": figure.is_declared and question.may("figures.declare"),
            "query": self.request.GET.urlencode(),
        }


class FigureRowsView(_Asked):
    """The rows behind a figure, a page at a time."""

    model = ExpectedResult
    capability = "figures.open_rows"
    template_name = "evaluation/figure_rows.html"

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("project")

    def more(self, row: ExpectedResult) -> dict[str, Any]:
        part = 1 if self.request.GET.get("part") == "1" else 0
        reading = part_of(row, part)
        dimensions = source_of(reading).dimensions()
        question, form = self.ask(row.project, dimensions)
        page = paginate(rows_behind(question, row, part), ORDER, self.request.GET, size=50)
        return {
            "title": gettext("Rows behind: %(figure)s") % {"figure": row},
            "project": row.project,
            "page": page,
            "columns": _columns(dimensions),
            "rows": self._cells(row.project, reading, page.rows, dimensions),
            "has_persons": bool(source_of(reading).person),
            "two_sources": len(parts_of(reading_of(row))) > 1,
            "part": part,
            "filter_form": form,
            "query": self.request.GET.urlencode(),
        }

    def _cells(
        self, project: Project, reading: Reading, rows: list[Any], dimensions: tuple[str, ...]
    ) -> list[dict[str, Any]]:
        shown = [name for name in _SHOWN if name in dimensions]
        keys = {name: [getattr(row, f"f_{name}") for row in rows] for name in shown}
        said = {name: labels(project, name, keys[name]) for name in shown}
        cases = {row.f_case for row in rows if row.f_case}
        seen = Case.objects.visible_to(self.actor, "cases.see").filter(pk__in=cases)
        mine = set(seen.values_list("pk", flat=True)) if cases else set()
        return [
            {
                "on": row.f_on,
                "code": row.f_code,
                "case": reverse("cases:case_detail", args=[row.f_case]) if row.f_case in mine else "",
                "values": [said[name](getattr(row, f"f_{name}")) for name in shown],
                "detail": _detail(project, row, reading),
            }
            for row in rows
        ]


_SHOWN = ("partner", "territory", "gender", "age", "nationality", "place")


def _columns(dimensions: tuple[str, ...]) -> list[str]:
    return [str(NAMES[name]) for name in _SHOWN if name in dimensions]


def _detail(project: Project, row: Any, reading: Reading) -> str:
    """What the row says that the figure counts: the value of a picture, copies, how many met."""
    if isinstance(reading, Picture):
        dimension = reading.column.removeprefix("f_")
        if dimension.startswith(ANSWER):
            return answer_word(project, dimension, getattr(row, reading.column))
        return str(getattr(row, f"get_{reading.column}_display")())
    for name in ("copies", "how_many", "value"):
        if hasattr(row, name):
            return str(getattr(row, name))
    return str(row.get_kind_display()) if hasattr(row, "get_kind_display") else ""


class FigureDeclareView(FormScreen):
    """A figure that happens outside the product."""

    model = ExpectedResult
    capability = "figures.declare"
    title = _("Enter a figure")
    form_class = DeclareForm
    done = _("The figure is recorded.")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("project")

    def perform(self, form: ActorForm) -> DeclaredFigure:
        return declare_figure(self.actor, result=self.row(), **form.values())

    def next_url(self, result: Any) -> str:
        return self.cancel_url()

    def cancel_url(self) -> str:
        return reverse("evaluation:figure_detail", args=[self.row().pk])


class FiguresExportView(ExportScreen):
    """All figures of a project with their breakdowns, one line each."""

    model = Project
    capability = "figures.export"
    action = "figures.exported"
    file_name = "figures.csv"

    def lines(self, row: Project) -> Iterable[bytes]:
        question = Question(self.actor, row, capability=self.capability)
        results = list(row.expected_results.select_related("work_package"))
        head = ("result", "what", "unit", "target", "breakdown", "group", "value", "numerator", "denominator")
        return csv_lines(head, self._rows(question, results))

    def _rows(self, question: Question, results: list[ExpectedResult]) -> Iterator[list[Any]]:
        for figure in project_figures(question, results):
            yield _line(figure, "", "", figure)
            if figure.value is None:
                continue
            for split in breakdowns(question, figure.result):
                for group in split.rows:
                    yield _line(figure, split.dimension, group.label, group)


def _line(figure: Figure, dimension: str, group: str, counted: Any) -> list[Any]:
    result = figure.result
    numbers = (counted.value, counted.numerator, counted.denominator)
    return [result.key, str(result), result.unit, result.target, dimension, group, *numbers]
