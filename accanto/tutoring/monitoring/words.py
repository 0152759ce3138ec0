"""Words of a tie's rhythm that the two read: states, reminders, check-ins, the last word. In five languages."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Rhythm(models.IntegerChoices):
    """How a tie stands, the most worrying last: lists are sorted by it."""

    RESTING = 0, _("Nothing is asked now")
    ON_TRACK = 1, _("On track")
    DUE = 2, _("A contact is due")
    LATE = 3, _("A little late")
    LAPSED = 4, _("Silent for a while")


class Answer(models.TextChoices):
    """What one tap in a reminder says."""

    TALKED = "talked", _("We talked")
    MET = "met", _("We met")
    NOT_THIS_WEEK = "not_this_week", _("Not this week")
    PAUSE = "pause", _("I want a pause")
    ORGANISATION = "organisation", _("I want to talk to the organisation")
    STOP = "stop", _("No more reminders")


#: What each answer does, said before the one button.
ANSWER_MEANS: dict[str, Any] = {
    Answer.TALKED: _("We write down that you two talked or wrote to each other today."),
    Answer.MET: _("We write down that you two met today."),
    Answer.NOT_THIS_WEEK: _("Nothing is asked of you two this week."),
    Answer.PAUSE: _("Nothing is asked of you two for four weeks. You can be in touch all the same."),
    Answer.ORGANISATION: _(
        "Someone from the organisation will call you. The other person does not see this."
    ),
    Answer.STOP: _("We send you no more reminders."),
}
ANSWER_THANKS: dict[str, Any] = {
    Answer.TALKED: _("Good! It is written down."),
    Answer.MET: _("Good! It is written down."),
    Answer.NOT_THIS_WEEK: _("That is fine. Until next week."),
    Answer.PAUSE: _("That is fine. Your pause has begun."),
    Answer.ORGANISATION: _("Thank you for telling us. Someone will call you soon."),
    Answer.STOP: _("You will get no more reminders."),
}
#: Titles and buttons of those pages.
ANSWER_TITLE = _("Your answer")
LINK_GONE = _("This link no longer works")
THANKS = _("Thank you")
CONFIRM = _("Yes, that is right")

REMINDER_SUBJECT = _("A word this week?")
MEETING_SUBJECT = _("A meeting this month?")
CHECK_IN_SUBJECT = _("Two minutes: how is it going?")

#: The six purposes as someone would say them. A project's own words are used for purposes that are not here.
PURPOSES: dict[str, Any] = {
    "exchange": _("We both learn something from each other."),
    "emotional": _("If one of us is sad or worried, we can talk about it."),
    "knowledge": _("We get to know the town and how things work here."),
    "practical": _("If there is a practical problem, there is someone to ask."),
    "voice": _("We do things with other people too, and they see what we can do."),
    "reciprocity": _("Both of us give and both of us receive."),
}
#: The five points, the least first, and the right not to say.
POINTS: tuple[tuple[int, Any], ...] = (
    (1, pgettext_lazy("how true it is", "Not at all")),
    (2, pgettext_lazy("how true it is", "A little")),
    (3, pgettext_lazy("how true it is", "Partly")),
    (4, pgettext_lazy("how true it is", "Mostly")),
    (5, pgettext_lazy("how true it is", "Completely")),
)
NOT_SAID = (0, _("I would rather not say"))

CHECK_IN_TITLE = _("How is it going?")
CHECK_IN_LEAD = _("Two minutes. How true is each sentence for you now?")
CHECK_IN_PRIVATE = _("Only the organisation reads your answers. The other person never sees them.")
CHECK_IN_WORDS = _("Do you want to tell us something?")
CHECK_IN_WORDS_HELP = _("You can write in your language. You can leave it empty.")
CHECK_IN_SEND = _("Send")
CHECK_IN_THANKS = _("Thank you. Your answers have arrived.")
CHECK_IN_EMPTY = _("Write something, or close this page: you need not answer.")
LAST_WORD_TITLE = _("A last word")
LAST_WORD_LEAD = _("The time with the project is over. What the two of you have is yours.")
LAST_WORD_ASK = _("What remains with you of this time?")
CHECK_IN_CLOSED = _("You have answered already. Thank you.")
#: What the cadence asks, by period.
CALL: dict[str, Any] = {
    "week": _("Call or write this week"),
    "fortnight": _("Call or write in these two weeks"),
    "month": _("Call or write this month"),
    "quarter": _("Call or write in these three months"),
}
MEET: dict[str, Any] = {
    "week": _("Meet this week"),
    "fortnight": _("Meet in these two weeks"),
    "month": _("Meet this month"),
    "quarter": _("Meet in these three months"),
}
#: On Today.
TODAY_CHECK_IN = _("Two minutes: how is it going?")
TODAY_LAST_WORD = _("A last word, if you like")
TODAY_PRIVATE = _("The other person does not see it.")
