"""Letters of other scripts in Latin ones: enough to compare names, not to write them well.

Vowels matter little: Arabic and its relatives leave most of them out, and spellings differ in them.
"""

from __future__ import annotations

import unicodedata

_ARABIC = {
    "ا": "a", "أ": "a", "إ": "a", "آ": "a", "ٱ": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h",
    "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "dh", "ط": "t",
    "ظ": "dh", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h",
    "و": "w", "ي": "y", "ى": "a", "ة": "a", "ء": "", "ؤ": "w", "ئ": "y", "پ": "p", "چ": "ch", "ژ": "zh",
    "گ": "g", "ک": "k", "ی": "y", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ں": "n", "ہ": "h", "ھ": "h", "ے": "e",
    "ۀ": "h", "ځ": "z", "څ": "s", "ډ": "d", "ړ": "r", "ږ": "g", "ښ": "kh", "ګ": "g", "ڼ": "n", "ې": "e", "ۍ": "y",
}  # fmt: skip
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ye", "ё": "yo", "ж": "zh",
    "з": "z", "и": "i", "і": "i", "ї": "yi", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o",
    "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "sh", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
_GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k",
    "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t",
    "υ": "y", "φ": "f", "χ": "kh", "ψ": "ps", "ω": "o",
}  # fmt: skip
_GEORGIAN = dict(
    zip(
        "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
        [
            "a",
            "b",
            "g",
            "d",
            "e",
            "v",
            "z",
            "t",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "zh",
            "r",
            "s",
            "t",
            "u",
            "p",
            "k",
            "gh",
            "q",
            "sh",
            "ch",
            "ts",
            "dz",
            "ts",
            "ch",
            "kh",
            "j",
            "h",
        ],
        strict=True,
    )
)
#: Latin letters that decomposition does not reach.
_LATIN = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ɓ": "b",
    "ɗ": "d", "ŋ": "ng", "ɲ": "ny", "ɛ": "e", "ɔ": "o", "ə": "e", "ħ": "h",
}  # fmt: skip
_TABLE = {**_ARABIC, **_CYRILLIC, **_GREEK, **_GEORGIAN, **_LATIN}

#: With an h behind them, these are read as one sound.
_BEFORE_H = frozenset("cdgkpstz")

#: Scripts whose letters say their sound in their Unicode name ("BENGALI LETTER KA", "ETHIOPIC SYLLABLE MAA").
_NAMED = ("ETHIOPIC SYLLABLE", "BENGALI", "DEVANAGARI", "GURMUKHI", "TAMIL", "SINHALA", "GUJARATI", "TELUGU")


def romanise(text: str) -> str:
    """A token in small Latin letters. What has no sound known here is left out."""
    found = ""
    for letter in text:
        sound = _letter(letter)
        # Two letters, not one sound: in زهرة it is z and h, and no zh.
        apart = sound == "h" and not letter.isascii() and found[-1:] in _BEFORE_H
        found += f"a{sound}" if apart else sound
    return found


def _letter(letter: str) -> str:
    if letter.isascii():
        return letter if letter.isalnum() else ""
    if letter in _TABLE:
        return _TABLE[letter]
    name = unicodedata.name(letter, "")
    if name.startswith(_NAMED):
        if "VIRAMA" in name or "SIGN" in name and "VOWEL" not in name:
            return (
                "n"
                if "ANUSVARA" in name or "CANDRABINDU" in name or "BINDI" in name or "TIPPI" in name
                else ""
            )
        return name.rsplit(" ", 1)[1].lower()
    return ""
