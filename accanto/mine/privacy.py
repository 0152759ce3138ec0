"""The personal data that this room holds."""

from accanto.privacy.registry import Holding

_TASK = "the person's own page"
_PUBLIC = "GDPR art. 6(1)(e), 9(2)(g); Law 328/2000"
_RIGHTS = "GDPR art. 6(1)(c), 12 to 22"
_FIVE = "project's end + 5 years (Reg. (EU) 2021/1060, art. 82)"

HOLDINGS = [
    Holding("mine.Message", "what a person and those who follow them write to each other, and when it was read", _TASK, _PUBLIC, _FIVE, "delete", sealed=True),
    Holding("mine.DataRequest", "what a person asks about their own data, by when, and the answer", "the rights of the person", _RIGHTS, _FIVE, "keep de-identified", sealed=True),
    Holding("mine.DataCopy", "the copy that a person takes along", "the rights of the person", _RIGHTS, "24 hours after it was made", "delete", sealed=True, export=False),
]  # fmt: skip
