"""The site as a WSGI application."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accanto.config.settings")

from django.core.wsgi import get_wsgi_application  # noqa: E402  settings first

application = get_wsgi_application()
