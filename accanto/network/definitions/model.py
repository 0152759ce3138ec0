"""What a project definition says, as plain frozen data.

Sequences are tuples. Absent is None, "", {} or (). A `Text` is what a person reads: language -> words,
Italian always there. Keys are slugs, unique among their kind within the project.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from accanto.network.definitions.asked import AskedField, LetterTemplate, Paper
from accanto.network.definitions.text import Text


@dataclass(frozen=True, slots=True)
class Fund:
    """Who pays: name, period ("2014-2020"), specific objective."""

    name: Text
    period: str = ""
    so: str = ""


@dataclass(frozen=True, slots=True)
class PlanName:
    """What the project calls its individual plan."""

    name: Text
    acronym: str = ""


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """`started` is a year, for a project of which no more is known; `months` is as declared."""

    key: str
    short: str
    title: Text
    fund: Fund
    code: str = ""
    cup: str = ""
    starts: date | None = None
    ends: date | None = None
    started: int | None = None
    months: int | None = None
    status: str = ""
    purpose: Text = field(default_factory=dict)
    objective: Text = field(default_factory=dict)
    general_objective: Text = field(default_factory=dict)
    beneficiaries: Text = field(default_factory=dict)
    also_involved: tuple[Text, ...] = ()
    plan: PlanName | None = None


@dataclass(frozen=True, slots=True)
class Partner:
    """`municipality` is an ISTAT code: of the body itself or of its seat."""

    key: str
    name: str
    kind: str
    role: str
    does: Text = field(default_factory=dict)
    municipality: str = ""


@dataclass(frozen=True, slots=True)
class TerritoryFacts:
    """`municipalities` are ISTAT codes, selectors already resolved; `region` is "" where several are."""

    key: str
    name: str
    municipalities: tuple[str, ...]
    provinces: tuple[str, ...]
    region: str
    note: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AreaUse:
    """An area of need that plans use, with the project's own words for it."""

    area: str
    name: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Action:
    """An action that plans may choose."""

    key: str
    text: Text
    area: str


@dataclass(frozen=True, slots=True)
class WorkPackageFacts:
    key: str
    name: Text
    objective: Text = field(default_factory=dict)
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class GoalTemplate:
    """A goal that a plan may begin with: words to begin from, and keys of actions."""

    area: str
    words: Text
    actions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanTemplate:
    key: str
    name: Text
    goals: tuple[GoalTemplate, ...] = ()


@dataclass(frozen=True, slots=True)
class Support:
    """A kind of economic support. `ceiling_amount` is in euros, for one household."""

    key: str
    name: Text
    area: str
    action: str = ""
    ceiling_months: int | None = None
    ceiling_amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Outreach:
    about: Text = field(default_factory=dict)
    places: tuple[str, ...] = ()
    pointed_by: tuple[str, ...] = ()
    needs: Text = field(default_factory=dict)
    recorded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paths:
    """How a person's path is found and who writes it together."""

    about: Text = field(default_factory=dict)
    designed_by: tuple[str, ...] = ()
    answer_days: int | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A key and its words: a purpose, a phase, an offer."""

    key: str
    text: Text


@dataclass(frozen=True, slots=True)
class Offer:
    """What a tutor can offer; `kind` is relational or practical, `areas` the needs that it answers."""

    key: str
    text: Text
    kind: str
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cadence:
    """At least so many contacts of a kind in every week, month, …"""

    contact: str
    at_least: int
    every: str


@dataclass(frozen=True, slots=True)
class GroupRules:
    """What is asked of a group that tutors; `capacity` is how many people it may stand beside."""

    contact_person: bool = True
    members: bool = True
    capacity: int = 1


@dataclass(frozen=True, slots=True)
class CheckInRhythm:
    """How often the organisation asks both sides; `asks` are keys of purposes.

    Either `every`, a period, or days: `first_after_days` after the start, then `every_days`.
    """

    every: str = ""
    asks: tuple[str, ...] = ()
    first_after_days: int | None = None
    every_days: int | None = None


@dataclass(frozen=True, slots=True)
class Closed:
    """Days of each year on which nothing is asked of the two, both ends in it: "08-10"."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class MatchingWeights:
    """Most points for each part of how well a pair fits; together at most 999."""

    language: int
    needs: int
    interests: int
    times: int
    near: int


@dataclass(frozen=True, slots=True)
class Matching:
    """What comes first when tutors are proposed, and how far apart two may live. What is None is as usual."""

    tier_days: tuple[int, ...] | None = None
    tier_alone: int | None = None
    alone_steps: int | None = None
    bands: tuple[int, ...] | None = None
    distance_km: int | None = None
    same_province: bool = False
    weights: MatchingWeights | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """Something that is asked to be seen of a tutor; `minors_only`: only where minors are involved."""

    key: str
    text: Text = field(default_factory=dict)
    minors_only: bool = False


@dataclass(frozen=True, slots=True)
class Module:
    """A part of the training of tutors; without `hours`, heard once is enough."""

    key: str
    text: Text
    hours: int | None = None


@dataclass(frozen=True, slots=True)
class Tutoring:
    about: Text = field(default_factory=dict)
    tutors: str = "territory"
    tutor_kinds: tuple[str, ...] = ()
    purposes: tuple[Named, ...] = ()
    hours_required: bool = False
    training_hours: int | None = None
    modules: tuple[Module, ...] = ()
    checks: tuple[Check, ...] = ()
    cadence: tuple[Cadence, ...] = ()
    cadence_for: tuple[str, ...] = ("tutor", "person")
    tutor_offers: tuple[Offer, ...] = ()
    beneficiary_offers: tuple[Named, ...] = ()
    phases: tuple[Named, ...] = ()
    groups: GroupRules = field(default_factory=GroupRules)
    check_in: CheckInRhythm | None = None
    closed: tuple[Closed, ...] = ()
    matching: Matching | None = None


@dataclass(frozen=True, slots=True)
class GroupMember:
    """Who sits in the group: a partner's representative, or someone without a partner."""

    partner: str
    who: Text


@dataclass(frozen=True, slots=True)
class CoordinationGroup:
    about: Text = field(default_factory=dict)
    members: tuple[GroupMember, ...] = ()


@dataclass(frozen=True, slots=True)
class Directory:
    about: Text


@dataclass(frozen=True, slots=True)
class Document:
    """A document that the project owes; `result` is the key of the result that counts it."""

    key: str
    name: Text
    about: Text = field(default_factory=dict)
    result: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """How a result is computed: a name of the vocabulary and its filters."""

    compute: str
    filters: dict[str, Any] = field(default_factory=dict)
    source_later: str = ""

    def as_json(self) -> dict[str, Any]:
        """One flat object: {"compute": …, filter: value, …}."""
        later = {"source_later": self.source_later} if self.source_later else {}
        return {"compute": self.compute, **_jsonable(self.filters), **later}


@dataclass(frozen=True, slots=True)
class ExpectedResultFacts:
    """A promised figure. `by` are the breakdowns; `target` is absent where only a direction was promised."""

    key: str
    what: Text
    unit: str
    unit_name: Text
    direction: str
    indicator: Indicator
    work_package: str = ""
    target: Decimal | None = None
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProjectDefinition:
    """A whole definition. `digest` is the SHA-256 of its `source`, the file's text, in hexadecimal."""

    format: int
    digest: str
    project: ProjectFacts
    partners: tuple[Partner, ...]
    territories: tuple[TerritoryFacts, ...]
    areas: tuple[AreaUse, ...] = ()
    work_packages: tuple[WorkPackageFacts, ...] = ()
    actions: tuple[Action, ...] = ()
    plan_templates: tuple[PlanTemplate, ...] = ()
    supports: tuple[Support, ...] = ()
    outreach: Outreach | None = None
    paths: Paths | None = None
    tutoring: Tutoring | None = None
    coordination_group: CoordinationGroup | None = None
    directory: Directory | None = None
    documents: tuple[Document, ...] = ()
    results: tuple[ExpectedResultFacts, ...] = ()
    age_bounds: tuple[int, ...] = (18, 61)
    fields: tuple[AskedField, ...] = ()
    letters: tuple[LetterTemplate, ...] = ()
    papers: tuple[Paper, ...] = ()
    source: str = field(default="", compare=False, repr=False)

    def catalogue(self) -> tuple[tuple[str, Action], ...]:
        """All actions with the key of their work package ("" for the project's own)."""
        own = [("", action) for action in self.actions]
        return tuple(own + [(wp.key, action) for wp in self.work_packages for action in wp.actions])

    def as_json(self) -> dict[str, Any]:
        """Everything as JSON holds it: dates as ISO, decimals as strings, tuples as lists."""
        whole: dict[str, Any] = _jsonable(asdict(self))
        del whole["source"]
        whole["results"] = [
            {**result, "indicator": facts.indicator.as_json()}
            for result, facts in zip(whole["results"], self.results, strict=True)
        ]
        return whole


def _jsonable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _jsonable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_jsonable(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
