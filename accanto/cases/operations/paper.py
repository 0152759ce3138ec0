"""Papers of the project, given or received in a case."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.cases.models import Case, CasePaper, Document
from accanto.cases.operations.case import require_on
from accanto.cases.paper_list import papers_of
from accanto.core import trail
from accanto.core.actor import Actor


@transaction.atomic
def settle_paper(
    actor: Actor,
    *,
    case: Case,
    key: str,
    on: date | None = None,
    needed: bool = True,
    document: Document | None = None,
) -> CasePaper:
    """A paper was given or received, or is not needed here. Said again, it is corrected.

    Raises ValidationError for a paper that the project does not have, a day to come, a document of another case.
    """
    require_on(actor, "cases.edit", case)
    if key not in papers_of(case.project):
        raise ValidationError(_("The project has no such paper."))
    day = on or timezone.localdate()
    if day > timezone.localdate():
        raise ValidationError({"on": _("This day is still to come.")})
    if document is not None and document.case_id != case.pk:
        raise ValidationError({"document": _("This document belongs to another case.")})
    state = CasePaper.State.DONE if needed else CasePaper.State.NOT_NEEDED
    values: dict[str, Any] = {
        "state": state,
        "on": day,
        "document": document,
        "version": case.project.version,
    }
    held = case.papers.filter(key=key).first()
    if held is not None:
        return trail.change(actor, held, "paper.settled", **values)
    return trail.create(actor, CasePaper(case=case, key=key, **values), "paper.settled")


def reopen_paper(actor: Actor, *, paper: CasePaper) -> None:
    """It is still to be done after all. A document that it was stays in the case."""
    require_on(actor, "cases.edit", paper.case)
    trail.remove(actor, paper, "paper.reopened")
