"""Identifiers: time-ordered UUIDs for rows, short codes that people can read aloud."""

from __future__ import annotations

import secrets
import time
import uuid

# Crockford's base 32: no I, L, O, U, so that a code read over the telephone is not misheard.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def uuid7() -> uuid.UUID:
    """A UUID version 7 (RFC 9562, 5.7): 48 bits of milliseconds, then random bits.

    New rows then land at the end of an index. It tells when a row was made, so it is never used
    as a secret or as a reference that is given to the public.
    """
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & (1 << 48) - 1) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value)


def readable_code(prefix: str, length: int = 7) -> str:
    """A pseudonymous code such as `P-7K3M2QX`: says nothing about whom it stands for.

    Of 34 thousand million: beside 100,000 others, a new one is taken three times in a million.
    """
    return prefix + "-" + "".join(secrets.choice(_ALPHABET) for _ in range(length))
