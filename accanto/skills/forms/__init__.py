"""The forms of the sections: one section, one short form."""

from __future__ import annotations

from accanto.skills.forms.abilities import DigitalForm, LanguageForm, LicenceForm, SkillForm
from accanto.skills.forms.base import SectionForm
from accanto.skills.forms.learning import EducationForm, QualificationForm
from accanto.skills.forms.work import (
    AgreedForm,
    AspirationForm,
    ConditionsForm,
    OverallForm,
    WorkForm,
)
from accanto.skills.words import Section

FORMS: dict[str, type[SectionForm]] = {
    Section.EDUCATION: EducationForm,
    Section.QUALIFICATIONS: QualificationForm,
    Section.WORK: WorkForm,
    Section.LANGUAGES: LanguageForm,
    Section.DIGITAL: DigitalForm,
    Section.LICENCE: LicenceForm,
    Section.SKILLS: SkillForm,
    Section.ASPIRATIONS: AspirationForm,
    Section.CONDITIONS: ConditionsForm,
    Section.OVERALL: OverallForm,
    Section.AGREED: AgreedForm,
}

__all__ = ["FORMS", "SectionForm"]
