"""The words that a definition may use, and what each indicator takes.

Kinds that rooms above this one own (places, tutors, situations, …) are written here again, since a
definition is read without them; `tests/network/test_vocabulary.py` holds the two to be equal.
"""

from __future__ import annotations

from dataclasses import dataclass

from accanto.core.words import Area

LANGUAGES = ("it", "en", "fr", "ar", "ro")
AREAS = tuple(str(value) for value in Area.values)
ROLES = ("lead", "partner", "associate")
STATUSES = ("running", "closed")
ORGANISATION_KINDS = (
    "association",
    "cooperative",
    "enterprise",
    "ngo",
    "foundation",
    "municipality",
    "province",
    "public",
    "club",
    "sports_club",
    "parish",
    "scouts",
    "business",
    "informal",
)
PLACE_KINDS = (
    "school",
    "library",
    "surgery",
    "town_hall",
    "worship",
    "square",
    "workplace",
    "reception",
    "association",
    "other",
)
POINTED_BY = (
    "nobody",
    "teacher",
    "school_staff",
    "doctor",
    "clerk",
    "librarian",
    "religious",
    "friend",
    "other",
)
RECORDED = ("age", "gender", "nationality", "language", "needs", "intervention", "monitoring")
PARTY_KINDS = ("person", "operator", "tutor", "reception", "mediator", "guardian")
TUTOR_KINDS = (
    "citizen",
    "friends",
    "family",
    "association",
    "cooperative",
    "club",
    "sports_club",
    "parish",
    "scouts",
)
#: Who a tutor is: someone of the territory who offers themselves, the project's own, the operator of the person.
TUTORED_BY = ("territory", "project", "operator")
SIDES = ("tutor", "person")
CONTACTS = ("telephone", "message", "meeting")
BEGUN_BY = ("tutor", "person", "both", "unknown")
PERIODS = ("week", "fortnight", "month", "quarter")
#: Days in a period, to tell a cadence that nobody could keep.
PERIOD_DAYS = {"week": 7, "fortnight": 14, "month": 28, "quarter": 84}
OFFER_KINDS = ("relational", "practical")
KNOWN_CHECKS = ("identity_document", "reference", "criminal_record")
PHASES = ("availability", "interview", "training", "introduction", "tutoring", "monitoring")
GIVEN_KINDS = ("information", "leaflet", "appointment", "accompaniment", "interpreting", "other")
GENDERS = ("female", "male", "other", "undisclosed")
AGES = ("minor", "adult", "older")
DIRECTIONS = ("up", "down")
BREAKDOWNS = (
    "territory",
    "gender",
    "age",
    "nationality",
    "municipality",
    "place",
    "partner",
    "language",
    "region",
    "support_kind",
)
UNITS = (
    "persons",
    "percent",
    "copies",
    "groups",
    "hours",
    "events",
    "modules",
    "workshops",
    "documents",
    "directories",
    "databases",
    "contacts",
    "encounters",
    "tutorings",
    "referrals",
    "services",
    "members",
    "events and persons",
    "other",
)
HOME_KINDS = ("shared", "hosting", "rented")
SCHOOL_STEPS = (
    "enrolment",
    "italian",
    "after_school",
    "canteen",
    "transport",
    "materials",
    "teachers",
    "guidance",
)
PLACEMENT_KINDS = ("grant", "traineeship", "training", "job")
PLACEMENT_OUTCOMES = ("hired", "completed", "extended", "person_stopped", "employer_stopped", "other")
MOMENTS = ("latest", "intake", "exit")
MEASURES = ("count", "share")
SOURCES_LATER = ("activities", "supports", "documents")
SITUATION_FIELDS: dict[str, tuple[str, ...]] = {
    "labour": ("employed", "irregular", "trainee", "unemployed", "inactive", "student", "na", "unknown"),
    "housing": (
        "street",
        "emergency",
        "hostel",
        "institution",
        "non_conventional",
        "with_others",
        "reception",
        "cohousing",
        "hosted",
        "rented",
        "owned",
        "unknown",
    ),
    "mobility": ("none", "walking", "transport", "bicycle", "licence", "unknown"),
    "italian": ("alfa", "pre-a1", "a1", "a2", "b1", "b2", "c1", "c2", "unknown"),
    "ties": ("alone", "own_community", "some", "friends", "active", "unknown"),
    "digital": ("none", "phone", "helped", "basic", "confident", "unknown"),
}

