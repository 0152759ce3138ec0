"""On what ground a case leaves its organisation: the person's consent, or a written reason."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.sealed import SealedTextField
from accanto.people.models import ConsentPurpose

#: A reason shorter than this is none.
SHORTEST_REASON = 10


class Grounded(Record):
    """What must not be done without the person's consent or, failing that, a reason in words. The table itself
    refuses a row that has neither; `clean`, a consent that is another's, to something else or withdrawn."""

    consent = models.ForeignKey(
        "people.Consent",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("consent"),
    )
    reason = SealedTextField(_("reason, without consent"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(consent__isnull=False) | Q(reason__isnull=False),
                name="%(class)s_has_a_ground",
                violation_error_message=_("Record that the person agrees, or write why it is done without."),
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.reason is not None and len(self.reason.strip()) < SHORTEST_REASON:
            raise ValidationError(
                {"reason": _("Write the reason in a few words: at least %d letters.") % SHORTEST_REASON}
            )
        if self._state.adding and self.consent is not None:
            self._check_consent()

    def _check_consent(self) -> None:
        consent, case = self.consent, getattr(self, "case")  # noqa: B009  every kind of it has one
        assert consent is not None
        if consent.person_id != case.person_id or consent.purpose != ConsentPurpose.SHARING:
            raise ValidationError({"consent": _("This is no consent of the person to share.")})
        if consent.withdrawn_on is not None:
            raise ValidationError({"consent": _("The person has withdrawn this consent.")})
