"""Answers to a project's own fields, said or corrected after the need was noted or the case closed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accanto.cases.answering import columns_of
from accanto.cases.asked import CLOSURE, NEED
from accanto.cases.models import Case, Need
from accanto.cases.operations.case import require_on
from accanto.core import trail
from accanto.core.actor import Actor


def answer_need(actor: Actor, *, need: Need, answers: Mapping[str, Any]) -> Need:
    """What the project asks of a need, said or corrected afterwards."""
    require_on(actor, "cases.edit", need.case)
    return trail.change(actor, need, "need.answered", **columns_of(need.case.project, NEED, answers, need))


def answer_closure(actor: Actor, *, case: Case, answers: Mapping[str, Any]) -> Case:
    """What the project asks about how a case ended, said or corrected afterwards."""
    require_on(actor, "cases.edit", case)
    if case.is_open:
        raise ValidationError(_("This is asked when the case is closed."))
    return trail.change(actor, case, "case.answered", **columns_of(case.project, CLOSURE, answers, case))
