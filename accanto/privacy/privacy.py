"""The personal data of rooms below this one, which may not know the register: accounts."""

from accanto.privacy.registry import Holding

HOLDINGS = [
    Holding("accounts.ApiToken", "which user lets a program write in their name; what for, until when, last used; of the token, a keyed hash and its beginning", "writing to the directory from other systems", "GDPR art. 6(1)(e), 32", "while the user's account exists; useless once it is withdrawn or has lapsed", "delete", export=False),
]  # fmt: skip
