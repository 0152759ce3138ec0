"""How the API answers: HSDS's page around a list, tags by which a reader knows that nothing changed, languages."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from accanto.api.problems import Problem
from accanto.directory.exchange.published import text

#: How long a reader, or a store between us, may keep an answer without asking again.
_KEEP = "public, max-age=60"


def tag(*parts: Any) -> str:
    """An ETag of what an answer depends on."""
    found = blake2b(digest_size=12)
    for part in parts:
        found.update(repr(part).encode())
    return f'W/"{found.hexdigest()}"'


def language_of(request: HttpRequest, asked: str) -> str:
    """The language that the reader asked for, by the parameter or by the header; "" means as it is written."""
    if asked:
        return asked
    header = request.headers.get("Accept-Language", "")
    return str(translation.get_language_from_request(request)) if header and header != "*" else ""


def answer(
    request: HttpRequest,
    etag: str,
    make: Callable[[], str],
    language: str = "",
    kind: str = "application/json",
) -> HttpResponse:
    """The text that `make` makes, or 304 where the reader has it already."""
    response: HttpResponse
    if etag in request.headers.get("If-None-Match", ""):
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(make(), content_type=kind)
    response["ETag"] = etag
    response["Cache-Control"] = _KEEP
    if language:
        response["Content-Language"] = language
    return response


def page(total: int, number: int, size: int, contents: Sequence[str]) -> str:
    """HSDS's page around documents that are texts already."""
    pages = -(-total // size)
    head = {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
    }
    return text(head)[:-1] + ',"contents":[' + ",".join(contents) + "]}"


def in_language(document: Any, language: str) -> Any:
    """The document with the texts for which it has a translation in the language; changed in place."""
    if isinstance(document, list):
        for each in document:
            in_language(each, language)
    elif isinstance(document, dict):
        for said in document.get("translations", ()):
            if said.get("language") == language and said.get("field") in document:
                document[said["field"]] = said["text"]
        for each in document.values():
            if isinstance(each, dict | list):
                in_language(each, language)
    return document


def said(text_of_document: str, language: str) -> str:
    """A document's text in the reader's language. Read and written anew only where it has a translation."""
    if not language or f'"language":"{language}"' not in text_of_document:
        return text_of_document
    return text(in_language(json.loads(text_of_document), language))


def not_found() -> Problem:
    return Problem(404, _("There is nothing at this address."))
