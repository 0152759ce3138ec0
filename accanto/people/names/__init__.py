"""Names across spellings and scripts: normal forms, search keys, likeness. Pure Python, no Django.

Sources: romanisation tables are our own simplification of common usage; OSA and Jaro-Winkler distances
from rapidfuzz. Measured by `accanto bench identity` on a labelled list.
"""

from accanto.people.names.likeness import (
    LIKELY,
    POSSIBLE,
    SAME_NAME,
    Evidence,
    Facts,
    Likeness,
    compare,
    duplicate_score,
    keys_of,
    normalise_document,
    normalise_email,
    normalise_phone,
)
from accanto.people.names.sound import normalise, search_keys, slip_keys, token_keys, tokens

__all__ = [
    "LIKELY",
    "POSSIBLE",
    "SAME_NAME",
    "Evidence",
    "Facts",
    "Likeness",
    "compare",
    "duplicate_score",
    "keys_of",
    "normalise",
    "normalise_document",
    "normalise_email",
    "normalise_phone",
    "search_keys",
    "slip_keys",
    "token_keys",
    "tokens",
]
