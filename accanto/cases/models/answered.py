"""What a project's own fields were answered with. What the fields are is in `cases/asked.py`."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.core.sealed import SealedJSONField


class Answered(models.Model):
    """A key that is not there is not recorded: never counted as anything else.

    `answers`: key -> a code, a number or a day as text; of several answers, option -> "yes" or "no". What may say who
    someone is stands in `sealed_answers`. `answered`: key -> number of the version under which it was answered.
    """

    answers = models.JSONField(_("answers"), default=dict, blank=True)
    sealed_answers = SealedJSONField(_("sealed answers"), null=True, blank=True)
    answered = models.JSONField(_("answered under version"), default=dict, blank=True)

    class Meta:
        abstract = True
