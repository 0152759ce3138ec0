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
    "CalendarLink",
    "Contact",
    "ContactVersion",
    "PrivateWord",
    "Proposal",
    "SharedWord",
    "Tutor",
    "TutorMember",
    "Tutoring",
    "TutoringPause",
    "TutoringSide",
]
