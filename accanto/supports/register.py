"""The register of supports: its filters, its totals, its lines for the accounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accanto.core.actor import Actor
from accanto.network.models import Project
from accanto.supports.kinds import kind_of
from accanto.supports.models import BudgetLine, Support
from accanto.supports.money import Totals, added_up, totals_by

#: Rows of an export read at a time.
_CHUNK = 500


def of_mine(whose: str, actor: Actor) -> Q:
    """Supports that the actor asked for; with "mine", those of the cases that they follow too."""
    asked = Q(asked_by=actor.user_id)
    return asked | Q(case__operator=actor.user_id) if whose == "mine" else asked


def narrowed(rows: QuerySet[Any], chosen: dict[str, Any], actor: Actor) -> QuerySet[Any]:
    """The rows of the filters: state, line, kind, asked from and until, whose."""
    paths = {"since": "asked_on__gte", "until": "asked_on__lte"}
    known = ("status", "line", "kind", *paths)
    if "whose" in chosen:
        rows = rows.filter(of_mine(chosen["whose"], actor))
    return rows.filter(**{paths.get(name, name): chosen[name] for name in known if name in chosen})


@dataclass(frozen=True)
class Group:
    """One line of the totals."""

    name: str
    totals: Totals


@dataclass(frozen=True)
class Sums:
    """The register's totals, per line and per kind, and all together."""

    lines: tuple[Group, ...]
    kinds: tuple[Group, ...]
    all: Totals


def sums(rows: QuerySet[Any]) -> Sums:
    """Totals of some supports in two queries, whatever their number."""
    found = totals_by(rows, "line__name", "line__organisation__name", "kind", "case__project")
    projects = {
        project.pk: project
        for project in Project.objects.filter(pk__in={key[3] for key in found}).unscoped(
            "words of the kinds of supports in sight"
        )
    }
    partners = {(line, partner) for line, partner, _kind, _project in found}
    often = Counter(line for line, _partner in partners)
    lines: dict[str, Totals] = {}
    kinds: dict[str, Totals] = {}
    for (line, partner, kind, project), totals in found.items():
        name = f"{line} · {partner}" if often[line] > 1 else line  # two partners may use one name
        lines[name] = lines.get(name, Totals()) + totals
        said = str(kind_of(projects[project], kind))
        kinds[said] = kinds.get(said, Totals()) + totals
    return Sums(_groups(lines), _groups(kinds), added_up(found.values()))


def _groups(named: dict[str, Totals]) -> tuple[Group, ...]:
    return tuple(Group(name, named[name]) for name in sorted(named, key=str.casefold))


def titles() -> list[str]:
    """The columns of the export."""
    return [
        _("Code"),
        _("Project"),
        _("Partner"),
        _("Budget line"),
        _("Kind"),
        _("Person"),
        _("Case"),
        _("State"),
        _("Asked on"),
        _("Asked by"),
        _("Amount"),
        _("Decided on"),
        _("Decided by"),
        _("Paid on"),
        _("Paid"),
        _("How"),
        _("Reference"),
        _("Receipt on"),
        _("Receipt"),
        _("Came back"),
        _("Came back on"),
    ]


def export_rows(rows: QuerySet[Any]) -> Iterator[list[Any]]:
    """Supports as the accounts want them: codes of persons, no names, no words that are sealed."""
    joined = rows.select_related(
        "line__organisation", "case__person", "case__project", "asked_by", "decided_by"
    )
    for row in joined.order_by("asked_on", "id").iterator(chunk_size=_CHUNK):
        yield [
            row.code,
            row.project.short,
            row.line.organisation.name,
            row.line.name,
            str(row.kind_as_said),
            row.case.person.code,
            row.case.code,
            row.get_status_display(),
            row.asked_on,
            row.asked_by.name,
            row.amount,
            row.decided_on,
            row.decided_by.name if row.decided_by else "",
            row.paid_on,
            row.paid,
            row.get_paid_how_display(),
            row.reference,
            row.receipt_on,
            row.receipt,
            row.returned,
            row.returned_on,
        ]


def totals_rows(groups: Iterable[Group]) -> Iterator[list[Any]]:
    """Totals as a sheet."""
    for group in groups:
        each = group.totals
        yield [group.name, each.count, each.asked, each.approved, each.paid, each.held]


def totals_titles(first: str) -> list[str]:
    return [first, _("Supports"), _("Asked"), _("Approved, to be paid"), _("Paid"), _("Promised and paid")]


def lines_with_left(lines: Iterable[BudgetLine], totals: dict[Any, Totals]) -> list[dict[str, Any]]:
    """Lines with what each has asked, promised, paid and left."""
    found = [(line, totals.get(line.pk, Totals())) for line in lines]
    return [{"line": line, "totals": each, "left": line.amount - each.held} for line, each in found]


def words(rows: Iterable[Support]) -> list[dict[str, Any]]:
    """Supports with the words of their kinds, for lists."""
    return [{"support": row, "kind": str(row.kind_as_said)} for row in rows]
