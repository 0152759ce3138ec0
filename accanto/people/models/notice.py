"""What a person was told about their data, and what they agreed to (GDPR, articles 7, 12 to 14)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.people.models.person import Person


class Channel(models.TextChoices):
    PAPER = "paper", _("On paper")
    SPOKEN = "spoken", _("Spoken")
    INTERPRETED = "interpreted", _("Through an interpreter or mediator")
    MESSAGE = "message", _("By message")
    SCREEN = "screen", _("On the screen")


class NoticeGiven(Record):
    """That the notice was given: which version, in which language, how, and whether it was understood."""

    scope_parent: ClassVar[str | None] = "person"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    version = models.CharField(_("version of the notice"), max_length=20)
    language = models.CharField(_("language"), max_length=3)  # ISO 639-3
    channel = models.CharField(_("how"), max_length=12, choices=Channel.choices)
    understood = models.BooleanField(_("the person said they understood"), default=False)
    given_on = models.DateField(_("on"))

    class Meta:
        ordering = ("-given_on", "-id")

    def __str__(self) -> str:
        return self.version


class ConsentPurpose(models.TextChoices):
    HEALTH = "health", _("Keep facts about health")
    SHARING = "sharing", _("Share with another organisation")
    TUTORING = "tutoring", _("Be introduced to a tutor")
    PHOTOS = "photos", _("Photos and stories")
    FOLLOW_UP = "follow_up", _("Be contacted after the project")


class Consent(Record):
    """A consent, which can be withdrawn as easily as it was given."""

    scope_parent: ClassVar[str | None] = "person"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(_("to what"), max_length=12, choices=ConsentPurpose.choices)
    given_on = models.DateField(_("given on"))
    channel = models.CharField(_("how"), max_length=12, choices=Channel.choices)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    class Meta:
        ordering = ("-given_on", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(withdrawn_on__isnull=True),
                name="consent_once",
                violation_error_message=_("This consent is already recorded."),
            )
        ]

    def __str__(self) -> str:
        return self.get_purpose_display()
