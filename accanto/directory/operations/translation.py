"""Texts in other languages: written, read, published, and stale when their source changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.directory.models import Location, Organization, Service, Translation
from accanto.directory.operations.bringing import touched
from accanto.directory.operations.entry import reached
from accanto.directory.texts import FIELDS, digest, root_of, source_language

_ACTION = "service.translated"
State = Translation.State


@transaction.atomic
def set_translation(
    actor: Actor, *, entry: Service | Organization | Location, rows: Sequence[dict[str, Any]]
) -> Any:
    """Write texts of a service, an organization or a place.

    Rows: `field`, `language`, `text` (empty: the translation goes), `state`. Who may translate writes
    drafts and asks for reading, also of a text that is published but out of date; who may edit publishes
    as well, and what they write is published unless they say otherwise. A text that is written again, even unchanged, is true to its source as that is now.
    """
    actor.require("services.translate")
    held = {
        (row.field, row.language): row
        for row in Translation.objects.visible_to(actor).filter(**{root_of(entry): entry})
    }
    for row in rows:
        _require_sense(actor, entry, row)
        _write(actor, entry, held.get((row["field"], row["language"])), row)
    return touched(actor, entry) if isinstance(entry, Service) else reached(actor, entry)


def _require_sense(actor: Actor, entry: Any, row: dict[str, Any]) -> None:
    field, language = row["field"], row["language"]
    if field not in FIELDS[root_of(entry)] or language == source_language(entry):
        raise ValidationError({field: _("This is not translated.")})
    if row["text"].strip() and not getattr(entry, field):
        raise ValidationError({field: _("There is no text to translate: write it first.")})
    if row.get("state") == State.PUBLISHED:
        actor.require("services.edit")


def _write(actor: Actor, entry: Any, held: Translation | None, row: dict[str, Any]) -> None:
    text = row["text"].strip()
    if not text:
        if held is not None:
            if held.state == State.PUBLISHED:
                actor.require("services.edit")
            trail.remove(actor, held, _ACTION)
        return
    state = row.get("state") or (State.PUBLISHED if actor.may("services.edit") else State.IN_REVIEW)
    values = {
        "text": text,
        "state": state,
        "source_digest": digest(getattr(entry, row["field"])),
        "by_id": actor.user_id,
        "stale": False,
    }
    if held is None:
        key = {root_of(entry): entry, "field": row["field"], "language": row["language"]}
        trail.create(actor, Translation(**key, **values), _ACTION)
        return
    if held.state == State.PUBLISHED and not held.stale and not actor.may("services.edit"):
        raise ValidationError({row["field"]: _("This text is published: ask an editor to change it.")})
    trail.change(actor, held, _ACTION, **values)
