"""The personal data that this room holds."""

from accanto.privacy.registry import Holding

_TASK = "tutoring for integration"
_FIVE = "project's end + 5 years (Reg. (EU) 2021/1060, art. 82)"

HOLDINGS = [
    Holding("tutoring.Tutor", "name, contacts, limits and motivation of tutors (sealed), kind, gender of a single one, municipality, languages, free times, offers, interests, wishes, dates of their activation; pause, suspension and goodbye with what was said (sealed)", _TASK, "GDPR art. 6(1)(b)", "24 months after the last tie", "delete", sealed=True),
    Holding("tutoring.Tutoring", "who stands beside whom, from when to when; what remains (sealed)", _TASK, "GDPR art. 6(1)(e)", _FIVE, "keep de-identified", sealed=True),
    Holding("tutoring.Contact", "calls, messages and meetings of the two; notes sealed", _TASK, "GDPR art. 6(1)(e)", _FIVE, "keep de-identified", sealed=True),
    Holding("tutoring.TutorApplication", "what someone says of themselves who offers to stand beside a person (sealed): name, contacts, languages, free times, offers, wishes, limits, motivation, members of a group; kind, municipality, language of the mails, when they agreed to which notice", _TASK, "GDPR art. 6(1)(a), 6(1)(b)", "unconfirmed: with a telephone number called after 3 days, without deleted after 30; declined, withdrawn, merged: 90 days after; accepted: emptied after 90 days, that they agreed with the tutor", "delete", sealed=True),
    Holding("tutoring.HandedOn", "that a partner handed an offer on: its code, to whom, when; why, where the applicant was not asked (sealed)", _TASK, "GDPR art. 6(1)(a), 6(1)(f)", "90 days", "delete", sealed=True),
    Holding("tutoring.TutorDraft", "what someone has typed into the public form and not sent (sealed)", "nothing that was typed is lost", "GDPR art. 6(1)(b)", "6 hours after the last word; removed in the night after 24 hours", "delete", sealed=True, export=False),
    Holding("tutoring.TutorKey", "keyed hashes of names and contacts of tutors, and of offers not yet answered", "finding that an offer is someone's who is known", "GDPR art. 6(1)(f)", "with the tutor; of an offer until it is answered", "delete", export=False),
    Holding("tutoring.TutorMember", "name of each member of a group that tutors (sealed), from when to when", _TASK, "GDPR art. 6(1)(b)", "24 months after the last tie", "delete", sealed=True),
    Holding("tutoring.TutoringPause", "times in which nothing is asked of the two; no reason", _TASK, "GDPR art. 6(1)(e)", _FIVE, "keep de-identified"),
    Holding("tutoring.CheckIn", "what each of the two says of the tie, each for themselves (a copy of one's data has one's own alone): answers and words sealed, notes of the organisation sealed", _TASK, "GDPR art. 6(1)(e)", _FIVE, "keep de-identified", sealed=True, coded=("answers",)),
    Holding("tutoring.Reminder", "which side was written to in which week, a keyed hash of the address, what was answered with one tap", _TASK, "GDPR art. 6(1)(e)", "12 months", "delete", export=False),
    Holding("tutoring.ReminderStop", "that one side wants no more reminders", _TASK, "GDPR art. 6(1)(e)", _FIVE, "delete"),
    Holding("tutoring.Alert", "that words of one side worry, or that they ask to talk; what about and what was done sealed", _TASK, "GDPR art. 6(1)(e)", _FIVE, "delete", sealed=True, export=False),
    Holding("tutoring.TutorRequest", "that someone waits for a tutor: since when, free times, wishes, interests, what a tutor must help with, how alone they are; a note (sealed)", _TASK, "GDPR art. 6(1)(a)", _FIVE, "keep de-identified", sealed=True),
    Holding("tutoring.Match", "pairs of person and tutor that were held or refused, by whom, what each said, the reasons of the day; words on a refusal (sealed)", _TASK, "GDPR art. 6(1)(a)", _FIVE, "keep de-identified", sealed=True),
    Holding("tutoring.TutoringSide", "how each of the two wishes to be called (sealed), when they last looked at their page", _TASK, "GDPR art. 6(1)(e)", _FIVE, "delete", sealed=True),
    Holding("tutoring.ContactVersion", "what a contact said before the other side corrected it; notes sealed", _TASK, "GDPR art. 6(1)(e)", _FIVE, "keep de-identified", sealed=True),
    Holding("tutoring.Proposal", "what one of the two proposed to do, where and what the other answered (sealed), day, state", _TASK, "GDPR art. 6(1)(e)", _FIVE, "keep de-identified", sealed=True),
    Holding("tutoring.SharedWord", "news, likes, places, stories and answers of the two (sealed), which only they read", _TASK, "GDPR art. 6(1)(e)", "24 months after the tie ended", "delete", sealed=True),
    Holding("tutoring.PrivateWord", "what one of the two told the organisation in private, or that they asked to leave (sealed); who saw it", _TASK, "GDPR art. 6(1)(e)", _FIVE, "delete", sealed=True),
    Holding("tutoring.CalendarLink", "the secret of the address from which a person's calendar reads their planned meetings (sealed)", _TASK, "GDPR art. 6(1)(b)", "until withdrawn", "delete", sealed=True, export=False),
    Holding("tutoring.PairQuestion", "that a side of a pair was asked, when, and what it answered on its own page; words sealed", _TASK, "GDPR art. 6(1)(a)", _FIVE, "keep de-identified", sealed=True),
    Holding("tutoring.PartyInvitation", "that one of the two was invited to come in, when and how it ended; address and code sealed, the link only as a hash", "sign-in of the two", "GDPR art. 6(1)(b)", "with the tutoring's account", "delete", sealed=True),
    Holding("tutoring.TutoringAgreement", "what the two agree, version by version (sealed)", _TASK, "GDPR art. 6(1)(e)", _FIVE, "delete", sealed=True),
    Holding("tutoring.AgreementSignature", "who signed which version, when and how; the name as written and who was present (sealed)", _TASK, "GDPR art. 6(1)(e)", _FIVE, "delete", sealed=True),
    Holding("tutoring.TutoringMember", "who of a group stands beside the person, from when to when", _TASK, "GDPR art. 6(1)(e)", _FIVE, "keep de-identified"),
    Holding("tutoring.Interview", "first talk with a tutor: when, with whom, outcome; place and notes sealed", _TASK, "GDPR art. 6(1)(b)", "24 months after the last tie", "delete", sealed=True),
    Holding("tutoring.TrainingHours", "training that a tutor attended: what, when, how long; who taught (sealed)", _TASK, "GDPR art. 6(1)(b)", "24 months after the last tie", "delete", sealed=True),
    Holding("tutoring.TutorCheck", "that something asked of a tutor was seen, by whom, until when it holds; never the document", _TASK, "GDPR art. 6(1)(b); criminal records: D.Lgs. 39/2014, art. 2", "24 months after the last tie", "delete"),
    Holding("tutoring.TutorPause", "times in which a tutor is not asked; no reason", _TASK, "GDPR art. 6(1)(b)", "24 months after the last tie", "delete"),
    Holding("tutoring.LetterChoice", "whether a manager wants the weekly mail, and of which week the last one went", "work of the organisation", "GDPR art. 6(1)(f)", "as long as the account", "delete"),
]  # fmt: skip
