"""Who was added by an import and has not been given the notice (GDPR, article 14: within a month)."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from accanto.caseload.models import CaseloadRow
from accanto.core.actor import Actor
from accanto.people.models import NoticeGiven


def untold(actor: Actor, rows: QuerySet[CaseloadRow]) -> QuerySet[CaseloadRow]:
    """Rows of whose person no notice is recorded; whoever was here before is not the import's affair."""
    notices = NoticeGiven.objects.visible_to(actor).filter(person=OuterRef("same_as"))
    added = Q(fate=CaseloadRow.Fate.NEW) | Q(choice=CaseloadRow.Choice.TAKE)
    return rows.filter(added, ~Exists(notices), outcome=CaseloadRow.Outcome.TAKEN)
