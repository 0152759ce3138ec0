"""When: HSDS schedule, with what 3.3 needs to say `operating_hours` and `events`."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.directory.models.base import Entry, line, long_text, part_of

#: `group` of the days on which the weekly rules do not hold.
EXCEPTION = "exception"


class Schedule(Entry):
    """A rule of opening (HSDS `schedule`; RFC 5545 words).

    `opens_at` and `closes_at` are local times in `zone`; a rule that closes at or before it opens runs
    over midnight. `timezone` (hours from UTC) is kept only where an import gave it, and then `zone` is
    empty. `group` and `kind` are those of HSDS 3.3: rows of one group are read together ("in summer").

    Rows of the group EXCEPTION take the place of the weekly rules from `valid_from` to `valid_to`: closed
    where they have no times, else open at these; `notes` says why.
    """

    class Freq(models.TextChoices):
        WEEKLY = "WEEKLY", _("every week")
        MONTHLY = "MONTHLY", _("every month")

    class Kind(models.TextChoices):
        OPERATING_HOURS = "operating_hours", _("Opening hours")
        EVENT = "event", _("Event")

    class Holidays(models.TextChoices):
        """Ours: what happens on a public holiday of Italy (Law 260/1949 and what followed)."""

        CLOSED = "closed", _("Closed on public holidays")
        OPEN = "open", _("Open on public holidays too")

    scope_parents: ClassVar[tuple[str, ...]] = ("service", "location", "service_at_location")
    hsds: ClassVar[str] = "schedule"

    service = part_of("directory.Service", "schedules")
    location = part_of("directory.Location", "schedules")
    service_at_location = part_of("directory.ServiceAtLocation", "schedules")
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("until"), null=True, blank=True)
    dtstart = models.DateField(_("first day"), null=True, blank=True)
    timezone = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    until = models.DateField(_("last day"), null=True, blank=True)
    count = models.PositiveIntegerField(_("times"), null=True, blank=True)
    wkst = line(_("week starts on"), 2)
    freq = models.CharField(_("how often"), max_length=10, choices=Freq.choices, blank=True, default="")
    interval = models.PositiveIntegerField(_("every how many"), null=True, blank=True)
    byday = line(_("days"), 200)  # "MO,TH"; with MONTHLY "1MO,-1FR"
    byweekno = line(_("weeks of the year"), 300)
    bymonthday = line(_("days of the month"), 200)
    byyearday = line(_("days of the year"), 2000)
    description = long_text(_("in words"))
    opens_at = models.TimeField(_("opens at"), null=True, blank=True)
    closes_at = models.TimeField(_("closes at"), null=True, blank=True)
    schedule_link = models.URLField(_("on the web"), max_length=500, blank=True)
    attending_type = line(_("how to take part"))
    notes = long_text(_("notes"))

    # --- ours and HSDS 3.3's ------------------------------------------------------------------
    zone = models.CharField(max_length=40, blank=True, default="Europe/Rome")  # IANA
    group = line(_("group"))
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices, default=Kind.OPERATING_HOURS)
    holidays = models.CharField(
        _("public holidays"), max_length=6, choices=Holidays.choices, default=Holidays.CLOSED
    )
    #: Open only for who has an appointment: said so, never shown as closed.
    by_appointment = models.BooleanField(_("by appointment only"), default=False)

    class Meta:
        ordering = ("valid_from", "opens_at", "id")

    def __str__(self) -> str:
        return self.description or self.byday or self.freq

    def clean(self) -> None:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("It ends before it begins.")})

    @property
    def is_exception(self) -> bool:
        return self.group == EXCEPTION
