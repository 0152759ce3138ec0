"""The one gate that every input passes: what no database can hold never reaches a form.

NUL and lone surrogates raise inside drivers; bidirectional controls let text lie about its order.
They are taken out of query strings, form posts and file names before any view sees them. What is
too long is refused with a page that says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from accanto.core.problems import asks_as_program, problem

#: Longest address (path and query) that is read.
MAX_URL = 8_000
#: Largest body that is read, files included: beyond, nobody's disk is filled, signed in or not.
MAX_BODY = 10_000_000

#: NUL and other C0 controls but tab, line feed and return; lone surrogates; bidirectional
#: embeddings, overrides and isolates; noncharacters. ZWJ, ZWNJ, LRM and RLM stay: Persian,
#: Arabic and many other scripts need them.
_UNWELCOME = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def clean_text(text: str) -> str:
    """The text without what no database or page can hold."""
    return _UNWELCOME.sub("", text)


class InputGate:
    """Middleware, after sessions and languages, so that its refusals speak the reader's language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if len(request.get_full_path()) > MAX_URL:
            return _refused(request, 414)
        if _UNWELCOME.search(request.path_info):
            return _refused(request, 404)
        request.GET = _cleaned(request.GET)  # type: ignore[assignment]
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            if _body_size(request) > _most(request):
                return _refused(request, 413)
            try:
                request.POST = _cleaned(request.POST)  # type: ignore[assignment]
                _clean_file_names(request.FILES)
            except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
                return _refused(request, 413)
            except (MultiPartParserError, UnicodeDecodeError):
                return _refused(request, 400)
        return self.get_response(request)


def _refused(request: HttpRequest, status: int) -> HttpResponse:
    """A page that says why; to a program a problem."""
    if not asks_as_program(request):
        return render(request, f"{status}.html", status=status)
    words = {
        400: _("This cannot be read"),
        404: _("There is nothing at this address."),
        413: _("The body is larger than what is taken here."),
        414: _("The address is too long"),
    }
    return problem(status, words[status])


def _body_size(request: HttpRequest) -> int:
    """What the request says of its size. The server reads no more than that; without a word, nothing."""
    said = request.META.get("CONTENT_LENGTH") or ""
    return int(said) if said.isdecimal() and len(said) < 20 else 0  # noqa: PLR2004  more digits than bytes exist


def _most(request: HttpRequest) -> int:
    """The largest body that is read here: more for someone signed in, where a screen takes many files."""
    if SESSION_KEY not in request.session:
        return MAX_BODY
    try:
        return int(getattr(resolve(request.path_info).func, "max_body", 0) or MAX_BODY)
    except Resolver404:
        return MAX_BODY


def _cleaned(query: QueryDict) -> QueryDict:
    if not any(
        _UNWELCOME.search(key) or any(map(_UNWELCOME.search, values)) for key, values in query.lists()
    ):
        return query
    cleaned = QueryDict(mutable=True)
    for key, values in query.lists():
        cleaned.setlist(clean_text(key), [clean_text(value) for value in values])
    cleaned._mutable = False
    return cleaned


def _clean_file_names(files: MultiValueDict[str, Any]) -> None:
    for _key, uploads in files.lists():
        for upload in uploads:
            upload.name = clean_text(upload.name or "") or "file"
