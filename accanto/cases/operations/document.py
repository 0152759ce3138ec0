"""Documents of a case: kept, described, opened, removed, and looked after when their last day comes near."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.accounts.models import User
from accanto.cases.models import Case, Document, DocumentKind
from accanto.cases.models.document import GUARDED
from accanto.cases.operations.case import require_on
from accanto.cases.papers.check import AT_ONCE, NotTaken, Paper, checked
from accanto.core import trail, vault
from accanto.core.actor import Actor
from accanto.people.operations.identity import require_openable

if TYPE_CHECKING:
    from collections.abc import Iterator

#: No document is valid for longer: a year typed wrongly.
_LONGEST = timedelta(days=50 * 366)


def keep_files(actor: Actor, *, case: Case, files: Sequence[Any]) -> tuple[list[Document], list[str]]:
    """Keep those of the files that are well, and say of each other one why not. What they are comes after.

    Each is kept by itself, so that none is lost for another, nor for a field that was filled in wrongly.
    """
    require_on(actor, "documents.edit", case)
    return take_files(actor, case=case, files=files)


def take_files(
    actor: Actor, *, case: Case, files: Sequence[Any], for_person: bool = False
) -> tuple[list[Document], list[str]]:
    """As `keep_files`, for a room that has asked itself whether the actor may: the person hands something in."""
    kept, refused = [], []
    for number, upload in enumerate(files):
        try:
            if number >= AT_ONCE:
                raise NotTaken(_("at most %(most)d files at once") % {"most": AT_ONCE})
            kept.append(keep_paper(actor, case, checked(upload), for_person=for_person))
        except NotTaken as why:
            said = {"file": (upload.name or "")[-60:], "why": str(why)}
            refused.append(_("%(file)s: %(why)s.") % said)
    return kept, refused


@transaction.atomic
def keep_paper(
    actor: Actor,
    case: Case,
    paper: Paper,
    kind: str = DocumentKind.UNSAID,
    *,
    for_person: bool = False,
) -> Document:
    """Keep what was checked, or made here. The caller has asked whether the actor may."""
    row = Document(
        case=case,
        kind=kind,
        guarded=kind in GUARDED,
        name=paper.name,
        file_key=vault.new_key(),
        content_type=paper.content_type,
        size=len(paper.content),
        has_thumbnail=bool(paper.thumbnail),
        for_person=for_person,
        added_by=User.objects.filter(pk=actor.user_id).first(),
    )
    with _file_of(row):
        vault.write(row.pk, vault.CONTENT, paper.content, row.file_key)
        if paper.thumbnail:
            vault.write(row.pk, vault.THUMBNAIL, paper.thumbnail, row.file_key)
        return trail.create(actor, row, "document.added")


@contextmanager
def _file_of(row: Document) -> Iterator[None]:
    """A file without its row is of no use to anyone: it goes where the row does not come."""
    try:
        yield
    except BaseException:
        vault.remove(row.pk)
        raise


@transaction.atomic
def describe_documents(
    actor: Actor,
    *,
    case: Case,
    ids: Iterable[UUID],
    kind: str,
    expires_on: date | None = None,
    note: str = "",
    for_person: bool = False,
) -> list[Document]:
    """Say of documents that were just kept what they are. Raises ValidationError for a day that cannot be."""
    require_on(actor, "documents.edit", case)
    rows = Document.objects.visible_to(actor, "documents.edit").filter(case=case, pk__in=list(ids))
    return [
        change_document(
            actor, document=row, kind=kind, expires_on=expires_on, note=note, for_person=for_person
        )
        for row in rows.filter(added_by=actor.user_id).select_related("case").order_by("id")
    ]


@transaction.atomic
def change_document(
    actor: Actor,
    *,
    document: Document,
    kind: str,
    expires_on: date | None = None,
    note: str = "",
    for_person: bool = False,
) -> Document:
    """What a document is, and until when. Another last day begins the reminders anew."""
    require_on(actor, "documents.edit", document)
    if expires_on is not None and abs(expires_on - timezone.localdate()) > _LONGEST:
        raise ValidationError({"expires_on": _("This day is too far away: look at the year.")})
    anew: dict[str, Any] = {"settled": False, "reminded": None} if expires_on != document.expires_on else {}
    return trail.change(
        actor,
        document,
        "document.described",
        kind=kind,
        guarded=kind in GUARDED,
        expires_on=expires_on,
        note=note,
        for_person=for_person,
        **anew,
    )


def settle_document(actor: Actor, *, document: Document) -> Document:
    """It was renewed, or need not be: nobody is reminded of it any more."""
    require_on(actor, "documents.edit", document)
    return trail.change(actor, document, "document.settled", settled=True)


@transaction.atomic
def remove_document(actor: Actor, *, document: Document, reason: str) -> None:
    """Remove a document for good: with the row goes its key, so that no copy of the file opens any more."""
    require_on(actor, "documents.edit", document)
    row_id = document.pk
    trail.remove(actor, document, "document.removed", reason=reason)
    transaction.on_commit(partial(vault.remove, row_id))


def open_document(actor: Actor, *, document: Document) -> bytes:
    """What a document says; leaves an entry. It may show a name: so who may not open that, must ask first.

    Raises ValidationError where the name may not be opened now, SealBroken where the file does not open.
    """
    require_on(actor, "documents.see", document)
    require_openable(actor, document.case.person)
    content = vault.read(document.pk, vault.CONTENT, document.file_key)
    trail.note(actor, "document.opened", document)
    return content
