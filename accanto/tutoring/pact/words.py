"""Words of the agreement and of the way in, read by the two: in five languages."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _


class SignedHow(models.TextChoices):
    """How someone signed."""

    OWN = "own", _("on their own page")
    HERE = "here", _("on the operator's phone")
    PAPER = "paper", _("on paper")


# What the two are told on their way in.
ENTRY_TITLE = _("Welcome")
ENTRY_SUBMIT = _("Come in")
CODE_LABEL = _("the code of six digits")
CODE_HELP = _("The organisation told it to you by voice, or tells you if you call.")
ENTRY_SUBJECT = _("Your invitation to Accanto")
MEMBER_LABEL = _("who of the group")
INVITE_LANGUAGE = _("language of the invitation")
INVITE_EMAIL = _("e-mail address")
INVITE_EMAIL_HELP = _("The link goes there as well. Without one you show the code or send the link yourself.")
CAME_IN = _("You are in.")
TOO_MANY = _("Too many tries from this connection. Wait an hour, or ask the organisation.")

# What the two are told when they sign.
AGREEMENT = _("Our agreement")
NAME_LABEL = _("your name")
NAME_HELP = _("As you write it. It stands on the agreement as your signature.")
I_AGREE = _("I have read it, and I agree")
WAITS = _("Your agreement waits for your signature")
WAITS_TEXT = _("Read it. If it is right, sign.")
SIGN_HERE = _("Sign on this phone")
PRESENT_LABEL = _("who is present")
PRESENT_HELP = _("For example: the operator and the cultural mediator.")
SIGN = _("Sign")
SIGNED = _("You have signed. Thank you.")
SIGNED_ALREADY = _("This side has signed already.")
NEWER = _("There is a newer version: read that one.")
OTHER_TEXT = _("The text was changed while you were reading. Read it again, then sign.")
NOT_PUT = _("This agreement is still being written.")
OVER = _("This tutoring has ended.")
AGREE_FIRST = _("Tick this if you agree. If you do not agree, do not sign: talk to the organisation.")
WRITE_NAME = _("Write your name.")


def wrong_code(left: int) -> str:
    """How many tries are left."""
    return ngettext(
        "This code is not right. You have %(left)s more try.",
        "This code is not right. You have %(left)s more tries.",
        left,
    ) % {"left": left}


def rule_words(rule: dict[str, Any]) -> str:
    """One rule of the cadence as a sentence: {"contact", "at_least", "every"}."""
    count = int(rule["at_least"])
    sentences = {
        ("telephone", "week"): ngettext("A call every week", "%(count)s calls every week", count),
        ("telephone", "month"): ngettext("A call every month", "%(count)s calls every month", count),
        ("message", "week"): ngettext("A message every week", "%(count)s messages every week", count),
        ("message", "month"): ngettext("A message every month", "%(count)s messages every month", count),
        ("meeting", "week"): ngettext("A meeting every week", "%(count)s meetings every week", count),
        ("meeting", "month"): ngettext("A meeting every month", "%(count)s meetings every month", count),
    }
    return sentences[str(rule["contact"]), str(rule["every"])] % {"count": count}


def labels() -> dict[str, str]:
    """Every label of an agreement, on the screen and on paper, in the active language."""
    return {
        "title": gettext("Our agreement"),
        "intro": gettext("We want to know each other and to stand beside each other. This is what we agree."),
        "tutor": gettext("What the tutor offers"),
        "person": gettext("What the person offers"),
        "own_words": gettext("In their own words"),
        "cadence": gettext("How often we are in touch"),
        "duration": gettext("How long"),
        "until": gettext("Until"),
        "open": gettext("With no end. We look at it again on"),
        "ending": gettext("How it ends"),
        "ending_always": gettext(
            "Each of us may stop at any time, and need not say why. A word to the organisation is enough."
        ),
        "version": gettext("Version"),
        "draft": gettext("Draft, not signed"),
        "signature": gettext("Signature"),
        "the_tutor": gettext("The tutor"),
        "the_person": gettext("The person"),
        "signed_on": gettext("signed on"),
        "code": gettext("Code"),
        "organisation": gettext("Organisation"),
        "text_code": gettext("Mark of the text"),
        "unprintable": gettext("A box stands for each letter that could not be printed: write it by hand."),
    }


def part_words() -> dict[str, str]:
    """What changed is named by these."""
    said = labels()
    return {
        "tutor.offers": said["tutor"],
        "tutor.words": said["tutor"] + " · " + said["own_words"],
        "person.offers": said["person"],
        "person.words": said["person"] + " · " + said["own_words"],
        "cadence": said["cadence"],
        "duration": said["duration"],
        "ending": said["ending"],
    }
