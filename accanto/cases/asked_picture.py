"""Answers to a project's own fields over the situations of a case, and what is missing of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.cases.asked import CLOSURE, NEED, SITUATION, Questions, Said
from accanto.cases.autonomy import Missing
from accanto.cases.models import Case, Need, Situation
from accanto.network.definitions.text import in_language


@dataclass(frozen=True)
class Over:
    """A field over the situations, oldest first; None where it was not recorded."""

    label: str
    cells: list[Said | None]
    is_withdrawn: bool

    @property
    def known(self) -> list[Said]:
        return [cell for cell in self.cells if cell is not None]

    @property
    def first(self) -> str:
        return self.known[0].text

    @property
    def latest(self) -> str:
        return self.known[-1].text

    @property
    def changed(self) -> bool:
        return self.first != self.latest


def over_time(questions: Questions, situations: list[Situation]) -> list[Over]:
    """Fields that were answered in at least one of the situations, in the order in which they are asked."""
    columns = [{said.key: said for said in questions.said(each)} for each in situations]
    keys = dict.fromkeys(
        [each.key for each in questions.of(SITUATION)] + [key for column in columns for key in column]
    )
    found = []
    for key in keys:
        cells = [column.get(key) for column in columns]
        told = [cell for cell in cells if cell is not None]
        if told:
            found.append(Over(told[-1].label, cells, told[-1].is_withdrawn))
    return found


def missing_answers(
    questions: Questions, case: Case, situations: list[Situation], needs: list[Need]
) -> Iterator[Missing]:
    """What the project needs to know and nobody has said yet, where it is told. Nothing of it blocks."""
    for each in questions.unanswered(SITUATION, situations):
        yield Missing(_never(in_language(each.label)), reverse("cases:situation_add", args=[case.pk]))
    for need in needs:
        url = reverse("cases:need_answers", args=[need.pk])
        for each in questions.unanswered(NEED, [need]) if need.status == Need.Status.OPEN else ():
            yield Missing(f"{need.get_area_display()}: {_never(in_language(each.label))}", url)
    for each in questions.unanswered(CLOSURE, [case]) if not case.is_open else ():
        yield Missing(_never(in_language(each.label)), reverse("cases:closure_answers", args=[case.pk]))


def _never(label: str) -> str:
    return _("%(fact)s, never recorded") % {"fact": label}
