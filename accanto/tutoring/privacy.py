"""The personal data that this room holds."""

from accanto.privacy.registry import Holding

_TASK = "tutoring for integration"
_FIVE = "project's end + 5 years (Reg. (EU) 2021/1060, art. 82)"

HOLDINGS = [
    Holding("tutoring.Tutor", "name, contacts, limits and motivation of tutors (sealed), kind, gender of a single one, municipality, languages, free times, offers, interests, wishes, dates of their activation", _TASK, "GDPR art. 6(1)(b)", "24 months after the last tie", "delete", sealed=True),
    Holding("tutoring.Tutoring", "who stands beside whom, from when to when; what remains (sealed)", _TASK, "GDPR art. 6(1)(e)", _FIVE, "keep de-identified", sealed=True),
    Holding("tutoring.Contact", "calls, messages and meetings of the two; notes sealed", _TASK, "GDPR art. 6(1)(e)", _FIVE, "keep de-identified", sealed=True),
    Holding("tutoring.TutorApplication", "what someone says of themselves who offers to stand beside a person (sealed): name, contacts, languages, free times, offers, wishes, limits, motivation, members of a group; kind, municipality, language of the mails, when they agreed to which notice", _TASK, "GDPR art. 6(1)(a), 6(1)(b)", "unconfirmed: 30 days; declined, withdrawn, merged: 90 days after; accepted: emptied after 90 days, that they agreed with the tutor", "delete", sealed=True),
    Holding("tutoring.TutorDraft", "what someone has typed into the public form and not sent (sealed)", "nothing that was typed is lost", "GDPR art. 6(1)(b)", "6 hours after the last word; removed in the night after 24 hours", "delete", sealed=True, export=False),
    Holding("tutoring.TutorKey", "keyed hashes of names and contacts of tutors, and of offers not yet answered", "finding that an offer is someone's who is known", "GDPR art. 6(1)(f)", "with the tutor; of an offer until it is answered", "delete", export=False),
    Holding("tutoring.TutorMember", "name of each member of a group that tutors (sealed), from when to when", _TASK, "GDPR art. 6(1)(b)", "24 months after the last tie", "delete", sealed=True),
    Holding("tutoring.TutoringPause", "times in which nothing is asked of the two; no reason", _TASK, "GDPR art. 6(1)(e)", _FIVE, "keep de-identified"),
]  # fmt: skip
