"""What an organisation's sheets mean, remembered for the next one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.core.actor import Paths
from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.sealed import SealedJSONField


class CaseloadMemory(Record):
    """`headings`: {title as compared: field}; `words`: {field: {word as compared: code}}. Sealed: a column taken for
    another may have put a name among them."""

    scope: ClassVar[RowScope | None] = RowScope(
        see="caseload.import", paths=Paths(organisation="organisation")
    )
    trail_kind: ClassVar[str] = "caseload_memory"

    organisation = models.OneToOneField("network.Organisation", on_delete=models.CASCADE, related_name="+")
    headings = SealedJSONField(_("titles of the columns"), default=dict, blank=True)
    words = SealedJSONField(_("words decided"), default=dict, blank=True)

    def __str__(self) -> str:
        return str(self.organisation)
