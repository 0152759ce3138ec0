"""The shared page of a tutor and the person beside whom they stand: one page, the same for both."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, DetailScreen, FormScreen, ListScreen, Screen
from accanto.plans.models import Plan
from accanto.portal.forms_beside import (
    CallMeForm,
    ContactLogForm,
    LeaveForm,
    PauseForm,
    PrivateForm,
    begun_choices,
)
from accanto.tutoring.asked import open_questions
from accanto.tutoring.beside import asked_to_leave, has_news, is_readable, names_of, page_of
from accanto.tutoring.models import PrivateWord, Tutoring
from accanto.tutoring.operations.contact import log_contact
from accanto.tutoring.operations.shared import (
    ask_to_leave,
    call_me,
    end_pause,
    mark_seen,
    pause,
    withdraw_private,
    write_privately,
)
from accanto.tutoring.operations.side import side_of
from accanto.tutoring.scopes import part_of
from accanto.tutoring.words import HAS_ENDED, ContactKind, Side


class OfTheTwo(Screen):
    """What all pages of the two share: only they open them, for as long as the tie can be read."""

    capability = "tutoring.contact"
    side: Side

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        tie = "" if self.model is Tutoring else "tutoring__"
        names = ("case__person", "case__project", "case__organisation", "tutor")
        rows = rows.select_related(*(tie + name for name in names))
        return rows.prefetch_related(tie + "sides", tie + "pauses")

    def get_row(self) -> Any:
        row = super().get_row()
        tie = self.tie_of(row)
        side = side_of(tie, self.actor.user_id)
        if side is None:
            raise PermissionDenied
        if not is_readable(tie):
            raise Http404
        self.side = side
        return row

    def tie_of(self, row: Any) -> Tutoring:
        tie: Tutoring = row if isinstance(row, Tutoring) else row.tutoring
        return tie

    def home(self, row: Any) -> str:
        return reverse("portal:beside", args=[self.tie_of(row).pk])


class Button(OfTheTwo, ActionScreen):
    """One tap, one operation, and back to the page, where the thing stands."""

    done: ClassVar[Any] = None

    def back_url(self, row: Any) -> str:
        return self.home(row)


class Writing(OfTheTwo, FormScreen):
    """A short form of one of the two; what it is for stands above it."""

    template_name = "portal/beside/form.html"
    submit_label = _("Send")
    done: ClassVar[Any] = _("Done.")
    hint: ClassVar[Any] = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        tie = self.tie_of(self.row())
        if tie.ended_on is not None:
            messages.warning(request, HAS_ENDED)
            return redirect(self.home(tie))
        return super().get(request, *args, **kwargs)

    def context(self, **more: Any) -> dict[str, Any]:
        names = names_of(self.tie_of(self.row()))
        return super().context(hint=self.hint, other=names[self.side.other], **more)

    def next_url(self, result: Any) -> str:
        return self.home(self.row())

    def cancel_url(self) -> str:
        return self.home(self.row())


class BesideListView(ListScreen):
    """One's ties: a tutor may stand beside two, a person may have two tutors. One alone opens by itself."""

    model = Tutoring
    capability = "tutoring.contact"
    template_name = "portal/beside/list.html"
    title = _("Beside each other")
    order: ClassVar = ("-started_on", "-id")

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("case__person", "case__organisation", "tutor").prefetch_related("sides")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        ties = ties_of(self.rows(), self.actor.user_id)
        asked = open_questions(self.actor)
        if len(ties) == 1 and not asked:
            return redirect("portal:beside", pk=ties[0].pk)
        if not ties and not asked and self.actor.may("tutoring.edit"):
            return redirect("tutoring:tutoring_list")
        for tie in ties:
            side = side_of(tie, self.actor.user_id)
            tie.other = names_of(tie)[side.other] if side else ""  # type: ignore[attr-defined]
        return self.page(ties=ties, asked=asked)


def ties_of(rows: QuerySet[Any], user_id: Any) -> list[Tutoring]:
    """Of these ties, those that one is oneself part of and may read; those that go on first."""
    found = [
        tie for tie in rows.filter(part_of(user_id)).order_by("-started_on", "-id")[:50] if is_readable(tie)
    ]
    return sorted(found, key=lambda tie: tie.ended_on is not None)


class BesideView(OfTheTwo, DetailScreen):
    """The page. Who follows the tie for the organisation has a page of their own."""

    model = Tutoring
    capability = "tutoring.see"
    template_name = "portal/beside/page.html"
    title = _("Beside each other")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().get(request, *args, **kwargs)
        except PermissionDenied:
            return redirect("tutoring:tutoring_detail", pk=kwargs["pk"])

    def more(self, row: Tutoring) -> dict[str, Any]:
        now = timezone.now()
        page = page_of(self.actor, row, self.side)
        if has_news(page) and self.request.method == "GET":
            mark_seen(self.actor, tutoring=row, at=now)
        plan = Plan.objects.visible_to(self.actor).filter(case=row.case_id).first()
        return {
            **page,
            "asked_to_leave": asked_to_leave(page["private"]),
            "kinds": ContactKind.choices,
            "begun_choices": begun_choices(row, self.side),
            "organisation": row.case.organisation,
            "plan": plan,
            "today": timezone.localdate(),
            "has_ended": row.ended_on is not None,
        }


class ContactLogView(Writing):
    """In touch: two taps from the page, or here with more to say."""

    model = Tutoring
    form_class = ContactLogForm
    title = _("We were in touch")
    submit_label = _("Note it")
    done = _("Noted. The other one can say if it is right.")

    def perform(self, form: ActorForm) -> Any:
        return log_contact(self.actor, tutoring=self.row(), **form.values())


class CallMeView(Writing):
    model = Tutoring
    form_class = CallMeForm
    title = _("How to call me")
    submit_label = _("Save")

    def initial(self) -> dict[str, Any]:
        row = self.row().sides.filter(side=self.side).first()
        return {"called": row.called if row else ""}

    def perform(self, form: ActorForm) -> Any:
        return call_me(self.actor, tutoring=self.row(), side=self.side, **form.values())


class PauseBeginView(Writing):
    model = Tutoring
    form_class = PauseForm
    title = _("A pause")
    submit_label = _("Have a pause")
    hint = _(
        "You need not say why. In this time nobody asks you for calls or meetings. The other one only sees: a pause."
    )

    def perform(self, form: ActorForm) -> Any:
        return pause(self.actor, tutoring=self.row(), **form.values())


class PauseEndView(Button):
    model = Tutoring
    done = _("Welcome back.")

    def perform(self, row: Any) -> Any:
        return end_pause(self.actor, tutoring=row)


class PrivateWriteView(Writing):
    model = Tutoring
    form_class = PrivateForm
    title = _("A private word to the organisation")
    done = _("Sent. Only the organisation reads it.")
    hint = _("Only the people of the organisation read this. The other one never sees it.")

    def perform(self, form: ActorForm) -> Any:
        return write_privately(self.actor, tutoring=self.row(), **form.values())


class LeaveAskView(Writing):
    model = Tutoring
    form_class = LeaveForm
    title = _("I want to stop")
    submit_label = _("Ask to end it")
    done = _("The organisation knows. It will end it kindly and call you.")
    hint = _(
        "That is all right. The organisation will end the tutoring kindly. The other one is not told that you asked."
    )

    def perform(self, form: ActorForm) -> Any:
        return ask_to_leave(self.actor, tutoring=self.row(), **form.values())


class PrivateWithdrawView(Button):
    model = PrivateWord
    done = _("Taken back.")

    def perform(self, row: Any) -> Any:
        return withdraw_private(self.actor, word=row)
