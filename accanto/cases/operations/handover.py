"""Handing over a colleague's cases, many at once: each goes or stays on its own, and it is said which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accanto.accounts.models import User
from accanto.cases.models import Case
from accanto.cases.operations.case import change_operator
from accanto.core.actor import Actor

#: Cases handed over in one go at most: more are chosen in parts.
MOST = 200


@dataclass(frozen=True)
class Result:
    """One case: handed over, or why not ("" where it went)."""

    case: Case
    why_not: str = ""

    @property
    def went(self) -> bool:
        return not self.why_not


def hand_over_many(actor: Actor, *, cases: Iterable[Case], operator: User, note: str) -> list[Result]:
    """Hand each case over that can be; one that cannot holds up none of the others."""
    return [Result(case, _hand_over(actor, case, operator, note)) for case in cases]


def _hand_over(actor: Actor, case: Case, operator: User, note: str) -> str:
    try:
        with transaction.atomic():
            change_operator(actor, case=case, operator=operator, note=note)
    except ValidationError as error:
        return " ".join(error.messages)
    except PermissionDenied:
        return _("You may see this case, but not change it.")
    return ""
