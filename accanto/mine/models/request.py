"""What a person asks about their own data (GDPR, articles 12 to 21), until it is answered."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.sealed import SealedTextField
from accanto.mine.scopes import request_scope
from accanto.mine.words import ABOUT, RequestKind, RequestState


class DataRequest(Record):
    """One thing asked of one organisation. `about`: a key of `words.ABOUT`, or "" for all of it.

    One to be erased goes along with an erasure of `people`: see `mine/operations/erasure.py`.
    """

    scope: ClassVar[RowScope | None] = request_scope
    trail_kind: ClassVar[str] = "data_request"

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="data_requests")
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="data_requests")
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey("network.Project", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("what is asked"), max_length=8, choices=RequestKind.choices)
    about = models.CharField(_("about what"), max_length=12, blank=True)
    wrong = SealedTextField(_("what is wrong, or why"), blank=True, default="")
    wanted = SealedTextField(_("what should stand there"), blank=True, default="")
    asked_on = models.DateField(_("asked on"))
    due_on = models.DateField(_("to be answered by"))
    state = models.CharField(
        _("state"), max_length=9, choices=RequestState.choices, default=RequestState.OPEN
    )
    answer = SealedTextField(_("answer"), blank=True, default="")
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )

    class Meta:
        verbose_name = _("request about one's own data")
        verbose_name_plural = _("requests about one's own data")
        ordering = ("-asked_on", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open") | Q(answered_on__isnull=False), name="data_request_answered"
            )
        ]
        indexes = [
            models.Index(
                fields=["organisation", "due_on"], condition=Q(state="open"), name="data_request_open"
            )
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def get_absolute_url(self) -> str:
        return reverse("mine:request_answer", args=[self.pk])

    @property
    def about_words(self) -> str:
        return str(ABOUT.get(self.about, ""))

    @property
    def is_open(self) -> bool:
        return self.state == RequestState.OPEN

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due_on < timezone.localdate()


def one_month_after(day: date) -> date:
    """The same day of the next month, or its last one (GDPR, article 12(3); Reg. 1182/71, article 3)."""
    year, month = day.year + day.month // 12, day.month % 12 + 1
    for last in (day.day, 30, 29, 28):
        if last <= day.day:
            try:
                return date(year, month, last)
            except ValueError:
                continue
    raise AssertionError(day)
