"""What the words of a search mean: their tokens in the languages they are of, what means the same, the town
that is named, and the word that was meant where one is misspelt."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db.models import Count, Max, Q
from rapidfuzz import process
from rapidfuzz.distance import OSA

from accanto.core.actor import Actor
from accanto.directory.models import SearchWord, SynonymGroup
from accanto.directory.models.taxonomy import AREAS
from accanto.directory.search import arabic, engine, facts
from accanto.directory.search.analyser import (
    DATA,
    LANGUAGES,
    bare,
    is_stop_word,
    script_language,
    split,
    token,
    tokens,
)
from accanto.network.municipalities import find

#: Words of one search that count.
MOST_WORDS = 12
#: A word that is still being typed is completed from here on; beside others it waits for one letter more.
_PREFIX = 2
#: Words of a town's name, at most: "Santo Stefano Ticino" is three.
_TOWN_WORDS = 5
#: From so many letters on one error is forgiven, and two.
_ONE_ERROR, _TWO_ERRORS = 4, 7
_MOST_SAME = 48
#: Words that are equally near to a misspelt one, and are all looked for.
_MOST_MEANT = 3


@dataclass(frozen=True)
class Term:
    """A word or phrase of the search. `own` are its tokens, `same` those of what means the same."""

    words: tuple[str, ...]
    own: engine.AnyOf
    same: engine.AnyOf = ()
    areas: tuple[str, ...] = ()

    def any_of(self) -> engine.AnyOf:
        concept = tuple((facts.term(AREAS, area),) for area in self.areas)
        return tuple(dict.fromkeys((*self.own, *self.same, *concept)))


@dataclass
class Understood:
    """A text read: its terms, the towns that it may name, and the words put in the place of misspelt ones."""

    terms: list[Term] = field(default_factory=list)
    towns: list[str] = field(default_factory=list)  # ISTAT codes of towns of one name
    town_words: tuple[str, ...] = ()
    corrected: dict[str, str] = field(default_factory=dict)


def understand(actor: Actor, text: str, language: str) -> Understood:
    """Read a text that someone whose language this is has typed. Asks the database two or three times."""
    words = split(text)[:MOST_WORDS]
    found = Understood()
    reading = _Reading(actor, _languages(text, language), words)
    words = [reading.free(word) for word in words]
    words, found.town_words, found.towns = _take_town(words, reading)
    kept = [bare(word) for word in words if not reading.is_noise(word)] or words
    if kept and len(kept[-1]) < _PREFIX + (len(kept) > 1) and not reading.is_word(kept[-1]):
        kept = kept[:-1]
    at = 0
    while at < len(kept):
        taken = reading.phrase(kept, at)
        term = reading.phrase_term(kept[at : at + taken]) if taken else None
        if term is None:
            taken = 1
            term = reading.word_term(kept[at], last=at == len(kept) - 1, found=found)
        found.terms.append(term)
        at += taken
    return found


def as_terms(words: Iterable[str]) -> list[Term]:
    """Words taken as they are, for a town's name that was none."""
    return [Term((word,), ((token(word, "it"),),)) for word in words]


def _languages(text: str, language: str) -> tuple[str, ...]:
    """The languages in which a text is read: what its script says, the reader's, Italian."""
    return tuple(dict.fromkeys(filter(None, (script_language(text), language, "it"))))


