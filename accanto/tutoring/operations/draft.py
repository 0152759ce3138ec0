"""What someone has typed into the public form so far: kept on the server, sealed, for some hours.

A draft is working data of one who has not sent anything yet: it leaves no line in the trail, which is never
forgotten.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accanto.core.scoping import unrecorded
from accanto.core.sealed import keyed_hash, keyed_hashes
from accanto.tutoring import words
from accanto.tutoring.models import TutorDraft

#: A draft opens for so long after the last word, and is removed by the night after a day.
OPEN_FOR = timedelta(hours=6)
KEPT = timedelta(hours=24)
#: Drafts of everyone at once: more, and nobody's disk is filled by whoever asks for them.
MOST_DRAFTS = 2_000
#: Longest text of a field that is kept; what is longer is refused by the form, and comes back with it.
_LONGEST = 20_000
_USE = "tutoring.draft"
_WHY = "a draft belongs to nobody but whoever has its secret"


def find_draft(secret: str) -> TutorDraft | None:
    """The draft of a secret while it is open."""
    if not secret or len(secret) > 100:  # noqa: PLR2004  ours have 43 characters
        return None
    drafts = TutorDraft.objects.unscoped(_WHY).filter(token_hash__in=hashes_of(secret))
    now = timezone.now()
    found: TutorDraft | None = drafts.filter(
        updated_at__gte=now - OPEN_FOR, created_at__gte=now - KEPT
    ).first()
    return found


def hashes_of(secret: str) -> list[str]:
    """What stands in the table for a secret, under every index key there is."""
    return [digest.hex() for digest in keyed_hashes(secret, use=_USE)]


def begin_draft() -> tuple[TutorDraft, str]:
    """A new draft and its secret. Raises ValidationError where too many are open."""
    if TutorDraft.objects.unscoped(_WHY).count() >= MOST_DRAFTS:
        raise ValidationError(words.LATER, code="later")
    secret = secrets.token_urlsafe(32)
    with unrecorded(_WHY):
        draft = TutorDraft(token_hash=keyed_hash(secret, use=_USE).hex())
        draft.save(force_insert=True)
    return draft, secret


@transaction.atomic
def keep_step(draft: TutorDraft, *, step: str, typed: Mapping[str, list[str]]) -> bool:
    """Keep what was typed in one step. False where the draft was sent or thrown away meanwhile."""
    rows = TutorDraft.objects.unscoped(_WHY).select_for_update()
    kept: Any = rows.filter(pk=draft.pk).first()
    if kept is None:
        return False
    content = {name: [value[:_LONGEST] for value in values[:50]] for name, values in typed.items()}
    draft.content = kept.content = {**kept.content, step: content}
    with unrecorded(_WHY):
        kept.save(update_fields=["content", "updated_at"])
    return True


def lock_draft(draft: TutorDraft) -> None:
    """For this transaction: of two tabs that send at once, the second comes after the first."""
    TutorDraft.objects.unscoped(_WHY).select_for_update().filter(pk=draft.pk).first()


def drop_draft(draft: TutorDraft) -> None:
    """Forget it."""
    with unrecorded(_WHY):
        TutorDraft.objects.unscoped(_WHY).filter(pk=draft.pk).delete()


def forget_drafts() -> int:
    """Those of a day ago. Returns how many."""
    before = timezone.now() - KEPT
    with unrecorded(_WHY):
        found, _tables = TutorDraft.objects.unscoped(_WHY).filter(created_at__lt=before).delete()
    return int(found)
