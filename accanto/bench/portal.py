"""`accanto bench portal`: what a phone waits for: bytes of a first visit and of the next page, and the time
to a page that can be used at 250 kbit/s with 800 ms of delay.

The demo's services are served by the product's own server; a real browser reads them in Arabic at 360 px, and
what comes over the wire is counted between the two, headers and the service worker's requests included. The
slow line is the browser's own (its developer protocol). Run it where Chromium and playwright are.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

#: Targets: bytes of a first visit, bytes of the next page, seconds until it can be used.
FIRST_VISIT, NEXT_PAGE, USABLE = 150_000, 20_000, 8.0
#: The slow line: bits a second each way, and milliseconds of delay.
SPEED, DELAY = 250_000, 800
_LANGUAGE = "ar"


def run(options: argparse.Namespace) -> int:
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        print("No Chromium here: bytes of the portal were NOT measured.")
        return 1
    with tempfile.TemporaryDirectory(prefix="accanto-bench-") as home, _served(home) as site:
        found = _measure(browser, site)
    return _print(found)


@contextlib.contextmanager
def _served(home: str) -> Iterator[str]:
    """The demo, from the beginning, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "ACCANTO_HOME": home, "ACCANTO_DEMO": "true"}
    environment.pop("ACCANTO_TESTING", None)
    command = [sys.executable, "-m", "accanto", "demo", "--port", str(port)]
    with (Path(home) / "server.log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            site = f"http://127.0.0.1:{port}"
            _wait(site, server)
            yield site
        finally:
            server.terminate()
            server.wait(timeout=30)


def _wait(site: str, server: subprocess.Popen[bytes]) -> None:
    for _second in range(600):
        if server.poll() is not None:
            raise RuntimeError("the server did not start")
        try:
            urllib.request.urlopen(f"{site}/healthz", timeout=5).close()  # our own server, on this machine
        except OSError:
            time.sleep(1)
        else:
            return
    raise RuntimeError("the server did not answer")


def _measure(browser: str, site: str) -> dict[str, float]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        found = _bytes(chromium, site)
        found |= _slowly(chromium, site)
        chromium.close()
    return found


def _phone(chromium: Any) -> Any:
    return chromium.new_context(viewport={"width": 360, "height": 640}, locale=_LANGUAGE)


class _Wire:
    """Stands between browser and server and counts what comes back: headers, the service worker's own
    requests, everything."""

    def __init__(self, port: int) -> None:
        self.port, self.total = port, 0
        self._door = socket.create_server(("127.0.0.1", 0))
        self.site = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._open, daemon=True).start()

    def _open(self) -> None:
        while True:
            inside, _address = self._door.accept()
            outside = socket.create_connection(("127.0.0.1", self.port))
            threading.Thread(target=self._pass, args=(inside, outside, False), daemon=True).start()
            threading.Thread(target=self._pass, args=(outside, inside, True), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, counted: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65_536):
                self.total += len(data) if counted else 0
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)

    def lap(self) -> float:
        seen, self.total = self.total, 0
        return float(seen)


def _bytes(chromium: Any, site: str) -> dict[str, float]:
    context = _phone(chromium)
    page = context.new_page()
    wire = _Wire(int(site.rsplit(":", 1)[1]))
    site = wire.site
    found = {}
    page.goto(f"{site}/", wait_until="networkidle")
    page.wait_for_timeout(3_000)  # the service worker settles in
    found["first visit"] = wire.lap()
    page.goto(f"{site}/services/?area=health", wait_until="networkidle")
    page.wait_for_timeout(1_000)
    found["next page: list"] = wire.lap()
    page.locator(".card-name a").first.click()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1_000)
    found["next page: service"] = wire.lap()
    context.close()
    return found


def _slowly(chromium: Any, site: str) -> dict[str, float]:
    """Seconds until the list can be read and searched: its form and cards are there, in their styles."""
    context = _phone(chromium)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    bytes_a_second = SPEED / 8
    limits = {
        "offline": False,
        "latency": DELAY,
        "downloadThroughput": bytes_a_second,
        "uploadThroughput": bytes_a_second,
    }
    session.send("Network.emulateNetworkConditions", limits)
    found = {}
    for name, path in (("usable: first visit", "/"), ("usable: next page", "/services/?area=health")):
        started = time.perf_counter()
        page.goto(f"{site}{path}", wait_until="domcontentloaded", timeout=120_000)
        page.locator("form[role=search] button").first.wait_for(timeout=120_000)
        found[name] = time.perf_counter() - started
    context.close()
    return found


def _print(found: dict[str, float]) -> int:
    print(f"Read in {_LANGUAGE} at 360 px; slow line: {SPEED // 1000} kbit/s, {DELAY} ms")
    missed = 0
    for name, value in found.items():
        timed = name.startswith("usable")
        target = USABLE if timed else FIRST_VISIT if name == "first visit" else NEXT_PAGE
        well = value <= target
        missed += not well
        shown = f"{value:7.1f} s " if timed else f"{value / 1000:7.1f} kB"
        limit = f"{target:.0f} s" if timed else f"{target / 1000:.0f} kB"
        print(f"{name:22}{shown}   target {limit:8} {'well' if well else 'MISSED'}")
    return 1 if missed else 0
