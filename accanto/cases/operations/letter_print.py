"""A letter printed from a case, and kept there where the operator wants it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accanto.cases.letter_pdf import letter_pdf
from accanto.cases.letters import BLANK, Letter
from accanto.cases.models import Case, CasePaper, DocumentKind
from accanto.cases.operations.case import require_on
from accanto.cases.operations.document import keep_paper
from accanto.cases.operations.paper import settle_paper
from accanto.cases.paper_list import papers_of
from accanto.cases.papers.check import Paper
from accanto.core import trail
from accanto.core.actor import Actor

_PDF = "application/pdf"


def as_printed(body: str, recipient: str) -> str:
    """The words of a letter with the one to whom it goes; a line to fill in where nobody is named."""
    return body.replace("{recipient}", recipient.strip() or BLANK)


@transaction.atomic
def print_letter(
    actor: Actor,
    *,
    case: Case,
    letter: Letter,
    language: str,
    body: str,
    recipient: str = "",
    keep: bool = False,
) -> bytes:
    """The letter as a PDF. Kept, it is a document of the case, and settles the paper that it is."""
    require_on(actor, "cases.edit", case)
    content = letter_pdf(letter, case, language, as_printed(body, recipient))
    trail.note(actor, "letter.printed", case, details={"letter": letter.key, "language": language})
    if keep:
        require_on(actor, "documents.edit", case)
        name = f"{letter.key}-{timezone.localdate().isoformat()}.pdf"
        row = keep_paper(actor, case, Paper(name, _PDF, content, b""), DocumentKind.OTHER)
        settled = set(case.papers.filter(state=CasePaper.State.DONE).values_list("key", flat=True))
        for key, paper in papers_of(case.project).items():
            if paper.get("letter") == letter.key and key not in settled:
                settle_paper(actor, case=case, key=key, document=row)
    return content
