"""Reading a colleague's sheet, which names people, is an act."""

from __future__ import annotations

from accanto.caseload.models import Caseload
from accanto.core import trail
from accanto.core.actor import Actor


def note_look(actor: Actor, batch: Caseload) -> None:
    """Leaves an entry where someone other than the sender opens the rows."""
    if batch.by_id != actor.user_id:
        trail.note(actor, "caseload.looked_at", batch)
