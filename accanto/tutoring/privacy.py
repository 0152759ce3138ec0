"""The personal data that this room holds."""

from accanto.privacy.registry import Holding

_TASK = "tutoring for integration"
_FIVE = "project's end + 5 years (Reg. (EU) 2021/1060, art. 82)"

HOLDINGS = [
    Holding("tutoring.Tutor", "name, contacts, limits and motivation of tutors (sealed), kind, gender of a single one, municipality, languages, free times, offers, interests, wishes, dates of their activation", _TASK, "GDPR art. 6(1)(b)", "24 months after the last tie", "delete", sealed=True),
    Holding("tutoring.Tutoring", "who stands beside whom, from when to when; what remains (sealed)", _TASK, "GDPR art. 6(1)(e)", _FIVE, "keep de-identified", sealed=True),
    Holding("tutoring.Contact", "calls, messages and meetings of the two; notes sealed", _TASK, "GDPR art. 6(1)(e)", _FIVE, "keep de-identified", sealed=True),
    Holding("tutoring.TutorMember", "name of each member of a group that tutors (sealed), from when to when", _TASK, "GDPR art. 6(1)(b)", "24 months after the last tie", "delete", sealed=True),
    Holding("tutoring.TutoringPause", "times in which nothing is asked of the two; no reason", _TASK, "GDPR art. 6(1)(e)", _FIVE, "keep de-identified"),
    Holding("tutoring.PartyInvitation", "that one of the two was invited to come in, when and how it ended; address and code sealed, the link only as a hash", "sign-in of the two", "GDPR art. 6(1)(b)", "with the tutoring's account", "delete", sealed=True),
    Holding("tutoring.TutoringAgreement", "what the two agree, version by version (sealed)", _TASK, "GDPR art. 6(1)(e)", _FIVE, "delete", sealed=True),
    Holding("tutoring.AgreementSignature", "who signed which version, when and how; the name as written and who was present (sealed)", _TASK, "GDPR art. 6(1)(e)", _FIVE, "delete", sealed=True),
]  # fmt: skip
