"""What a person does on their own page: write, hand in, ask to correct or stop, take along."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, FormScreen, PageScreen
from accanto.mine.forms import CorrectForm, HandInForm, MessageForm, OfOneCase, StopForm
from accanto.mine.jobs import make_copy
from accanto.mine.models import DataCopy, DataRequest, Message
from accanto.mine.operations.copy import VALID, ask_for_copy, take_copy
from accanto.mine.operations.erasure import with_erasures
from accanto.mine.operations.message import mark_read, write_message
from accanto.mine.operations.paper import hand_in
from accanto.mine.operations.request import ask, ask_to_stop, take_back
from accanto.mine.views.own import Own, attachment
from accanto.mine.words import (
    ASKED,
    COPY_BEGUN,
    COPY_GONE,
    CORRECT,
    CORRECT_SUBMIT,
    HAND_IN,
    HANDED_IN,
    MESSAGE_SENT,
    MESSAGE_SUBMIT,
    MY_MESSAGES,
    MY_REQUESTS,
    NOT_FOLLOWED,
    STOP,
    STOP_MEANS,
    STOP_SUBMIT,
    STOPPED,
    TAKE_ALONG,
    TAKEN_BACK,
    RequestKind,
)
from accanto.people.operations.erasure import WAIT


class Asking(Own, FormScreen):
    """A form to one of the organisations that follow the person."""

    capability = "own.ask"
    form_class: ClassVar[type[OfOneCase]]
    back: ClassVar[str] = "mine:home"
    #: Whether only a case that goes on can be asked.
    only_open = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().get(request, *args, **kwargs) if self._to_whom() else self._to_nobody()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().post(request, *args, **kwargs) if self._to_whom() else self._to_nobody()

    def _to_nobody(self) -> HttpResponse:
        messages.warning(self.request, NOT_FOLLOWED)
        return redirect("mine:home")

    def _to_whom(self) -> list[Any]:
        return self.open_cases if self.only_open else self.cases

    def build_form(self, **bound: Any) -> ActorForm:
        return self.form_class(
            actor=self.actor, row=None, initial=self.initial(), cases=self._to_whom(), **bound
        )

    def next_url(self, result: Any) -> str:
        return reverse(self.back)

    def cancel_url(self) -> str:
        return reverse("mine:home")


class MessagesView(Asking):
    """What was written on either side, the newest first, and a few words more."""

    form_class = MessageForm
    template_name = "mine/parties/messages.html"
    title = MY_MESSAGES
    submit_label = MESSAGE_SUBMIT
    done = MESSAGE_SENT
    back = "mine:messages"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.cases:
            return super().get(request, *args, **kwargs)
        rows = list(self.written())
        if request.method == "GET":
            for case in self.cases:
                mark_read(self.actor, case=case)
        form = self.build_form() if self.open_cases else None
        return self.page(form=form, written=rows, submit_label=self.submit_label)

    def written(self) -> Any:
        rows = Message.objects.visible_to(self.actor).filter(case__in=[case.pk for case in self.cases])
        return rows.select_related("case__organisation", "author")[:100]

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(**{"written": self.written(), "several": len(self.cases) > 1, **more})

    def perform(self, form: ActorForm) -> Any:
        return write_message(self.actor, **form.values())


class HandInView(Asking):
    """A photo of a paper, from the phone."""

    form_class = HandInForm
    template_name = "mine/parties/hand_in.html"
    title = HAND_IN
    submit_label = HAND_IN
    done = HANDED_IN
    back = "mine:documents"
    #: Read to its end, so that its field can say what is wrong; nothing of it is kept.
    max_body = 300_000_000

    def perform(self, form: ActorForm) -> Any:
        return hand_in(self.actor, **form.values())

    def cancel_url(self) -> str:
        return reverse("mine:documents")


class RequestsView(Own, PageScreen):
    """What I asked about my data, until when there is an answer, and what it is."""

    template_name = "mine/parties/requests.html"
    title = MY_REQUESTS

    def context(self, **more: Any) -> dict[str, Any]:
        rows: Any = (
            DataRequest.objects.visible_to(self.actor)
            .filter(person=self.person and self.person.pk)
            .select_related("organisation")
        )
        rows = with_erasures(self.actor, self.person, rows[:100]) if self.person else []
        return super().context(requests=rows, today=timezone.localdate(), **more)


class CorrectView(Asking):
    form_class = CorrectForm
    template_name = "mine/parties/correct.html"
    title = CORRECT
    submit_label = CORRECT_SUBMIT
    done = ASKED
    back = "mine:requests"
    only_open = False

    def perform(self, form: ActorForm) -> Any:
        return ask(self.actor, kind=RequestKind.CORRECT, **form.values())


class StopView(Asking):
    """Each part with what happens; a yes that was given is taken back at once."""

    form_class = StopForm
    template_name = "mine/parties/stop.html"
    title = STOP
    submit_label = STOP_SUBMIT
    done = ASKED
    back = "mine:requests"
    only_open = False

    def context(self, **more: Any) -> dict[str, Any]:
        labels = dict(StopForm.base_fields["about"].choices)  # type: ignore[attr-defined]
        means = [(labels[key], words) for key, words in STOP_MEANS.items()]
        return super().context(means=means, not_before=timezone.localdate() + WAIT, **more)

    def perform(self, form: ActorForm) -> Any:
        return ask_to_stop(self.actor, **form.values())

    def done_message(self, result: Any) -> Any:
        return STOPPED if result else ASKED


class TakeBackView(ActionScreen):
    model = DataRequest
    capability = "own.ask"
    done = TAKEN_BACK

    def perform(self, row: DataRequest) -> DataRequest:
        return take_back(self.actor, request=row)

    def back_url(self, row: Any) -> str:
        return reverse("mine:requests")


class CopyView(Own, PageScreen):
    """A copy of all of it: how it is made, and where it waits."""

    template_name = "mine/parties/take_along.html"
    title = TAKE_ALONG

    def context(self, **more: Any) -> dict[str, Any]:
        rows = DataCopy.objects.visible_to(self.actor).filter(expires_at__gt=timezone.now())
        row = rows.defer("content").first()
        return super().context(copy=row, hours=int(VALID.total_seconds() // 3600), person=self.person, **more)


class CopyAskView(Own, ActionScreen):
    capability = "own.ask"
    needs_recent_sign_in = True
    done = COPY_BEGUN

    def perform(self, row: Any) -> Any:
        if self.person is None:
            raise ValidationError(NOT_FOLLOWED)
        with transaction.atomic():  # a copy never waits for a job that nobody queued
            language = get_language() or "it"
            copy = ask_for_copy(self.actor, person=self.person, language=language)
            make_copy.enqueue(str(copy.pk))
        return copy

    def back_url(self, row: Any) -> str:
        return reverse("mine:take_along")


class AccessAskView(Own, ActionScreen):
    """On paper, or explained by someone, by each organisation that has written something."""

    capability = "own.ask"
    done = ASKED

    @transaction.atomic
    def perform(self, row: Any) -> Any:
        return [ask(self.actor, case=case, kind=RequestKind.ACCESS) for case in self.cases]

    def back_url(self, row: Any) -> str:
        return reverse("mine:requests")


class CopyTakeView(Own):
    model = DataCopy
    needs_recent_sign_in = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self.get_row()
        if not row.is_ready:
            messages.warning(request, COPY_GONE)
            return redirect("mine:take_along")
        return attachment(take_copy(self.actor, row=row), "application/zip", "accanto.zip")
