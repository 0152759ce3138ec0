"""What the engine says in codes and numbers, in words: rules, parts of the points, limits, refusals. For staff."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accanto.core.words import Area, Gender
from accanto.tutoring.large import Run
from accanto.tutoring.models import HowAlone
from accanto.tutoring.words import Interest, time_choices

#: Parts of the points, in the order of the engine.
PARTS: dict[str, Promise] = {
    "language": gettext_lazy("Languages in common"),
    "needs": gettext_lazy("Needs that the tutor helps with"),
    "interests": gettext_lazy("Interests in common"),
    "times": gettext_lazy("Free times in common"),
    "near": gettext_lazy("Near each other"),
}
#: How each part is counted.
COUNTED: dict[str, Promise] = {
    "language": gettext_lazy("one language in common gives half, two give all"),
    "needs": gettext_lazy(
        "the share of the open needs that the tutor helps with; half where none is recorded"
    ),
    "interests": gettext_lazy("three interests in common give all"),
    "times": gettext_lazy("six times of the week in common give all"),
    "near": gettext_lazy("the nearer the more; none where a municipality is not known"),
}
#: A limit that does not hold for a pair, as a sentence.
FAILS: dict[str, Promise] = {
    "active": gettext_lazy("The tutor is having a pause."),
    "province": gettext_lazy("They do not live in the same province, or it is not recorded where."),
    "language": gettext_lazy("No language in common is recorded."),
    "times": gettext_lazy("They have no free time of the week in common."),
    "person_wish": gettext_lazy("The person wishes a tutor of another gender."),
    "tutor_wish": gettext_lazy("The tutor wishes to stand beside someone of another gender."),
    "musts": gettext_lazy("The tutor does not offer help that the person cannot do without."),
    "place": gettext_lazy("They live too far from each other, or it is not recorded where."),
    "excluded": gettext_lazy("The pair was refused, or was together before."),
}
#: What would have to change for a limit to hold, as what one can do about it.
RELAX: dict[str, Promise] = {
    "active": gettext_lazy("a tutor comes back from the pause"),
    "province": gettext_lazy("someone of another province is accepted"),
    "language": gettext_lazy("a language in common is found, or someone who translates at first"),
    "times": gettext_lazy("one of the two frees another time of the week"),
    "person_wish": gettext_lazy("the person accepts a tutor of another gender"),
    "tutor_wish": gettext_lazy("the tutor accepts someone of another gender"),
    "musts": gettext_lazy("what a tutor must help with is done by someone else"),
    "place": gettext_lazy("the distance is overcome, or where they live is recorded"),
    "excluded": gettext_lazy("a refusal is taken back"),
}
#: Why the engine takes an input or a change not at all.
REFUSED: dict[str, Promise] = {
    "no_place": gettext_lazy("This tutor has no place left: every one is taken or held."),
    "locked": gettext_lazy("A tutor is held for this person already."),
    "not_locked": gettext_lazy("This pair is not held any more."),
    "fewer_than_locked": gettext_lazy("More pairs are held with this tutor than they would have places."),
    "unknown_person": gettext_lazy("This person no longer waits for a tutor."),
    "unknown_tutor": gettext_lazy("This tutor is not ready: not met, not trained, or having a pause."),
    "too_large": gettext_lazy("The rules of the project have too many steps for so many persons."),
    "too_many_since": gettext_lazy("Too much has changed at once: open the board again."),
    "not_proven": gettext_lazy("The check of the result has failed."),
    "working": gettext_lazy("The pairs are still being worked out: look again in a moment."),
}
#: How far a large board is.
STEPS: dict[str, Promise] = {
    "asked": gettext_lazy("It is waiting for its turn."),
    "reading": gettext_lazy("Reading who waits and which tutors are free."),
    "solving": gettext_lazy("Looking for the best pairs, and checking them."),
}
_RULES: dict[str, Promise] = {
    "locked_stay": gettext_lazy("Pairs that are held stay."),
    "most_people": gettext_lazy("As many persons as can be have someone beside them."),
    "waiting_longer_than": gettext_lazy("Among them, first whoever waits longer than %(number)s days."),
    "as_alone_as": gettext_lazy("Whoever is alone counts as waiting a step longer: “%(alone)s”."),
    "fewest_below": gettext_lazy("As few pairs as can be below %(number)s points."),
    "at_most_km": gettext_lazy(
        "Both live in the same territory, or at most %(number)s km apart, and as far as the tutor goes."
    ),
    "same_province": gettext_lazy("Both live in the same province."),
}


def rules_in_words(told: Iterable[Sequence[Any]]) -> list[str]:
    """The rules (`Policy.told`) in the order in which they count."""
    said = []
    for code, number in told:
        part = code.removeprefix("points_")
        if part != code:
            said.append(
                _("Most points in all: %(part)s, up to %(number)s (%(how)s).")
                % {"part": str(PARTS[part]).lower(), "number": number, "how": COUNTED[part]}
            )
        else:
            alone = HowAlone(number).label if code == "as_alone_as" else ""
            said.append(str(_RULES[code]) % {"number": number, "alone": alone})
    said.append(_("Then whoever waits longer, then by code: chance decides nothing."))
    return said


def always_asked() -> list[str]:
    """Limits of every pair that are not the project's to choose."""
    return [
        _(
            "A language in common: of the person, those spoken at level A1 or better, and the one they prefer."
        ),
        _("A free time of the week in common, where both said theirs."),
        _("What either wishes about the other's gender; a group meets no such wish."),
        _("Help with what the person cannot do without."),
        _("Not a pair that was refused, nor one that was together before."),
        _("A tutor who was met and trained, is not having a pause, and has a place."),
    ]


