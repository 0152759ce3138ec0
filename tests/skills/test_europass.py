"""The Europass file against the structure that the editor's documentation says (see `skills/europass.py`), and what is let out."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse

from accanto.skills.europass import NAMESPACES, SKILLS, europass_xml
from accanto.skills.operations.assessment import choose_cv
from accanto.skills.words import CEFR, LICENCES, ON_CV
from tests.cast import Cast
from tests.skills.factories import make_assessment

E, HR, OA, EURES = (f"{{{NAMESPACES[prefix]}}}" for prefix in ("", "hr", "oa", "eures"))
#: element -> the children that the documented format knows of it; every other element holds text alone.
KNOWN: dict[str, set[str]] = {
    f"{E}Candidate": {f"{HR}DocumentID", f"{E}CandidateSupplier", f"{E}CandidatePerson", f"{E}CandidateProfile", f"{E}RenderingInformation"},
    f"{E}CandidateSupplier": {f"{HR}PartyID", f"{HR}PartyName", f"{E}PersonContact", f"{HR}PrecedenceCode"},
    f"{E}PersonContact": {f"{E}PersonName"},
    f"{E}PersonName": {f"{OA}GivenName", f"{HR}FamilyName"},
    f"{E}CandidatePerson": {f"{E}PersonName", f"{E}Communication", f"{E}NationalityCode", f"{HR}BirthDate", f"{E}PrimaryLanguageCode"},
    f"{E}Communication": {f"{E}ChannelCode", f"{E}UseCode", f"{E}CountryDialing", f"{OA}DialNumber", f"{E}CountryCode", f"{OA}URI", f"{E}Address"},
    f"{E}Address": {f"{OA}AddressLine", f"{E}CountryCode"},
    f"{E}CandidateProfile": {f"{E}EmploymentHistory", f"{E}EducationHistory", f"{EURES}Licenses", f"{E}PersonQualifications", f"{E}Skills", f"{E}Others"},
    f"{E}EmploymentHistory": {f"{E}EmployerHistory"},
    f"{E}EmployerHistory": {f"{HR}OrganizationName", f"{E}PositionHistory"},
    f"{E}PositionHistory": {f"{E}PositionTitle", f"{EURES}EmploymentPeriod", f"{OA}Description", f"{E}Country"},
    f"{EURES}EmploymentPeriod": {f"{EURES}StartDate", f"{EURES}EndDate", f"{HR}CurrentIndicator"},
    **{f"{prefix}{name}": {f"{HR}FormattedDateTime"} for prefix in (E, EURES) for name in ("StartDate", "EndDate")},
    f"{E}EducationHistory": {f"{E}EducationOrganizationAttendance"},
    f"{E}EducationOrganizationAttendance": {f"{HR}OrganizationName", f"{E}OrganizationContact", f"{E}AttendancePeriod", f"{E}EducationDegree", f"{E}EducationLevelCode"},
    f"{E}OrganizationContact": {f"{E}Communication"},
    f"{E}AttendancePeriod": {f"{E}StartDate", f"{E}EndDate", f"{E}Ongoing"},
    f"{E}EducationDegree": {f"{HR}DegreeName"},
    f"{EURES}Licenses": {f"{EURES}License"},
    f"{EURES}License": {f"{HR}LicenseTypeCode"},
    f"{E}PersonQualifications": {f"{E}PersonCompetency"},
    f"{E}Skills": {f"{E}PersonCompetency"},
    f"{E}PersonCompetency": {f"{E}CompetencyID", f"{HR}TaxonomyID", f"{HR}CompetencyName", f"{EURES}CompetencyDimension"},
    f"{EURES}CompetencyDimension": {f"{HR}CompetencyDimensionTypeCode", f"{EURES}Score"},
    f"{EURES}Score": {f"{HR}ScoreText"},
    f"{E}Others": {f"{E}Title", f"{E}Other"},
    f"{E}Other": {f"{E}Title", f"{E}Description"},
    f"{E}RenderingInformation": {f"{E}Design"},
    f"{E}Design": {f"{E}Template", f"{E}Color", f"{E}FontSize", f"{E}Logo", f"{E}PageNumbers", f"{E}SectionsOrder"},
    f"{E}SectionsOrder": {f"{E}Section"},
    f"{E}Section": {f"{E}Title"},
}  # fmt: skip


def _file(row: Any, identity: Any = None) -> ET.Element:
    return ET.fromstring(europass_xml(row, identity))  # noqa: S314  our own bytes


def _texts(root: ET.Element, path: str) -> list[str | None]:
    return [each.text for each in root.iterfind(path)]


@pytest.mark.django_db
def test_it_has_the_documented_structure(cast: Cast) -> None:
    actor, row = make_assessment(cast)
    choose_cv(actor, assessment=row, sections=[str(each) for each in ON_CV], personal=["name", "phone", "email", "address", "birth", "nationality"], layout="after")  # fmt: skip
    root = _file(row, row.case.person.identity)
    for element in root.iter():
        assert {child.tag for child in element} <= KNOWN.get(element.tag, set()), element.tag
        assert not (len(element) and (element.text or "").strip())
    assert _texts(root, f"./{E}RenderingInformation/{E}Design/{E}SectionsOrder/{E}Section/{E}Title") == [
        "work-experience", "education-training", "language", "profile-skills", "driving-licence",
    ]  # fmt: skip
    assert set(_texts(root, f".//{HR}ScoreText")) <= {str(level).upper() for level in CEFR}
    assert set(_texts(root, f".//{HR}CompetencyDimensionTypeCode")) <= set(SKILLS.values())
    assert set(_texts(root, f".//{HR}LicenseTypeCode")) == {"B", "C"} <= set(LICENCES)
    digital = _texts(root, f".//{HR}CompetencyName")
    assert len(digital) == len(set(digital)) == 2  # what is "not yet" is no skill
    assert _texts(root, f".//{E}CountryDialing") == ["39"]
    assert _texts(root, f".//{OA}DialNumber") == ["0131000000"]
    assert _texts(root, f".//{E}CompetencyID") == ["ita"]
    assert _texts(root, f".//{E}PrimaryLanguageCode") == ["ara"]
    assert "2009-03" in _texts(root, f".//{HR}FormattedDateTime")
    assert "<p>Cucinavo per sessanta persone &amp; facevo il pane.</p>" in _texts(root, f".//{OA}Description")
    assert all(_texts(root, f".//{E}Other/{E}Title"))


@pytest.mark.django_db
def test_of_who_someone_is_only_what_they_chose_and_only_for_who_may_open_it(cast: Cast) -> None:
    _actor, row = make_assessment(cast)
    url = reverse("skills:europass", args=[row.pk])
    own = cast.client(cast.berta).get(url)
    assert own.status_code == 200 and own["Content-Disposition"].endswith('.xml"')
    root = ET.fromstring(own.content)  # noqa: S314
    person = root.find(f"{E}CandidatePerson")
    assert person is not None
    assert {child.tag for child in person} == {f"{E}PersonName", f"{E}PrimaryLanguageCode"}
    assert _texts(root, f".//{HR}FamilyName") == ["Haddad & figli"] * 2
    colleague = cast.client(cast.bruna).get(url)
    assert b"Samir" not in colleague.content and row.case.code.encode() in colleague.content
    assert cast.client(cast.zeno).get(url).status_code == 404
