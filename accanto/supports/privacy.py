"""The personal data that this room holds."""

from accanto.privacy.registry import Holding

_TASK = "economic supports, homes and work placements of integration paths"
_PUBLIC = "GDPR art. 6(1)(e), 9(2)(g); Law 328/2000"
_FIVE = "project's end + 5 years (Reg. (EU) 2021/1060, art. 82)"
_TEN = "10 years after the payment (accounts: Civil Code, art. 2220)"

HOLDINGS = [
    Holding("supports.Support", "money asked for, approved, paid, with its receipt; payee, reasons sealed", _TASK, _PUBLIC, _TEN, "keep de-identified", sealed=True),
    Holding("supports.Home", "homes of the projects by municipality; the address and notes are sealed", _TASK, _PUBLIC, _FIVE, "keep", sealed=True, export=False),
    Holding("supports.HomeStay", "who lives in which home, from when to when; notes sealed", _TASK, _PUBLIC, _FIVE, "keep de-identified", sealed=True),
    Holding("supports.Placement", "work placements: employer, hours, allowance, dates, outcome; notes sealed", _TASK, _PUBLIC, _FIVE, "keep de-identified", sealed=True, emptied=("employer", "work")),
]  # fmt: skip
