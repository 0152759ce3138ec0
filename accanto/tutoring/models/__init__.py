from accanto.tutoring.models.tutor import Tutor, TutorMember
from accanto.tutoring.models.tutoring import Contact, Tutoring, TutoringPause

__all__ = ["Contact", "Tutor", "TutorMember", "Tutoring", "TutoringPause"]
