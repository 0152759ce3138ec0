"""What the two share on their page, and what one of them says to the organisation alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accanto.core.actor import Actor, Paths
from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.sealed import SealedTextField
from accanto.tutoring.models.tutoring import Contact, Tutoring
from accanto.tutoring.scopes import of_the_author, of_the_two
from accanto.tutoring.words import BegunBy, ContactKind, PrivateKind, ProposalState, Side, WordKind

#: One of the two.
SIDES = [(Side.TUTOR.value, Side.TUTOR.label), (Side.PERSON.value, Side.PERSON.label)]


class TutoringSide(Record):
    """One of the two: how they wish to be called, and when they last looked at the page."""

    scope_parent: ClassVar[str | None] = "tutoring"
    trail_kind: ClassVar[str] = "tutoring_side"

    tutoring = models.ForeignKey(Tutoring, on_delete=models.CASCADE, related_name="sides")
    side = models.CharField(_("which of the two"), max_length=8, choices=SIDES)
    called = SealedTextField(_("how to call them"), blank=True, default="")
    seen_at = models.DateTimeField(_("last looked"), null=True, blank=True)

    class Meta:
        ordering = ("side",)
        constraints = [models.UniqueConstraint(fields=["tutoring", "side"], name="tutoring_side_once")]

    def __str__(self) -> str:
        return self.get_side_display()


class ContactVersion(Record):
    """What a contact said before it was corrected, and who had said so."""

    scope_parent: ClassVar[str | None] = "contact"
    trail_kind: ClassVar[str] = "contact_version"

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="versions")
    kind = models.CharField(_("how"), max_length=10, choices=ContactKind.choices)
    on = models.DateField(_("on"))
    begun_by = models.CharField(_("who began it"), max_length=8, choices=BegunBy.choices)
    note = SealedTextField(_("note"), blank=True, default="")
    said_by = models.CharField(_("said by"), max_length=12, choices=Contact.By.choices, blank=True)

    class Meta:
        ordering = ("created_at", "id")

    def __str__(self) -> str:
        return self.get_kind_display()


class Proposal(Record):
    """Something to do together: what, when, where. With a yes it is a planned meeting."""

    scope_parent: ClassVar[str | None] = "tutoring"
    trail_kind: ClassVar[str] = "together"

    tutoring = models.ForeignKey(Tutoring, on_delete=models.CASCADE, related_name="proposals")
    side = models.CharField(_("proposed by"), max_length=8, choices=SIDES)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    what = SealedTextField(_("what to do"))
    place = SealedTextField(_("where"), blank=True, default="")
    on = models.DateField(_("on"))
    at = models.TimeField(_("at"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN
    )
    answer = SealedTextField(_("answer"), blank=True, default="")
    #: Who spoke last; while it is open, the other one answers.
    last_side = models.CharField(_("last word of"), max_length=8, choices=SIDES)
    last_at = models.DateTimeField(_("last word at"))

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ("on", "at", "id")
        indexes = [models.Index(fields=["tutoring", "on"])]

    def __str__(self) -> str:
        return self.get_state_display()

    def awaits(self, side: str) -> bool:
        """Whether it is this side's turn to answer."""
        return self.state == ProposalState.OPEN and self.last_side != side


class SharedWord(Record):
    """News, what one likes, a place, a story, or an answer to one of these: for the two alone."""

    scope_parent: ClassVar[str | None] = "tutoring"
    scope_only: ClassVar[Callable[[Actor, str], Q] | None] = of_the_two
    trail_kind: ClassVar[str] = "shared_word"

    tutoring = models.ForeignKey(Tutoring, on_delete=models.CASCADE, related_name="shared_words")
    kind = models.CharField(_("what it is"), max_length=8, choices=WordKind.choices)
    side = models.CharField(_("written by"), max_length=8, choices=SIDES)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    text = SealedTextField(_("words"), blank=True, default="")
    place = SealedTextField(_("where"), blank=True, default="")
    answers = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="answered_by"
    )
    edited_at = models.DateTimeField(_("changed at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-id")
        indexes = [models.Index(fields=["tutoring", "-created_at"])]

    def __str__(self) -> str:
        return self.get_kind_display()


class PrivateWord(Record):
    """What one of the two says to the organisation, or that they ask to leave. The other one never sees it."""

    scope_parent: ClassVar[str | None] = "tutoring"
    scope_only: ClassVar[Callable[[Actor, str], Q] | None] = of_the_author
    trail_kind: ClassVar[str] = "private_word"

    tutoring = models.ForeignKey(Tutoring, on_delete=models.CASCADE, related_name="private_words")
    kind = models.CharField(_("what it is"), max_length=8, choices=PrivateKind.choices)
    side = models.CharField(_("written by"), max_length=8, choices=SIDES)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    text = SealedTextField(_("words"), blank=True, default="")
    withdrawn_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    seen_at = models.DateTimeField(_("seen at"), null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-id")
        indexes = [models.Index(fields=["tutoring", "-created_at"])]

    def __str__(self) -> str:
        return self.get_kind_display()


class CalendarLink(Record):
    """The address under which someone's calendar reads their planned meetings. It can be withdrawn."""

    #: Each sees their own, whoever they are: of `tutoring.contact` an operator's reach is no "own".
    scope: ClassVar[RowScope | None] = RowScope(see="today.see", paths=Paths(own=("user",)))
    trail_kind: ClassVar[str] = "calendar_link"

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    secret = SealedTextField(_("secret of the link"))
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    with_place = models.BooleanField(_("with the place"), default=False)

    class Meta:
        verbose_name = _("calendar link")
        verbose_name_plural = _("calendar links")
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.pk)