#: Where a project's own fields are asked, and how they are answered.
FIELD_PLACES = ("situation", "need", "closure")
CHOICE_KINDS = ("one_of", "several_of")
WRITTEN_KINDS = ("short_text", "long_text")
FIELD_KINDS = ("yes_no", *CHOICE_KINDS, "number", "date", *WRITTEN_KINDS)
#: Words that stand for something else among the answers.
NOT_AN_OPTION = ("unknown", "none")
PAPER_WAYS = ("given", "asked")
#: What a letter may say of a case, in braces. `cases/letters.py` has a value for each.
PLACEHOLDERS = (
    "name",
    "given_name",
    "family_name",
    "year_of_birth",
    "nationality",
    "person_code",
    "case_code",
    "opened_on",
    "closed_on",
    "operator",
    "organisation",
    "town",
    "project",
    "project_title",
    "project_code",
    "cup",
    "fund",
    "plan_name",
    "recipient",
    "today",
)
#: Computations that can be broken down by fields of a place.
PLACE_OF = {
    "situation_count": "situation",
    "situation_share": "situation",
    "situation_change": "situation",
    "persons_in_case": "closure",
    "needs_noted": "need",
}


@dataclass(frozen=True, slots=True)
class Compute:
    """What a computation takes: filters it knows, those it needs, breakdowns that make sense."""

    filters: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    by: tuple[str, ...] = ()


_PERSON = ("gender", "age", "third_country")
_PERSON_BY = ("territory", "gender", "age", "nationality", "municipality", "partner", "language", "region")
_FIELD = ("field", "values", "moment", *_PERSON)

COMPUTATIONS: dict[str, Compute] = {
    "persons_encountered": Compute((*_PERSON, "place"), by=(*_PERSON_BY, "place")),
    "encounters": Compute(("place",), by=(*_PERSON_BY, "place")),
    "persons_in_case": Compute(_PERSON, by=_PERSON_BY),
    "needs_noted": Compute((*_PERSON, "area"), by=_PERSON_BY),
    "plans_agreed": Compute(_PERSON, by=_PERSON_BY),
    "tutorings_started": Compute(("tutor_kind",), by=_PERSON_BY),
    "tutorings_on_track": Compute(("tutor_kind",), by=_PERSON_BY),
    "tutorings_mutual": Compute(("tutor_kind",), by=_PERSON_BY),
    "check_ins_by_both": Compute(by=_PERSON_BY),
    "contacts_logged": Compute(("contact", "begun_by"), by=_PERSON_BY),
    "referrals_made": Compute(("area",), by=_PERSON_BY),
    "services_in_directory": Compute(
        ("area", "at_least"), by=("territory", "municipality", "partner", "region")
    ),
    "actions_done": Compute((*_PERSON, "area", "action"), by=(*_PERSON_BY, "support_kind")),
    "supports_paid": Compute((*_PERSON, "support"), by=(*_PERSON_BY, "support_kind")),
    "people_housed": Compute((*_PERSON, "home"), by=_PERSON_BY),
    "minors_at_school": Compute((*_PERSON, "school"), by=_PERSON_BY),
    "placements_started": Compute((*_PERSON, "placement"), by=_PERSON_BY),
    "placements_ended": Compute((*_PERSON, "placement", "outcome"), by=_PERSON_BY),
    "situation_count": Compute(_FIELD, needs=("field", "values"), by=_PERSON_BY),
    "situation_share": Compute((*_FIELD, "of"), needs=("field", "values"), by=_PERSON_BY),
    "situation_change": Compute(
        ("field", "values", "measure", *_PERSON), needs=("field", "values"), by=_PERSON_BY
    ),
    "leaflets_handed_out": Compute(
        ("language", "place"), by=("territory", "municipality", "partner", "region", "place", "language")
    ),
    "materials_given": Compute(
        ("given",), by=("territory", "municipality", "partner", "region", "place", "language")
    ),
    "coordination_groups": Compute(),
    "members_of_group": Compute(by=("partner",)),
    "declared": Compute(by=BREAKDOWNS),
}

#: Computations whose figure is a share.
SHARES = ("situation_share", "tutorings_on_track", "tutorings_mutual", "check_ins_by_both")
#: Filters whose value is a list of words, and those words. `action` and `support` hold keys of the project's own.
LIST_FILTERS: dict[str, tuple[str, ...]] = {
    "gender": GENDERS,
    "age": AGES,
    "place": PLACE_KINDS,
    "tutor_kind": TUTOR_KINDS,
    "contact": CONTACTS,
    "begun_by": BEGUN_BY,
    "area": AREAS,
    "given": GIVEN_KINDS,
    "home": HOME_KINDS,
    "school": SCHOOL_STEPS,
    "placement": PLACEMENT_KINDS,
    "outcome": PLACEMENT_OUTCOMES,
}
#: Filters whose value is one word.
WORD_FILTERS: dict[str, tuple[str, ...]] = {
    "field": tuple(SITUATION_FIELDS),
    "moment": MOMENTS,
    "measure": MEASURES,
}
