"""A picture of a person's autonomy on a day: fifteen areas of the scale (`cases.words`)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.cases import words
from accanto.cases.models.case import Case
from accanto.cases.models.situation import SituationMoment
from accanto.cases.words import NOT_RECORDED, SCALE, ScaleArea, Source
from accanto.core.models import Record

#: What a column may hold: does not apply, the five steps, not recorded (never counted as anything else).
LEVELS = (0, 1, 2, 3, 4, 5, NOT_RECORDED)


def _level(area: ScaleArea) -> Any:
    return models.PositiveSmallIntegerField(area.name, default=NOT_RECORDED)


class Assessment(Record):
    """The scale as seen with the person. It has no sum: an area says only what its sentence says.

    `health` and `safety` are special categories (GDPR art. 9): never in a published table.
    """

    scope_parent: ClassVar[str | None] = "case"
    trail_kind: ClassVar[str] = "assessment"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="assessments")
    moment = models.CharField(_("when"), max_length=8, choices=SituationMoment.choices)
    on = models.DateField(_("on"))
    source = models.CharField(_("whose view"), max_length=8, choices=Source.choices, default=Source.BOTH)
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("recorded by")
    )
    work = _level(words.WORK)
    home = _level(words.HOME)
    stability = _level(words.STABILITY)
    education = _level(words.EDUCATION)
    health = _level(words.HEALTH)
    safety = _level(words.SAFETY)
    bonds = _level(words.BONDS)
    bridges = _level(words.BRIDGES)
    leisure = _level(words.LEISURE)
    language = _level(words.LANGUAGE)
    culture = _level(words.CULTURE)
    services = _level(words.SERVICES)
    rights = _level(words.RIGHTS)
    mobility = _level(words.MOBILITY)
    digital = _level(words.DIGITAL)

    class Meta:
        verbose_name = _("scale of autonomy")
        ordering = ("on", "created_at")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "moment"],
                condition=models.Q(moment__in=["intake", "exit"]),
                name="one_scale_at_intake_and_exit",
                violation_error_message=_("This picture is already recorded: change it, or add a review."),
            ),
            models.CheckConstraint(
                condition=models.Q(**{f"{area.key}__in": LEVELS for area in SCALE}), name="scale_in_steps"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_moment_display())

    def get_absolute_url(self) -> str:
        return self.case.get_absolute_url()

    def marks(self) -> dict[str, int]:
        """Value by area: 0, a step from 1 to 5, or 9."""
        return {area.key: getattr(self, area.key) for area in SCALE}
