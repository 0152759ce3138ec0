"""The CV as a Europass file: the `Candidate` document that the Europass editor takes in since 2020.

The European Commission publishes no schema of it. Elements, code lists and what the editor insists on are taken from
the documentation of the format drawn from real exports (github.com/europass-unofficial/europass-schema-docs, "Europass2 CV
XML Schema Documentation" 3.0.0; github.com/J0ker98/europass-cv, CC BY 4.0, September 2026): sections show only when
they are listed in SectionsOrder, a telephone needs its country's prefix, two digital skills may not have one name. The older
`SkillsPassport` (Europass XML 3.x), whose schema was published, is refused by the editor as an old format.

Not tried against the editor itself, nor against a schema. `tests/skills/test_europass.py` holds what is written to the
elements and code lists of that documentation; it was compared by hand with its full example.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any
from xml.etree import ElementTree as ET

from django.utils import translation

from accanto.core.reference import language_name
from accanto.people.models import Identity
from accanto.skills.cv import choice_of, full_name, shown
from accanto.skills.models import SkillsAssessment, SkillsEntry
from accanto.skills.reading import Line, esco_names, parts
from accanto.skills.words import CEFR, DIGITAL_AREAS, LICENCES, Section

NAMESPACES = {
    "": "http://www.europass.eu/1.0",
    "hr": "http://www.hr-xml.org/3",
    "oa": "http://www.openapplications.org/oagis/9",
    "eures": "http://www.europass_eures.eu/1.0",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
#: Of our five skills the names of Europass.
SKILLS = {
    "listening": "CEF-Understanding-Listening",
    "reading": "CEF-Understanding-Reading",
    "interaction": "CEF-Speaking-Interaction",
    "production": "CEF-Speaking-Production",
    "writing": "CEF-Writing-Production",
}
#: Of our sections the names of Europass, in the order in which the editor shows them.
SECTIONS = {
    Section.WORK: "work-experience",
    Section.EDUCATION: "education-training",
    Section.LANGUAGES: "language",
    Section.DIGITAL: "profile-skills",
    Section.LICENCE: "driving-licence",
}
#: Sections that have no place of their own there.
_CUSTOM = (Section.QUALIFICATIONS, Section.SKILLS, Section.ASPIRATIONS, Section.CONDITIONS)
#: ISCED 2011 -> level of the European Qualifications Framework, where the two say the same (national frameworks differ).
_EQF = {"5": "5", "6": "6", "7": "7", "8": "8"}
#: Languages in which the editor keeps a CV; Arabic is none of them.
_PROFILES = ("it", "en", "fr", "ro")
_LANGUAGE_BEGINS = [
    "ita",
    "eng",
    "fra",
    "deu",
    "spa",
    "por",
    "ara",
    "ron",
    "rus",
    "ukr",
    "tur",
    "zho",
    "urd",
    "ben",
    "hin",
    "fas",
    "pus",
    "som",
    "amh",
    "tir",
    "wol",
    "sqi",
    "pan",
]
_PHONE = re.compile(r"(?:\+|00)39\s*([\d\s/.-]{5,20})")


def europass_xml(assessment: SkillsAssessment, identity: Identity | None, language: str = "it") -> bytes:
    """The file in one language. Where the name was not chosen or may not be opened, the case's code stands for it:
    the editor refuses a file without a name."""
    language = language if language in _PROFILES else "it"
    with translation.override(language):
        entries = shown(assessment)
        told = {part.key: part.lines for part in parts(assessment, entries, esco_names(entries, [language]))}
        labels = {str(section): str(section.label) for section in _CUSTOM}
        root = ET.Element(_tag("Candidate"))
        root.set(f"{{{NAMESPACES['xsi']}}}schemaLocation", f"{NAMESPACES['']} Candidate.xsd")
        _add(root, "hr:DocumentID", schemeID=assessment.case.code, schemeName="DocumentIdentifier",
             schemeAgencyName="EUROPASS", schemeVersionID="4.0")  # fmt: skip
        supplier = _add(root, "CandidateSupplier")
        _add(supplier, "hr:PartyID", schemeID=assessment.case.code, schemeName="PartyID",
             schemeAgencyName="EUROPASS", schemeVersionID="1.0")  # fmt: skip
        _add(supplier, "hr:PartyName", "Owner")
        _name(_add(supplier, "PersonContact"), assessment, identity)
        _add(supplier, "hr:PrecedenceCode", "1")
        _person(root, assessment, identity, told.get(Section.LANGUAGES, []))
        _profile(root, told, labels, language)
        _order(root, told)
    for prefix, uri in NAMESPACES.items():
        ET.register_namespace(prefix, uri)
    ET.indent(root)
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + ET.tostring(root, encoding="utf-8")


def _tag(name: str) -> str:
    prefix, _colon, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def _add(parent: ET.Element, name: str, said: str = "", /, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, _tag(name), attributes)
    if said:
        element.text = said
    return element


def _name(parent: ET.Element, assessment: SkillsAssessment, identity: Identity | None) -> None:
    name = _add(parent, "PersonName")
    known = identity if full_name(assessment, identity) else None
    _add(name, "oa:GivenName", known.given_name if known else "")
    _add(name, "hr:FamilyName", known.family_name if known else assessment.case.code)


def _person(
    root: ET.Element, assessment: SkillsAssessment, identity: Identity | None, languages: Sequence[Line]
) -> None:
    chosen, person = choice_of(assessment).personal, assessment.case.person
    element = _add(root, "CandidatePerson")
    _name(element, assessment, identity)
    if identity is not None:
        _contacts(element, identity, chosen)
    if "nationality" in chosen and len(person.nationality) == 2:  # noqa: PLR2004  ISO 3166-1 alpha-2
        _add(element, "NationalityCode", person.nationality.lower())
    if "birth" in chosen and person.year_of_birth:
        _add(element, "hr:BirthDate", str(person.year_of_birth))
    for line in languages:
        if line.entry.content.get("mother"):
            scheme, said = _language(line.entry)
            _add(element, "PrimaryLanguageCode", said, name=scheme)


def _contacts(element: ET.Element, identity: Identity, chosen: Sequence[str]) -> None:
    phone = _PHONE.fullmatch(identity.phone.strip())
    if "email" in chosen and identity.email:
        channel = _add(element, "Communication")
        _add(channel, "ChannelCode", "Email")
        _add(channel, "oa:URI", identity.email)
    if "phone" in chosen and phone:  # without a prefix the editor refuses the whole file
        channel = _add(element, "Communication")
        _add(channel, "ChannelCode", "Telephone")
        _add(channel, "UseCode", "mobile")
        _add(channel, "CountryDialing", "39")
        _add(channel, "oa:DialNumber", re.sub(r"\D", "", phone[1]))
        _add(channel, "CountryCode", "it")
    if "address" in chosen and identity.address:
        channel = _add(element, "Communication")
        _add(channel, "UseCode", "home")
        _add(_add(channel, "Address", type="home"), "oa:AddressLine", identity.address)


def _language(entry: SkillsEntry) -> tuple[str, str]:
    """(scheme, code or name): a language that the editor may not list is told by its name."""
    if entry.code in _LANGUAGE_BEGINS:
        return "NORMAL", entry.code
    return "FREE_TEXT", language_name(entry.code, translation.get_language() or "it")


def _profile(root: ET.Element, told: dict[str, list[Line]], labels: dict[str, str], language: str) -> None:
    profile = _add(root, "CandidateProfile", languageCode=language)
    _work(profile, told.get(Section.WORK, []))
    _education(profile, told.get(Section.EDUCATION, []))
    licences = _add(profile, "eures:Licenses")
    for category in LICENCES:
        if any(category in line.entry.content["categories"] for line in told.get(Section.LICENCE, [])):
            _add(_add(licences, "eures:License"), "hr:LicenseTypeCode", category)
    _spoken(profile, told.get(Section.LANGUAGES, []))
    skills = _add(profile, "Skills")
    for line in told.get(Section.DIGITAL, []):
        for area, label in DIGITAL_AREAS.items():
            if area in line.entry.content:
                competency = _add(skills, "PersonCompetency")
                _add(competency, "hr:TaxonomyID", "Digital_Skill")
                _add(competency, "hr:CompetencyName", str(label))
    for section, title in labels.items():
        for line in told.get(
            section, []
        ):  # one `Others` each: of several entries in one the editor keeps the last
            others = _add(profile, "Others")
            _add(others, "Title", title)
            other = _add(others, "Other")
            _add(other, "Title", line.title or title)
            _add(other, "Description", _paragraphs([line.when, *line.facts], line.text))


def _work(profile: ET.Element, lines: Sequence[Line]) -> None:
    history = _add(profile, "EmploymentHistory")
    for line in lines:
        said = line.entry.content
        employer = _add(history, "EmployerHistory")
        _add(employer, "hr:OrganizationName", said.get("employer", ""))
        position = _add(employer, "PositionHistory")
        uri = said.get("esco", "")
        scheme = {"typeCode": "URI", "languageID": uri} if uri else {"typeCode": "FREETEXT"}
        _add(position, "PositionTitle", line.title, **scheme)
        period = _add(position, "eures:EmploymentPeriod")
        _dates(period, said, "eures:")
        _add(period, "hr:CurrentIndicator", "true" if said.get("current") else "false")
        if line.text:
            _add(position, "oa:Description", _paragraphs([], line.text))
        if len(said.get("country", "")) == 2:  # noqa: PLR2004
            _add(position, "Country", said["country"].lower())


def _education(profile: ET.Element, lines: Sequence[Line]) -> None:
    history = _add(profile, "EducationHistory")
    for line in lines:
        said = line.entry.content
        attended = _add(history, "EducationOrganizationAttendance")
        _add(attended, "hr:OrganizationName", said.get("school", ""))
        if len(said.get("country", "")) == 2:  # noqa: PLR2004
            channel = _add(_add(attended, "OrganizationContact"), "Communication")
            _add(_add(channel, "Address"), "CountryCode", said["country"].lower())
        period = _add(attended, "AttendancePeriod")
        _dates(period, said, "")
        _add(period, "Ongoing", "true" if said.get("ended") == "going" else "false")
        _add(_add(attended, "EducationDegree"), "hr:DegreeName", line.title)
        if said.get("level") in _EQF:
            _add(attended, "EducationLevelCode", _EQF[said["level"]])


def _dates(period: ET.Element, said: dict[str, Any], prefix: str) -> None:
    for name, key in (("StartDate", "since"), ("EndDate", "until")):
        if said.get(key):
            _add(_add(period, f"{prefix}{name}"), "hr:FormattedDateTime", str(said[key]))


def _spoken(profile: ET.Element, lines: Sequence[Line]) -> None:
    """Languages that are no mother tongue; levels before A1 have no place in Europass."""
    qualifications = _add(profile, "PersonQualifications")
    for line in lines:
        if line.entry.content.get("mother"):
            continue
        scheme, said = _language(line.entry)
        competency = _add(qualifications, "PersonCompetency")
        _add(competency, "CompetencyID", said, schemeName=scheme)
        _add(competency, "hr:TaxonomyID", "language")
        for skill, code in SKILLS.items():
            level = line.entry.content.get(skill, "")
            if level in CEFR:
                dimension = _add(competency, "eures:CompetencyDimension")
                _add(dimension, "hr:CompetencyDimensionTypeCode", code)
                _add(_add(dimension, "eures:Score"), "hr:ScoreText", level.upper())


def _order(root: ET.Element, told: dict[str, list[Line]]) -> None:
    design = _add(_add(root, "RenderingInformation"), "Design")
    for name, value in (("Template", "Template1"), ("Color", "Default"), ("FontSize", "Medium"), ("Logo", "FirstPage"), ("PageNumbers", "false")):  # fmt: skip
        _add(design, name, value)
    order = _add(design, "SectionsOrder")
    for section, name in SECTIONS.items():
        if told.get(section):
            _add(_add(order, "Section"), "Title", name)


def _paragraphs(facts: Sequence[str], text: str) -> str:
    """As the editor keeps long texts: HTML, which the file then holds as text."""
    lines = [" · ".join(filter(None, facts)), *text.splitlines()]
    return "".join(f"<p>{escape(line)}</p>" for line in lines if line.strip())
