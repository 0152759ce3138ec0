"""Keeping entries true: stand-in for the operations of the same names."""

from __future__ import annotations

from accanto.core import trail
from accanto.core.actor import Actor, SystemActor
from accanto.directory.models import Feedback, Service

_PUBLIC = SystemActor("public")


def give_feedback(*, service: Service, about: str, text: str = "", language: str = "it") -> Feedback:
    """What someone of the public says of an entry; nothing of who said it."""
    row = Feedback(service=service, about=about, text=text, language=language)
    return trail.create(_PUBLIC, row, "feedback.given")


def see_to_feedback(actor: Actor, *, feedback: Feedback) -> Feedback:
    actor.require("services.edit")
    return trail.change(actor, feedback, "feedback.seen_to", state=Feedback.State.DONE)
