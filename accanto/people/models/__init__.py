from accanto.people.models.duplicate import DuplicateVerdict, Merge
from accanto.people.models.household import Household, HouseholdMember, Relation
from accanto.people.models.identity import Identity, IdentityOpening, Likeness, SearchKey
from accanto.people.models.notice import Channel, Consent, ConsentPurpose, NoticeGiven
from accanto.people.models.person import Involvement, LanguageSkill, Person
from accanto.people.models.protection import PermitState, Protection, ProtectionKind

__all__ = [
    "Channel",
    "Consent",
    "ConsentPurpose",
    "DuplicateVerdict",
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
    "SearchKey",
]
