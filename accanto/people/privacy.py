"""The personal data that this room holds."""

from accanto.privacy.registry import Holding

_TASK = "following integration paths in funded projects"
_PUBLIC = "GDPR art. 6(1)(e), 9(2)(g); Law 328/2000"
_CONSENT = "GDPR art. 6(1)(a), 9(2)(a)"
_FIVE = "project's end + 5 years (Reg. (EU) 2021/1060, art. 82)"

HOLDINGS = [
    Holding("people.Person", "pseudonymous code, year of birth, gender, nationality, language", _TASK, _PUBLIC, _FIVE, "keep de-identified"),
    Holding("people.Identity", "name, contacts, document, address", _TASK, _PUBLIC, "case's closure + 24 months", "delete", sealed=True),
    Holding("people.SearchKey", "keyed hashes of names and contacts", "finding a person again", _PUBLIC, "with the identity", "delete", export=False),
    Holding("people.Likeness", "keyed hashes of the whole name, alone and with gender, year of birth and nationality", "counting once who is known to two partners", _PUBLIC, "with the identity", "delete", export=False),
    Holding("people.Involvement", "which organisation knows the person, who follows them", "need to know", _PUBLIC, _FIVE, "delete"),
    Holding("people.LanguageSkill", "languages and levels", _TASK, _PUBLIC, _FIVE, "keep de-identified"),
    Holding("people.Protection", "protection or permit, dated", _TASK, _PUBLIC, "case's closure + 24 months", "delete", sealed=True),
    Holding("people.NoticeGiven", "that the notice was given and understood", "proof of transparency", "GDPR art. 5(2)", _FIVE, "keep"),
    Holding("people.Consent", "consents given and withdrawn", "proof of consent", _CONSENT, _FIVE, "keep"),
    Holding("people.Household", "code of a household", _TASK, _PUBLIC, _FIVE, "keep de-identified"),
    Holding("people.HouseholdMember", "who lives with whom", _TASK, _PUBLIC, _FIVE, "keep de-identified"),
    Holding("people.Guardianship", "who stands in law for a minor or an adult: kind and days; name, contact, decree (sealed)", _TASK, _PUBLIC, "case's closure + 24 months", "delete", sealed=True),
    Holding("people.SchoolYear", "school years of minors, the kind of school; its name, the class and how it ended are sealed", _TASK, _PUBLIC, _FIVE, "keep de-identified", sealed=True),
    Holding("people.SchoolStep", "what was done for a pupil, coded; the note is sealed", _TASK, _PUBLIC, _FIVE, "keep de-identified", sealed=True),
    Holding("people.Erasure", "that a person was to be forgotten: who asked, who did it, when; why (sealed)", "accountability", "GDPR art. 5(2), 17", "10 years", "keep de-identified", sealed=True, export=False),
    Holding("people.IdentityOpening", "who opened an identity, and why (sealed)", "accountability", "GDPR art. 5(2), 32", "10 years", "keep de-identified", sealed=True),
    Holding("people.DuplicateVerdict", "that two records are two people", "accuracy", "GDPR art. 5(1)(d)", "with the persons", "delete", export=False),
    Holding("people.Merge", "what was merged, by whom", "accuracy", "GDPR art. 5(1)(d)", "with the persons", "delete", sealed=True, export=False),
]  # fmt: skip
