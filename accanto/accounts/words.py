"""Texts that everyone with an account may read, beneficiaries and tutors too: in the five languages."""

from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MY_ACCOUNT = _("My account")
LANGUAGE_TITLE = _("Language")
LANGUAGE_LABEL = _("language")
NEW_PASSWORD = _("A new password for Accanto")

# Signing in by a link.
YOUR_LINK = _("Your link for Accanto")
ASK_TITLE = _("Send me a link")
ASK_LABEL = _("your e-mail address")
ASK_SUBMIT = _("Send me the link")
TOO_MANY = _("Too many tries from this connection. Wait an hour, or ask the organisation.")
OPEN_TITLE = _("Come in")
WHOSE_PHONE = _("whose phone is this?")
MINE = _("Mine: keep me signed in")
SHARED = lazy(
    lambda: (
        gettext("Others use it too: let me out after %(minutes)s minutes")
        % {"minutes": settings.ACCANTO_SHARED_MINUTES}
    ),
    str,
)()
DEVICES = _("Phones that are signed in")
DEVICE_ENDED = _("This phone is signed out.")
