"""What an organisation gives to the person of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from accanto.cases.models import Case


class Given:
    """It stays with the organisation that gave it when the case goes on to another: the case is then out of sight."""

    if TYPE_CHECKING:
        case: Case

        @property
        def organisation_id(self) -> UUID: ...

    @property
    def followed_here(self) -> bool:
        """Whether the organisation that gave it follows the case still."""
        return self.case.organisation_id == self.organisation_id
