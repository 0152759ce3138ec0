"""Supports: one support, asking, deciding, paying, its receipt, money that came back."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accanto.cases.aims import aims
from accanto.cases.models import Case
from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, DetailScreen, FormScreen, allowed_among
from accanto.supports.ceilings import ceiling_of
from accanto.supports.forms import PaymentForm, ReasonForm, ReceiptForm, ReversalForm, SupportForm
from accanto.supports.kinds import kinds_of
from accanto.supports.models import Support
from accanto.supports.money import Totals, of_lines
from accanto.supports.operations.payment import note_receipt, pay_support, reverse_support
from accanto.supports.operations.support import (
    approve_support,
    ask_support,
    refuse_support,
    withdraw_support,
)

_JOINS = ("case__person", "case__project", "line__organisation", "asked_by", "decided_by")


class SupportDetailView(DetailScreen):
    """One support, and the next step for whoever looks at it."""

    model = Support
    capability = "supports.see"
    template_name = "supports/support_detail.html"

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related(*_JOINS)

    def more(self, row: Support) -> dict[str, Any]:
        totals = of_lines([row.line]).get(row.line_id, Totals())
        aim = next((each for each in aims(self.actor, row.case) if each.key == row.aim), None)
        return {
            "title": gettext("Support %(code)s") % {"code": row.code},
            "kind": row.kind_as_said,
            "ceiling": " · ".join(ceiling_of(row.kind_as_said)),
            "left": row.line.amount - totals.held,
            "aim": aim,
            "steps": self._steps(row),
        }

    def _steps(self, row: Support) -> set[str]:
        """What the actor may do next."""
        state = Support.Status(row.status)
        held = allowed_among(self.actor, ("supports.ask", "supports.approve", "supports.pay"), row)
        found = set()
        if state == Support.Status.ASKED and "supports.approve" in held:
            found.add("decide" if row.asked_of(self.actor.user_id) else "another")
        if state in (Support.Status.ASKED, Support.Status.APPROVED) and "supports.ask" in held:
            found.add("withdraw")
        if state == Support.Status.APPROVED and "supports.pay" in held:
            found.add("pay")
        if row.waits_for_receipt and "supports.pay" in held:
            found.add("receipt")
        if state == Support.Status.PAID and "supports.approve" in held:
            found.add("reverse")
        return found


class SupportAskView(FormScreen):
    """Ask for a support for the person of a case."""

    model = Case
    capability = "supports.ask"
    form_class = SupportForm
    template_name = "supports/support_ask.html"
    title = _("Ask for a support")
    submit_label = _("Ask for it")
    done = _("Asked. Someone else approves it now.")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("person", "project", "organisation")

    def context(self, **more: Any) -> dict[str, Any]:
        case = self.row()
        form = more["form"]
        return super().context(
            has_kinds=bool(kinds_of(case.project)),
            has_lines=form.fields["line"].queryset.exists(),
            **more,
        )

    def perform(self, form: ActorForm) -> Support:
        return ask_support(self.actor, case=self.row(), **form.values())


class SupportApproveView(ActionScreen):
    """Promise the money."""

    model = Support
    capability = "supports.approve"
    done = _("Approved. Next: the payment.")

    def perform(self, row: Any) -> Any:
        return approve_support(self.actor, support=row)


class _OfSupport(FormScreen):
    """A form about one support that leads back to it."""

    model = Support
    template_name = "supports/support_form.html"

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related(*_JOINS)

    def initial(self) -> dict[str, Any]:
        return {}

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(kind=self.row().kind_as_said, **more)


class SupportRefuseView(_OfSupport):
    capability = "supports.approve"
    form_class = ReasonForm
    title = _("Refuse the support")
    submit_label = _("Refuse")
    done = _("Refused. Whoever asked sees the reason.")

    def perform(self, form: ActorForm) -> Support:
        return refuse_support(self.actor, support=self.row(), **form.values())


class SupportWithdrawView(_OfSupport):
    capability = "supports.ask"
    form_class = ReasonForm
    title = _("Withdraw the support")
    submit_label = _("Withdraw")
    done = _("Withdrawn. The line has the money again.")

    def perform(self, form: ActorForm) -> Support:
        return withdraw_support(self.actor, support=self.row(), **form.values())


class SupportPayView(_OfSupport):
    capability = "supports.pay"
    form_class = PaymentForm
    title = _("Record the payment")
    done = _("The payment is recorded. Next: the receipt.")

    def perform(self, form: ActorForm) -> Support:
        return pay_support(self.actor, support=self.row(), **form.values())


class SupportReceiptView(_OfSupport):
    capability = "supports.pay"
    form_class = ReceiptForm
    title = _("Record the receipt")
    done = _("The receipt is recorded.")

    def perform(self, form: ActorForm) -> Support:
        return note_receipt(self.actor, support=self.row(), **form.values())


class SupportReverseView(_OfSupport):
    capability = "supports.approve"
    form_class = ReversalForm
    title = _("Record money that came back")
    done = _("Recorded. The line has the money again.")

    def perform(self, form: ActorForm) -> Support:
        return reverse_support(self.actor, support=self.row(), **form.values())
