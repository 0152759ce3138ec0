from accanto.cases.models.appointment import (
    Along,
    Appointment,
    AppointmentKind,
    AppointmentOutcome,
    Task,
)
from accanto.cases.models.case import Case, CaseOutcome
from accanto.cases.models.document import Document, DocumentKind
from accanto.cases.models.need import Need, Urgency
from accanto.cases.models.referral import IncomingReferral, Referral, ReferralOutcome
from accanto.cases.models.situation import (
    DigitalLevel,
    HousingStatus,
    LabourStatus,
    Mobility,
    Situation,
    SituationMoment,
    SocialTies,
)

__all__ = [
    "Along",
    "Appointment",
    "AppointmentKind",
    "AppointmentOutcome",
    "Case",
    "CaseOutcome",
    "DigitalLevel",
    "Document",
    "DocumentKind",
    "HousingStatus",
    "IncomingReferral",
    "LabourStatus",
    "Mobility",
    "Need",
    "Referral",
    "ReferralOutcome",
    "Situation",
    "SituationMoment",
    "SocialTies",
    "Task",
    "Urgency",
]
