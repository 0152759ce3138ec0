"""A light stemmer for Arabic, and the words that may stand behind a letter written together with them.

Endings and articles go as in light10 (Larkey, Ballesteros, Connell, "Light stemming for Arabic information
retrieval", 2007), repeatedly, because possessives stand behind other endings: *my cards*. Broken plurals meet their
singulars by templates (Goweder, Poesio, De Roeck, "Broken plural detection for Arabic information retrieval",
2004); only those are taken whose singular is nearly always the same. Templates without a rule (kitab, kutub) are
left to the synonyms. Words are folded: alef and its hamzas are one letter, taa marbuta is ه, alef maqsura ي.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

#: With the article: certain, whatever the word.
_ARTICLES = ("وبال", "وكال", "ولل", "وال", "بال", "كال", "فال", "لل", "ال")
#: Endings, the longest first: (ending, letters that must be left).
_ENDINGS = (
    ("هم", 4),
    ("كم", 4),
    ("نا", 4),
    ("ها", 3),
    ("ات", 3),
    ("ان", 3),
    ("ون", 3),
    ("ين", 3),
    ("يه", 3),
    ("ك", 4),
    ("ه", 3),
    ("ت", 3),  # an open taa marbuta, but not of the plural buyut
    ("ي", 3),
    ("ا", 3),
)
#: "and", "for", "with", "so", "like", written together with the next word.
_CLITICS = "ولبفك"
#: Those that stand in texts as often as in searches.
_COMMON_CLITICS = "ولب"
_SHORTEST = 3
_LONG = "اوي"


def stem(word: str) -> str:
    """The stem of a folded word."""
    return _singular(_without_endings(without_article(word)))


def without_article(word: str) -> str:
    for article in _ARTICLES:
        left = len(word) - len(article)
        if word.startswith(article) and left >= (2 if article == "ال" else _SHORTEST):
            return without_article(word[len(article) :])
    return word


def _without_endings(word: str) -> str:
    while True:
        if word.endswith("ء"):
            if len(word) > _SHORTEST + 1 and word[-2] == "ا":
                return word  # a template of broken plurals
            word = word[:-1]
        for ending, left in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= left and word[-2:] != "وت":
                word = word[: -len(ending)]
                break
        else:
            break
    # Of a short word the feminine ending stays, in one spelling: shaqqa, shaqqati.
    return word[:-1] + "ت" if len(word) == _SHORTEST and word[-1] == "ه" else word


def _singular(word: str) -> str:
    """Of a broken plural, the stem of its singular; any other word itself."""
    if word.endswith("اء"):
        return _of_people(word[:-2])
    template = _TEMPLATES.get(len(word))
    return template(word) if template else word


def _of_people(base: str) -> str:
    """fuqara', atibba', asdiqa' -> faqir, tabib, sadiq."""
    if len(base) == _SHORTEST and base[0] == "ا":
        return f"{base[1:]}ي{base[2]}"
    if len(base) == _SHORTEST + 1 and base[0] == "ا":
        base = base[1:]
    if len(base) == _SHORTEST:
        return f"{base[:2]}ي{base[2]}"
    return base + "ا"


def _four(word: str) -> str:
    """durus -> dars, huquq -> haqq."""
    first, second, third, last = list(word)
    if third != "و" or second in _LONG[:2]:
        return word
    return first + second + (last if last != second else "")


def _five(word: str) -> str:
    first, second, third, fourth, last = list(word)
    if third == "ا":
        if fourth == "ي":
            return f"{first}{second}ي{last}"  # watha'iq -> wathiqa
        if second == "و" and first != "م":
            return f"{first}ا{fourth}{last}"  # shawari' -> shari'
        return f"{first}{second}{fourth}{last}"  # madaris -> madrasa, ajanib -> ajnabi
    if first == "ا" and fourth == "ا":
        return f"{second}{third}{last}"  # atfal -> tifl
    return word


def _six(word: str) -> str:
    """tasarih -> tasrih, mashari' -> mashru'."""
    if word[2] != "ا" or word[4] != "ي":
        return word
    return f"{word[:2]}{word[3]}{'و' if word[0] == 'م' else 'ي'}{word[5]}"


_TEMPLATES: dict[int, Callable[[str], str]] = {4: _four, 5: _five, 6: _six}


def behind(word: str, clitics: str = _CLITICS) -> Iterator[str]:
    """Words that may stand behind a conjunction or preposition written together with them: *li-rukhsa*. What
    begins with لل may be the article, or a word that begins with ل: *lil-lugha*."""
    if word.startswith("لل") and len(word) > _SHORTEST + 1:
        yield word[1:]
        return
    for _each in range(2):
        if word[:1] not in clitics or len(word) <= _SHORTEST or without_article(word) != word:
            return
        word = word[1:]
        yield word


def behind_in_text(word: str) -> Iterator[str]:
    """Of those, the ones for which a text is found as well."""
    return behind(word, _COMMON_CLITICS)
