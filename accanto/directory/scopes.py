"""Who reads which entries: public ones everyone, signed in or not; the others those who work with people."""

from __future__ import annotations

from django.db.models import Q

from accanto.core.actor import NOTHING, Actor
from accanto.core.scoping import RowScope

_READING = ("services.see", "services.see_internal")


def _public(actor: Actor, capability: str, pk_path: str) -> Q:
    """Public rows, for reading alone."""
    prefix = pk_path.removesuffix("pk")
    return Q(**{f"{prefix}visibility": "public"}) if capability in _READING else NOTHING


def _every_row(actor: Actor, capability: str, pk_path: str) -> Q:
    """Every row of a vocabulary, for reading alone."""
    return Q(**{f"{pk_path}__isnull": False}) if capability in _READING else NOTHING


#: Services, organizations, places.
entry_scope = RowScope(see="services.see_internal", extra=_public)
#: Vocabularies: words that everyone reads.
vocabulary_scope = RowScope(see="services.see_internal", extra=_every_row)
