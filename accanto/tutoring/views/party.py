"""The two come in: invited by the operator, by link and code; their way in withdrawn."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.accounts.doors import come_in
from accanto.accounts.models import User
from accanto.accounts.views.door import SecretScreen
from accanto.core.forms import ActorForm
from accanto.core.limits import within_limit
from accanto.core.screens import PUBLIC, ActionScreen, FormScreen, allowed_on
from accanto.core.words import our_language
from accanto.directory.links import qr_svg
from accanto.people.models import Person
from accanto.people.operations.identity import read_identity
from accanto.tutoring.forms.pact import EntryForm, MemberInviteForm, PartyInviteForm
from accanto.tutoring.jobs import mail_party_link
from accanto.tutoring.models import PairQuestion, PartyInvitation, Tutor, Tutoring
from accanto.tutoring.operations.agreement import newest_agreement
from accanto.tutoring.operations.party import (
    VALID,
    Told,
    find_party_invitation,
    invite_member,
    invite_side,
    invite_to_answer,
    shut_out,
    try_code,
    withdraw_party_link,
)
from accanto.tutoring.pact.words import CAME_IN, ENTRY_SUBMIT, ENTRY_TITLE, TOO_MANY, wrong_code
from accanto.tutoring.words import Side

#: Codes that one connection may try within an hour, over all links.
_MOST, _HOUR = 30, 3600


def side_or_404(value: str) -> Side:
    if value not in Side.values:
        raise Http404
    return Side(value)


class Inviting(SecretScreen, FormScreen):
    """Link, picture of the link and code stand on the page that answers, and nowhere after."""

    form_class = PartyInviteForm
    template_name = "tutoring/party_invite.html"
    shown_template = "tutoring/party_invited.html"
    submit_label = _("Make the invitation")

    def invite(self, form: ActorForm) -> Told:
        """Call the operation with the form's values."""
        raise NotImplementedError

    def proposed(self) -> dict[str, Any]:
        """Language and address that the form starts with."""
        raise NotImplementedError

    def build_form(self, **bound: Any) -> ActorForm:
        first = {} if bound else self.proposed()  # a name is opened to propose an address, not to read one
        return self.form_class(actor=self.actor, row=self.row(), initial=first, **bound)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.build_form(data=request.POST)
        if form.is_valid():
            try:
                told = self._invite(form)
            except ValidationError as error:
                form.add_operation_errors(error)
            else:
                return self._shown(told)
        return self.show(form, status=422)

    def _invite(self, form: ActorForm) -> Told:
        with transaction.atomic():  # an invitation with an address never stands there without its job
            told = self.invite(form)
            if told.invitation.email:
                mail_party_link.enqueue(str(told.invitation.pk), self._link("SECRET", told))
        return told

    def _link(self, secret: str, told: Told) -> str:
        path = reverse("tutoring:entry", kwargs={"secret": secret})
        return self.request.build_absolute_uri(f"{path}?lang={told.invitation.language}")

    def _shown(self, told: Told) -> HttpResponse:
        link = self._link(told.secret, told)
        self.template_name = self.shown_template  # type: ignore[misc]
        return self.page(
            row=self.row(),
            told=told,
            link=link,
            code=f"{told.code[:3]} {told.code[3:]}",
            picture="data:image/svg+xml;base64," + b64encode(qr_svg(link).encode()).decode(),
            days=VALID.days,
            back=self.cancel_url(),
        )

    def _of_side(self, side: Side, tutor: Tutor | None, person: Person) -> dict[str, Any]:
        if side == Side.TUTOR and tutor is not None:
            sees = allowed_on(self.actor, "tutors.see", tutor)
            return {"language": "it", "email": tutor.email if sees else ""}
        known = Person.objects.visible_to(self.actor).filter(pk=person.pk).first()
        identity = read_identity(self.actor, person=known) if known else None
        return {
            "language": our_language(person.language) or "it",
            "email": identity.email if identity else "",
        }


_INVITE = {Side.TUTOR: _("Invite the tutor"), Side.PERSON: _("Invite the person")}


