"""Documents that a person hands in from their phone, and takes out again."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accanto.cases.operations.document import take_files
from accanto.core import trail, vault
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.mine.models import OwnCase, OwnDocument
from accanto.mine.operations.message import write_message
from accanto.mine.words import CASE_CLOSED, SENT_DOCUMENTS


@transaction.atomic
def hand_in(actor: Actor, *, case: OwnCase, file: Any, words: str = "") -> None:
    """Keep a file of the person's, by the checks that every document passes; the operator is told by a message.

    Raises ValidationError for a file that is not taken, and where nobody follows them any more.
    """
    if not allowed_on(actor, "own.ask", case):
        raise NotAllowed
    if not case.is_open:
        raise ValidationError(CASE_CLOSED)
    _kept, refused = take_files(actor, case=case, files=[file], for_person=True)
    if refused:
        raise ValidationError({"file": refused})
    write_message(actor, case=case, text=f"{SENT_DOCUMENTS} {words}".strip())


def open_own(actor: Actor, *, document: OwnDocument) -> bytes:
    """What a paper of one's own says; leaves an entry. Raises SealBroken where the file does not open."""
    if not allowed_on(actor, "own.see", document):
        raise NotAllowed
    content = vault.read(document.pk, vault.CONTENT, document.file_key)
    trail.note(actor, "document.opened_by_person", document)
    return content
