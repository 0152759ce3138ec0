"""What the organisation asks both sides, what it reminds them of, and what it must know at once."""

from __future__ import annotations

import json
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.sealed import SealedTextField
from accanto.tutoring.models.tutoring import Tutoring
from accanto.tutoring.scopes import check_in_scope, watch_scope
from accanto.tutoring.words import Side


class CheckIn(Record):
    """A few questions to one side of a tie. The other side never sees the answers.

    `answers` is sealed JSON: key of a purpose -> 1 to 5, or 0 for "I would rather not say".
    """

    class Kind(models.TextChoices):
        REGULAR = "regular", _("Check-in")
        LAST = "last", _("Last word")

    scope: ClassVar[RowScope | None] = check_in_scope
    trail_kind: ClassVar[str] = "check_in"

    tutoring = models.ForeignKey(Tutoring, on_delete=models.CASCADE, related_name="check_ins")
    side = models.CharField(_("side"), max_length=6, choices=Side.choices)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.REGULAR)
    number = models.PositiveSmallIntegerField(_("number"))  # from 1, one row for each side
    due_on = models.DateField(_("asked on"))
    asked_again_on = models.DateField(_("asked again on"), null=True, blank=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answers = SealedTextField(_("answers"), blank=True, default="")
    words = SealedTextField(_("in their own words"), blank=True, default="")
    note = SealedTextField(_("notes of the organisation"), blank=True, default="")

    class Meta:
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        ordering = ("due_on", "side", "id")
        constraints = [
            models.UniqueConstraint(fields=["tutoring", "number", "side"], name="check_in_once"),
        ]
        indexes = [models.Index(fields=["answered_on", "due_on"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.due_on}"

    def get_absolute_url(self) -> str:
        return reverse("tutoring:check_in_answer", args=[self.pk])

    @property
    def said(self) -> dict[str, int]:
        """The answers, opened."""
        found: dict[str, int] = json.loads(self.answers) if self.answers else {}
        return found


class Reminder(Record):
    """A mail to one side: at most one in a week for whoever reads at an address, over all their ties.

    The row is written, and committed, before the mail goes: a worker that dies in between sends nothing twice.
    """

    class About(models.TextChoices):
        CONTACT = "contact", _("A contact that is due")
        CHECK_IN = "check_in", _("A check-in")

    class State(models.TextChoices):
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("could not be sent")

    scope: ClassVar[RowScope | None] = watch_scope
    trail_kind: ClassVar[str] = "reminder"

    tutoring = models.ForeignKey(Tutoring, on_delete=models.CASCADE, related_name="reminders")
    side = models.CharField(_("side"), max_length=6, choices=Side.choices)
    about = models.CharField(_("about"), max_length=8, choices=About.choices)
    #: Keyed hash of the address.
    recipient = models.CharField(_("recipient"), max_length=32)
    week = models.DateField(_("week"))  # its Monday
    state = models.CharField(_("state"), max_length=7, choices=State.choices, default=State.SENDING)
    answers = models.JSONField(_("answers"), default=list, blank=True)  # of words.Answer

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ("-week", "-id")
        constraints = [models.UniqueConstraint(fields=["recipient", "week"], name="reminder_once_a_week")]
        indexes = [models.Index(fields=["tutoring", "-week"])]

    def __str__(self) -> str:
        return str(self.week)


class ReminderStop(Record):
    """This side of the tie wants no more reminders: it holds for all ties of that tutor, or that person."""

    scope: ClassVar[RowScope | None] = watch_scope
    trail_kind: ClassVar[str] = "reminder_stop"

    tutoring = models.ForeignKey(Tutoring, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(_("side"), max_length=6, choices=Side.choices)

    class Meta:
        verbose_name = _("end of reminders")
        constraints = [models.UniqueConstraint(fields=["tutoring", "side"], name="reminder_stop_once")]

    def __str__(self) -> str:
        return self.side


class Alert(Record):
    """Something about a tie that the organisation must know at once; the two never see it."""

    class Why(models.TextChoices):
        WORDS = "words", _("Words that worry")
        TALK = "talk", _("Asks to talk with the organisation")

    scope: ClassVar[RowScope | None] = watch_scope
    trail_kind: ClassVar[str] = "alert"

    tutoring = models.ForeignKey(Tutoring, on_delete=models.CASCADE, related_name="alerts")
    side = models.CharField(_("side"), max_length=6, choices=Side.choices)
    why = models.CharField(_("why"), max_length=5, choices=Why.choices)
    on = models.DateField(_("on"))
    #: What the words may be about, by comma: keys of monitoring/data/alarm.toml.
    topics = SealedTextField(_("what about"), blank=True, default="")
    check_in = models.ForeignKey(
        CheckIn, on_delete=models.CASCADE, null=True, blank=True, related_name="alerts"
    )
    seen_on = models.DateField(_("seen to on"), null=True, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    note = SealedTextField(_("what was done"), blank=True, default="")

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        ordering = ("-on", "-id")
        indexes = [models.Index(fields=["seen_on", "-on"])]

    def __str__(self) -> str:
        return self.get_why_display()

    def get_absolute_url(self) -> str:
        return reverse("tutoring:alert_see", args=[self.pk])
