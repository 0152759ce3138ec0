"""Tables of the room."""

from accanto.skills.models.assessment import SkillsAssessment, SkillsEntry
from accanto.skills.models.esco import EscoConcept, EscoKind, EscoText

__all__ = ["EscoConcept", "EscoKind", "EscoText", "SkillsAssessment", "SkillsEntry"]
