"""The invitation by which one of the two comes in: a link to show or send, a code to tell by voice."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Case
from accanto.core.models import Record
from accanto.core.sealed import SealedTextField
from accanto.tutoring.models.asked import PairQuestion
from accanto.tutoring.models.match import Match
from accanto.tutoring.models.tutor import Tutor, TutorMember
from accanto.tutoring.models.tutoring import Tutoring
from accanto.tutoring.words import Side


class PartyInvitation(Record):
    """A link that lets one side in, once, with the code. Who has only the link opens nothing.

    Of a tutoring; before there is one, of a question that waits for that side's answer; or of the case itself, to
    the person's own page. `member`: someone of
    the group that tutors, with a way in of their own.
    """

    scope_parents: ClassVar[tuple[str, ...]] = ("tutoring", "question", "followed")
    trail_kind: ClassVar[str] = "party_invitation"

    tutoring = models.ForeignKey(
        Tutoring, on_delete=models.CASCADE, null=True, blank=True, related_name="invitations"
    )
    question = models.ForeignKey(
        PairQuestion,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("question to one side of a pair"),
    )
    followed = models.ForeignKey(
        Case,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("case, for the person's own page"),
    )
    member = models.ForeignKey(
        TutorMember,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("member of the group"),
    )
    side = models.CharField(_("who"), max_length=6, choices=Side.choices)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="it")
    email = SealedTextField(_("e-mail address"), blank=True, default="")
    code = SealedTextField(_("code to tell by voice"), default="")
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    #: Of the link in the mail, which is another one: no job is told the link on the screen.
    mailed_hash = models.CharField(max_length=64, blank=True, default="", editable=False, db_index=True)
    wrong_codes = models.PositiveSmallIntegerField(_("wrong codes"), default=0)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True)
    locked_at = models.DateTimeField(_("dead after wrong codes"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation to a tutoring")
        verbose_name_plural = _("invitations to a tutoring")
        ordering = ("-created_at", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(tutoring__isnull=False, question=None, followed=None)
                | Q(tutoring=None, question__isnull=False, followed=None)
                | Q(tutoring=None, question=None, followed__isnull=False),
                name="invitation_to_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.get_side_display()

    def get_absolute_url(self) -> str:
        about = self.about
        return about.request.get_absolute_url() if isinstance(about, Match) else about.get_absolute_url()

    @property
    def about(self) -> Tutoring | Match | Case:
        """The tie, the pair that is asked, or the case alone."""
        if self.tutoring is not None:
            return self.tutoring
        if self.followed is not None:
            return self.followed
        assert self.question is not None
        return self.question.match

    @property
    def case(self) -> Case:
        about = self.about
        if isinstance(about, Case):
            return about
        return about.case if isinstance(about, Tutoring) else about.request.case

    @property
    def tutor(self) -> Tutor | None:
        """The tutor of the tie or the pair; an invitation to the person's own page knows none."""
        about = self.about
        return None if isinstance(about, Case) else about.tutor

    @property
    def leads_somewhere(self) -> bool:
        """Whether what it leads to goes on: the tie; the pair held; the case; of a group, that they are still of it."""
        about = self.about
        if isinstance(about, Case):
            return about.is_open
        goes_on = about.ended_on is None if isinstance(about, Tutoring) else about.is_held
        return goes_on and (self.member is None or self.member.left_on is None)

    @property
    def is_open(self) -> bool:
        ended = self.used_at or self.locked_at or self.withdrawn_at
        return ended is None and self.expires_at > timezone.now()
