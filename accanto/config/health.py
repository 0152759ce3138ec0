"""For whoever watches over the site: does it answer, does the database."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

from accanto.core.screens import PUBLIC, Screen


class HealthView(Screen):
    """200 `ok`, or 503 when the database does not answer."""

    capability = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except DatabaseError:
            return HttpResponse("no database", status=503, content_type="text/plain")
        return HttpResponse("ok", content_type="text/plain")
