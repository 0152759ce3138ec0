"""Why a plan of someone who needs a guardian goes on without one's yes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.sealed import SealedTextField
from accanto.plans.models.plan import Plan


class WithoutGuardian(Record):
    """Said once for a plan, by who writes it: the guardian is not named yet, the parents are abroad…"""

    scope_parent: ClassVar[str | None] = "plan"

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, related_name="without_guardian")
    reason = SealedTextField(_("why"))
    said_on = models.DateField(_("on"))

    def __str__(self) -> str:
        return "<sealed>"
