"""The personal data that this room holds."""

from accanto.privacy.registry import Holding

_TASK = "tutoring for integration"
_FIVE = "project's end + 5 years (Reg. (EU) 2021/1060, art. 82)"

HOLDINGS = [
    Holding("tutoring.Tutor", "name and contacts of tutors (sealed), kind, languages, dates of their activation", _TASK, "GDPR art. 6(1)(b)", "24 months after the last tie", "delete", sealed=True),
    Holding("tutoring.Tutoring", "who stands beside whom, from when to when; what remains (sealed)", _TASK, "GDPR art. 6(1)(e)", _FIVE, "keep de-identified", sealed=True),
    Holding("tutoring.Contact", "calls, messages and meetings of the two; notes sealed", _TASK, "GDPR art. 6(1)(e)", _FIVE, "keep de-identified", sealed=True),
]  # fmt: skip
