"""The personal data that this room holds."""

from accanto.privacy.registry import Holding

_TASK = "tutoring for integration"
_FIVE = "project's end + 5 years (Reg. (EU) 2021/1060, art. 82)"

HOLDINGS = [
    Holding("tutoring.Tutor", "name, contacts, limits and motivation of tutors (sealed), kind, gender of a single one, municipality, languages, free times, offers, interests, wishes, dates of their activation; pause, suspension and goodbye with what was said (sealed)", _TASK, "GDPR art. 6(1)(b)", "24 months after the last tie", "delete", sealed=True),
    Holding("tutoring.Tutoring", "who stands beside whom, from when to when; what remains (sealed)", _TASK, "GDPR art. 6(1)(e)", _FIVE, "keep de-identified", sealed=True),
    Holding("tutoring.Contact", "calls, messages and meetings of the two; notes sealed", _TASK, "GDPR art. 6(1)(e)", _FIVE, "keep de-identified", sealed=True),
    Holding("tutoring.TutorMember", "name of each member of a group that tutors (sealed), from when to when", _TASK, "GDPR art. 6(1)(b)", "24 months after the last tie", "delete", sealed=True),
    Holding("tutoring.TutoringPause", "times in which nothing is asked of the two; no reason", _TASK, "GDPR art. 6(1)(e)", _FIVE, "keep de-identified"),
    Holding("tutoring.TutoringMember", "who of a group stands beside the person, from when to when", _TASK, "GDPR art. 6(1)(e)", _FIVE, "keep de-identified"),
    Holding("tutoring.Interview", "first talk with a tutor: when, with whom, outcome; place and notes sealed", _TASK, "GDPR art. 6(1)(b)", "24 months after the last tie", "delete", sealed=True),
    Holding("tutoring.TrainingHours", "training that a tutor attended: what, when, how long", _TASK, "GDPR art. 6(1)(b)", "24 months after the last tie", "delete"),
    Holding("tutoring.TutorCheck", "that something asked of a tutor was seen, by whom, until when it holds; never the document", _TASK, "GDPR art. 6(1)(b); criminal records: D.Lgs. 39/2014, art. 2", "24 months after the last tie", "delete"),
    Holding("tutoring.TutorPause", "times in which a tutor is not asked; no reason", _TASK, "GDPR art. 6(1)(b)", "24 months after the last tie", "delete"),
    Holding("tutoring.LetterChoice", "whether a manager wants the weekly mail", "work of the organisation", "GDPR art. 6(1)(f)", "as long as the account", "delete"),
]  # fmt: skip
