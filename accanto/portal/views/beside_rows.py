"""What the two do with one row of their shared page: a contact, a proposal, a word; and the calendar."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accanto.accounts.doors import reads_by_secret
from accanto.accounts.middleware import actor_of
from accanto.core.forms import ActorForm
from accanto.core.screens import PUBLIC, ActionScreen, FormScreen, Screen
from accanto.portal.calendar import calendar
from accanto.portal.feed import events
from accanto.portal.forms_beside import (
    AnswerForm,
    CalendarForm,
    ContactAmendForm,
    ProposalChangeForm,
    ProposalForm,
    ProposalMoveForm,
    WordChangeForm,
    WordForm,
)
from accanto.portal.views.beside import Button, Writing, ties_of
from accanto.tutoring.models import CalendarLink, Contact, Proposal, SharedWord, Tutoring
from accanto.tutoring.operations.contact import amend_contact, confirm_contact, say_if_same, withdraw_contact
from accanto.tutoring.operations.proposal import (
    accept_proposal,
    change_proposal,
    decline_proposal,
    move_proposal,
    proposal_done,
    propose,
    withdraw_proposal,
)
from accanto.tutoring.operations.shared import (
    answer_word,
    change_word,
    find_calendar_link,
    make_calendar_link,
    tell,
    withdraw_calendar_link,
    withdraw_word,
)


class ContactConfirmView(Button):
    model = Contact
    done = _("Thank you.")

    def perform(self, row: Any) -> Any:
        return confirm_contact(self.actor, contact=row)


class ContactWithdrawView(Button):
    model = Contact
    done = _("Taken back.")

    def perform(self, row: Any) -> Any:
        return withdraw_contact(self.actor, contact=row)


class ContactAmendView(Writing):
    model = Contact
    form_class = ContactAmendForm
    title = _("It was different")
    submit_label = _("Correct it")
    hint = _("What was written before stays, beside yours.")

    def perform(self, form: ActorForm) -> Any:
        return amend_contact(self.actor, contact=self.row(), **form.values())


class ContactSameView(ActionScreen):
    """Both noted the same. The two say so, or the operator."""

    model = Contact
    capability = "tutoring.contact"
    done = _("Thank you.")
    same = True

    def perform(self, row: Any) -> Any:
        return say_if_same(self.actor, contact=row, same=self.same)

    def back_url(self, row: Any) -> str:
        return str(row.tutoring.get_absolute_url())


class ContactDifferentView(ContactSameView):
    """These are two."""

    same = False


class ProposeView(Writing):
    model = Tutoring
    form_class = ProposalForm
    title = _("Let us do something together")
    done = _("Sent. Now the other one answers.")

    def perform(self, form: ActorForm) -> Any:
        return propose(self.actor, tutoring=self.row(), **form.values())


class ProposalYesView(Button):
    model = Proposal
    done = _("Agreed.")

    def perform(self, row: Any) -> Any:
        return accept_proposal(self.actor, proposal=row)


class ProposalNoView(Button):
    model = Proposal
    done = _("The other one sees: no, thanks.")

    def perform(self, row: Any) -> Any:
        return decline_proposal(self.actor, proposal=row)


class ProposalMoveView(Writing):
    model = Proposal
    form_class = ProposalMoveForm
    title = _("Another day")
    done = _("Sent. Now the other one answers.")

    def perform(self, form: ActorForm) -> Any:
        return move_proposal(self.actor, proposal=self.row(), **form.values())


class ProposalChangeView(Writing):
    model = Proposal
    form_class = ProposalChangeForm
    title = _("Change what you proposed")
    submit_label = _("Save")

    def perform(self, form: ActorForm) -> Any:
        return change_proposal(self.actor, proposal=self.row(), **form.values())


class ProposalWithdrawView(Button):
    model = Proposal
    done = _("Taken back.")

    def perform(self, row: Any) -> Any:
        return withdraw_proposal(self.actor, proposal=row)


class ProposalDoneView(Button):
    model = Proposal
    done = _("Lovely. It is noted.")

    def perform(self, row: Any) -> Any:
        return proposal_done(self.actor, proposal=row)


class WordTellView(Writing):
    model = Tutoring
    form_class = WordForm
    title = _("Tell something")
    done = _("Sent.")
    hint = _("Only the two of you read this.")

    def perform(self, form: ActorForm) -> Any:
        return tell(self.actor, tutoring=self.row(), **form.values())


class WordAnswerView(Writing):
    model = SharedWord
    form_class = AnswerForm
    template_name = "portal/beside/answer.html"
    title = _("Answer")
    done = _("Sent.")

    def perform(self, form: ActorForm) -> Any:
        return answer_word(self.actor, word=self.row(), **form.values())


class WordChangeView(Writing):
    model = SharedWord
    form_class = WordChangeForm
    title = _("Change your words")
    submit_label = _("Save")

    def perform(self, form: ActorForm) -> Any:
        return change_word(self.actor, word=self.row(), **form.values())


class WordWithdrawView(Button):
    model = SharedWord
    done = _("Taken back.")

    def perform(self, row: Any) -> Any:
        return withdraw_word(self.actor, word=row)


class CalendarView(FormScreen):
    """One's own link for a calendar: made, made anew, withdrawn."""

    capability = "tutoring.contact"
    form_class = CalendarForm
    template_name = "portal/beside/calendar.html"
    title = _("Meetings in my calendar")
    submit_label = _("Make the link")
    done = None

    def perform(self, form: ActorForm) -> Any:
        return make_calendar_link(self.actor, **form.values())

    def context(self, **more: Any) -> dict[str, Any]:
        link = CalendarLink.objects.visible_to(self.actor).filter(user=self.actor.user_id).first()
        url = reverse("portal:calendar_feed", args=[link.secret]) if link else ""
        return super().context(
            link=link,
            link_url=self.request.build_absolute_uri(url) if url else "",
            works=self.actor.may("appointments.edit"),
            **more,
        )

    def next_url(self, result: Any) -> str:
        return reverse("portal:calendar")

    def cancel_url(self) -> str:
        return reverse("cases:agenda" if self.actor.may("appointments.edit") else "portal:beside_list")


class CalendarWithdrawView(ActionScreen):
    capability = "tutoring.contact"
    done = _("The link no longer works.")

    def perform(self, row: Any) -> Any:
        return withdraw_calendar_link(self.actor)

    def back_url(self, row: Any) -> str:
        return reverse("portal:calendar")


class CalendarFeedView(Screen):
    """Planned meetings, for a calendar that holds the secret: when, and no name of anyone."""

    capability = PUBLIC

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        link = find_calendar_link(kwargs["secret"])
        owner = actor_of(link.user) if link else None
        if (
            link is None
            or owner is None
            or not owner.may("tutoring.contact")
            or not reads_by_secret(link.user)
        ):
            raise Http404
        ties = Tutoring.objects.visible_to(owner, "tutoring.contact").select_related("case__person", "tutor")
        going_on = [tie for tie in ties_of(ties, link.user_id) if tie.ended_on is None]
        with translation.override(link.user.language):
            body = calendar(events(owner, link, going_on), title=gettext("Meeting"))
        response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = 'inline; filename="accanto.ics"'
        response["Cache-Control"] = "no-store"
        return response
