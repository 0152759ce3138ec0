"""The way of a tutor from their offer to an introduction: talks, hours of training, checks, pauses."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accanto.core.actor import Paths
from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.sealed import SealedTextField
from accanto.tutoring.models.tutor import Tutor


class InterviewOutcome(models.TextChoices):
    SUITABLE = "suitable", _("Suitable")
    NOT_NOW = "not_now", _("Not now")
    NOT_SUITABLE = "not_suitable", _("Not suitable")
    DID_NOT_COME = "did_not_come", _("Did not come to the talk")


class Interview(Record):
    """The first talk with a tutor: a day, a place, and who talks with them; then what came of it."""

    scope_parent: ClassVar[str | None] = "tutor"
    trail_kind: ClassVar[str] = "interview"

    tutor = models.ForeignKey(Tutor, on_delete=models.CASCADE, related_name="interviews")
    at = models.DateTimeField(_("day and time"))
    place = SealedTextField(_("place"), blank=True, default="")
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("who talks with them"),
    )
    #: Empty while the talk is still to come, or nobody said yet how it went.
    outcome = models.CharField(_("outcome"), max_length=12, choices=InterviewOutcome.choices, blank=True)
    recorded_on = models.DateField(_("recorded on"), null=True, blank=True)
    notes = SealedTextField(_("notes"), blank=True, default="")

    class Meta:
        verbose_name = _("first talk")
        verbose_name_plural = _("first talks")
        ordering = ("-at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["tutor"],
                condition=Q(outcome=""),
                name="one_talk_ahead",
                violation_error_message=_("A talk with this tutor is fixed already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.tutor)

    def get_absolute_url(self) -> str:
        return self.tutor.get_absolute_url()


class TrainingHours(Record):
    """Hours of training that a tutor attended: what, when, how long, who taught."""

    scope_parent: ClassVar[str | None] = "tutor"
    trail_kind: ClassVar[str] = "training_hours"

    tutor = models.ForeignKey(Tutor, on_delete=models.CASCADE, related_name="trainings")
    on = models.DateField(_("on"))
    what = models.CharField(_("what"), max_length=160)
    #: Key of a module of the project's definition; empty for anything else.
    module = models.SlugField(_("module"), max_length=60, blank=True, default="")
    taught_by = SealedTextField(_("taught by"), blank=True, default="")
    hours = models.DecimalField(
        _("hours"),
        max_digits=4,
        decimal_places=1,
        validators=[MinValueValidator(Decimal("0.5")), MaxValueValidator(24)],
    )

    class Meta:
        verbose_name = _("hours of training")
        verbose_name_plural = _("hours of training")
        ordering = ("-on", "-id")

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return self.tutor.get_absolute_url()


class TutorCheck(Record):
    """Something that was seen of a tutor, by whom, and until when it holds. Never the document itself."""

    scope_parent: ClassVar[str | None] = "tutor"
    trail_kind: ClassVar[str] = "tutor_check"

    tutor = models.ForeignKey(Tutor, on_delete=models.CASCADE, related_name="checks")
    key = models.CharField(_("what was seen"), max_length=80)  # of checks.Asked
    seen_on = models.DateField(_("seen on"))
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("seen by"),
    )
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        verbose_name = _("check of a tutor")
        verbose_name_plural = _("checks of tutors")
        ordering = ("-seen_on", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("seen_on")),
                name="check_valid_after_seen",
                violation_error_message=_("It was no longer valid on the day on which it was seen."),
            )
        ]

    def __str__(self) -> str:
        return self.key


class TutorPause(Record):
    """A time in which a tutor is not asked. Nobody need say why."""

    scope_parent: ClassVar[str | None] = "tutor"
    trail_kind: ClassVar[str] = "tutor_pause"

    tutor = models.ForeignKey(Tutor, on_delete=models.CASCADE, related_name="pauses")
    starts_on = models.DateField(_("from"))
    #: The day on which they were there again; empty while the pause lasts.
    ends_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("pause of a tutor")
        verbose_name_plural = _("pauses of tutors")
        ordering = ("-starts_on", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["tutor"],
                condition=Q(ends_on__isnull=True),
                name="one_pause_at_a_time",
                violation_error_message=_("This tutor is having a pause already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.starts_on)


class AskedCheck(Record):
    """A check that an organisation asks of its tutors, beside those that a project asks."""

    scope: ClassVar[RowScope | None] = RowScope(see="tutors.see", paths=Paths(organisation="organisation"))
    trail_kind: ClassVar[str] = "asked_check"

    organisation = models.ForeignKey("network.Organisation", on_delete=models.CASCADE, related_name="+")
    #: A word of checks.Known, or the organisation's own name for it.
    key = models.CharField(_("what is asked for"), max_length=80)

    class Meta:
        verbose_name = _("check that is asked for")
        verbose_name_plural = _("checks that are asked for")
        ordering = ("created_at", "id")
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="asked_once")]

    def __str__(self) -> str:
        return self.key


class LetterChoice(Record):
    """The weekly mail about tutors who wait, of one manager: whether they want it, and the week of the last.

    Who has no row gets it. The week is written, and committed, before the mail goes: a job that runs twice, or dies
    in between, sends nothing twice.
    """

    class State(models.TextChoices):
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("could not be sent")

    scope: ClassVar[RowScope | None] = RowScope(see="today.see", paths=Paths(own=("user",)))
    trail_kind: ClassVar[str] = "letter_choice"

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    off = models.BooleanField(_("no weekly mail"), default=False)
    week = models.DateField(_("week"), null=True, blank=True)  # its Monday
    state = models.CharField(_("state"), max_length=7, choices=State.choices, blank=True, default="")

    class Meta:
        verbose_name = _("choice of the weekly mail")
        verbose_name_plural = _("choices of the weekly mail")

    def __str__(self) -> str:
        return str(self.user_id)
