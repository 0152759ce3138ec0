from accanto.tutoring.models.tutor import Tutor, TutorKind
from accanto.tutoring.models.tutoring import Contact, ContactKind, Tutoring, TutoringEnd

__all__ = ["Contact", "ContactKind", "Tutor", "TutorKind", "Tutoring", "TutoringEnd"]