def _take_town(words: list[str], reading: _Reading) -> tuple[list[str], tuple[str, ...], list[str]]:
    """The longest run of words that is a town's name: (the other words, its words, codes). A name that is
    a word of the directory as well ("Sale") is taken only where other words stand beside it."""
    for size in range(min(_TOWN_WORDS, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            run = words[start : start + size]
            codes = _towns_called(" ".join(run))
            if codes and not (size == 1 and (reading.is_noise(run[0]) or reading.is_synonym(run[0]))):
                return words[:start] + words[start + size :], tuple(run), codes
    return words, (), []


@lru_cache(maxsize=4096)
def _towns_called(name: str) -> list[str]:
    return [town.istat_code for town in find(name)] or _exonyms().get(name, [])


@lru_cache(maxsize=1)
def _exonyms() -> dict[str, list[str]]:
    with (DATA / "places.toml").open("rb") as file:
        listed = tomllib.load(file)
    return {" ".join(split(name)): [code] for code, names in listed.items() for name in names.split(",")}


class _Reading:
    """Words of one search against the vocabulary and the synonyms."""

    def __init__(self, actor: Actor, languages: tuple[str, ...], words: list[str]) -> None:
        self.actor, self.languages = actor, languages
        self.all_languages = tuple(dict.fromkeys((*languages, *LANGUAGES)))
        self.synonyms = synonyms()
        self.known = self._look_up(words)

    def _look_up(self, words: list[str]) -> dict[str, set[str]]:
        """Token -> languages whose vocabulary has it."""
        wanted = {token(word, language) for word in words for language in LANGUAGES}
        wanted |= {token(rest, "ar") for word in words for rest in arabic.behind(word)}
        rows = SearchWord.objects.visible_to(self.actor).filter(token__in=wanted)
        found: dict[str, set[str]] = {}
        for one, language in rows.values_list("token", "language"):
            found.setdefault(one, set()).add(language)
        return found

    def free(self, word: str) -> str:
        """The word behind "and" or "for", where only that one is known; any other as it is."""
        ways = list(arabic.behind(word))
        if not ways or self._is_concept(word) or _towns_called(word):
            return word
        for rest in ways:
            if self._is_concept(rest) or _towns_called(rest):
                return rest
        whole = self._is_known(word, "ar")
        return word if whole else next((rest for rest in ways if self._is_known(rest, "ar")), word)

    def _is_concept(self, word: str) -> bool:
        return token(word, "ar") in self.synonyms.tokens

    def is_noise(self, word: str) -> bool:
        return any(is_stop_word(word, language) for language in self.languages[:2])

    def is_synonym(self, word: str) -> bool:
        return any((token(word, language),) in self.synonyms.phrases for language in LANGUAGES)

    def is_word(self, word: str) -> bool:
        return any(self._is_known(word, language) for language in self.all_languages)

    def phrase(self, words: list[str], at: int) -> int:
        """How many words from here on are a phrase of the synonyms; 0 for none of two words or more."""
        for size in range(min(self.synonyms.longest, len(words) - at), 1, -1):
            if self._concepts(words[at : at + size]):
                return size
        return 0

    def phrase_term(self, words: list[str]) -> Term:
        own = tuple(tuple(token(word, language) for word in words) for language in self._read_in(words[0]))
        return self._with_same(Term(tuple(words), own))

    def word_term(self, word: str, *, last: bool, found: Understood) -> Term:
        languages = self._languages_of(word)
        if not languages and not (last and self._begins_a_word(word)):
            meant = self._meant(word)
            if meant:
                found.corrected[word] = meant[0]
                return self._corrected(word, meant)
        return self._term(word, languages or self._read_in(word), last=last)

    def _corrected(self, word: str, meant: list[str]) -> Term:
        """Whichever of the nearest words stands beside the others."""
        terms = [self._term(each, self._languages_of(each) or self.languages, last=False) for each in meant]
        own = tuple(dict.fromkeys(phrase for term in terms for phrase in term.own))
        same = tuple(dict.fromkeys(phrase for term in terms for phrase in term.same))
        return Term((word,), own, same, tuple(area for term in terms for area in term.areas))

    def _term(self, word: str, languages: Sequence[str], *, last: bool) -> Term:
        own: list[engine.Phrase] = [(token(word, language),) for language in languages]
        if last and len(word) >= _PREFIX:
            own += [(f"{language}{word}*",) for language in self._read_in(word)]
        return self._with_same(Term((word,), tuple(dict.fromkeys(own))))

    def _read_in(self, word: str) -> tuple[str, ...]:
        """The languages in which a word that is not known is read: those of its script."""
        script = script_language(word)
        return (script,) if script else tuple(one for one in self.languages if one != "ar") or self.languages

    def _languages_of(self, word: str) -> tuple[str, ...]:
        """The reader's languages in which it is a word; if none, any other."""
        known = [language for language in self.all_languages if self._is_known(word, language)]
        return tuple([language for language in known if language in self.languages] or known)

    def _is_known(self, word: str, language: str) -> bool:
        stem = token(word, language)
        return language in self.known.get(stem, ()) or (stem,) in self.synonyms.phrases

    def _concepts(self, words: Sequence[str]) -> tuple[str, ...]:
        """Keys of the concepts of which the words are one phrase; the reader's languages first."""
        for languages in (self.languages, LANGUAGES):
            found: dict[str, None] = {}
            for language in languages:
                phrase = tuple(token(word, language) for word in words)
                found |= dict.fromkeys(self.synonyms.phrases.get(phrase, ()))
            if found:
                return tuple(found)
        return ()

    def _with_same(self, term: Term) -> Term:
        concepts = self._concepts(term.words)
        same: dict[engine.Phrase, None] = {}
        for language in dict.fromkeys((*self.languages, *(phrase[0][:2] for phrase in term.own))):
            for concept in concepts:
                same |= dict.fromkeys(self.synonyms.members.get((concept, language), ()))
        areas = tuple(concept for concept in concepts if concept in self.synonyms.areas)
        others = tuple(phrase for phrase in same if phrase not in term.own)
        return Term(term.words, term.own, others[:_MOST_SAME], areas)

    # --- typing errors ------------------------------------------------------------------------

    def _begins_a_word(self, word: str) -> bool:
        """Whether it may be a word that is still being typed."""
        rows = SearchWord.objects.visible_to(self.actor).filter(language__in=self.languages)
        return rows.filter(word__gte=word, word__lt=word + "\U0010ffff").exists() or any(
            each.startswith(word)
            for language in self.languages
            for each in self.synonyms.words.get(language, ())
        )

    def _meant(self, word: str) -> list[str]:
        """The nearest words, of the reader's language before Italian; empty where none is near."""
        errors = 0 if len(word) < _ONE_ERROR else 1 if len(word) < _TWO_ERRORS else 2
        if not errors:
            return []
        near = Q(length__range=(len(word) - errors, len(word) + errors), language__in=self.languages)
        rows = SearchWord.objects.visible_to(self.actor).filter(near).values_list("word", "language")
        own = (
            (each, language) for language in self.languages for each in self.synonyms.words.get(language, ())
        )
        candidates = [*rows, *own]
        names = [each for each, _language in candidates]
        hits = process.extract(word, names, scorer=OSA.distance, score_cutoff=errors, limit=20)
        ways = sorted((self._farness(word, hit, candidates[hit[2]][1]), hit[0]) for hit in hits)
        return list(dict.fromkeys(name for far, name in ways if far[:2] == ways[0][0][:2]))[:_MOST_MEANT]

    def _farness(self, word: str, hit: tuple[str, float, int], language: str) -> tuple[Any, ...]:
        """Fewest errors, the reader's language, the same first letter, the nearest length."""
        other = hit[0]
        return hit[1], self.languages.index(language), other[:1] != word[:1], abs(len(other) - len(word))


# --- synonyms -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Synonyms:
    """`phrases`: tokens -> keys of concepts; `members`: (concept, language) -> its phrases; `words` by
    language, folded; `tokens`: all that stand in a phrase; `areas`: concepts that are areas of need."""

    phrases: dict[engine.Phrase, tuple[str, ...]]
    members: dict[tuple[str, str], tuple[engine.Phrase, ...]]
    words: dict[str, frozenset[str]]
    tokens: frozenset[str]
    areas: frozenset[str]
    longest: int


_held: tuple[Any, Synonyms] | None = None


def synonyms() -> Synonyms:
    """As the database has them now; read again only when one was changed."""
    global _held  # noqa: PLW0603  one copy for the process
    state = tuple(SynonymGroup.objects.aggregate(Count("id"), Max("updated_at")).values())
    if _held is None or _held[0] != state:
        _held = (state, _read_synonyms())
    return _held[1]


def _read_synonyms() -> Synonyms:
    phrases: dict[engine.Phrase, tuple[str, ...]] = {}
    members: dict[tuple[str, str], tuple[engine.Phrase, ...]] = {}
    words: dict[str, set[str]] = {}
    areas = set()
    for group in SynonymGroup.objects.all():
        listed = [phrase for word in group.listed if (phrase := tuple(tokens(word, group.language)))]
        members[group.key, group.language] = tuple(dict.fromkeys(listed))
        for phrase in listed:
            phrases[phrase] = tuple(dict.fromkeys((*phrases.get(phrase, ()), group.key)))
        said = words.setdefault(group.language, set())
        said.update(bare(word) for text in group.listed for word in split(text))
        if group.area:
            areas.add(group.key)
    return Synonyms(
        phrases,
        members,
        {language: frozenset(found) for language, found in words.items()},
        frozenset(token for phrase in phrases for token in phrase),
        frozenset(areas),
        max(map(len, phrases), default=1),
    )
