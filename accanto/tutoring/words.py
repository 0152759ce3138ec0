"""Words of tutoring that the two, and whoever offers to be beside someone, read: in five languages."""

from __future__ import annotations

from typing import Any

from babel.dates import get_day_names
from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from accanto.core.words import Area


class TutorKind(models.TextChoices):
    CITIZEN = "citizen", _("Single citizen")
    FRIENDS = "friends", _("Group of friends")
    FAMILY = "family", _("Family")
    ASSOCIATION = "association", _("Association")
    COOPERATIVE = "cooperative", _("Social cooperative")
    CLUB = "club", _("Club")
    SPORTS_CLUB = "sports_club", _("Sports club")
    PARISH = "parish", _("Parish")
    SCOUTS = "scouts", _("Scout group")

    @property
    def is_group(self) -> bool:
        """More than one: with a contact person, and members."""
        return self is not TutorKind.CITIZEN


class TutoredBy(models.TextChoices):
    """Who a project's tutors are, by its definition: said where it takes no offers, too."""

    TERRITORY = "territory", _("Tutors are people and groups of the territory.")
    PROJECT = "project", _("Tutors are part of the project's own team.")
    OPERATOR = "operator", _("The operator who follows the person is their tutor.")
    NOBODY = "nobody", _("This project has no tutors.")

    @property
    def has_own(self) -> bool:
        """Whether someone may be kept as a tutor of the project."""
        return self in (TutoredBy.TERRITORY, TutoredBy.PROJECT)


