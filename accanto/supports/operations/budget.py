"""The budget of a project for supports, and its lines.

Whoever changes a line, or the whole, holds the budget's row: the lines never add up to more than the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from accanto.cases.operations.case import require_on
from accanto.core import trail
from accanto.core.actor import Actor
from accanto.network.models import Organisation, Project
from accanto.supports.ceilings import said
from accanto.supports.kinds import kinds_of
from accanto.supports.models import BudgetLine, ProjectBudget
from accanto.supports.money import cents, held_of_line


@transaction.atomic
def set_budget(actor: Actor, *, project: Project, amount: Decimal) -> ProjectBudget:
    """Say how much a project has for supports. Raises ValidationError when its lines come to more."""
    actor.require("budgets.edit", project=project)
    budget = _locked(project)
    if budget is None:
        return trail.create(actor, ProjectBudget(project=project, amount=amount), "budget.set")
    lines = _sum_of_lines(project)
    if amount < lines:
        raise ValidationError(
            {"amount": _("The lines come to %(sum)s €: make them smaller first.") % {"sum": said(lines)}}
        )
    return trail.change(actor, budget, "budget.set", amount=amount)


@transaction.atomic
def add_line(
    actor: Actor,
    *,
    project: Project,
    organisation: Organisation,
    name: str,
    amount: Decimal,
    kinds: Sequence[str] = (),
) -> BudgetLine:
    """Give a partner a part of the budget. Raises ValidationError when the budget has no room for it."""
    actor.require("budgets.edit", project=project)
    if not project.partnerships.filter(organisation=organisation).exists():
        raise ValidationError({"organisation": _("This organisation is not a partner of the project.")})
    _require_kinds(project, kinds)
    _require_room(project, amount)
    row = BudgetLine(project=project, organisation=organisation, name=name, amount=amount, kinds=list(kinds))
    return trail.create(actor, row, "budget_line.added")


@transaction.atomic
def change_line(
    actor: Actor, *, line: BudgetLine, name: str, amount: Decimal, kinds: Sequence[str] = ()
) -> BudgetLine:
    """Change a line. Raises ValidationError below what it has promised, and above what the budget has."""
    require_on(actor, "budgets.edit", line)
    _require_kinds(line.project, kinds)
    _require_room(line.project, amount, without=line)
    trail.lock(line)  # after the budget, as everywhere: approvals wait, or we wait for them
    held = held_of_line(line)
    if amount < held:
        raise ValidationError(
            {
                "amount": _("%(sum)s € of this line are promised or paid: it cannot be smaller.")
                % {"sum": said(held)}
            }
        )
    return trail.change(actor, line, "budget_line.changed", name=name, amount=amount, kinds=list(kinds))


def _locked(project: Project) -> ProjectBudget | None:
    budget: ProjectBudget | None = (
        ProjectBudget.objects.unscoped("the budget is kept while a line changes")
        .filter(project=project)
        .first()
    )
    if budget is not None:
        trail.lock(budget)
    return budget


def _sum_of_lines(project: Project, without: BudgetLine | None = None) -> Decimal:
    rows = BudgetLine.objects.unscoped("the lines of all partners add up").filter(project=project)
    if without is not None:
        rows = rows.exclude(pk=without.pk)
    return cents(rows.aggregate(n=Sum("amount"))["n"])


def _require_room(project: Project, amount: Decimal, without: BudgetLine | None = None) -> None:
    budget = _locked(project)
    if budget is None:
        raise ValidationError({"amount": _("Say first how much the project has for supports.")})
    left = budget.amount - _sum_of_lines(project, without)
    if amount > left:
        raise ValidationError(
            {"amount": _("The project's budget has %(left)s € left for this line.") % {"left": said(left)}}
        )


def _require_kinds(project: Project, kinds: Sequence[str]) -> None:
    known = kinds_of(project)
    if any(kind not in known for kind in kinds):
        raise ValidationError({"kinds": _("The project does not know this kind of support.")})
