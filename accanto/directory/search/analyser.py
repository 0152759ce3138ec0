"""One analyser for both engines: a text becomes tokens, the same when indexed and when asked.

A token is a stem with its language's two letters before it ("itavvocat"), so that words of one language
are not taken for another's. Steps: compatibility forms, case and accents away, Arabic letters that people
write in several ways made one, digits made Latin, elisions cut, stop words out, stem.
"""

from __future__ import annotations

import re
import sys
import threading
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import Stemmer

from accanto.directory.search import arabic

#: Languages that have an analyser of their own; the order in which an unknown word is tried.
LANGUAGES = ("it", "en", "fr", "ar", "ro")
DATA = Path(__file__).parent / "data"
#: Longest word that is kept: beyond, nobody types it.
_LONGEST = 40
#: Shortest word whose ending is cut.
_SHORTEST = 4

_SNOWBALL = {"en": "english", "fr": "french", "ro": "romanian"}
_APOSTROPHES = dict.fromkeys(map(ord, "’ʼ‘`´ʹ"), "'")
#: Letters that NFKD does not take apart but people write one for another.
_LETTERS = str.maketrans(
    {"ٱ": "ا", "ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "ـ": None, "ے": "ي", "ھ": "ه"}
) | str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i"})
#: Accents, vowel signs and the like.
_MARKS = dict.fromkeys(code for code in range(sys.maxunicode + 1) if unicodedata.combining(chr(code)))
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_ELISIONS = frozenset(
    [
        "l",
        "un",
        "d",
        "c",
        "s",
        "t",
        "m",
        "n",
        "j",
        "v",
        "qu",
        "dell",
        "all",
        "nell",
        "sull",
        "dall",
        "dagl",
        "coll",
        "quell",
        "quest",
        "bell",
        "sant",
        "tutt",
        "quant",
        "cent",
        "jusqu",
        "lorsqu",
        "puisqu",
        "quoiqu",
        "anch",
        "com",
        "dov",
        "mezz",
    ]
)
_LOCAL = threading.local()


def fold(text: str) -> str:
    """Case, accents and ways of writing the same letter away."""
    plain = text.translate(_APOSTROPHES)
    if plain.isascii():
        return plain.lower()
    return unicodedata.normalize("NFKD", plain).translate(_MARKS).casefold().translate(_LETTERS)


def split(text: str) -> list[str]:
    """Folded words in order, elisions cut off, digits Latin."""
    found = []
    for word in _WORD.findall(fold(text)):
        *before, last = word.split("'")
        found += [part for part in before if part not in _ELISIONS]
        if last:
            found.append(last)
    return [_digits(word)[:_LONGEST] for word in found]


def _digits(word: str) -> str:
    if word.isascii() or not any(c.isdigit() for c in word):
        return word
    return "".join(str(unicodedata.digit(c, c)) for c in word)


@lru_cache(maxsize=1)
def _stop_words() -> dict[str, frozenset[str]]:
    with (DATA / "stopwords.toml").open("rb") as file:
        listed = tomllib.load(file)
    return {language: frozenset(split(words)) for language, words in listed.items()}


def is_stop_word(word: str, language: str) -> bool:
    """`word` is folded."""
    return word in _stop_words().get(language, frozenset())


@dataclass(frozen=True)
class Word:
    """A word of a text: as the vocabulary keeps it, its token, and words that it may be written together with."""

    word: str
    token: str
    within: tuple[str, ...] = ()


@lru_cache(maxsize=20_000)
def read(text: str, language: str) -> tuple[Word, ...]:
    """The words of a text that say something, in order. Names of areas, towns and languages come again and again."""
    return tuple(found for word in split(text) if (found := _word(word, language)) is not None)


@lru_cache(maxsize=200_000)
def _word(word: str, language: str) -> Word | None:
    if is_stop_word(word, language):
        return None
    behind = tuple(arabic.behind_in_text(word)) if language == "ar" else ()
    return Word(bare(word), token(bare(word), language), behind)


@lru_cache(maxsize=200_000)
def token(word: str, language: str) -> str:
    """The token of a folded word."""
    return language + stem(word, language)


def tokens(text: str, language: str) -> list[str]:
    """The tokens of a text in order, without stop words."""
    return [token(word, language) for word in split(text) if not is_stop_word(word, language)]


def bare(word: str) -> str:
    """A folded word without the article written together with it, as the vocabulary keeps it."""
    return arabic.without_article(word)


def stem(word: str, language: str) -> str:
    """The stem of a folded word; words of languages without an analyser, and numbers, are their own."""
    if word[:1].isdigit():
        return word
    if language == "it":
        return italian_stem(word)
    if language == "ar":
        return arabic.stem(word)
    return _stemmer(language).stemWord(word) if language in _SNOWBALL else word


def _stemmer(language: str) -> Stemmer.Stemmer:
    """One a thread: a stemmer keeps a state of its own."""
    held: dict[str, Stemmer.Stemmer] = _LOCAL.__dict__
    if language not in held:
        held[language] = Stemmer.Stemmer(_SNOWBALL[language])
    return held[language]


def italian_stem(word: str) -> str:
    """The final vowel away, and what comes before it where plural and gender change it.

    Snowball's Italian stemmer takes *italiano* to *ital* and *italiana* to *italian*; here all four
    forms meet: italian.
    """
    if len(word) < _SHORTEST:
        return word
    if word.endswith(("he", "hi")) and word[-3] in "cg":
        return word[:-2]
    if word[-1] not in "aeio":
        return word
    base = word[:-1]
    if base.endswith("i") and len(base) >= _SHORTEST:
        return base[:-1]
    return base


def script_language(text: str) -> str:
    """The language that the letters themselves tell: Arabic script is read as Arabic."""
    return "ar" if any("؀" <= c <= "ۿ" for c in text) else ""
