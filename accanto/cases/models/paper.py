"""A paper that the project gives to a person or asks of them: that it was done in a case."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.cases.models.case import Case
from accanto.cases.models.document import Document
from accanto.core.models import Record


class CasePaper(Record):
    """Of a paper that is not there yet there is no row. Which papers there are is in the project's definition."""

    class State(models.TextChoices):
        DONE = "done", _("Done")
        NOT_NEEDED = "not_needed", _("Not needed here")

    scope_parent: ClassVar[str | None] = "case"
    trail_kind: ClassVar[str] = "case_paper"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="papers")
    key = models.CharField(_("which paper"), max_length=40)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DONE)
    on = models.DateField(_("on"))
    document = models.ForeignKey(
        Document,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="papers",
        verbose_name=_("document"),
    )
    version = models.PositiveSmallIntegerField(_("answered under version"), default=0)

    class Meta:
        verbose_name = _("paper of the project")
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="paper_once_in_case")]

    def __str__(self) -> str:
        return self.key

    def get_absolute_url(self) -> str:
        return self.case.get_absolute_url()
