from accanto.cases.models.appointment import (
    Along,
    Appointment,
    AppointmentKind,
    AppointmentOutcome,
    Task,
)
from accanto.cases.models.assessment import Assessment
from accanto.cases.models.case import Case, CaseOutcome
from accanto.cases.models.document import Document, DocumentKind
from accanto.cases.models.handover import Handover
from accanto.cases.models.need import Need, Urgency
from accanto.cases.models.paper import CasePaper
from accanto.cases.models.referral import IncomingReferral, Referral, ReferralOutcome
from accanto.cases.models.referral_link import ReferralLink
from accanto.cases.models.share import CaseShare, ShareRole
from accanto.cases.models.situation import (
    DigitalLevel,
    HousingStatus,
    LabourStatus,
    Mobility,
    Situation,
    SituationMoment,
    SocialTies,
)
from accanto.cases.models.transfer import IncomingTransfer, Transfer, TransferState

__all__ = [
    "Along",
    "Appointment",
    "AppointmentKind",
    "AppointmentOutcome",
    "Assessment",
    "Case",
    "CaseOutcome",
    "CasePaper",
    "CaseShare",
    "DigitalLevel",
    "Document",
    "DocumentKind",
    "Handover",
    "HousingStatus",
    "IncomingReferral",
    "IncomingTransfer",
    "LabourStatus",
    "Mobility",
    "Need",
    "Referral",
    "ReferralLink",
    "ReferralOutcome",
    "ShareRole",
    "Situation",
    "SituationMoment",
    "SocialTies",
    "Task",
    "Transfer",
    "TransferState",
    "Urgency",
]
