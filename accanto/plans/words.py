"""Words of a plan that its parties read, on the screen and on paper, in the person's language."""

from __future__ import annotations

from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from accanto.core.words import our_language

# What a party may be told when they agree.
CLOSED = gettext_lazy("This plan is closed.")
NEWER = gettext_lazy("There is a newer version: read that one.")
AGREED_ALREADY = gettext_lazy("This party agreed to this version already.")
AGREED_NOW = gettext_lazy("You agreed to this version.")

# What a party proposes for the plan, and is told of it.
PROPOSAL_KINDS = [
    ("goal", gettext_lazy("Something that is wanted: a goal")),
    ("action", gettext_lazy("Something to do: a step")),
    ("remark", gettext_lazy("Something to say: a remark")),
]
PROPOSAL_WAITS = gettext_lazy("Waits for the operator")
PROPOSAL_TAKEN = pgettext_lazy("proposal", "Taken in")
PROPOSAL_DECLINED = gettext_lazy("Not for now")
PROPOSE = gettext_lazy("Add to the plan")
SEND = gettext_lazy("Send to the operator")
SENT = gettext_lazy("Sent. The operator will answer you.")
PROPOSE_WHAT = gettext_lazy("what do you want to add?")
PROPOSE_WORDS = gettext_lazy("write it in your words")
PROPOSE_WORDS_HELP = gettext_lazy("In your own language, if you like.")
PROPOSE_AREA = gettext_lazy("what is it about?")
PROPOSE_GOAL = gettext_lazy("for which goal?")
ANSWERED_ALREADY = gettext_lazy("This was answered already.")
NOT_OF_THIS_PLAN = gettext_lazy("This goal is not in this plan.")
TOO_MANY = gettext_lazy("Many things that you sent still wait for an answer. Please wait for the operator.")
ANSWERED = gettext_lazy("The operator answered you")

# What is said at a goal or a step, and in a review.
COMMENT = gettext_lazy("A comment")
COMMENT_WORDS = gettext_lazy("your comment")
COMMENT_SEND = gettext_lazy("Send")
COMMENT_SENT = gettext_lazy("Everyone in this plan can read it now.")
COMMENT_GONE = gettext_lazy("Your comment is taken back.")
NOTED = gettext_lazy("Noted.")
#: How a goal goes, at a review; what it has become (Goal.Status) is said in the same place.
HOW = {
    "well": gettext_lazy("it goes well"),
    "slowly": gettext_lazy("it goes slowly"),
    "stuck": gettext_lazy("it is stuck"),
}


def reading_languages(code: str) -> list[str]:
    """The languages in which a plan may be read: the reader's, Italian, and the person's."""
    wanted = ((get_language() or "it").split("-")[0], "it", our_language(code))
    return list(dict.fromkeys(filter(None, wanted)))


def who_word(kind: str, *, own: bool = False) -> str:
    """Who does something; `own`: the person is the reader."""
    if own and kind == "person":
        return _("you")
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


def going_word(how: str) -> str:
    """How a goal went at a review: how it goes, or what it has become."""
    return str(HOW[how]) if how in HOW else status_word(how)


def status_word(status: str) -> str:
    """How far a goal is."""
    return {
        "open": _("under way"),
        "reached": _("reached"),
        "partly": _("reached in part"),
        "dropped": _("let go"),
    }.get(status, status)


def action_word(status: str) -> str:
    """How far an action is."""
    return {"todo": _("to do"), "done": _("done"), "dropped": _("not done")}.get(status, status)


def how_word(how: str) -> str:
    """How someone agreed."""
    return {
        "screen": _("on the screen"),
        "paper": _("signed on paper"),
        "spoken": _("said so, before the operator"),
    }.get(how, how)


def field_word(name: str) -> str:
    """What a part of a goal or an action is called, where it is told what changed."""
    return {
        "area": _("Area"),
        "words": _("What I want"),
        "by": _("By when"),
        "state": _("State"),
        "what": _("What"),
        "who": _("Who"),
        "when": _("When"),
        "outcome": _("How it ended"),
    }[name]


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
        "no_words": _("Still to be written together."),
        "page": _("Page"),
        "your_copy": _("This plan belongs to you. You can ask to change it at any time."),
        "unprintable": _("A box stands for each letter that could not be printed: write it by hand."),
    }