class PartyInviteView(Inviting):
    """One of the two of a tutoring."""

    model = Tutoring
    capability = "tutoring.edit"

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case__project", "case__person__account", "tutor__account")

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(**{"title": _INVITE[side_or_404(self.kwargs["side"])], **more})

    def proposed(self) -> dict[str, Any]:
        tie = self.row()
        return self._of_side(side_or_404(self.kwargs["side"]), tie.tutor, tie.case.person)

    def invite(self, form: ActorForm) -> Told:
        side = side_or_404(self.kwargs["side"])
        return invite_side(self.actor, tutoring=self.row(), side=side, **form.values())


class MemberInviteView(Inviting):
    """Someone of the group that tutors, with a way in of their own."""

    model = Tutoring
    capability = "tutoring.edit"
    form_class = MemberInviteForm
    title = _("Invite someone of the group")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case__project", "tutor__account")

    def proposed(self) -> dict[str, Any]:
        return {"language": "it", "member": self.request.GET.get("member", "")}

    def invite(self, form: ActorForm) -> Told:
        return invite_member(self.actor, tutoring=self.row(), **form.values())


class QuestionInviteView(Inviting):
    """One side of a pair that is asked, before there is a tutoring."""

    model = PairQuestion
    capability = "matching.decide"

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("account", "match__tutor", "match__request__case__person")

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(**{"title": _INVITE[Side(self.row().side)], **more})

    def cancel_url(self) -> str:
        return str(self.row().match.request.get_absolute_url())

    def proposed(self) -> dict[str, Any]:
        match = self.row().match
        return self._of_side(Side(self.row().side), match.tutor, match.request.case.person)

    def invite(self, form: ActorForm) -> Told:
        return invite_to_answer(self.actor, question=self.row(), **form.values())


class PartyWithdrawView(ActionScreen):
    """The link stops working."""

    model = PartyInvitation
    capability = "tutoring.edit"
    done = _("The invitation no longer works.")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("tutoring")

    def perform(self, row: PartyInvitation) -> PartyInvitation:
        return withdraw_party_link(self.actor, invitation=row)


class PartyShutView(ActionScreen):
    """One side comes in by link no more."""

    model = Tutoring
    capability = "tutoring.edit"
    done = _("They are signed out, on every phone. A new invitation lets them in again.")

    def perform(self, row: Tutoring) -> None:
        shut_out(self.actor, tutoring=row, side=side_or_404(self.kwargs["side"]))


class EntryView(SecretScreen, FormScreen):
    """The page of an invitation's link. To look at it uses nothing up; the code does, and opens it once."""

    capability = PUBLIC
    form_class = EntryForm
    template_name = "tutoring/parties/entry.html"
    title = ENTRY_TITLE
    submit_label = ENTRY_SUBMIT
    done = CAME_IN

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.invitation = find_party_invitation(kwargs["secret"])
        return super().get(request, *args, **kwargs) if self.invitation else self._gone()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.invitation = find_party_invitation(kwargs["secret"])
        if self.invitation is None:
            return self._gone()
        form = self.build_form(data=request.POST)
        if not within_limit(request, "entry", most=_MOST, seconds=_HOUR):
            form.add_error(None, TOO_MANY)
            return self.show(form, status=429)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            found = try_code(secret=kwargs["secret"], code=form.values()["code"])
        except ValidationError:  # their account has a role by now that no link may open
            return self._gone()
        if not found:
            return self._gone()
        if isinstance(found, User):
            come_in(request, found, shared=form.values()["phone"] == "shared")
            return redirect(self._first_page(self.invitation))
        form.add_error("code", wrong_code(found))
        return self.show(form, status=422)

    def _first_page(self, invitation: PartyInvitation) -> str:
        """To what they are asked, or the agreement where it waits for them, else to the page of the two."""
        tutoring = invitation.tutoring
        if invitation.followed is not None:
            return reverse("today")
        if tutoring is None:
            return str(invitation.question.get_absolute_url()) if invitation.question else "/"
        newest = newest_agreement(tutoring)
        waits = newest is not None and newest.put_on is not None and newest.agreed_on is None
        signs = waits and invitation.member is None
        return str(newest.get_absolute_url() if newest and signs else tutoring.get_absolute_url())

    def context(self, **more: Any) -> dict[str, Any]:
        invitation = getattr(self, "invitation", None)
        organisation = invitation.case.organisation if invitation else None
        return super().context(**{"organisation": organisation, "cancel_url": "", **more})

    def _gone(self) -> HttpResponse:
        self.template_name = "tutoring/parties/entry_gone.html"  # type: ignore[misc]
        return self.page(status=410)
