"""A browser in which someone is signed in, on a site with the cast and one service."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings

from accanto.accounts.models import User
from tests.cast import Cast, make_cast


@pytest.fixture
def site(live_server: Any) -> Cast:
    """The cast in a database that the browser's server sees too."""
    return make_cast()


@pytest.fixture
def browse(live_server: Any, new_page: Callable[..., Any], site: Cast) -> Callable[..., Any]:
    """`browse(user, width=390)`: a page of that user, at the site's first page."""

    def open_page(user: User | None = None, width: int = 1280, language: str = "it") -> Any:
        page = new_page(width=width, locale=language)
        cookies = [{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": live_server.url}]
        if user is not None:
            session = site.client(user).cookies[settings.SESSION_COOKIE_NAME].value
            cookies.append({"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url})
        page.context.add_cookies(cookies)
        page.goto(live_server.url)
        return page

    return open_page
