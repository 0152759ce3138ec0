"""Places of the navigation that the two of a tutoring read too: in five languages."""

from django.utils.translation import gettext_lazy as _

TODAY = _("Today")
TUTORING = _("Tutoring")
