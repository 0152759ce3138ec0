"""Leaving a group that tutors."""

from __future__ import annotations

from accanto.portal.forms_beside import OfTheTwoForm


class GroupLeaveForm(OfTheTwoForm):
    """Nothing is asked: the button is the answer."""
