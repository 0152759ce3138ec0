"""A filter of a list that a user keeps under a name."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.accounts.models.user import User
from accanto.core.actor import Paths
from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.sealed import SealedTextField


class SavedFilter(Record):
    """What its owner chose in the filters of one list: coded choices, never a search for a name."""

    scope: ClassVar[RowScope | None] = RowScope(see="today.see", paths=Paths(own=("user",)))
    trail_kind: ClassVar[str] = "saved_filter"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(_("list"), max_length=60)  # the name of its address
    name = SealedTextField(_("name"))
    query = models.CharField(_("what was chosen"), max_length=500)

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["user", "page", "query"],
                name="saved_filter_once",
                violation_error_message=_("You keep this filter already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        return f"{reverse(self.page)}?{self.query}"
