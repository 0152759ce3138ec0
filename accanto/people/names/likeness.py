"""How alike two names are, and how likely two records are one person; with the reasons."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA, JaroWinkler

from accanto.people.names.sound import normalise, search_keys, skeletons, sounded, tokens

#: From here on two names are taken for spellings of one.
SAME_NAME = 0.8
LIKELY, POSSIBLE = 0.85, 0.6


@dataclass(frozen=True)
class Likeness:
    """0 (nothing in common) to 1 (letter by letter), and why: codes such as `same_sound`."""

    score: float
    reasons: tuple[str, ...] = ()


def compare(one: str, other: str) -> Likeness:
    """Compare two full names whatever their order, script or spelling."""
    if not normalise(one) or not normalise(other):
        return Likeness(0.0)
    if normalise(one) == normalise(other):
        return Likeness(1.0, ("same_name",))
    first, second = tokens(one), tokens(other)
    if not first or not second:
        return Likeness(0.0)
    orders = [(first, second)] if len(first) < len(second) else [(second, first)]
    if len(first) == len(second):
        orders.append((first, second))
    return max((_aligned(*order) for order in orders), key=lambda each: (each.score, each.reasons))


def _aligned(shorter: tuple[str, ...], longer: tuple[str, ...]) -> Likeness:
    """Each token of the shorter name beside the likest that is left of the longer."""
    rest, scores, reasons = list(longer), [], set()
    for token in shorter:
        score, reason, best = max((*_alike(token, each), each) for each in rest)
        rest.remove(best)
        scores.append(score)
        reasons.add(reason)
    missing = len(longer) - len(shorter)
    if missing:
        reasons.add("missing_token")
    total = min(scores) * 0.5 + sum(scores) / len(scores) * 0.5 - 0.04 * min(missing, 2)
    if len(shorter) == 1 and missing:
        total = min(total, 0.85)
    reasons.discard("")
    return Likeness(max(0.0, round(total, 3)), tuple(sorted(reasons)))


def _alike(one: str, other: str) -> tuple[float, str]:
    if one == other:
        return 1.0, "same_token"
    same_bones = bool(skeletons(one) & skeletons(other))
    vowels_fit = _vowels(one) == _vowels(other) or "" in (_vowels(one), _vowels(other))
    if same_bones:
        spelling = JaroWinkler.similarity(_plain(one), _plain(other))
        if _contradict(one, other):
            return 0.62, "same_consonants"
        if _gendered(one, other) and min(map(len, (one, other))) > 3 and _short(one):
            return 0.62, "same_sound"  # Karim is not Karima, whatever family name they share
        return max(0.86, spelling) if vowels_fit else 0.7 + 0.25 * spelling, "same_sound"
    if min(len(one), len(other)) >= 5 and OSA.distance(_plain(one), _plain(other)) == 1:
        return (0.84 if one[0] == other[0] else 0.78), "typo"
    return 0.55 * JaroWinkler.similarity(_plain(one), _plain(other)), ""


def _gendered(one: str, other: str) -> bool:
    """Whether one has an a (or ah) at its end where the other has no vowel: a woman's name and a man's."""
    ends = {one.rstrip("h")[-1:], other.rstrip("h")[-1:]}
    return "a" in ends and not ends & {"e", "i", "o", "u", "y", "w"} and len(ends) > 1


#: What a vowel before the last consonant says: Hassan is not Hussein, Mahmoud is not Mohamed.
_HIGH = {"u": "u", "o": "u", "w": "u", "i": "i", "y": "i"}
_LAST = re.compile("([aeiouwy]+)[^aeiouwy][aeiouwy]*$")


def _contradict(one: str, other: str) -> bool:
    first, second = _last_vowel(one), _last_vowel(other)
    if {first[0], second[0]} == {"u", "i"}:
        return True
    return first[0] != second[0] and (first[1] or second[1])


def _last_vowel(token: str) -> tuple[str, bool]:
    """The high vowel before the last consonant ("u", "i" or none), and whether it is surely long."""
    form = re.sub(
        r"(.)\1+",
        r"\1",
        re.sub("kh|gh|th|dh", "k", sounded(token))[1:].replace("oo", "ou").replace("ee", "ei"),
    )
    form = form.rstrip("h")
    found = _LAST.search(form)
    if not found:
        return "", False
    group = found.group(1)
    high = next((_HIGH[letter] for letter in reversed(group) if letter in _HIGH), "")
    return high, bool(re.search("ou|ei|ai|w|y|i", group))


def _short(token: str) -> bool:
    return max(map(len, skeletons(token))) < 5


def _vowels(token: str) -> str:
    return re.sub(r"(.)\1+", r"\1", re.sub("[^aeiou]", "", token[1:]).replace("e", "a").replace("o", "u"))


def _plain(token: str) -> str:
    simple = (
        token.replace("ou", "u").replace("oo", "u").replace("ee", "i").replace("ph", "f").replace("q", "k")
    )
    return re.sub(r"(.)\1+", r"\1", simple)


@dataclass(frozen=True)
class Facts:
    """What is known of a record, for telling whether two are one person."""

    name: str = ""
    also_known_as: str = ""
    year_of_birth: int | None = None
    gender: str = ""
    nationality: str = ""
    phone: str = ""
    email: str = ""
    document: str = ""


@dataclass(frozen=True)
class Evidence:
    """0 to 1, with reasons for and contradictions; `LIKELY` and `POSSIBLE` are the thresholds."""

    score: float
    reasons: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = field(default=())


def keys_of(facts: Facts) -> Iterator[tuple[str, str]]:
    """(kind, key) by which a record with these names and contacts is found; contacts in their normal form."""
    for name in (facts.name, facts.also_known_as):
        for key in search_keys(name):
            yield "name", key
    for kind in ("phone", "email", "document"):
        if value := getattr(facts, kind):
            yield kind, value


_UNSAID = ("", "unknown", "undisclosed")


def duplicate_score(one: Facts, other: Facts) -> Evidence:
    """Weigh names, year, gender, nationality and contacts of two records."""
    reasons: list[str] = []
    against: list[str] = []
    names = max(
        (compare(a, b) for a in (one.name, one.also_known_as) for b in (other.name, other.also_known_as)),
        key=lambda each: each.score,
    )
    score = 0.75 * names.score if names.score >= SAME_NAME else 0.3 * names.score
    if names.score >= SAME_NAME:
        reasons.append("same_name" if "same_name" in names.reasons else "like_name")
    for name, weight in (("document", 0.6), ("phone", 0.3), ("email", 0.3)):
        if getattr(one, name) and getattr(one, name) == getattr(other, name):
            score += weight
            reasons.append(f"same_{name}")
    if one.year_of_birth and other.year_of_birth:
        apart = abs(one.year_of_birth - other.year_of_birth)
        score += 0.2 if apart == 0 else 0.08 if apart == 1 else -0.12 if apart <= 3 else -0.35
        (reasons if apart <= 1 else against).append("same_year" if apart <= 1 else "other_year")
    for name, plus, minus in (("gender", 0.02, 0.4), ("nationality", 0.05, 0.2)):
        a, b = getattr(one, name), getattr(other, name)
        if a in _UNSAID or b in _UNSAID:
            continue
        score += plus if a == b else -minus
        (reasons if a == b else against).append(f"same_{name}" if a == b else f"other_{name}")
    return Evidence(max(0.0, min(1.0, round(score, 3))), tuple(reasons), tuple(against))


def normalise_phone(text: str, default_country: str = "39") -> str:
    """Digits with the country in front, e.g. `39...`; empty when it is not a number."""
    kept = re.sub(r"[^\d+]", "", unicodedata.normalize("NFKC", text))
    digits = re.sub(r"\D", "", kept)
    if len(digits) < 6:
        return ""
    if kept.startswith("+"):
        return digits
    return digits[2:] if digits.startswith("00") else default_country + digits


def normalise_email(text: str) -> str:
    return text.strip().casefold() if "@" in text else ""


def normalise_document(text: str) -> str:
    kept = re.sub(r"[^0-9A-Z]", "", unicodedata.normalize("NFKC", text).upper())
    return kept if len(kept) >= 5 else ""
