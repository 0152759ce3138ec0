"""What Today tells a trainer while courses are still kept elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.accounts.roles import Role
from accanto.core.actor import Actor
from accanto.core.today import TodayItem


def items(actor: Actor) -> Iterator[TodayItem]:
    """Said plainly, or a trainer would look for what is not there."""
    holds = getattr(actor, "holds", None)
    if holds is None or not holds(Role.TRAINER):
        return
    text = _("Keep calendar and register as you do now. In the directory, see that your course is listed and true.")  # fmt: skip
    url = f"{reverse('directory:service_list')}?area=education"
    yield TodayItem("courses", _("Courses and registers are not in this version yet"), text, url, None, "info", "it-presentation")  # fmt: skip
