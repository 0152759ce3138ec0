"""The personal data that this room holds."""

from accanto.privacy.registry import Holding

_TASK = "skills assessments, and the CV made of them with the person"
_PUBLIC = "GDPR art. 6(1)(e); Law 328/2000"
_FIVE = "project's end + 5 years (Reg. (EU) 2021/1060, art. 82)"

HOLDINGS = [
    Holding("skills.SkillsAssessment", "that a skills assessment was made, when, by whom; what the person wants on a CV", _TASK, _PUBLIC, _FIVE, "keep de-identified"),
    Holding("skills.SkillsEntry", "schools, qualifications, work, languages, licences, skills, wishes, what was agreed; in clear only codes and states", _TASK, _PUBLIC, _FIVE, "delete", sealed=True),
]  # fmt: skip
