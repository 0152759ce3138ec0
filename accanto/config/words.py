"""Places of the navigation that the parties read, who do not work here: in five languages."""

from django.utils.translation import gettext_lazy as _

TODAY = _("Today")
TUTORING = _("Tutoring")
MY_PAGE = _("My page")
MY_PLAN = _("My plan")
MY_DAYS = _("My appointments")
WE_TWO = _("We two")
SERVICES = _("Services")
CALENDAR = _("My calendar")
