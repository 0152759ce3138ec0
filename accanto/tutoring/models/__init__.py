from accanto.tutoring.models.activation import (
    AskedCheck,
    Interview,
    InterviewOutcome,
    LetterChoice,
    TrainingHours,
    TutorCheck,
    TutorPause,
)
from accanto.tutoring.models.agreement import AgreementSignature, TutoringAgreement
from accanto.tutoring.models.application import HandedOn, TutorApplication, TutorDraft, TutorKey
from accanto.tutoring.models.asked import PairQuestion
from accanto.tutoring.models.checkin import Alert, CheckIn, Reminder, ReminderStop
from accanto.tutoring.models.entry import PartyInvitation
from accanto.tutoring.models.match import Match, RefusalReason
from accanto.tutoring.models.request import HowAlone, TutorRequest
from accanto.tutoring.models.shared import (
    CalendarLink,
    ContactVersion,
    PrivateWord,
    Proposal,
    SharedWord,
    TutoringSide,
)
from accanto.tutoring.models.tutor import Tutor, TutorLeft, TutorMember
from accanto.tutoring.models.tutoring import Contact, Tutoring, TutoringMember, TutoringPause

__all__ = [
    "AgreementSignature",
    "Alert",
    "AskedCheck",
    "CalendarLink",
    "CheckIn",
    "Contact",
    "ContactVersion",
    "HandedOn",
    "HowAlone",
    "Interview",
    "InterviewOutcome",
    "LetterChoice",
    "Match",
    "PairQuestion",
    "PartyInvitation",
    "PrivateWord",
    "Proposal",
    "RefusalReason",
    "Reminder",
    "ReminderStop",
    "SharedWord",
    "TrainingHours",
    "Tutor",
    "TutorApplication",
    "TutorCheck",
    "TutorDraft",
    "TutorKey",
    "TutorLeft",
    "TutorMember",
    "TutorPause",
    "TutorRequest",
    "Tutoring",
    "TutoringAgreement",
    "TutoringMember",
    "TutoringPause",
    "TutoringSide",
]
