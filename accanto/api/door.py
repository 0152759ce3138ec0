"""The one door of the API: each operation declares its capability, like a screen; the door asks for it.

An operation that reads is PUBLIC, and is answered with nobody's eyes even to someone signed in: what the API
shows depends on no cookie. Any other needs a token whose holder has the capability.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache import cache
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import URLPattern, path
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.operation import PathView

from accanto.accounts.operations.token import actor_of_token
from accanto.api.problems import Problem
from accanto.core.actor import Actor, Nobody
from accanto.core.gate import clean_text
from accanto.core.screens import PUBLIC


class ApiRequest(HttpRequest):
    """A request that came through the door: `reader` is with whose eyes it is answered."""

    reader: Actor


F = TypeVar("F", bound=Callable[..., Any])
#: Writes that one token may send in a minute.
WRITES_A_MINUTE = 120


def needs(capability: str) -> Callable[[F], F]:
    """Declare the capability of an operation."""

    def declare(function: F) -> F:
        function.capability = capability  # type: ignore[attr-defined]
        return function

    return declare


def doors(api: NinjaAPI) -> list[URLPattern]:
    """The URLs of an API, each behind the door."""
    found = []
    for router in api._get_bound_routers():
        for route, view in router.path_operations.items():
            address = route.lstrip("/").replace("{", "<str:").replace("}", ">")
            found.append(path(address, _door(view), name=view.url_name))
    return sorted(
        found, key=lambda each: "<" in str(each.pattern)
    )  # fixed addresses before those with a part


def _door(view: PathView) -> Callable[..., HttpResponseBase]:
    capabilities = {
        method: getattr(operation.view_func, "capability", "")
        for operation in view.operations
        for method in operation.methods
    }
    inner = view.get_view()

    def door(request: HttpRequest, **values: str) -> HttpResponseBase:
        try:
            response = _enter(request, capabilities, inner, values)
        except Problem as problem:
            response = problem.response()
        except RequestDataTooBig:
            response = Problem(413, _("The body is larger than what is taken here.")).response()
        if request.method != "OPTIONS" and capabilities.get(str(request.method)) != PUBLIC:
            response["Cache-Control"] = "no-store"
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Link, Content-Language"
        patch_vary_headers(response, ["Accept-Language"])
        return response

    door.capabilities = capabilities  # type: ignore[attr-defined]
    door.capability = PUBLIC if PUBLIC in capabilities.values() else next(iter(capabilities.values()))  # type: ignore[attr-defined]
    door.login_required = False  # type: ignore[attr-defined]
    door.csrf_exempt = True  # type: ignore[attr-defined]  # no cookie is believed here
    names = [name.lower() for name in capabilities]
    door.view_class = type("Door", (), {"model": None, "http_method_names": names, **dict.fromkeys(names)})  # type: ignore[attr-defined]
    return door


def _enter(
    request: HttpRequest,
    capabilities: dict[str, str],
    inner: Callable[..., HttpResponseBase],
    values: dict[str, str],
) -> HttpResponseBase:
    method = "GET" if request.method == "HEAD" else str(request.method)
    if method == "OPTIONS":
        return _preflight(capabilities)
    if method not in capabilities:
        refused = Problem(
            405, _("This address does not take %(method)s.") % {"method": clean_text(method)[:20]}
        ).response()
        refused["Allow"] = ", ".join([*capabilities, "OPTIONS"])
        return refused
    wanted = capabilities[method]
    if wanted == PUBLIC:
        request.reader = Nobody()  # type: ignore[attr-defined]
        request.GET = _parameters(request, method)
    else:
        request.reader = _writer(request, wanted)  # type: ignore[attr-defined]
    request.method = method
    return inner(request, **values)


def _preflight(capabilities: dict[str, str]) -> HttpResponse:
    """Other sites' pages may read; they may not write."""
    response = HttpResponse(status=204)
    reading = [method for method, capability in capabilities.items() if capability == PUBLIC]
    response["Access-Control-Allow-Methods"] = ", ".join([*reading, "OPTIONS"])
    response["Access-Control-Allow-Headers"] = "Accept-Language, Content-Type, If-None-Match"
    response["Access-Control-Max-Age"] = "86400"
    return response


def _parameters(request: HttpRequest, method: str) -> Any:
    """The query; for a POST, which keeps it out of addresses, also what the body says. Empty means absent."""
    found = QueryDict(mutable=True)
    for name, said in request.GET.lists():
        found.setlist(name, [value for value in said if value])
    if method == "POST" and request.content_type == "application/json":
        for name, value in body_of(request).items():
            if value is not None:
                found[clean_text(name)] = (
                    json.dumps(value) if isinstance(value, bool | int | float) else clean_text(str(value))
                )
    elif method == "POST":
        for name, said in request.POST.lists():
            found.setlist(name, [value for value in said if value])
    for name in [name for name, said in found.lists() if not said]:
        del found[name]
    return found


def body_of(request: HttpRequest) -> dict[str, Any]:
    from accanto.directory.exchange.flatten import NotHsds
    from accanto.directory.exchange.readers import load_json

    if not request.body:
        return {}
    try:
        data = load_json(request.body)
    except NotHsds as error:
        raise Problem(400, str(error)) from error
    if not isinstance(data, dict):
        raise Problem(400, _("The body is not an object in JSON."))
    return data


def _writer(request: HttpRequest, capability: str) -> Any:
    """The actor of the request's token. Raises Problem 401, 403 or 429."""
    kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
    found = actor_of_token(secret.strip()) if kind.lower() == "bearer" else None
    if found is None:
        raise Problem(401, _("A token is needed: Authorization: Bearer"))
    actor, token = found
    if not actor.may(capability):
        raise Problem(403, _("This token may not do that."))
    key = f"api-writes:{token.pk}"
    if not cache.add(key, 1, 60) and cache.incr(key) > WRITES_A_MINUTE:
        raise Problem(429, _("Too many writes: wait a minute."))
    return actor
