"""Forms of budgets and supports."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accanto.cases.aims import aims
from accanto.cases.models import Case
from accanto.core.forms import ActorForm, DateField, FilterForm
from accanto.network.models import Organisation, Project
from accanto.supports.ceilings import kind_with_ceiling, said
from accanto.supports.kinds import kinds_of
from accanto.supports.models import BudgetLine, PaidHow, Support
from accanto.supports.models.budget import CENT, DIGITS
from accanto.supports.money import Totals, of_lines

#: 1.250 and 1,250.00 as people write thousands; groups of three figures alone.
_GROUPED = re.compile(r"[1-9]\d{0,2}([.,'\u00a0\u202f ]\d{3})+(?=$|[.,]\d{1,2}$)")


class MoneyField(forms.DecimalField):
    """Euro to the cent, as people type them: 1.250,50 or 1,250.50 or 1250.5 or 1250 €."""

    def __init__(self, *, least: Decimal = CENT, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(
            max_digits=DIGITS,
            decimal_places=2,
            min_value=least,
            widget=kwargs.pop("widget", widget),
            **kwargs,
        )

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = value.replace("€", "").strip()
            whole = _GROUPED.match(value)
            if whole:
                value = re.sub(r"\D", "", whole[0]) + value[whole.end() :]
            value = value.replace(",", ".")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """What was typed stays as it was typed; a sum of ours is shown in the reader's way."""
        return said(value) if isinstance(value, Decimal) else value


def long(label: Any, rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}), **more)


class BudgetForm(ActorForm):
    """How much the project has for supports."""

    amount = MoneyField(label=_("money for supports, in euro"), least=Decimal(0))


