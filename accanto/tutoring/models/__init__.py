from accanto.tutoring.models.application import TutorApplication, TutorDraft, TutorKey
from accanto.tutoring.models.tutor import Tutor, TutorMember
from accanto.tutoring.models.tutoring import Contact, Tutoring, TutoringPause

__all__ = [
    "Contact",
    "Tutor",
    "TutorApplication",
    "TutorDraft",
    "TutorKey",
    "TutorMember",
    "Tutoring",
    "TutoringPause",
]
