"""Words of this room that the public reads."""

from django.utils.translation import gettext_lazy as _

PUBLISHED = _("Money given to people")
#: The columns of the published list.
COLUMNS = (_("Code"), _("For what"), _("Month"), _("Sum"))
