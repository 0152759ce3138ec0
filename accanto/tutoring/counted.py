"""Which contacts count: the one place that decides, for the cadence, the picture and mutuality alike."""

from __future__ import annotations

from datetime import date
from typing import Any

from accanto.tutoring.models import Tutoring


def counted(contacts: Any) -> Any:
    """Those of these contacts that took place. A state that takes a contact back is left out here."""
    return contacts


def begun(tie: Tutoring) -> list[tuple[date, str]]:
    """(day, Contact.Side) of everything that one of the two began. Proposals of things to do belong here too."""
    return list(counted(tie.contacts.all()).order_by("on").values_list("on", "begun_by"))
