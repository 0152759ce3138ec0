"""Appointments and tasks of a case: what is on which day, and who goes along or does it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.cases.models.case import Case
from accanto.cases.scopes import appointment_scope
from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.sealed import SealedTextField


class AppointmentKind(models.TextChoices):
    OFFICE = "office", _("Public office: police, town hall, INPS")
    LEGAL = "legal", _("Lawyer, commission, court")
    HEALTH = "health", _("Doctor, hospital, surgery")
    WORK = "work", _("Work: interview, employment centre")
    HOME = "home", _("Home: viewing, owner, furnishings")
    SCHOOL = "school", _("School, course")
    TALK = "talk", _("Talk with us")
    OTHER = "other", _("Other")


class Along(models.TextChoices):
    """Who goes along with the person."""

    OPERATOR = "operator", _("an operator")
    TUTOR = "tutor", _("the tutor")
    MEDIATOR = "mediator", _("a mediator")


class AppointmentOutcome(models.TextChoices):
    WAITING = "waiting", _("Still to come")
    CAME = "came", _("Came")
    ABSENT = "absent", _("Did not come")
    MOVED = "moved", _("Moved")
    CANCELLED = "cancelled", _("Called off")


class Appointment(Record):
    """On a local day at a local hour (Europe/Rome), which stays what it is when the clocks change."""

    scope: ClassVar[RowScope | None] = appointment_scope
    trail_kind: ClassVar[str] = "appointment"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="appointments")
    kind = models.CharField(_("kind"), max_length=8, choices=AppointmentKind.choices)
    on = models.DateField(_("on"))
    at = models.TimeField(_("at"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("how long (minutes)"), default=60, validators=[MinValueValidator(5), MaxValueValidator(720)]
    )
    place = SealedTextField(_("where"), blank=True, default="")
    note = SealedTextField(_("note"), blank=True, default="")
    along = models.CharField(_("who goes along"), max_length=8, choices=Along.choices, blank=True)
    #: Whoever of them has an account, and how they are known: a tutor's code, a mediator's name.
    along_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who goes along"),
    )
    along_key = models.CharField(max_length=60, blank=True, editable=False)
    along_name = SealedTextField(_("name of who goes along"), blank=True, default="")
    outcome = models.CharField(
        _("outcome"), max_length=9, choices=AppointmentOutcome.choices, default=AppointmentOutcome.WAITING
    )
    moved_to = models.OneToOneField(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="moved_from",
        verbose_name=_("moved to"),
    )

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ("on", "at", "id")
        indexes = [
            models.Index(fields=["case", "on"]),
            models.Index(fields=["along_user", "on"]),
            models.Index(fields=["on", "id"], condition=Q(outcome="waiting"), name="appointment_waiting"),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def get_absolute_url(self) -> str:
        return reverse("cases:case_agenda", args=[self.case_id])

    @property
    def begins(self) -> datetime | None:
        """The moment, in UTC; None while the hour is not known."""
        if self.at is None:
            return None
        return timezone.make_aware(datetime.combine(self.on, self.at)).astimezone(UTC)

    @property
    def ends(self) -> datetime | None:
        begins = self.begins
        return begins + timedelta(minutes=self.minutes) if begins else None

    @property
    def is_over(self) -> bool:
        """Its day has gone by, or its hour of today."""
        now, ends = timezone.now(), self.ends
        return ends < now if ends else self.on < timezone.localdate(now)

    @property
    def along_words(self) -> str:
        return self.along_name or self.get_along_display()


class Task(Record):
    """What someone has to do for a case by a day."""

    scope_parent: ClassVar[str | None] = "case"
    trail_kind: ClassVar[str] = "task"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="tasks")
    what = SealedTextField(_("what is to be done"))
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who does it")
    )
    due = models.DateField(_("by"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("done by"),
    )

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ("due", "id")
        indexes = [
            models.Index(fields=["who", "due"], condition=Q(done_on__isnull=True), name="task_open"),
            models.Index(fields=["case", "due"]),
        ]

    def __str__(self) -> str:
        return f"{self.case.code} · {self.what[:80]}"

    def get_absolute_url(self) -> str:
        return reverse("cases:case_agenda", args=[self.case_id])


def is_no_hour(moment: datetime) -> bool:
    """Whether a local day and hour does not exist: the clocks go forward over it."""
    aware = timezone.make_aware(moment)
    return timezone.make_naive(aware.astimezone(UTC)) != moment
