"""Keeping it true: checks, links to confirm, corrections, what the public says."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.sealed import SealedTextField
from accanto.directory import words
from accanto.directory.models.base import line, part_of

_EDITORS = RowScope(see="services.edit")


class Check(Record):
    """Someone asked whether an entry is true: a service, or an organization or place by itself."""

    class How(models.TextChoices):
        PHONE = "phone", _("By telephone")
        VISIT = "visit", _("On the spot")
        MAIL = "mail", _("By mail")
        WEB = "web", _("On their website")
        LINK = "link", _("By the link that was sent to them")

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", _("Still true")
        CHANGED = "changed", _("Changed")
        NO_ANSWER = "no_answer", _("Nobody answered")
        CLOSED = "closed", _("No longer exists")

    scope_parents: ClassVar[tuple[str, ...]] = ("service", "organization", "location")
    trail_kind: ClassVar[str] = "check"

    service = part_of("directory.Service", "checks")
    organization = part_of("directory.Organization", "checks", verbose_name=_("organisation"))
    location = part_of("directory.Location", "checks", verbose_name=_("place"))
    on = models.DateField(_("on"))
    how = models.CharField(_("how"), max_length=8, choices=How.choices)
    outcome = models.CharField(_("what came of it"), max_length=10, choices=Outcome.choices)
    said = line(_("what they said"), 1000)
    #: When to ask again, as it was decided then.
    again_by = models.DateField(_("ask again by"), null=True, blank=True)
    by = models.ForeignKey(
        "accounts.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("-on", "-id")
        indexes = [models.Index(fields=["service", "-on", "-id"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(service__isnull=False)
                | models.Q(organization__isnull=False)
                | models.Q(location__isnull=False),
                name="check_of_something",
            )
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()


class ConfirmationLink(Record):
    """A link sent to an organization, with which it confirms or corrects its entry without an account.

    Only a keyed hash of the token is kept.
    """

    scope: ClassVar[RowScope | None] = _EDITORS
    trail_kind: ClassVar[str] = "confirmation_link"

    service = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    sent_to = models.EmailField(_("sent to"))
    sent_on = models.DateTimeField(_("sent on"))
    expires_on = models.DateTimeField(_("good until"))
    used_on = models.DateTimeField(_("used on"), null=True, blank=True)
    withdrawn_on = models.DateTimeField(_("withdrawn on"), null=True, blank=True)

    class Meta:
        ordering = ("-sent_on", "-id")

    def __str__(self) -> str:
        return self.sent_to

    @property
    def is_open(self) -> bool:
        return self.used_on is None and self.withdrawn_on is None and self.expires_on > timezone.now()


class Correction(Record):
    """What an organization says should change in its entry: it waits for an editor.

    `values` maps field names of Service, and "phone" and "opening", to what they should say.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for an editor")
        TAKEN = "taken", _("Taken over")
        REFUSED = "refused", _("Not taken over")

    scope: ClassVar[RowScope | None] = _EDITORS
    trail_kind: ClassVar[str] = "correction"

    service = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="corrections")
    link = models.ForeignKey(
        ConfirmationLink, on_delete=models.SET_NULL, null=True, blank=True, related_name="corrections"
    )
    values = models.JSONField(default=dict, blank=True)
    note = SealedTextField(_("note"), blank=True, default="")
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)

    class Meta:
        ordering = ("-created_at", "-id")
        indexes = [models.Index(fields=["state", "created_at"])]

    def __str__(self) -> str:
        return self.get_state_display()

    def get_absolute_url(self) -> str:
        return reverse("directory:correction_decide", args=[self.pk])


class Feedback(Record):
    """What someone of the public says of an entry. Says nothing of who said it."""

    class About(models.TextChoices):
        CLOSED = "closed", words.HAS_CLOSED
        MOVED = "moved", words.HAS_MOVED
        HOURS = "hours", words.WRONG_HOURS
        CONTACT = "contact", words.WRONG_CONTACT
        OTHER = "other", words.SOMETHING_ELSE

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for an editor")
        DONE = "done", _("Seen to")

    scope: ClassVar[RowScope | None] = _EDITORS
    trail_kind: ClassVar[str] = "feedback"

    service = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="feedback")
    about = models.CharField(_("what is wrong"), max_length=8, choices=About.choices)
    #: People write their own name and number into such boxes: it stands sealed.
    text = SealedTextField(_("tell us more"), blank=True, default="")
    language = models.CharField(max_length=2)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)

    class Meta:
        ordering = ("-created_at", "-id")
        indexes = [models.Index(fields=["state", "created_at"])]

    def __str__(self) -> str:
        return self.get_about_display()

    def get_absolute_url(self) -> str:
        return reverse("directory:feedback_list")
