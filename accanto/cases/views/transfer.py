"""Transfers: a case offered to another organisation, seen from either side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.cases.forms.passages import (
    TransferAcceptForm,
    TransferDeclineForm,
    TransferFilterForm,
    TransferForm,
)
from accanto.cases.models import Case, IncomingTransfer, Need, Transfer
from accanto.cases.operations.transfer import (
    accept_transfer,
    decline_transfer,
    offer_transfer,
    withdraw_transfer,
)
from accanto.cases.passage import Part, parts, told
from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, DetailScreen, FormScreen, ListScreen, allowed_on


class TransferOfferView(FormScreen):
    """Offer a case, after it was said what goes along and what is left."""

    model = Case
    capability = "cases.edit"
    form_class = TransferForm
    template_name = "cases/transfer_offer.html"
    title = _("Offer the case to another organisation")
    submit_label = _("Offer the case")
    done = _("The case is offered. It stays yours until they say yes.")

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(parts=parts(self.row()), **more)

    def perform(self, form: ActorForm) -> Transfer:
        return offer_transfer(self.actor, case=self.row(), **form.values())


class _Transfers(ListScreen):
    """What both lists share."""

    capability = "transfers.see"
    template_name = "cases/transfer_list.html"
    filter_form = TransferFilterForm
    order: ClassVar = ("-offered_on", "-id")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case", "sender", "receiver", "offered_by")


class TransferListView(_Transfers):
    """Cases that we offered to others."""

    model = Transfer
    title = _("Cases offered to others")


class TransferInListView(_Transfers):
    """Cases that others offer to us."""

    model = IncomingTransfer
    title = _("Cases offered to us")

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(incoming=True, **more)


class TransferDetailView(DetailScreen):
    """The sender's side: what was asked, what was answered, and what the case said until it went."""

    model = Transfer
    capability = "transfers.see"
    template_name = "cases/transfer_detail.html"

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case", "sender", "receiver", "offered_by", "answered_by", "consent")

    def more(self, row: Transfer) -> dict[str, Any]:
        is_ours = Case.objects.visible_to(self.actor, "cases.edit").filter(pk=row.case_id, closed_on=None)
        return {
            "title": _("Offer of %(code)s") % {"code": row.case.code},
            "is_ours": is_ours.exists(),
            "chapters": told(row.history) if row.history else [],
        }


class TransferWithdrawView(ActionScreen):
    """Take an offer back."""

    model = Transfer
    capability = "transfers.see"
    done = _("The offer is taken back.")

    def perform(self, row: Any) -> Any:
        return withdraw_transfer(self.actor, transfer=row)


@dataclass(frozen=True)
class Offer:
    """All that the receiver may know before they say yes: made here, so that no template reaches for the case."""

    transfer: IncomingTransfer
    code: str
    sender: str
    who: str
    since: date
    territory: str
    languages: list[str]
    needs: list[Need]
    parts: list[Part]


def _offer(row: IncomingTransfer) -> Offer:
    case = row.case
    needs = case.needs.filter(status=Need.Status.OPEN).order_by("noted_on", "id")
    return Offer(
        transfer=row,
        code=case.code,
        sender=str(row.sender),
        who=row.offered_by.name,
        since=case.opened_on,
        territory=str(row.territory or ""),
        languages=[each.language for each in case.person.languages.all()],
        needs=list(needs),
        parts=parts(case) if row.waits else [],
    )


class TransferInDetailView(DetailScreen):
    """The receiver's side: enough to decide, and nothing that says who it is."""

    model = IncomingTransfer
    capability = "transfers.see"
    template_name = "cases/transfer_in_detail.html"

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related(
            "case__person", "sender", "receiver", "offered_by", "answered_by", "territory"
        )

    def more(self, row: IncomingTransfer) -> dict[str, Any]:
        case = Case.objects.visible_to(self.actor).filter(pk=row.case_id).first()
        shown = {"offer": _offer(row)} if row.waits else {}
        return {"title": _("Offer of %(code)s") % {"code": row.case.code}, "case": case, **shown}


class TransferAcceptView(FormScreen):
    """Yes, and who follows the person."""

    model = IncomingTransfer
    capability = "transfers.answer"
    form_class = TransferAcceptForm
    title = _("Take the case on")
    submit_label = _("Take the case on")
    done = _("The case is yours now. Its needs and its history are on this page.")

    def perform(self, form: ActorForm) -> IncomingTransfer:
        return accept_transfer(self.actor, transfer=self.row(), **form.values())

    def next_url(self, result: Any) -> str:
        seen = allowed_on(self.actor, "cases.see", result.case)
        return str(result.case.get_absolute_url() if seen else result.get_absolute_url())


class TransferDeclineView(FormScreen):
    """No, and why."""

    model = IncomingTransfer
    capability = "transfers.answer"
    form_class = TransferDeclineForm
    title = _("Decline the case")
    submit_label = _("Decline")
    done = _("Declined: whoever offered the case is told why.")

    def perform(self, form: ActorForm) -> IncomingTransfer:
        return decline_transfer(self.actor, transfer=self.row(), **form.values())

    def next_url(self, result: Any) -> str:
        return reverse("cases:transfer_in_list")
