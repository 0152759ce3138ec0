"""What stands around a person: languages, protection, notices, consents."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, FormScreen
from accanto.people.forms import ConsentForm, LanguageForm, NoticeForm, ProtectionForm
from accanto.people.models import Consent, Person
from accanto.people.operations.person import (
    add_language,
    give_consent,
    give_notice,
    note_protection,
    withdraw_consent,
)


class AroundForm(FormScreen):
    """A small form that adds something to a person, and goes back to the page."""

    model = Person
    capability = "people.edit"

    def next_url(self, result: Any) -> str:
        return self.cancel_url()


class LanguageAddView(AroundForm):
    form_class = LanguageForm
    title = _("A language")

    def perform(self, form: ActorForm) -> Any:
        return add_language(self.actor, person=self.row(), **form.values())


class ProtectionAddView(AroundForm):
    capability = "status.see"
    form_class = ProtectionForm
    title = _("Protection or permit")

    def perform(self, form: ActorForm) -> Any:
        values = form.values()
        expiry = values["expires_on"].isoformat() if values["expires_on"] else ""
        return note_protection(self.actor, person=self.row(), **{**values, "expires_on": expiry})


class NoticeAddView(AroundForm):
    form_class = NoticeForm
    title = _("Notice given")

    def perform(self, form: ActorForm) -> Any:
        return give_notice(self.actor, person=self.row(), **form.values())


class ConsentAddView(AroundForm):
    form_class = ConsentForm
    title = _("Consent")

    def perform(self, form: ActorForm) -> Any:
        return give_consent(self.actor, person=self.row(), **form.values())


class ConsentWithdrawView(ActionScreen):
    model = Consent
    capability = "people.edit"
    done = _("The consent is withdrawn.")

    def perform(self, row: Any) -> Any:
        if row.withdrawn_on is not None:
            raise Http404
        return withdraw_consent(self.actor, consent=row)

    def back_url(self, row: Any) -> str:
        return str(row.person.get_absolute_url())
