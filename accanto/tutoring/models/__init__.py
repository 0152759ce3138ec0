from accanto.tutoring.models.agreement import AgreementSignature, TutoringAgreement
from accanto.tutoring.models.entry import PartyInvitation
from accanto.tutoring.models.tutor import Tutor, TutorMember
from accanto.tutoring.models.tutoring import Contact, Tutoring, TutoringPause

__all__ = [
    "AgreementSignature",
    "Contact",
    "PartyInvitation",
    "Tutor",
    "TutorMember",
    "Tutoring",
    "TutoringAgreement",
    "TutoringPause",
]
