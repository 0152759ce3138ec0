"""A pair that a person decided on, with the reasons as they were on that day."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.sealed import SealedJSONField, SealedTextField
from accanto.people.models import ConsentPurpose
from accanto.tutoring.models.request import TutorRequest
from accanto.tutoring.models.tutor import Tutor
from accanto.tutoring.models.tutoring import Tutoring


class RefusalReason(models.TextChoices):
    """Why a pair was refused. None of them needs more words; a word can be added, sealed."""

    PERSON = "person", _("The person prefers someone else")
    TUTOR = "tutor", _("The tutor prefers not to")
    KNOW = "know", _("They know each other, and it should not be")
    PAST = "past", _("They met before, and it did not go well")
    TIMES = "times", _("Their times do not meet after all")
    FAR = "far", _("Too far, or no way to get there")
    NEEDS = "needs", _("Other help is needed than this tutor can give")
    SAFETY = "safety", _("For someone's safety")
    OTHER = "other", _("Another reason")


def holds(prefix: str = "") -> Q:
    """The condition that a pair takes a place of the tutor: it is held, for someone who waits and agrees."""
    return Q(
        **{
            f"{prefix}state": "held",
            f"{prefix}request__state": TutorRequest.State.WAITING,
            f"{prefix}request__case__closed_on": None,
            f"{prefix}request__case__person__consents__purpose": ConsentPurpose.TUTORING,
            f"{prefix}request__case__person__consents__withdrawn_on": None,
        }
    )  # one such consent at most: rows are not doubled


class Match(Record):
    """A pair held for the two to answer, or refused. What the engine only proposes is no row: nothing was decided.

    `reasons` are those of the day of the decision: points by part, what met and what did not, the rules, and the
    digest of the proof (`operations/reasons.py` writes them, `saying.py` says them).
    """

    class State(models.TextChoices):
        HELD = "held", _("Held: the two are being asked")
        REFUSED = "refused", _("Refused")
        INTRODUCED = "introduced", _("Introduced")
        LAPSED = "lapsed", _("No longer held")

    scope_parent: ClassVar[str | None] = "request"
    trail_kind: ClassVar[str] = "match"

    request = models.ForeignKey(TutorRequest, on_delete=models.CASCADE, related_name="matches")
    tutor = models.ForeignKey(
        Tutor, on_delete=models.PROTECT, related_name="matches", verbose_name=_("tutor")
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.HELD)
    #: Whether the engine proposed the pair, or someone chose it against the proposal.
    proposed = models.BooleanField(_("as proposed"), default=False)
    decided_on = models.DateField(_("decided on"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("why not"), max_length=8, choices=RefusalReason.choices, blank=True)
    words = SealedTextField(_("in words"), blank=True, default="")
    tutor_yes_on = models.DateField(_("the tutor said yes on"), null=True, blank=True)
    tutor_yes_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    person_yes_on = models.DateField(_("the person said yes on"), null=True, blank=True)
    person_yes_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    tutoring = models.OneToOneField(
        Tutoring, on_delete=models.SET_NULL, null=True, blank=True, related_name="match"
    )
    ended_on = models.DateField(_("let go on"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reasons = SealedJSONField(_("reasons of the day"), default=dict, blank=True)

    class Meta:
        verbose_name = _("pair")
        verbose_name_plural = _("pairs")
        ordering = ("-decided_on", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(state="held"),
                name="one_pair_held",
                violation_error_message=_("A tutor is held for this person already."),
            ),
            models.UniqueConstraint(
                fields=["request", "tutor"],
                condition=Q(state="refused"),
                name="refused_once",
                violation_error_message=_("This pair is refused already."),
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""),
                name="refusal_has_reason",
                violation_error_message=_("Say why not."),
            ),
        ]
        indexes = [models.Index(fields=["state", "request"]), models.Index(fields=["tutor", "state"])]

    def __str__(self) -> str:
        return f"{self.request.case.code} · {self.tutor.code}"

    def get_absolute_url(self) -> str:
        return reverse("tutoring:match_detail", args=[self.pk])

    @property
    def is_held(self) -> bool:
        return self.state == self.State.HELD

    @property
    def both_said_yes(self) -> bool:
        return self.tutor_yes_on is not None and self.person_yes_on is not None
