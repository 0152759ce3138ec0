"""What each indicator counts, in words: read on the figure's page, and as docs/indicators.md."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from accanto.evaluation.breakdowns import NAMES
from accanto.network.definitions.vocabulary import COMPUTATIONS
from accanto.network.models import ExpectedResult


@dataclass(frozen=True)
class Definition:
    """What is counted, in which unit, over whom, from which records."""

    what: Any
    unit: Any
    population: Any
    source: Any


_PERSONS = _("persons, each once")
_IN_PROJECT = _("everyone with a case in the project")
_CASES = _("the case")
_LATEST = _(
    "persons with a case in the project whose situation was recorded; the latest picture in which "
    "the field is recorded counts, unless the first or the last one is asked for"
)

DEFINITIONS: dict[str, Definition] = {
    "persons_encountered": Definition(
        _(
            "People met by outreach. Whoever gave a name counts once, however often they were met; of people met "
            "without a name, as many as were counted there."
        ),
        _("people"),
        _("everyone met in the project"),
        _("encounters"),
    ),
    "encounters": Definition(
        _("Encounters recorded by outreach, with a name or without."),
        _("encounters"),
        _("every encounter of the project"),
        _("encounters"),
    ),
    "persons_in_case": Definition(_("Persons for whom a case was opened."), _PERSONS, _IN_PROJECT, _CASES),
    "needs_noted": Definition(
        _(
            "Needs noted in cases, whatever came of them; counted as persons where the result's unit is persons."
        ),
        _("needs"),
        _IN_PROJECT,
        _("needs of cases"),
    ),
    "plans_agreed": Definition(
        _("Persons with a plan of which all parties agreed to a version."),
        _PERSONS,
        _IN_PROJECT,
        _("versions of plans"),
    ),
    "tutorings_started": Definition(
        _("Tutorings that started; counted as persons where the result's unit is persons."),
        _("tutorings"),
        _IN_PROJECT,
        _("tutorings"),
    ),
    "tutorings_on_track": Definition(
        _(
            "Of the tutorings that go on and of which the cadence asks something today, the part in which nothing is "
            "late. Said from five tutorings on."
        ),
        _("percent"),
        _("tutorings of the project that go on, without those in a pause"),
        _("tutorings"),
    ),
    "tutorings_mutual": Definition(
        _(
            "Of the tutorings of which mutuality can be said (docs/mutuality.md), the part with 0.5 or more. Said from "
            "five tutorings on."
        ),
        _("percent"),
        _(
            "tutorings with at least eight beginnings by one of the two, and an answer of both on giving and receiving"
        ),
        _("contacts, proposals and check-ins of tutorings"),
    ),
    "check_ins_by_both": Definition(
        _(
            "Of the check-ins that are over, the part that both answered. Over is one that both answered, or that was "
            "asked for long enough. Said from five check-ins on."
        ),
        _("percent"),
        _("regular check-ins of the project's tutorings"),
        _("check-ins"),
    ),
    "contacts_logged": Definition(
        _("Calls, messages and meetings of tutor and person; by who began them, where it is asked for."),
        _("contacts"),
        _("every tutoring of the project"),
        _("contacts of tutorings"),
    ),
    "referrals_made": Definition(
        _("Referrals to services of the directory, whatever came of them."),
        _("referrals"),
        _IN_PROJECT,
        _("referrals"),
    ),
    "services_in_directory": Definition(
        _(
            "Services listed as open in the municipalities of the project's territories; with a threshold, 1 "
            "once that many are listed."
        ),
        _("services"),
        _("services of the project's territories"),
        _("the directory"),
    ),
    "actions_done": Definition(
        _("Persons for whom an action of a plan was done, of the kinds asked for."),
        _PERSONS,
        _IN_PROJECT,
        _("actions of plans"),
    ),
    "supports_paid": Definition(
        _(
            "Persons to whom an economic support was paid, of the kinds asked for. One whose money came back whole "
            "does not count."
        ),
        _PERSONS,
        _IN_PROJECT,
        _("economic supports, by the day of the payment"),
    ),
    "people_housed": Definition(
        _(
            "Persons of a case who moved into a home of the project (shared flat, hosting family, rented home), "
            "each once; who came along with them is not counted."
        ),
        _PERSONS,
        _IN_PROJECT,
        _("stays in homes, by the day of moving in"),
    ),
    "minors_at_school": Definition(
        _("Minors for whom something was done at school (enrolment, Italian, after-school, …), each once."),
        _PERSONS,
        _("everyone with a school year in the project"),
        _("what was done in a school year, by the day"),
    ),
    "placements_started": Definition(
        _("Persons who began a work placement of the kinds asked for."),
        _PERSONS,
        _IN_PROJECT,
        _("work placements, by the day on which they begin"),
    ),
    "placements_ended": Definition(
        _("Persons whose work placement ended, of the kinds and with the outcomes asked for."),
        _PERSONS,
        _IN_PROJECT,
        _("work placements, by the day on which they ended"),
    ),
    "situation_count": Definition(
        _("Persons whose situation has one of the values asked for."),
        _PERSONS,
        _LATEST,
        _("situations"),
    ),
    "situation_share": Definition(
        _(
            "Of the persons whose situation is recorded, the part with one of the values asked for. Not recorded "
            "and does not apply stand in no denominator."
        ),
        _("percent"),
        _LATEST,
        _("situations"),
    ),
    "situation_change": Definition(
        _(
            "Persons with one of the values at their latest picture, against the same persons at the beginning."
        ),
        _("persons or percent"),
        _("persons with a picture at the beginning and a later one, the field recorded in both"),
        _("situations"),
    ),
    "leaflets_handed_out": Definition(
        _(
            "Copies of leaflets handed out: those noted at encounters, and those recorded on a leaflet's page. A copy "
            "that stands in an encounter is taken off there, so that none counts twice."
        ),
        _("copies"),
        _("every encounter and every leaflet of the project"),
        _("what was given at encounters, and distributions of leaflets"),
    ),
    "materials_given": Definition(
        _("What was given at encounters, of the kinds asked for, in copies; leaflets as above."),
        _("copies"),
        _("every encounter of the project"),
        _("what was given at encounters"),
    ),
    "coordination_groups": Definition(
        _("The coordination group, once the day of its constitution is recorded."),
        _("groups"),
        _("the project"),
        _("the coordination group"),
    ),
    "members_of_group": Definition(
        _("Members of the coordination group."),
        _("members"),
        _("the project"),
        _("the coordination group"),
    ),
    "declared": Definition(
        _("Entered by hand with an author and evidence; added up, or the last one where it is a percentage."),
        _("as the result says"),
        _("as the evidence says"),
        _("declared figures"),
    ),
}


def definition_of(result: ExpectedResult) -> Definition:
    """The definition behind a result; what no version of the product computes is declared."""
    return DEFINITIONS.get((result.indicator or {}).get("compute", ""), DEFINITIONS["declared"])


def markdown() -> str:
    """docs/indicators.md: every indicator with its filters and breakdowns."""
    lines = ["# Indicators", "", *_RULES, ""]
    for name, compute in COMPUTATIONS.items():
        definition = DEFINITIONS[name]
        lines += [
            f"## `{name}`",
            "",
            str(definition.what),
            "",
            f"- Unit: {definition.unit}",
            f"- Over: {definition.population}",
            f"- From: {definition.source}",
            f"- Filters: {', '.join(f'`{word}`' for word in compute.filters) or 'none'}",
            f"- Breakdowns: {', '.join(str(NAMES[word]).lower() for word in compute.by) or 'none'}",
            "",
        ]
    return "\n".join(lines)


_RULES = (
    "Generated from `accanto/evaluation/vocabulary.py`; the formulas are in `readings.py` and `pictures.py`.",
    "",
    "- The same person reached twice is one person; records that were merged count as the one kept.",
    "- A person whom two partners of a project know, each under a record of its own, counts once in the figures of",
    "  the whole project: where all words of the name, gender, year of birth and nationality are recorded and equal",
    "  (keyed hashes are compared, no name is opened). Other spellings, a year that one did not record, two such",
    '  records in one organisation, or the words "not the same person" leave both counted. The page says how many.',
    "  Neither organisation learns of the other's person: in its own part, each counts its own.",
    "- A person followed by two partners, or in two territories, counts in both rows of that breakdown and",
    "  once in the figure. Gender, age and nationality add up to the figure.",
    "- A filter by age (minor: under 18; adult: 18 to 60; older) looks at the year of the fact. The breakdown by",
    "  age looks at the year in which the period ends, in the project's own age bands.",
    "- Of a person, the year of birth alone is held: age is the difference of years.",
    "- Third-country nationals are those of Reg. (EU) 2021/1147, art. 2(11); who has no nationality recorded is",
    "  in neither group.",
    "- A month of a trend is what happened in it; of situations, how people were at its end.",
    "- Narrowed to a partner, a person's latest picture is the latest that this partner recorded.",
    "- Nobody's figures reach beyond what their role lets them see: a manager sees their organisation's part.",
)
