"""The personal data that this room holds."""

from accanto.privacy.registry import Holding

_TASK = "taking in the organisation's own register of integration paths"
_PUBLIC = "GDPR art. 6(1)(e), 9(2)(g); Law 328/2000"
_DAYS = "30 days, or until it is finished; the file itself is not kept"

HOLDINGS = [
    Holding("caseload.Caseload", "who took in which spreadsheet, when, for which organisation; its name, titles and words sealed", _TASK, _PUBLIC, "accountability: while the organisation takes part; what it says of people, " + _DAYS, "keep", sealed=True, export=False),
    Holding("caseload.CaseloadRow", "the cells of each row, sealed; which person of ours it may be; what was made of it", _TASK, _PUBLIC, _DAYS, "delete", sealed=True, export=False),
    Holding("caseload.CaseloadMemory", "what titles and words of an organisation's spreadsheets mean, sealed", _TASK, _PUBLIC, "while the organisation takes part", "keep", sealed=True, export=False),
]  # fmt: skip
