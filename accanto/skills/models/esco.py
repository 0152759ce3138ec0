"""ESCO's words as they were loaded: occupations, skills, ISCO-08 unit groups, in several languages."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.core.models import OpenRecord


class EscoKind(models.TextChoices):
    OCCUPATION = "occupation", _("Occupation")
    SKILL = "skill", _("Skill")
    GROUP = "group", _("ISCO-08 group")


class EscoConcept(OpenRecord):
    """An occupation, a skill or a group, by its address at the European Commission.

    What a newer version of ESCO has no more is `retired`: it is proposed no longer, and what points to it keeps its words.
    """

    open_because: ClassVar[str] = "a public classification of the European Commission"

    uri = models.CharField(_("address at ESCO"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=EscoKind.choices)
    isco = models.CharField(
        _("ISCO-08 group"), max_length=8, blank=True
    )  # of an occupation its group; of a group its own code
    retired = models.BooleanField(_("no longer in ESCO"), default=False)

    def __str__(self) -> str:
        return self.uri


class EscoText(OpenRecord):
    """What a concept is called in a language. `folded`: its name, a line each for the others, as they are searched."""

    open_because: ClassVar[str] = "a public classification of the European Commission"

    concept = models.ForeignKey(
        EscoConcept, on_delete=models.CASCADE, related_name="texts", verbose_name=_("address at ESCO")
    )
    language = models.CharField(_("language"), max_length=3)  # ISO 639-1, as in the names of ESCO's files
    label = models.CharField(_("name"), max_length=500)
    others = models.TextField(_("other names"), blank=True)
    folded = models.TextField(_("as it is searched"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["concept", "language"], name="esco_text_once")]
        indexes = [models.Index(fields=["language", "concept"])]

    def __str__(self) -> str:
        return self.label