class ApplicationState(models.TextChoices):
    """What has become of an offer to stand beside someone."""

    UNCONFIRMED = "unconfirmed", _("The e-mail address is not confirmed")
    TO_CALL = "to_call", _("To be called")
    WAITING = "waiting", _("Waits for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    MERGED = "merged", _("Made one with another")

    @classmethod
    def waiting(cls) -> tuple[ApplicationState, ...]:
        """Those that wait for the organisation."""
        return (cls.WAITING, cls.TO_CALL)

    @classmethod
    def undecided(cls) -> tuple[ApplicationState, ...]:
        """Those that the applicant may still withdraw."""
        return (cls.UNCONFIRMED, *cls.waiting())


class TutoringEnd(models.TextChoices):
    GOES_ON = "goes_on", _("It goes on by itself, as a friendship")
    AS_AGREED = "as_agreed", _("Ended as agreed")
    MOVED = "moved", _("One of the two moved")
    TUTOR = "tutor", _("The tutor stopped")
    PERSON = "person", _("The person stopped")
    NOT_STARTED = "not_started", _("It never really began")


class ContactKind(models.TextChoices):
    TELEPHONE = "telephone", _("Telephone call")
    MESSAGE = "message", _("Message")
    MEETING = "meeting", _("Meeting")


class Interest(models.TextChoices):
    """What people like to do: what two have in common, they begin with."""

    FOOTBALL = "football", _("Football")
    SPORT = "sport", _("Other sports")
    WALKS = "walks", _("Walks and nature")
    COOKING = "cooking", _("Cooking and eating together")
    MUSIC = "music", _("Music and dance")
    FILMS = "films", _("Films and television")
    READING = "reading", _("Books and languages")
    CRAFTS = "crafts", _("Sewing and making things")
    GARDEN = "garden", _("Gardens and animals")
    CHILDREN = "children", _("Playing with children")
    GAMES = "games", _("Cards and games")
    TECHNOLOGY = "technology", _("Computers and telephones")
    PLACES = "places", _("Towns, museums, trips")
    HELPING = "helping", _("Helping others")


#: Offers that projects have in common: where a project's own file has no words in the reader's language, or
#: no list at all, these are read. Key -> words, kind, areas of need that it answers.
TUTOR_OFFERS: dict[str, tuple[Any, str, tuple[Area, ...]]] = {
    "invitations": (
        _("Invite to parties, meetings, games, family days"),
        "relational",
        (Area.SOCIAL,),
    ),
    "contact_and_meeting": (_("A call every week and a meeting every month"), "relational", (Area.SOCIAL,)),
    "places_and_stories": (_("Show places, people and stories I love"), "relational", (Area.SOCIAL,)),
    "convivial_moments": (_("Organise meals, trips and outings"), "relational", (Area.SOCIAL,)),
    "italian_conversation": (_("Talk in Italian"), "practical", (Area.LANGUAGES,)),
    "home_search": (_("Help to look for a home"), "practical", (Area.HOUSING,)),
    "driving_licence": (_("Help to study for the driving licence"), "practical", (Area.MOBILITY,)),
    "papers": (
        _("Read difficult papers together: bank, bills, contracts"),
        "practical",
        (Area.MONEY, Area.LEGAL),
    ),
    "home_and_work": (
        _("Help with home and work: lifts, children"),
        "practical",
        (Area.FAMILY, Area.EMPLOYMENT),
    ),
}
PERSON_OFFERS: dict[str, Any] = {
    "news": _("Tell my news: work, health, decisions"),
    "preferences": _("Say what I like and what I do not like"),
    "suggestions": _("Suggest things to do together"),
    "contact_and_meeting": _("A call every week and a meeting every month"),
    "places_and_stories": _("Show places, people and stories I love"),
}

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PARTS = ("morning", "afternoon", "evening")
#: The times of a week, from Monday morning to Sunday evening: "mon_morning" and so on.
TIMES = tuple(f"{day}_{part}" for day in DAYS for part in PARTS)


def part_words() -> dict[str, str]:
    """Parts of a day, in the reader's language."""
    return {"morning": gettext("morning"), "afternoon": gettext("afternoon"), "evening": gettext("evening")}


def day_words() -> dict[str, str]:
    """Days of the week from Monday, in the reader's language."""
    names = get_day_names("wide", "stand-alone", get_language() or "it")
    return {day: names[number] for number, day in enumerate(DAYS)}


def time_choices() -> list[tuple[str, str]]:
    """Each time of the week and its words in the reader's language, weeks from Monday."""
    parts = part_words()
    return [
        (f"{day}_{part}", gettext("%(day)s, %(part)s") % {"day": name, "part": parts[part]})
        for day, name in day_words().items()
        for part in PARTS
    ]


def interest_choices() -> list[tuple[str, str]]:
    return [(str(value), str(label)) for value, label in Interest.choices]


class Side(models.TextChoices):
    """One of the two."""

    TUTOR = "tutor", _("The tutor")
    PERSON = "person", _("The person")

    @property
    def other(self) -> Side:
        """The one whom this one meets."""
        return Side.PERSON if self is Side.TUTOR else Side.TUTOR


class BegunBy(models.TextChoices):
    """Who began a contact."""

    TUTOR = "tutor", Side.TUTOR.label
    PERSON = "person", Side.PERSON.label
    BOTH = "both", _("Both together")
    UNKNOWN = "unknown", _("Not recorded")


class ContactState(models.TextChoices):
    """What the other of the two says of a contact that one noted."""

    NOTED = "noted", _("Noted by one")
    CONFIRMED = "confirmed", _("Confirmed")
    AMENDED = "amended", _("Corrected")
    WITHDRAWN = "withdrawn", _("Taken back")


class ProposalState(models.TextChoices):
    OPEN = "open", _("Waits for an answer")
    ACCEPTED = "accepted", _("Agreed")
    DECLINED = "declined", _("No, thanks")
    DONE = "done", _("Done together")
    WITHDRAWN = "withdrawn", _("Taken back")


class WordKind(models.TextChoices):
    """What one of the two tells the other."""

    NEWS = "news", _("News")
    LIKE = "like", _("I like")
    DISLIKE = "dislike", _("I do not like")
    PLACE = "place", _("A place that matters to me")
    STORY = "story", _("A story")
    ANSWER = "answer", _("Answer")


class PrivateKind(models.TextChoices):
    WORD = "word", _("A private word")
    LEAVE = "leave", _("Asks to end the tutoring")


class PairAnswer(models.TextChoices):
    """What one of the two says to being introduced."""

    YES = "yes", _("Yes, gladly")
    TALK = "talk", _("I would like to talk first")
    NO = "no", _("No, thank you")


#: What the two are told when something cannot be done: read in their own language.
HAS_ENDED = _("The tutoring has ended. You can read this page, but not write on it.")
DAY_TO_COME = _("This day is still to come.")
DAY_PAST = _("This day is past. Choose today or a later day.")
DAY_TOO_FAR = _("Choose a day within the next year.")
NOT_TOGETHER = _("The two were not beside each other on this day.")
TAKEN_BACK = _("This was taken back.")
NOT_YOURS = _("Only the one who wrote this can do that.")
NOT_YOUR_TURN = _("Now the other one answers.")
ALREADY_ANSWERED = _("This has an answer already. Look again at the page.")
ALREADY_CONFIRMED = _("The other one has said yes to this already. If something is wrong, correct it.")
WRITE_SOMETHING = _("Write a few words.")
END_IS_PAST = _("Choose a later day.")
NOT_OF_GROUP = _("Choose someone who is in the group now.")
ANOTHER_BESIDE = _("Someone else of the group stands beside this person. Ask the organisation to change it.")
ASKED_NO_MORE = _("This question is over. You need not do anything.")
ASKED_TITLE = _("Would you like to know someone?")
ASKED_TEXT = _("Look, and say what you think. You can say no.")
CHOOSE_ANSWER = _("Choose one of the answers.")
HAVING_A_PAUSE = _("You are having a pause already.")

#: How one of the two is called while they have not said how.
NOT_SAID = {Side.TUTOR: _("your tutor"), Side.PERSON: _("the person beside you")}
#: The text that an applicant agrees to; a change of what it says is a new version.
NOTICE_VERSION = "2026-12"
LATER = _("Many people are writing to us now. What you wrote is still here: please send it again in an hour.")
CONFIRM_OFFER = _("Please confirm: you want to stand beside someone")
OFFER_ANSWERED = _("Your offer to stand beside someone")
OFFER_HANDED_ON = _("Another organisation answers your offer")
CONTACT_NEEDED = _("Write a telephone number or an e-mail address: we answer you there.")
DECIDED_ALREADY = _("Someone has decided on this already.")
