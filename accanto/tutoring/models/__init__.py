from accanto.tutoring.models.activation import (
    AskedCheck,
    Interview,
    InterviewOutcome,
    LetterChoice,
    TrainingHours,
    TutorCheck,
    TutorPause,
)
from accanto.tutoring.models.tutor import Tutor, TutorLeft, TutorMember
from accanto.tutoring.models.tutoring import Contact, Tutoring, TutoringMember, TutoringPause

__all__ = [
    "AskedCheck",
    "Contact",
    "Interview",
    "InterviewOutcome",
    "LetterChoice",
    "TrainingHours",
    "Tutor",
    "TutorCheck",
    "TutorLeft",
    "TutorMember",
    "TutorPause",
    "Tutoring",
    "TutoringMember",
    "TutoringPause",
]
