"""That someone waits for a tutor: what they told of themselves for it."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.sealed import SealedTextField
from accanto.tutoring.matching.problem import MOST_ALONE


class HowAlone(models.IntegerChoices):
    """Who there is to rely on; the engine's `alone`."""

    NOT = 0, _("Has friends in the place, or takes part in groups")
    A_LITTLE = 1, _("Has some acquaintances in the place")
    OWN_ONLY = 2, _("Knows only people of the same origin")
    ALL_ALONE = 3, _("Has nobody to rely on")


class TutorRequest(Record):
    """A case that waits for a tutor. One at a time; languages and needs are read where they stand, and whether
    the person agrees to be introduced is a consent of theirs (`people.Consent`), withdrawn at any time."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SERVED = "served", _("Has a tutor")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    scope_parent: ClassVar[str | None] = "case"
    trail_kind: ClassVar[str] = "tutor_request"

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="tutor_requests")
    asked_on = models.DateField(_("waits since"))
    times = models.JSONField(_("free times"), default=list, blank=True)  # of words.TIMES
    #: Genders of the tutor whom the person wishes; empty: anyone.
    wishes = models.JSONField(_("wishes a tutor who is"), default=list, blank=True)
    interests = models.JSONField(_("interests"), default=list, blank=True)  # of words.Interest
    #: Areas without which a tutor is no help.
    musts = models.JSONField(_("a tutor must help with"), default=list, blank=True)
    alone = models.PositiveSmallIntegerField(
        _("how alone"),
        choices=HowAlone.choices,
        default=HowAlone.A_LITTLE,
        validators=[MaxValueValidator(MOST_ALONE)],
    )
    note = SealedTextField(_("note"), blank=True, default="")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    ended_on = models.DateField(_("no longer waiting since"), null=True, blank=True)

    class Meta:
        verbose_name = _("request for a tutor")
        verbose_name_plural = _("requests for a tutor")
        ordering = ("-asked_on", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state="waiting"),
                name="one_request_waits",
                violation_error_message=_("A tutor is already looked for in this case."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("asked_on")),
                name="request_ends_after_asking",
                violation_error_message=_("The person has waited since a later day."),
            ),
        ]
        indexes = [models.Index(fields=["state", "case"])]

    def __str__(self) -> str:
        return self.case.code

    def get_absolute_url(self) -> str:
        return reverse("tutoring:request_detail", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING
