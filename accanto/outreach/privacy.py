"""The personal data that this room holds."""

from accanto.privacy.registry import Holding

_TASK = "information and guidance where people are"
_PUBLIC = "GDPR art. 6(1)(e), 9(2)(g); Law 328/2000"
_FIVE = "project's end + 5 years (Reg. (EU) 2021/1060, art. 82)"

HOLDINGS = [
    Holding("outreach.Place", "places visited", _TASK, _PUBLIC, _FIVE, "keep", export=False),
    Holding("outreach.Visit", "which operator was where, on which day", _TASK, _PUBLIC, _FIVE, "keep", export=False),
    Holding("outreach.Encounter", "someone met, named or not; words sealed", _TASK, _PUBLIC, _FIVE, "keep de-identified", sealed=True),
    Holding("outreach.EncounterNeed", "needs heard, by area", _TASK, _PUBLIC, _FIVE, "keep de-identified"),
    Holding("outreach.Given", "what was given at an encounter", _TASK, _PUBLIC, _FIVE, "keep de-identified"),
]  # fmt: skip
