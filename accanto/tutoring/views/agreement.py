"""The agreement of the two: written by the operator, read in two languages, signed, printed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accanto.core import trail
from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, DetailScreen, FormScreen, Screen, allowed_on
from accanto.core.words import our_language
from accanto.tutoring.forms.pact import AgreementForm, SignedPaperForm, SignForm, SignHereForm
from accanto.tutoring.models import Tutoring, TutoringAgreement
from accanto.tutoring.operations.agreement import (
    put_agreement,
    record_signed_paper,
    sign_agreement,
    sign_here,
    write_agreement,
)
from accanto.tutoring.operations.side import first_of
from accanto.tutoring.pact.printing import agreement_pdf
from accanto.tutoring.pact.reading import names_for, reading
from accanto.tutoring.pact.words import AGREEMENT, SIGN, SIGN_HERE, SIGNED
from accanto.tutoring.views.party import side_or_404
from accanto.tutoring.words import Side

_JOINS = (
    "tutoring__case__project",
    "tutoring__case__person",
    "tutoring__case__organisation",
    "tutoring__tutor",
)


class AgreementWriteView(FormScreen):
    """Write the agreement; what was signed stays, and the next version begins from it."""

    model = Tutoring
    capability = "tutoring.edit"
    form_class = AgreementForm
    title = _("The agreement of the two")
    done = _("Written down. The two see it when you put it to them.")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case__project", "case__person", "tutor")

    def perform(self, form: ActorForm) -> TutoringAgreement:
        return write_agreement(self.actor, tutoring=self.row(), **form.values())


class _OfAgreement(Screen):
    """What the screens of one version share. The two see it once it is put to them."""

    model = TutoringAgreement

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related(*_JOINS)

    def get_row(self) -> TutoringAgreement:
        row: TutoringAgreement = super().get_row()
        if row.put_on is None and not allowed_on(self.actor, "tutoring.edit", row.tutoring):
            raise Http404
        return row


class AgreementDetailView(_OfAgreement, DetailScreen):
    """Read side by side in Italian and in the person's language; signed here by whose it is."""

    capability = "tutoring.see"
    title = AGREEMENT
    template_name = "tutoring/parties/agreement_detail.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self.get_row()
        may_edit = allowed_on(self.actor, "tutoring.edit", row.tutoring)
        if may_edit:
            self.template_name = "tutoring/agreement_detail.html"  # type: ignore[misc]
        form = SignForm(actor=self.actor, row=row, initial={"digest": row.digest})
        found = reading(self.actor, row, get_language() or "it")
        return self.page(row=row, may_edit=may_edit, form=form, submit_label=SIGN, **found)


class AgreementPutView(_OfAgreement, ActionScreen):
    capability = "tutoring.edit"
    done = _("The two can read it now, and sign.")

    def perform(self, row: Any) -> Any:
        return put_agreement(self.actor, agreement=row)


class _SigningScreen(_OfAgreement, FormScreen):
    """A form under the text that it is about."""

    template_name = "tutoring/parties/agreement_sign.html"
    submit_label = SIGN
    done: ClassVar[Any] = SIGNED

    def initial(self) -> dict[str, Any]:
        return {"digest": self.row().digest}

    def show(self, form: ActorForm, status: int = 200) -> HttpResponse:
        row = self.row()
        data: Any = form.data
        if form.is_bound and data.get("digest") != row.digest:  # the text is read anew before it is signed
            form.data = {**data.dict(), "digest": row.digest}
        found = reading(self.actor, row, self.language())
        return self.page(
            form=form,
            row=row,
            submit_label=self.submit_label,
            cancel_url=row.get_absolute_url(),
            status=status,
            **found,
        )

    def language(self) -> str:
        return get_language() or "it"

    def next_url(self, result: Any) -> str:
        return str(self.row().get_absolute_url())


class AgreementSignView(_SigningScreen):
    """One of the two, as themselves."""

    capability = "tutoring.sign"
    form_class = SignForm
    title = AGREEMENT

    def perform(self, form: ActorForm) -> Any:
        if first_of(self.row().tutoring, self.actor.user_id) is None:
            raise Http404
        return sign_agreement(self.actor, agreement=self.row(), **form.values())


class AgreementHereView(_SigningScreen):
    """The operator hands over the phone."""

    capability = "tutoring.edit"
    form_class = SignHereForm
    template_name = "tutoring/parties/agreement_here.html"
    title = SIGN_HERE

    def language(self) -> str:
        """The person reads the page in their own language, whoever's phone it is."""
        own = our_language(self.row().tutoring.case.person.language)
        mine = get_language() or "it"
        return own or mine if side_or_404(self.kwargs["side"]) == Side.PERSON else mine

    def show(self, form: ActorForm, status: int = 200) -> HttpResponse:
        with translation.override(self.language()):
            return super().show(form, status)

    def perform(self, form: ActorForm) -> Any:
        return sign_here(
            self.actor, agreement=self.row(), side=side_or_404(self.kwargs["side"]), **form.values()
        )

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(side=side_or_404(self.kwargs["side"]), **more)


class AgreementPaperView(_OfAgreement, FormScreen):
    """Signed on paper: the operator notes the day."""

    capability = "tutoring.edit"
    form_class = SignedPaperForm
    title = _("Signed on paper")
    done = _("The signature is noted.")

    def initial(self) -> dict[str, Any]:
        return {"digest": self.row().digest}

    def context(self, **more: Any) -> dict[str, Any]:
        side = side_or_404(self.kwargs["side"])
        title = _("The tutor signed on paper") if side == Side.TUTOR else _("The person signed on paper")
        return super().context(**{**more, "title": title})

    def perform(self, form: ActorForm) -> Any:
        side = side_or_404(self.kwargs["side"])
        return record_signed_paper(self.actor, agreement=self.row(), side=side, **form.values())

    def next_url(self, result: Any) -> str:
        return str(self.row().get_absolute_url())


class AgreementPdfView(_OfAgreement):
    """The agreement on paper, in two columns; a name only for who may read it, and then it is recorded."""

    capability = "tutoring.see"

    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        row = self.get_row()
        pdf = agreement_pdf(row, names=names_for(self.actor, row))
        trail.note(self.actor, "pact.printed", row)
        response = HttpResponse(pdf, content_type="application/pdf")
        name = f"{row.tutoring.case.code}-{row.tutoring.tutor.code}-{row.number}.pdf"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
