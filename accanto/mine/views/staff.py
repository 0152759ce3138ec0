"""What those who follow a person do about that person's own page: let them in, answer them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Case
from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, FormScreen, ListScreen, allowed_on
from accanto.mine.forms import AnswerForm, ReplyForm
from accanto.mine.models import DataRequest, Message
from accanto.mine.operations.door import end_way_in, invite_person
from accanto.mine.operations.erasure import erasure_of
from accanto.mine.operations.message import answer_message, mark_read
from accanto.mine.operations.request import answer_request, capability_for
from accanto.mine.words import RequestState
from accanto.tutoring.operations.party import Told
from accanto.tutoring.views.party import Inviting
from accanto.tutoring.words import Side


class CaseMessagesView(FormScreen):
    """What the person wrote and what was answered. Who follows the case has read it by opening the page; a
    colleague's look takes nothing off their Today."""

    model = Case
    capability = "messages.answer"
    form_class = ReplyForm
    template_name = "mine/messages.html"
    title = _("Messages of the person")
    submit_label = _("Answer")
    done = _("Sent. The person reads it on their page.")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("person", "operator", "organisation")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "GET" and self.row().operator_id == self.actor.user_id:
            mark_read(self.actor, case=self.row())
        return super().get(request, *args, **kwargs)

    def context(self, **more: Any) -> dict[str, Any]:
        rows = Message.objects.visible_to(self.actor).filter(case=self.row()).select_related("author")
        return super().context(written=rows[:100], **more)

    def perform(self, form: ActorForm) -> Message:
        return answer_message(self.actor, case=self.row(), **form.values())

    def next_url(self, result: Any) -> str:
        return reverse("mine:case_messages", args=[self.row().pk])


class RequestListView(ListScreen):
    """What persons ask about their data, the first due first; `?all` shows those that were answered too."""

    model = DataRequest
    capability = "requests.answer"
    template_name = "mine/request_list.html"
    title = _("Requests about personal data")
    order: ClassVar = ("due_on", "id")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case", "organisation")

    def narrow(self, rows: models.QuerySet[Any], chosen: dict[str, Any]) -> models.QuerySet[Any]:
        return rows if "all" in self.request.GET else rows.filter(state=RequestState.OPEN)

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(shows_all="all" in self.request.GET, **more)


class RequestAnswerView(FormScreen):
    """One request: what is asked, by when, and the answer that the person reads."""

    model = DataRequest
    capability = "requests.answer"
    form_class = AnswerForm
    template_name = "mine/request_answer.html"
    title = _("Request about personal data")
    submit_label = _("Send the answer")
    done = _("Answered. The person reads it on their page.")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case", "person", "organisation", "answered_by")

    def context(self, **more: Any) -> dict[str, Any]:
        row = self.row()
        erasure = erasure_of(row)
        return super().context(
            may_answer=row.is_open and allowed_on(self.actor, capability_for(row), row),
            sees_person=allowed_on(self.actor, "people.see", row.person),
            erasure=erasure,
            sees_erasure=erasure is not None and allowed_on(self.actor, "erasures.ask", erasure),
            **more,
        )

    def perform(self, form: ActorForm) -> DataRequest:
        values = form.values()
        done = values["outcome"] == "done"
        return answer_request(self.actor, request=self.row(), done=done, answer=values["answer"])

    def cancel_url(self) -> str:
        return reverse("mine:request_list")


class OwnPageInviteView(Inviting):
    """A way into their own page: the link to show or send, the code by voice."""

    model = Case
    capability = "cases.edit"
    title = _("Invite the person to their own page")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("project", "organisation", "person__account")

    def proposed(self) -> dict[str, Any]:
        return self._of_side(Side.PERSON, None, self.row().person)

    def invite(self, form: ActorForm) -> Told:
        return invite_person(self.actor, case=self.row(), **form.values())


class OwnPageEndView(ActionScreen):
    """Out, on every phone."""

    model = Case
    capability = "cases.edit"
    done = _("They are signed out, on every phone. A new invitation lets them in again.")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("person__account")

    def perform(self, row: Case) -> None:
        end_way_in(self.actor, case=row)
