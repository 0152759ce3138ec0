"""What each side of a held pair is asked: would you like to know this person, this tutor?"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.sealed import SealedTextField
from accanto.tutoring.models.match import Match
from accanto.tutoring.scopes import asked_scope
from accanto.tutoring.words import PairAnswer, Side


class PairQuestion(Record):
    """One side of a pair that the operator put forward, and what that side said on their own page.

    A yes stands on the pair itself too (`Match.tutor_yes_on`), where a yes said by voice is written down. Neither
    side sees the other's question or answer.
    """

    scope: ClassVar[RowScope | None] = asked_scope
    trail_kind: ClassVar[str] = "pair_question"

    match = models.ForeignKey(
        Match, on_delete=models.CASCADE, related_name="questions", verbose_name=_("pair")
    )
    side = models.CharField(_("who"), max_length=6, choices=Side.choices)
    #: Whose question it is: empty until that side has an account.
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_on = models.DateField(_("asked on"))
    answer = models.CharField(_("answer"), max_length=4, choices=PairAnswer.choices, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    words = SealedTextField(_("words"), blank=True, default="")

    class Meta:
        verbose_name = _("question to one side of a pair")
        verbose_name_plural = _("questions to the sides of a pair")
        ordering = ("side",)
        constraints = [models.UniqueConstraint(fields=["match", "side"], name="pair_side_asked_once")]

    def __str__(self) -> str:
        return self.get_side_display()

    def get_absolute_url(self) -> str:
        return reverse("portal:asked", args=[self.pk])
