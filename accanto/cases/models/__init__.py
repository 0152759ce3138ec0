from accanto.cases.models.assessment import Assessment
from accanto.cases.models.case import Case, CaseOutcome
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
    "Assessment",
    "Case",
    "CaseOutcome",
    "DigitalLevel",
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
    "Urgency",
]