class LineForm(ActorForm):
    """A line: its name, its sum, the kinds that it is for."""

    name = forms.CharField(label=_("name of the line"), max_length=120)
    amount = MoneyField(label=_("amount in euro"), least=Decimal(0))
    kinds = forms.MultipleChoiceField(
        label=_("kinds of support"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: for all kinds."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        project: Any = self.row if isinstance(self.row, Project) else getattr(self.row, "project", None)
        choices = [(key, str(kind)) for key, kind in kinds_of(project).items()]
        self.fields["kinds"].choices = choices  # type: ignore[attr-defined]


class LineEditForm(LineForm):
    edits_row = True


class LineAddForm(LineForm):
    organisation = forms.ModelChoiceField(label=_("partner"), queryset=Organisation.objects.none())
    field_order = ("organisation", "name", "amount", "kinds")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.row is not None
        partners = Organisation.objects.filter(partnerships__project=self.row.pk)
        self.fields["organisation"].queryset = partners.order_by("name")  # type: ignore[attr-defined]


class SupportForm(ActorForm):
    """What is asked for whom: the case is on the page."""

    kind = forms.ChoiceField(label=_("kind of support"), widget=forms.RadioSelect)
    amount = MoneyField(label=_("amount in euro"))
    monthly_rent = MoneyField(
        label=_("monthly rent in euro"),
        required=False,
        help_text=_("Only for kinds that have a ceiling in monthly rents."),
    )
    payee = forms.CharField(
        label=_("to whom it is paid"),
        max_length=300,
        help_text=_("The landlord, the shop, the company of the utility, or the person."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    why = long(_("why"))
    line = forms.ModelChoiceField(label=_("budget line"), queryset=BudgetLine.objects.all())
    aim = forms.ChoiceField(label=_("what it serves in the plan"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case = self.row
        assert isinstance(case, Case)
        kinds = kinds_of(case.project)
        self.fields["kind"].choices = [(key, kind_with_ceiling(kind)) for key, kind in kinds.items()]  # type: ignore[attr-defined]
        if not any(kind.needs_rent for kind in kinds.values()):
            del self.fields["monthly_rent"]
        lines = self.fields["line"].queryset.filter(  # type: ignore[attr-defined]
            project=case.project_id, organisation=case.organisation_id
        )
        self._offer(list(lines))
        self.fields["line"].queryset = lines  # type: ignore[attr-defined]
        found = aims(self.actor, case)
        self.fields["aim"].choices = [("", "—"), *((str(aim.key), aim.words[:120]) for aim in found)]  # type: ignore[attr-defined]

    def _offer(self, lines: list[BudgetLine]) -> None:
        """The lines with what each has left: one query for all."""
        totals = of_lines(lines)
        field: Any = self.fields["line"]
        choices = []
        for line in lines:
            left = said(line.amount - totals.get(line.pk, Totals()).held)
            choices.append((str(line.pk), _("%(line)s: %(left)s € left") % {"line": line, "left": left}))
        field.widget.choices = choices if len(lines) == 1 else [("", _("Choose…")), *choices]
        if len(lines) == 1:
            field.initial = lines[0].pk

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        kind = kinds_of(self.row.project).get(values.get("kind", ""))  # type: ignore[union-attr]
        if kind and kind.needs_rent and not values.get("monthly_rent") and "monthly_rent" not in self.errors:
            self.add_error(
                "monthly_rent", _("This kind has a ceiling in monthly rents: write the monthly rent.")
            )
        return values

    def values(self) -> dict[str, Any]:
        found = super().values()
        return {**found, "aim": found["aim"] or None}

    def clean_aim(self) -> Any:
        return UUID(self.cleaned_data["aim"]) if self.cleaned_data["aim"] else None


class ReasonForm(ActorForm):
    """Why: of a refusal, of something taken back."""

    reason = long(_("reason"))


class PaymentForm(ActorForm):
    paid_on = DateField(label=_("paid on"), initial=timezone.localdate)
    paid = MoneyField(
        label=_("paid, in euro"),
        help_text=_("Less than approved is possible: the rest goes back to the line."),
    )
    paid_how = forms.ChoiceField(
        label=_("how it was paid"), choices=PaidHow.choices, widget=forms.RadioSelect
    )
    reference = forms.CharField(
        label=_("reference of the payment"),
        max_length=80,
        required=False,
        help_text=_("The number of the transfer or of the voucher; no name."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(self.row, Support):
            self.fields["paid"].initial = self.row.amount


class ReceiptForm(ActorForm):
    receipt_on = DateField(label=_("date of the receipt"), initial=timezone.localdate)
    receipt = forms.CharField(
        label=_("receipt or invoice"),
        max_length=80,
        help_text=_("Its number, and where it is kept; no name."),
    )


class ReversalForm(ActorForm):
    returned = MoneyField(label=_("came back, in euro"))
    returned_on = DateField(label=_("came back on"), initial=timezone.localdate)
    reason = long(_("reason"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(self.row, Support):
            self.fields["returned"].initial = self.row.paid - self.row.returned


class RegisterFilter(FilterForm):
    """Filters of the register: also those of its exports."""

    status = forms.ChoiceField(
        label=_("state"), required=False, choices=[("", _("All")), *Support.Status.choices]
    )
    line = forms.ModelChoiceField(
        label=_("budget line"),
        required=False,
        queryset=BudgetLine.objects.all(),
        empty_label=pgettext_lazy("budget line", "All"),
    )
    kind = forms.ChoiceField(label=_("kind of support"), required=False)
    whose = forms.ChoiceField(
        label=_("whose"),
        required=False,
        choices=[("", _("All")), ("mine", _("mine and my cases'")), ("asked", _("that I asked for"))],
    )
    since = DateField(label=_("asked from"), required=False)
    until = DateField(label=_("asked until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        projects = Project.objects.visible_to(self.actor).only("definition", "short")
        kinds = {key: str(kind) for project in projects for key, kind in kinds_of(project).items()}
        self.fields["kind"].choices = [("", _("All")), *kinds.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("since") and values.get("until") and values["since"] > values["until"]:
            raise ValidationError(_("The first day comes after the last."))
        return values
