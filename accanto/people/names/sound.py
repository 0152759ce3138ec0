"""From a name to its tokens, and from a token to keys that are equal for its spellings.

Only equality can be asked of keyed hashes, so variants must meet in an equal key: Mohamed, Muhammad,
Mohammed and محمد are all `mhmd`. Keys are generous; `compare` decides on the few that come back.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from accanto.people.names.scripts import romanise

MAX_NAME = 300
_INVISIBLE = re.compile(
    "[\u0000-\u001f\u007f\u00ad\u061c\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_APOSTROPHES = re.compile("['’ʼʻ`´ʿʾ]")
#: Particles that some write and others leave out: they never decide.
_PARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "ar",
        "as",
        "an",
        "ad",
        "at",
        "bin",
        "ben",
        "ibn",
        "bint",
        "bent",
        "ould",
        "wuld",
        "uld",
        "oul",
        "mint",
        "abu",
        "abou",
        "abi",
        "um",
        "umm",
        "de",
        "di",
        "da",
        "del",
        "della",
        "dos",
        "van",
        "von",
        "ال",
        "بن",
        "ابن",
        "بنت",
        "ولد",
        "ابو",
        "أبو",
        "ام",
        "أم",
    ]
)
_SERVANT = re.compile(r"^(abd|abdu|abdul|abdel|abdal|abdou|abdoul|abder|abdur|abdus|abdes|عبد)$")

#: "Nur al-Din", "Nour Eddine" and نور الدين are Noureddine: one name.
_OF_FAITH = re.compile(r"(?<=\w) (?:(?:[aeu][ld] ?d?|[aeu]d)(?:in|ine|een)|الدين)\b")


def normalise(text: str) -> str:
    """Small letters without accents, invisible signs, apostrophes and double spaces. Idempotent."""
    text = _INVISIBLE.sub("", text[:MAX_NAME])
    text = unicodedata.normalize("NFKC", text).casefold()
    text = "".join(sign for sign in unicodedata.normalize("NFD", text) if not _is_accent(sign))
    text = _APOSTROPHES.sub("", unicodedata.normalize("NFC", text))
    return " ".join("".join(sign if _counts(sign) else " " for sign in text).split())


def _counts(sign: str) -> bool:
    """Letters, marks (vowels of Indic scripts) and digits; everything else separates."""
    return unicodedata.category(sign)[0] in "LMN"


def _is_accent(sign: str) -> bool:
    """Combining marks of Latin, Greek, Cyrillic and Arabic; those of Indic scripts are vowels and stay."""
    return unicodedata.category(sign) == "Mn" and (sign < "\u0900" or sign >= "\u1ab0")


@lru_cache(maxsize=4096)
def tokens(name: str) -> tuple[str, ...]:
    """The words of a name that count: articles and particles gone, `Abd al-Rahman` in one."""
    words = _OF_FAITH.sub("din", normalise(name)).split(" ")
    found: list[str] = []
    servant = ""
    for word in map(_without_article, words):
        if _SERVANT.match(word):
            servant = "abd"
        elif servant and word and word not in _PARTICLES:
            found.append(servant + romanise(word))
            servant = ""
        elif word and word not in _PARTICLES:
            found.append(romanise(word))
    if servant:
        found.append(servant)
    counted = tuple(word for word in found if word)
    return counted or tuple(word for word in map(romanise, words) if word)


def _without_article(word: str) -> str:
    if word.startswith("ال") and len(word) > 4:
        return word[2:]
    return word


_RULES = (
    (re.compile(r"^(h)?(mc)"), "mk"),
    (re.compile(r"^di(?=[aeou])"), "j"),  # Diallo, Jallow
    (re.compile(r"^ou(?=[aei])"), "w"),  # Ouattara, Wattara
    (re.compile("dzh|dj|zh"), "j"),
    (re.compile("tsch|tch|sch|sh|ch|ts"), "s"),
    (re.compile("ph"), "f"),
    (re.compile("gh"), "g"),
    (re.compile("ck|q"), "k"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("c"), "k"),
    (re.compile("x"), "ks"),
)
_VARIANTS = (("kh", "k", "h"), ("th", "t", "s"), ("dh", "d", "z"))


def sounded(token: str) -> str:
    """The token with one letter for each sound that is written in several ways."""
    for rule, sound in _RULES:
        token = rule.sub(sound, token)
    return token


@lru_cache(maxsize=16384)
def skeletons(token: str) -> frozenset[str]:
    """The consonants of a token, in each way its letters may be meant. At most eight."""
    forms = {sounded(token)}
    for written, first, second in _VARIANTS:
        forms = {form.replace(written, sound) for form in forms for sound in (first, second)}
    return frozenset(_bones(form) for form in forms)


def _bones(form: str) -> str:
    first, rest = form[:1], form[1:]
    start = "a" if first in "aeiou" else first
    bones = start + re.sub("[aeiouwy]", "", rest)
    bones = re.sub(r"(.)\1+", r"\1", bones)
    if len(bones) > 2:
        bones = bones.rstrip("h") or bones
    if bones.startswith("abdl") and len(bones) > 4:
        bones = "abd" + bones[4:]  # Abdelrahman, Abdurrahman; but Abdallah
    return re.sub(r"(.)\1+", r"\1", bones)


def search_keys(name: str) -> frozenset[str]:
    """The keys under which a name is stored: `s:` sounds, and `d:` sounds with one letter less."""
    keys: set[str] = set()
    for token in tokens(name):
        keys |= token_keys(token) | slip_keys(token)
    return frozenset(keys)


def token_keys(token: str) -> frozenset[str]:
    """What a token of a query must have in common with a name."""
    return frozenset(f"s:{bones}" for bones in skeletons(token) if bones)


def slip_keys(token: str) -> frozenset[str]:
    """For typing errors: the sounds with one consonant left out, and the whole."""
    bones = max(skeletons(token), key=lambda form: (len(form), form), default="")
    if len(bones) < 4:
        return frozenset()
    shorter = {bones[:place] + bones[place + 1 :] for place in range(1, len(bones))}
    return frozenset(f"d:{form}" for form in {*shorter, bones})
