"""The personal data that this room holds."""

from accanto.privacy.registry import Holding

_TASK = "following integration paths in funded projects"
_PUBLIC = "GDPR art. 6(1)(e), 9(2)(g); Law 328/2000"
_FIVE = "project's end + 5 years (Reg. (EU) 2021/1060, art. 82)"

HOLDINGS = [
    Holding("cases.Case", "who follows whom, from when to when, how it ended, and what the project asks of that; the closing note and texts are sealed", _TASK, _PUBLIC, _FIVE, "keep de-identified", sealed=True),
    Holding("cases.Need", "needs by area, and what the project asks of them; words and texts are sealed", _TASK, _PUBLIC, _FIVE, "keep de-identified", sealed=True),
    Holding("cases.Situation", "coded work, home, mobility, Italian, ties, digital skills; what the project asks of its own: codes, numbers and days plain, texts and what the project says sealed", _TASK, _PUBLIC, _FIVE, "keep de-identified", sealed=True),
    Holding("cases.CasePaper", "which papers of the project were given to a person or received, and when", _TASK, _PUBLIC, _FIVE, "keep de-identified"),
    Holding("cases.Assessment", "the scale of autonomy: fifteen areas in steps; health and safety among them, never in a published table", _TASK, _PUBLIC, _FIVE, "keep de-identified"),
    Holding("cases.Referral", "services a person was sent to, and what came of it; notes sealed", _TASK, _PUBLIC, _FIVE, "keep de-identified", sealed=True),
    Holding("cases.Transfer", "which organisation a case was offered to, on what ground, the answer, and what the case said when it went; words and history sealed", _TASK, _PUBLIC, _FIVE, "delete", sealed=True),
    Holding("cases.CaseShare", "who else sees a case, how much of it, until when, on what ground; words sealed", _TASK, _PUBLIC, _FIVE, "delete", sealed=True),
    Holding("cases.Handover", "from which operator to which a case went, with a sealed note", _TASK, _PUBLIC, _FIVE, "keep de-identified", sealed=True),
    Holding("cases.ReferralLink", "that a service was asked for its answer by a link, what was asked and where it was sent; sealed", _TASK, _PUBLIC, _FIVE, "delete", sealed=True),
    Holding("cases.Document", "papers of a case, each an encrypted file under a key of its own; kind, name and note are sealed, its last day is not", _TASK, _PUBLIC, "while the case is open and as long as it is asked for; removed with its key", "delete", sealed=True, files=True),
    Holding("cases.Appointment", "day, hour and kind of appointments, who goes along, whether the person came; place, note and names sealed", _TASK, _PUBLIC, _FIVE, "delete", sealed=True),
    Holding("cases.Task", "what operators have to do for a case, sealed, and by when", _TASK, _PUBLIC, _FIVE, "delete", sealed=True),
]  # fmt: skip
