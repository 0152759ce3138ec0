"""What the organisation does with the shared page of the two: reads what they told it, writes how they are called."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accanto.core.actor import Actor
from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, FormScreen
from accanto.tutoring.forms.shared import CalledForm
from accanto.tutoring.models import PrivateWord, Tutoring
from accanto.tutoring.operations.shared import call_me, see_private
from accanto.tutoring.words import ContactState, ProposalState, Side


def kept_on(actor: Actor, row: Tutoring) -> dict[str, Any]:
    """What the operator's page of a tie adds to the contacts: proposals, pauses, what was told in private."""
    private = PrivateWord.objects.visible_to(actor, "tutoring.edit").filter(tutoring=row, withdrawn_at=None)
    live = (ProposalState.OPEN, ProposalState.ACCEPTED, ProposalState.DECLINED)
    return {
        "private": list(private.exclude(author=actor.user_id)[:20]),
        "proposals": list(row.proposals.filter(state__in=live).order_by("-on", "-id")[:10]),
        "pauses": list(row.pauses.all()[:5]),
        "called": {each.side: each.called for each in row.sides.all()},
        "withdrawn": ContactState.WITHDRAWN,
    }


class PrivateSeeView(ActionScreen):
    """The organisation has read it."""

    model = PrivateWord
    capability = "tutoring.edit"
    done = _("Marked as read. Who wrote it sees that.")

    def perform(self, row: Any) -> Any:
        return see_private(self.actor, word=row)

    def back_url(self, row: Any) -> str:
        return str(row.tutoring.get_absolute_url())


class CalledEditView(FormScreen):
    model = Tutoring
    capability = "tutoring.edit"
    form_class = CalledForm
    title = _("How the two are called")

    def perform(self, form: ActorForm) -> Any:
        row = self.row()
        for side in (Side.TUTOR, Side.PERSON):
            call_me(self.actor, tutoring=row, side=side, called=form.cleaned_data[side])
        return row
