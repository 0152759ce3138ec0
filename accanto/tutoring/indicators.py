"""The facts that this room offers to evaluation: rows within the actor's reach for figures."""

from __future__ import annotations

from accanto.core.actor import Actor
from accanto.core.scoping import ScopedQuerySet
from accanto.tutoring.models import Contact, Tutoring
from accanto.tutoring.models.tutoring import counted


def tutoring_facts(actor: Actor) -> ScopedQuerySet:
    """Tutorings."""
    return Tutoring.objects.visible_to(actor, "figures.see")


def contact_facts(actor: Actor) -> ScopedQuerySet:
    """Contacts of tutorings."""
    return Contact.objects.visible_to(actor, "figures.see").filter(counted())
