"""Words in which opening hours are said to the public, in all five languages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

EVERY_DAY = _("every day")
FROM_TO = _("%(first)s to %(last)s")  # Monday to Friday
DAYS_HOURS = _("%(days)s, %(hours)s")
ALL_DAY = _("day and night")
BY_APPOINTMENT = _("by appointment")
HOLIDAYS_TOO = _("also on public holidays")
EVERY_WEEKS = _("every %(count)s weeks")
EVERY_MONTHS = _("every %(count)s months")
DAY_OF_MONTH = _("on day %(days)s of the month")
FROM_UNTIL = _("from %(first)s until %(last)s")
FROM_ON = _("from %(first)s")
UNTIL = _("until %(last)s")
#: Which of the month: "first Monday of the month".
NTH = {
    1: _("first %(day)s of the month"),
    2: _("second %(day)s of the month"),
    3: _("third %(day)s of the month"),
    4: _("fourth %(day)s of the month"),
    5: _("fifth %(day)s of the month"),
    -1: _("last %(day)s of the month"),
    -2: _("last but one %(day)s of the month"),
}
#: Times as they are written: 9, 9:30; in French 9 h, 9 h 30.
HOUR = pgettext_lazy("hours", "%(hour)s")
HOUR_MINUTE = pgettext_lazy("hours", "%(hour)s:%(minute)s")
OPENS = pgettext_lazy("hours", "from %(time)s")
CLOSES = pgettext_lazy("hours", "until %(time)s")
CLOSED_ON = _("closed on %(day)s")
CLOSED_FROM_UNTIL = _("closed from %(first)s until %(last)s")
