"""Texts that everyone with an account may read, beneficiaries and tutors too: in the five languages."""

from django.utils.translation import gettext_lazy as _

NEW_PASSWORD = _("A new password for Accanto")
