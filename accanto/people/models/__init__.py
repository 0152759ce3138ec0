from accanto.people.models.duplicate import DuplicateVerdict, Merge
from accanto.people.models.erasure import Erasure
from accanto.people.models.guardianship import STAND_IN_LAW, GuardianKind, Guardianship
from accanto.people.models.household import Household, HouseholdMember, Relation
from accanto.people.models.identity import Identity, IdentityOpening, Likeness, SearchKey
from accanto.people.models.notice import Channel, Consent, ConsentPurpose, NoticeGiven
from accanto.people.models.person import Involvement, LanguageSkill, Person
from accanto.people.models.protection import PermitState, Protection, ProtectionKind
from accanto.people.models.school import SchoolKind, SchoolStep, SchoolYear, StepKind, StepState

__all__ = [
    "STAND_IN_LAW",
    "Channel",
    "Consent",
    "ConsentPurpose",
    "DuplicateVerdict",
    "Erasure",
    "GuardianKind",
    "Guardianship",
    "Household",
    "HouseholdMember",
    "Identity",
    "IdentityOpening",
    "Involvement",
    "LanguageSkill",
    "Likeness",
    "Merge",
    "NoticeGiven",
    "PermitState",
    "Person",
    "Protection",
    "ProtectionKind",
    "Relation",
    "SchoolKind",
    "SchoolStep",
    "SchoolYear",
    "SearchKey",
    "StepKind",
    "StepState",
]
