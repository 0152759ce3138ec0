"""What the person whose it is finds on Today: they have no list of cases."""

from __future__ import annotations

from collections.abc import Iterator

from accanto.core.actor import Actor
from accanto.core.today import TodayItem
from accanto.skills.models import SkillsAssessment
from accanto.skills.words import YOURS, YOURS_SHORT


def items(actor: Actor) -> Iterator[TodayItem]:
    """The newest skills assessment of one's own."""
    if not actor.may("skills.see") or actor.may("skills.edit"):
        return
    own = SkillsAssessment.objects.visible_to(actor).filter(case__person__account=actor.user_id)
    newest = own.first()
    if newest is not None and newest.entries.exists():
        yield TodayItem("skills", YOURS, YOURS_SHORT, newest.get_absolute_url(), None, "info", "it-files")