def fails_in_words(limits: Iterable[str]) -> list[str]:
    return [str(FAILS[limit]) for limit in limits]


def refused_in_words(code: str) -> str:
    return str(
        REFUSED.get(code) or _("This cannot be worked out: tell whoever looks after the installation.")
    )


def look_in_words(failed: str, made_at: datetime | None, run: Run | None) -> dict[str, Any]:
    """What stands above a board: why there is none, how old it is, how far a new one is (of a large one)."""
    steps = list(STEPS)
    return {
        "failed": refused_in_words(failed) if failed else "",
        "made_at": made_at,
        "run": run,
        "step": STEPS.get(run.state, "") if run else "",
        "step_number": steps.index(run.state) if run and run.state in steps else 0,
    }


def areas_in_words(areas: Iterable[str]) -> list[str]:
    return [str(label) for value, label in Area.choices if value in set(areas)]


def interests_in_words(interests: Iterable[str]) -> list[str]:
    return [str(label) for value, label in Interest.choices if value in set(interests)]


def genders_in_words(genders: Iterable[str]) -> list[str]:
    return [str(label) for value, label in Gender.choices if value in set(genders)]


def times_in_words(times: Iterable[str]) -> list[str]:
    known = set(times)
    return [words for value, words in time_choices() if value in known]


def people_in_words(number: int) -> str:
    """A difference in people with someone beside them."""
    if number == 0:
        return _("As many persons have someone as before.")
    if number > 0:
        return ngettext(
            "%(count)s person more has someone.", "%(count)s persons more have someone.", number
        ) % {"count": number}
    return ngettext(
        "%(count)s person fewer has someone.", "%(count)s persons fewer have someone.", -number
    ) % {"count": -number}


def points_in_words(number: int) -> str:
    if number == 0:
        return _("The points of all pairs together stay the same.")
    if number > 0:
        return ngettext("%(count)s point more in all.", "%(count)s points more in all.", number) % {
            "count": number
        }
    return ngettext("%(count)s point fewer in all.", "%(count)s points fewer in all.", -number) % {
        "count": -number
    }


def days_in_words(days: int) -> str:
    return ngettext("waits for %(count)s day", "waits for %(count)s days", days) % {"count": days}


def wish_choices() -> list[tuple[Any, Any]]:
    """Genders that one can wish for."""
    return [(Gender.FEMALE, _("A woman")), (Gender.MALE, _("A man"))]
