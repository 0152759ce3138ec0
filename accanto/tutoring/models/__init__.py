from accanto.tutoring.models.agreement import AgreementSignature, TutoringAgreement
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
from accanto.tutoring.models.tutor import Tutor, TutorMember
from accanto.tutoring.models.tutoring import Contact, Tutoring, TutoringPause

__all__ = [
    "Alert",
    "CheckIn",
    "Contact",
    "Reminder",
    "ReminderStop",
    "Tutor",
    "TutorMember",
    "HowAlone",
    "Match",
    "RefusalReason",
    "TutorRequest",
    "Tutoring",
    "TutoringPause",
    "CalendarLink",
    "ContactVersion",
    "PrivateWord",
    "Proposal",
    "SharedWord",
    "TutoringSide",
    "AgreementSignature",
    "PartyInvitation",
    "TutoringAgreement",
]
