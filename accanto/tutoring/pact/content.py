"""What an agreement says, as plain data: to keep, to sign, to read in a language, to compare."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.dateparse import parse_date

from accanto.core.words import words_of_day
from accanto.network.models import Project
from accanto.tutoring.offers import Offer, person_offers, tutor_offers
from accanto.tutoring.pact.words import labels, part_words, rule_words

#: Text of a version: {"tutor": {"offers": [{"key", "text": {language: words}}], "words"}, "person": the same,
#: "cadence": [{"contact", "at_least", "every"}], "until": ISO day or "", "review_on": the same, "ending"}.
Content = dict[str, Any]
SIDES = ("tutor", "person")


def compose(
    project: Project,
    *,
    tutor_chosen: Iterable[str],
    tutor_words: str,
    person_chosen: Iterable[str],
    person_words: str,
    cadence: list[dict[str, Any]],
    until: date | None,
    review_on: date | None,
    ending: str,
) -> Content:
    """The text of a version. The lists stand in it in every language, as they are today: what was signed stays."""
    return {
        "tutor": {"offers": _texts(project, tutor_offers, tutor_chosen), "words": tutor_words.strip()},
        "person": {"offers": _texts(project, person_offers, person_chosen), "words": person_words.strip()},
        "cadence": cadence,
        "until": until.isoformat() if until else "",
        "review_on": review_on.isoformat() if review_on else "",
        "ending": ending.strip(),
    }


def _texts(project: Project, offers: Any, chosen: Iterable[str]) -> list[dict[str, Any]]:
    wanted = set(chosen)
    texts: dict[str, dict[str, str]] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            listed: list[Offer] = offers(project)
            for offer in listed:
                if offer.key in wanted:
                    texts.setdefault(offer.key, {})[language] = offer.text
    return [{"key": key, "text": text} for key, text in texts.items()]


def digest_of(content: Content, *, tutoring: Any, number: int) -> str:
    """SHA-256 of the text, and of whose it is: the same text of two others is another agreement."""
    whole = {"content": content, "tutoring": str(tutoring), "number": number}
    return hashlib.sha256(
        json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    ).hexdigest()


def read_out(content: Content, language: str) -> dict[str, Any]:
    """A version in one language: for the page's and the paper's column."""
    with translation.override(language):
        said = labels()
        return {
            "language": language,
            "rtl": language in settings.LANGUAGES_BIDI,
            "labels": said,
            "sides": [
                {
                    "title": said[side],
                    "offers": [_in(offer["text"], language) for offer in content[side]["offers"]],
                    "words": content[side]["words"],
                }
                for side in SIDES
            ],
            "cadence": [rule_words(rule) for rule in content["cadence"]],
            "duration": _duration(content),
            "ending": content["ending"],
        }


def _in(texts: dict[str, str], language: str) -> str:
    return texts.get(language) or texts.get("it") or next(iter(texts.values()), "")


def _duration(content: Content) -> str:
    said = labels()
    word, day = (
        (said["until"], content["until"]) if content["until"] else (said["open"], content["review_on"])
    )
    found = parse_date(day) if day else None
    return f"{word} {words_of_day(found)}" if found else ""


@dataclass(frozen=True)
class Difference:
    """One part that is not as it was: its name, and what it said and says, line by line."""

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def differences(before: Content, after: Content, language: str) -> list[Difference]:
    """What changed between two versions, in a language; empty when and only when the texts are equal."""
    with translation.override(language):
        names, old, new = part_words(), _lines(before, language), _lines(after, language)
    found = [
        Difference(label, tuple(old[name]), tuple(new[name]))
        for name, label in names.items()
        if old[name] != new[name]
    ]
    if not found and before != after:  # the words of a list were changed in a language that is not read here
        found = [Difference(label, (), ()) for name, label in names.items() if name.endswith("offers")]
    return found


def _lines(content: Content, language: str) -> dict[str, list[str]]:
    read = read_out(content, language)
    return {
        "tutor.offers": read["sides"][0]["offers"],
        "tutor.words": [content["tutor"]["words"]] if content["tutor"]["words"] else [],
        "person.offers": read["sides"][1]["offers"],
        "person.words": [content["person"]["words"]] if content["person"]["words"] else [],
        "cadence": read["cadence"],
        "duration": [read["duration"]],
        "ending": [content["ending"]] if content["ending"] else [],
    }


def languages_of(tutoring: Any, reader: str = "") -> list[str]:
    """The columns: Italian, and the person's language where it is one of ours; else the reader's."""
    from accanto.core.words import our_language

    second = our_language(tutoring.case.person.language) or reader or "it"
    return list(dict.fromkeys(("it", second)))
