"""The look at a page waits for the page: a click returns when the next one has only begun to arrive."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

import pytest

pytestmark = pytest.mark.journey

_HEAD = b"<!doctype html><html lang=en><head><title>A page</title></head><body><main><h1>A page</h1>"
_WELL = b"<a href=/next>Next</a></main></body></html>"
_BROKEN = b"<img src=data:,></main></body></html>"  # a picture without words


@pytest.fixture
def slow() -> Iterator[tuple[str, Event]]:
    """The address of a site whose second page is broken, and comes in full when the event is set."""
    arrive = Event()

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            second = self.path == "/next"
            if second:
                self.wfile.flush()
                arrive.wait(10)
            self.wfile.write(_HEAD + (_BROKEN if second else _WELL))

        def log_message(self, *_words: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", arrive
    arrive.set()
    server.shutdown()
    server.server_close()


def test_what_is_looked_at_is_the_page_that_comes(
    slow: tuple[str, Event], new_page: Callable[..., Any], axe: Callable[[Any], None]
) -> None:
    address, arrive = slow
    page = new_page()
    page.goto(address)
    axe(page)
    page.get_by_role("link").click()
    Thread(target=lambda: Event().wait(0.3) or arrive.set(), daemon=True).start()
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)


def test_what_sticks_out_at_the_side_is_seen(
    new_page: Callable[..., Any], axe: Callable[[Any], None]
) -> None:
    page = new_page(width=390)
    page.set_content(
        "<html lang=en><head><title>Wide</title></head><body><main><h1 style='width: 500px'>Wide</h1></main></body></html>"
    )
    with pytest.raises(AssertionError, match="wider than the screen"):
        axe(page)
