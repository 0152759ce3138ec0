"""The papers that a project gives to a person or asks of them, as they stand in a case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.cases.autonomy import Missing
from accanto.cases.models import Case, CasePaper
from accanto.core.words import words_of_day
from accanto.network.definitions.text import in_language
from accanto.network.models import Project


@dataclass(frozen=True)
class PaperLine:
    """`row` is None where it is still to be done; `due` is None where there is no day."""

    key: str
    way: str
    name: str
    about: str
    letter: str
    due: date | None
    row: CasePaper | None
    is_withdrawn: bool = False

    @property
    def is_late(self) -> bool:
        return self.row is None and self.due is not None and self.due < timezone.localdate()


def papers_of(project: Project) -> dict[str, dict[str, Any]]:
    return {item["key"]: item for item in project.definition.get("papers") or []}


def paper_lines(case: Case) -> list[PaperLine]:
    """Those of the project in their order; then those done that the project no longer has."""
    held = {row.key: row for row in case.papers.all()}
    asked = papers_of(case.project)
    lines = [_line(case, item, held.get(key)) for key, item in asked.items()]
    old = {key: row for key, row in held.items() if key not in asked}
    return lines + [_line(case, _before(case.project, row), row, withdrawn=True) for row in old.values()]


def _line(case: Case, item: dict[str, Any], row: CasePaper | None, *, withdrawn: bool = False) -> PaperLine:
    days = item.get("within_days")
    due = None if days is None else case.opened_on + timedelta(days=days)
    words = (in_language(item.get("name")), in_language(item.get("about")))
    return PaperLine(item["key"], item["way"], *words, item.get("letter", ""), due, row, withdrawn)


def _before(project: Project, row: CasePaper) -> dict[str, Any]:
    """A paper as the version had it under which it was done."""
    kept = project.versions.filter(number=row.version).first()
    items = (kept.definition.get("papers") or []) if kept else []
    return next(
        (item for item in items if item["key"] == row.key), {"key": row.key, "way": "given", "name": row.key}
    )


def paper_name(row: CasePaper) -> str:
    """What a paper that was done is called, in this language."""
    project = row.case.project
    return in_language((papers_of(project).get(row.key) or _before(project, row)).get("name"))


def missing_papers(case: Case, lines: list[PaperLine]) -> Iterator[Missing]:
    """What is still to be given or asked, of an open case."""
    url = reverse("cases:paper_list", args=[case.pk])
    for line in lines if case.is_open else ():
        if line.row is None:
            words = _("to give: %(name)s") if line.way == "given" else _("to ask for: %(name)s")
            said = words % {"name": line.name}
            if line.due is not None:
                said = _("%(what)s (by %(day)s)") % {"what": said, "day": words_of_day(line.due)}
            yield Missing(said, url)
