"""Errors as RFC 9457 says them, for who asks the API: one shape, whoever refuses, the gate or an operation."""

from __future__ import annotations

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.defaults import page_not_found

#: Addresses below are asked by programs, which read no pages.
FOR_PROGRAMS = ("/hsds/",)


def asks_as_program(request: HttpRequest) -> bool:
    return request.path_info.startswith(FOR_PROGRAMS)


def problem(status: int, detail: str, faults: Sequence[dict[str, str]] = ()) -> HttpResponse:
    """application/problem+json. `faults` are [{"path", "detail"}]."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    if faults:
        body["errors"] = list(faults)
    text = json.dumps(body, ensure_ascii=False)
    response = HttpResponse(text, status=status, content_type="application/problem+json")
    response["Access-Control-Allow-Origin"] = "*"  # other sites' pages may read why
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The site's answer where there is nothing: a page, or a problem for a program."""
    if asks_as_program(request):
        return problem(404, _("There is nothing at this address."))
    return page_not_found(request, exception)
