"""Errors as RFC 9457 says them: application/problem+json, with the place of each fault."""

from __future__ import annotations

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse


class Problem(Exception):
    """Raised by whatever cannot go on; the door answers with it. `faults` are [{"path", "detail"}]."""

    def __init__(self, status: int, detail: str, faults: Sequence[dict[str, str]] = ()) -> None:
        super().__init__(detail)
        self.status, self.detail, self.faults = status, detail, list(faults)

    def response(self) -> HttpResponse:
        body: dict[str, Any] = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
        }
        if self.faults:
            body["errors"] = self.faults
        text = json.dumps(body, ensure_ascii=False)
        return HttpResponse(text, status=self.status, content_type="application/problem+json")
