"""Forms of opening hours: a week by season, and the days on which it does not hold."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import DateField
from accanto.directory import week
from accanto.directory.forms.parts import line
from accanto.directory.forms.rows import RowsForm
from accanto.directory.models import Schedule


class HoursField(forms.CharField):
    """Hours of a day in a line; its value is a list of slots."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=100, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return week.write_hours(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[week.Slot]:
        return week.parse_hours(super().clean(value) or "")


class HoursForm(RowsForm):
    """A row a season: a line for each day of the week."""

    row_title = _("Season")
    add_label = _("Add a season")
    row_fields: ClassVar = {
        **{
            day: HoursField(label=label)
            for day, label in zip(
                week.DAYS,
                (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday")),
                strict=True,
            )
        },
        "by_appointment": forms.BooleanField(label=_("by appointment only"), required=False),
        "words": line(_("in words"), 1000),
        "holidays": forms.ChoiceField(
            label=_("public holidays"), required=False, choices=Schedule.Holidays.choices
        ),
        "group": line(_("name of the season"), help_text=_("Where hours differ: in summer, in school holidays.")),
        "valid_from": DateField(label=_("from"), required=False),
        "valid_to": DateField(label=_("until"), required=False),
    }  # fmt: skip

    def _rules(self, row: Any) -> list[Schedule]:
        return list(Schedule.objects.visible_to(self.actor).filter(service=row))

    def rows_of(self, row: Any) -> list[dict[str, Any]]:
        return [{"id": "", **season} for season in week.seasons(self._rules(row))]

    def _says_something(self, number: int) -> bool:
        """By appointment alone says something too."""
        removed = bool(self.data.get(f"r{number}-remove"))
        appointment = bool(self.data.get(f"r{number}-by_appointment"))
        return super()._says_something(number) or (appointment and not removed)

    def clean_row(self, number: int, row: dict[str, Any]) -> dict[str, Any]:
        if not any(row[day] for day in week.DAYS) and not row["words"] and not row["by_appointment"]:
            raise ValidationError(
                {"MO": gettext("Write the hours of at least one day, or say in words when.")}
            )
        if row["valid_from"] and row["valid_to"] and row["valid_to"] < row["valid_from"]:
            raise ValidationError({"valid_to": gettext("It ends before it begins.")})
        return row

    def values(self) -> dict[str, Any]:
        """The seasons as rules; exceptions and what a week cannot say stay."""
        kept = [{"id": rule.pk} for rule in self._rules(self.row) if not week.is_plain(rule)]
        return {"rows": kept + week.season_rows(self.rows)}


class ExceptionsForm(RowsForm):
    row_title = _("Exception")
    add_label = _("Add an exception")
    row_fields: ClassVar = {
        "valid_from": DateField(label=_("on, or from")),
        "valid_to": DateField(label=_("until"), required=False),
        "slots": HoursField(label=_("hours"), help_text=_("Empty: closed.")),
        "notes": line(_("why")),
    }

    def rows_of(self, row: Any) -> list[dict[str, Any]]:
        return week.exceptions(Schedule.objects.visible_to(self.actor).filter(service=row))

    def clean_row(self, number: int, row: dict[str, Any]) -> dict[str, Any]:
        if row["valid_from"] and row["valid_to"] and row["valid_to"] < row["valid_from"]:
            raise ValidationError({"valid_to": gettext("It ends before it begins.")})
        return row

    def values(self) -> dict[str, Any]:
        rules = Schedule.objects.visible_to(self.actor).filter(service=self.row)
        kept = [{"id": rule.pk} for rule in rules if not rule.is_exception]
        return {"rows": kept + week.exception_rows(self.rows)}
