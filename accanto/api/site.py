"""The API itself: operations register here; its errors are said in one way."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError

from accanto.api.problems import Problem

api = NinjaAPI(
    title="Accanto, human services directory",
    version="3.2.3",
    description="Human Services Data Specification 3.2.3 with the profile hsds-it. Reading needs no key.",
    docs_url=None,
    openapi_url=None,
    urls_namespace="hsds",
)


@api.exception_handler(ValidationError)
def _parameters(request: HttpRequest, error: Any) -> HttpResponse:
    """A parameter that cannot be understood."""
    faults = [{"path": str(each["loc"][-1]), "detail": str(each["msg"])[:300]} for each in error.errors]
    return Problem(400, _("A parameter cannot be understood."), faults).response()


@api.exception_handler(Problem)
def _problem(request: HttpRequest, error: Any) -> HttpResponse:
    return error.response()  # type: ignore[no-any-return]


@api.exception_handler(PermissionDenied)
def _denied(request: HttpRequest, error: Any) -> HttpResponse:
    return Problem(403, _("This token may not do that.")).response()


@api.exception_handler(RequestDataTooBig)
def _too_big(request: HttpRequest, error: Any) -> HttpResponse:
    return Problem(413, _("The body is larger than what is taken here.")).response()
