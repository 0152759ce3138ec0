"""Protection or permit: dated, never required, the most guarded field after identity."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.sealed import SealedTextField
from accanto.people.models.person import Person


class ProtectionKind(models.TextChoices):
    """Groups of residence titles (Italian law, Consolidated Act 286/1998 and later acts).

    There is no word for "irregular": what is not recorded is simply not recorded.
    """

    ASYLUM_SEEKER = "asylum_seeker", _("Asylum seeker")
    REFUGEE = "refugee", _("Refugee status")
    SUBSIDIARY = "subsidiary", _("Subsidiary protection")
    SPECIAL = "special", _("Special protection")
    TEMPORARY = "temporary", _("Temporary protection")
    STATELESS = "stateless", _("Statelessness")
    SPECIAL_CASES = "special_cases", _("Special cases (violence, exploitation)")
    HUMANITARIAN = "humanitarian", _("Other humanitarian grounds")
    MINOR = "minor", _("Minor age, fostering or assistance to a minor")
    FAMILY = "family", _("Family reasons")
    WORK = "work", _("Work")
    STUDY = "study", _("Study or research")
    LONG_TERM = "long_term", _("EU long-term residence")
    EU = "eu", _("Citizen of the European Union")
    ITALIAN = "italian", _("Italian citizen")
    OTHER = "other", _("Other")


class PermitState(models.TextChoices):
    VALID = "valid", _("Valid")
    RENEWAL = "renewal", _("Being renewed")
    FIRST_ISSUE = "first_issue", _("First permit being issued")
    APPEAL = "appeal", _("Appeal pending")
    EXPIRED = "expired", _("Expired")
    UNKNOWN = "unknown", _("Not recorded")


class Protection(Record):
    """A dated statement of someone's protection or permit. What it says is sealed."""

    scope_parent: ClassVar[str | None] = "person"
    trail_kind: ClassVar[str] = "protection"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="protections")
    kind = SealedTextField(_("kind"), default="")
    state = SealedTextField(_("state"), default="")
    expires_on = SealedTextField(_("valid until"), blank=True, default="")  # ISO date
    noted_on = models.DateField(_("noted on"))

    class Meta:
        ordering = ("-noted_on", "-id")

    def __str__(self) -> str:
        return "<sealed>"

    @property
    def kind_words(self) -> str:
        return str(dict(ProtectionKind.choices).get(self.kind, self.kind))

    @property
    def state_words(self) -> str:
        return str(dict(PermitState.choices).get(self.state, self.state))
