"""Errors as RFC 9457 says them: application/problem+json, with the place of each fault."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse

from accanto.core.problems import problem


class Problem(Exception):
    """Raised by whatever cannot go on; the door answers with it. `faults` are [{"path", "detail"}]."""

    def __init__(self, status: int, detail: str, faults: Sequence[dict[str, str]] = ()) -> None:
        super().__init__(detail)
        self.status, self.detail, self.faults = status, detail, list(faults)

    def response(self) -> HttpResponse:
        return problem(self.status, self.detail, self.faults)
