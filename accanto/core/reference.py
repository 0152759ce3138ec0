"""Languages and countries by code, named and sorted in the reader's language.

Names come from CLDR through Babel; languages that CLDR does not name in one of the five languages
of the product have labels here. Codes: languages ISO 639-3 ("ita"), countries ISO 3166-1 alpha-2
("SN") with three that it lacks: XK Kosovo, XXA stateless, XXX nationality undetermined.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from babel import Locale
from babel.core import UnknownLocaleError
from iso639 import Language, LanguageNotFoundError

#: Languages much spoken by people whom projects meet, absent from CLDR in some of it, en, fr, ar, ro.
OWN_LANGUAGES: dict[str, dict[str, str]] = {
    "prs": {"it": "dari", "en": "Dari", "fr": "dari", "ar": "الدرية", "ro": "dari"},
    "pnb": {
        "it": "punjabi occidentale",
        "en": "Western Punjabi",
        "fr": "pendjabi occidental",
        "ar": "البنجابية الغربية",
        "ro": "punjabi de vest",
    },
    "mnk": {"it": "mandinka", "en": "Mandinka", "fr": "mandinka", "ar": "الماندنكا", "ro": "mandinka"},
    "kmr": {
        "it": "curdo kurmanji",
        "en": "Kurmanji Kurdish",
        "fr": "kurde kurmandji",
        "ar": "الكردية الكرمانجية",
        "ro": "kurdă kurmanji",
    },
    "ckb": {
        "it": "curdo sorani",
        "en": "Sorani Kurdish",
        "fr": "kurde sorani",
        "ar": "الكردية السورانية",
        "ro": "kurdă sorani",
    },
    "diq": {"it": "zazaki", "en": "Zazaki", "fr": "zazaki", "ar": "الزازاكية", "ro": "zazaki"},
    "bci": {"it": "baulé", "en": "Baoulé", "fr": "baoulé", "ar": "الباولي", "ro": "baoulé"},
    "kri": {"it": "krio", "en": "Krio", "fr": "krio", "ar": "الكريو", "ro": "krio"},
    "bin": {
        "it": "edo (bini)",
        "en": "Edo (Bini)",
        "fr": "édo (bini)",
        "ar": "الإيدو (بيني)",
        "ro": "edo (bini)",
    },
    "vai": {"it": "vai", "en": "Vai", "fr": "vaï", "ar": "الفاي", "ro": "vai"},
    "fuf": {"it": "pular", "en": "Pular", "fr": "pular", "ar": "البولار", "ro": "pular"},
    "haz": {"it": "hazaragi", "en": "Hazaragi", "fr": "hazaragi", "ar": "الهزارجية", "ro": "hazaragi"},
    "syl": {"it": "sylheti", "en": "Sylheti", "fr": "sylheti", "ar": "السيلهيتية", "ro": "sylheti"},
    "skr": {"it": "saraiki", "en": "Saraiki", "fr": "saraiki", "ar": "السرائيكية", "ro": "saraiki"},
    "emk": {
        "it": "malinké orientale",
        "en": "Eastern Maninka",
        "fr": "malinké oriental",
        "ar": "المانينكا الشرقية",
        "ro": "malinke de est",
    },
    "mey": {
        "it": "arabo hassaniyya",
        "en": "Hassaniya Arabic",
        "fr": "arabe hassanya",
        "ar": "العربية الحسانية",
        "ro": "arabă hassaniya",
    },
    "apc": {
        "it": "arabo levantino",
        "en": "Levantine Arabic",
        "fr": "arabe levantin",
        "ar": "العربية الشامية",
        "ro": "arabă levantină",
    },
    "arz": {
        "it": "arabo egiziano",
        "en": "Egyptian Arabic",
        "fr": "arabe égyptien",
        "ar": "العربية المصرية",
        "ro": "arabă egipteană",
    },
    "ary": {
        "it": "arabo marocchino",
        "en": "Moroccan Arabic",
        "fr": "arabe marocain",
        "ar": "العربية المغربية",
        "ro": "arabă marocană",
    },
    "aeb": {
        "it": "arabo tunisino",
        "en": "Tunisian Arabic",
        "fr": "arabe tunisien",
        "ar": "العربية التونسية",
        "ro": "arabă tunisiană",
    },
    "rif": {"it": "rifano", "en": "Riffian", "fr": "rifain", "ar": "الريفية", "ro": "rifană"},
}

STATELESS = "XXA"
UNDETERMINED = "XXX"
OWN_COUNTRIES: dict[str, dict[str, str]] = {
    STATELESS: {"it": "Apolide", "en": "Stateless", "fr": "Apatride", "ar": "عديم الجنسية", "ro": "Apatrid"},
    UNDETERMINED: {
        "it": "Cittadinanza non determinata",
        "en": "Nationality undetermined",
        "fr": "Nationalité indéterminée",
        "ar": "جنسية غير محددة",
        "ro": "Cetățenie nedeterminată",
    },
}

#: Two-letter codes of CLDR that are no country of ISO 3166-1: groups, test codes, reserved ones.
_NOT_COUNTRIES = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
)

_MEMBER_STATES = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    ]
)
#: Territories whose people are citizens of a member state: Danish, Finnish, French, Dutch.
_OF_MEMBER_STATES = frozenset(
    [
        "FO",
        "GL",
        "AX",
        "BL",
        "GF",
        "GP",
        "MF",
        "MQ",
        "NC",
        "PF",
        "PM",
        "RE",
        "TF",
        "WF",
        "YT",
        "AW",
        "BQ",
        "CW",
        "SX",
    ]
)


@lru_cache(maxsize=16)
def languages(locale: str) -> tuple[tuple[str, str], ...]:
    """(ISO 639-3 code, name) of every living language that CLDR or we can name, sorted by name."""
    codes = set(_cldr_languages()) | set(OWN_LANGUAGES)
    named = [(code, _capital(language_name(code, locale))) for code in codes]
    return tuple(sorted(named, key=lambda pair: _collated(pair[1])))


def language_name(code: str, locale: str) -> str:
    """The name of a language, as it is written inside a sentence. An unknown code is given back."""
    own = OWN_LANGUAGES.get(code)
    if own:
        return own.get(_short(locale), own["en"])
    key = _cldr_languages().get(code)
    if key is None:
        return _registered_name(code)
    places = (_locale(locale), Locale("it"), Locale("en"))
    return next(str(place.languages[key]) for place in places if key in place.languages)


def two_letters(code: str) -> str:
    """ISO 639-1 of an ISO 639-3 code, by which other lists name their languages; empty where there is none."""
    language = _registered(code) if len(code) == 3 else None  # noqa: PLR2004
    return language.part1 or "" if language else ""


@lru_cache(maxsize=16)
def countries(locale: str) -> tuple[tuple[str, str], ...]:
    """(code, name) of every country, sorted by name; stateless and undetermined stand at the end."""
    known = map(str, Locale("en").territories)
    codes = [c for c in known if len(c) == 2 and c.isalpha() and c not in _NOT_COUNTRIES]
    named = sorted(((c, country_name(c, locale)) for c in codes), key=lambda pair: _collated(pair[1]))
    return tuple(named + [(code, country_name(code, locale)) for code in OWN_COUNTRIES])


def country_name(code: str, locale: str) -> str:
    """The name of a country, or of having none. An unknown code is given back."""
    own = OWN_COUNTRIES.get(code)
    if own:
        return own.get(_short(locale), own["en"])
    return str(_locale(locale).territories.get(code, code))


def is_third_country(code: str) -> bool | None:
    """Whether a person of this nationality is a third-country national; None where none is recorded.

    Reg. (EU) 2021/1147, art. 2(11): whoever is no citizen of the Union, stateless persons and persons
    of undetermined nationality included. A citizen of Norway or of Switzerland is one, therefore.
    """
    if not code:
        return None
    return code not in _MEMBER_STATES and code not in _OF_MEMBER_STATES


@lru_cache(maxsize=1)
def _cldr_languages() -> dict[str, str]:
    """ISO 639-3 code -> CLDR's key, of living languages; where two keys meet, CLDR's shorter one."""
    found: dict[str, str] = {}
    for key in sorted(Locale("en").languages, key=len):
        if "_" in key:
            continue
        language = _registered(key)
        if language is not None and language.type == "L" and language.part3:
            found.setdefault(language.part3, key)
    return found


def _registered(key: str) -> Language | None:
    try:
        return Language.from_part1(key) if len(key) == 2 else Language.from_part3(key)
    except LanguageNotFoundError:
        return None


def _registered_name(code: str) -> str:
    language = _registered(code) if len(code) == 3 else None
    return language.name if language else code


def _short(locale: str) -> str:
    return locale.replace("_", "-").split("-")[0].lower()


@lru_cache(maxsize=32)
def _locale(locale: str) -> Locale:
    try:
        return Locale.parse(_short(locale))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _collated(text: str) -> str:
    """A key by which Étiopie stands beside Etiopia, not after Zambia."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
