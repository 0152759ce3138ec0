"""Someone offers to stand beside a person: the public form, while it is written and once it is sent."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.ids import readable_code
from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.sealed import SealedJSONField, SealedTextField
from accanto.tutoring.models.tutor import Tutor
from accanto.tutoring.scopes import application_scope, draft_scope, handed_scope
from accanto.tutoring.words import ApplicationState, TutorKind


class TutorDraft(Record):
    """What someone has typed so far. Nobody of the staff sees it; the secret of a cookie opens it.

    `content`: step -> field -> the values as they were typed, wrong ones too.
    """

    scope: ClassVar[RowScope | None] = draft_scope

    token_hash = models.CharField(max_length=64, unique=True)
    content = SealedJSONField(default=dict)

    def __str__(self) -> str:
        return "<draft>"


class TutorApplication(Record):
    """An offer that was sent. All that is said of a person stands sealed in `answers`, under the names of
    Tutor's columns and, of a group, `size` and `members`; it is emptied when it is no longer needed."""

    scope: ClassVar[RowScope | None] = application_scope
    trail_kind: ClassVar[str] = "application"

    code = models.CharField(
        _("code"), max_length=12, unique=True, default=partial(readable_code, "A"), editable=False
    )
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey("network.Project", on_delete=models.PROTECT, related_name="+")
    #: Of the project, where the applicant's town lies in one.
    territory = models.ForeignKey(
        "network.Territory",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("territory"),
    )
    municipality = models.ForeignKey(
        "network.Municipality", on_delete=models.PROTECT, related_name="+", verbose_name=_("municipality")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=TutorKind.choices)
    state = models.CharField(
        _("state"), max_length=12, choices=ApplicationState.choices, default=ApplicationState.UNCONFIRMED
    )
    #: In which mails are written to the applicant.
    language = models.CharField(_("language"), max_length=3)
    answers = SealedJSONField(_("answers"), default=dict, blank=True)
    notice_version = models.CharField(_("version of the notice"), max_length=20)
    consented_at = models.DateTimeField(_("consent given"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    emptied_at = models.DateTimeField(_("emptied"), null=True, blank=True)
    #: The staff's own words to whom they declined.
    reply = SealedTextField(_("words to the applicant"), blank=True, default="")
    tutor = models.ForeignKey(
        Tutor, on_delete=models.CASCADE, null=True, blank=True, related_name="applications"
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged"
    )
    #: What the merge changed in the row that stays, column -> [before, after], and the state before: to undo it.
    taken = SealedJSONField(_("what the other took from it"), default=dict, blank=True)
    #: The partner who handed it on last, when, and why where the applicant was not asked.
    handed_from = models.ForeignKey(
        "network.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("handed on by"),
    )
    handed_at = models.DateTimeField(_("handed on"), null=True, blank=True)
    handed_why = SealedTextField(_("why it was handed on"), blank=True, default="")
    mails = models.PositiveSmallIntegerField(_("mails sent to confirm"), default=0)
    #: The draft it was: a second tab that sends it again finds it sent.
    token_hash = models.CharField(max_length=64, blank=True, default="", editable=False)

    class Meta:
        verbose_name = _("offer to stand beside someone")
        verbose_name_plural = _("offers to stand beside someone")
        ordering = ("created_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["token_hash"], condition=~Q(token_hash=""), name="draft_sent_once"
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "created_at", "id"]),
            models.Index(fields=["state", "updated_at"]),
            models.Index(fields=["created_at"]),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("tutoring:application_detail", args=[self.pk])

    @property
    def name(self) -> str:
        return str(self.answers.get("name", ""))

    @property
    def is_waiting(self) -> bool:
        return self.state in ApplicationState.waiting()


class HandedOn(Record):
    """What stays with a partner who handed an offer on: that they did, to whom, why. Nothing of what was said."""

    scope: ClassVar[RowScope | None] = handed_scope
    trail_kind: ClassVar[str] = "handed_on"

    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey("network.Project", on_delete=models.PROTECT, related_name="+")
    #: Of the offer.
    code = models.CharField(_("code"), max_length=12)
    to = models.ForeignKey(
        "network.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name=_("to")
    )
    on = models.DateField(_("on"))
    #: Empty where the applicant said yes.
    why = SealedTextField(_("why"), blank=True, default="")

    class Meta:
        verbose_name = _("offer that was handed on")
        verbose_name_plural = _("offers that were handed on")
        ordering = ("-on", "-id")

    def __str__(self) -> str:
        return self.code


class TutorKey(Record):
    """Keyed hashes by which an offer finds a tutor or an offer of the same person: of sounds and spellings
    of the names, of telephone and e-mail address. Equality is all that can be asked of them."""

    class Kind(models.TextChoices):
        NAME = "name"
        PHONE = "phone"
        EMAIL = "email"

    scope_parents: ClassVar[tuple[str, ...]] = ("application", "tutor")

    application = models.ForeignKey(
        TutorApplication, on_delete=models.CASCADE, null=True, related_name="keys"
    )
    tutor = models.ForeignKey(Tutor, on_delete=models.CASCADE, null=True, related_name="keys")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    digest = models.BinaryField(max_length=16)
    key_id = models.CharField(max_length=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["digest", "application"], name="application_key_once"),
            models.UniqueConstraint(fields=["digest", "tutor"], name="tutor_key_once"),
            models.CheckConstraint(
                condition=Q(application__isnull=True) ^ Q(tutor__isnull=True), name="tutor_key_of_one"
            ),
        ]

    def __str__(self) -> str:
        return self.kind
