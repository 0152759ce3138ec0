from accanto.tutoring.models.match import Match, RefusalReason
from accanto.tutoring.models.request import HowAlone, TutorRequest
from accanto.tutoring.models.tutor import Tutor, TutorMember
from accanto.tutoring.models.tutoring import Contact, Tutoring, TutoringPause

__all__ = [
    "Contact",
    "HowAlone",
    "Match",
    "RefusalReason",
    "Tutor",
    "TutorMember",
    "TutorRequest",
    "Tutoring",
    "TutoringPause",
]
