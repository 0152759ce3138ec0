"""Words of a plan that its parties read, on the screen and on paper, in the person's language."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def who_word(kind: str) -> str:
    """Who does something."""
    return {
        "person": _("the person"),
        "operator": _("the operator"),
        "tutor": _("the tutor"),
        "service": _("a service"),
        "other": _("someone else"),
        "reception": _("the reception-centre operator"),
        "mediator": _("the cultural mediator"),
        "guardian": _("the guardian"),
    }.get(kind, kind)


def status_word(status: str) -> str:
    """How far a goal or an action is."""
    return {
        "open": _("under way"),
        "reached": _("reached"),
        "partly": _("reached in part"),
        "dropped": _("let go"),
        "todo": _("to do"),
        "done": _("done"),
    }.get(status, status)


def labels() -> dict[str, str]:
    """Every label of the printed plan, in the active language."""
    return {
        "title": _("Individual plan"),
        "code": _("Code"),
        "version": _("Version"),
        "draft": _("Draft, not agreed yet"),
        "date": _("Date"),
        "goals": _("My goals"),
        "by": pgettext("deadline", "by"),
        "who": _("Who"),
        "what": _("What"),
        "when": _("When"),
        "state": _("State"),
        "parties": _("Those who write this plan together"),
        "signature": _("Signature"),
        "agreed": _("Agreed on"),
        "no_actions": _("Nothing decided yet."),
        "page": _("Page"),
        "your_copy": _("This plan belongs to you. You can ask to change it at any time."),
    }
