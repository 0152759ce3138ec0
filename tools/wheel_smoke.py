"""Installs the built wheel in an empty environment, far from the checkout, and starts a site from it.

What must work there without Node and without gettext: `accanto migrate`, `accanto doctor`, and a site in
production settings that answers its sign-in page, in Italian, with the look of the wheel.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import venv
from pathlib import Path
from urllib.error import URLError

ROOT = Path(__file__).resolve().parent.parent
#: As a proxy that ends TLS would ask.
PROXY = {"X-Forwarded-Proto": "https", "Host": "accanto.example"}


def main() -> None:
    wheels = sorted((ROOT / "dist").glob("accanto-*.whl"))
    if len(wheels) != 1:
        sys.exit(f"One wheel is needed in dist/, {len(wheels)} are there: run `make wheel`.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        python = _install(folder, wheels[0])
        environment = {
            "PATH": f"{python.parent}:/usr/bin:/bin",
            "ACCANTO_HOME": str(folder / "home"),
            "ACCANTO_HOSTS": "accanto.example",
            "ACCANTO_BEHIND_PROXY": "true",
        }
        for command in ("migrate", "doctor"):
            print(f"accanto {command}", flush=True)
            subprocess.run([python.with_name("accanto"), command], cwd=folder, env=environment, check=True)
        _try_site(folder, python, environment)
    print("The wheel works in an empty environment.")


def _install(folder: Path, wheel: Path) -> Path:
    """An environment with the wheel and what it asks for, in the locked versions. Returns its Python."""
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv/bin/python"
    locked = (ROOT / "requirements/runtime.txt").read_text(encoding="utf-8")
    versions = folder / "versions.txt"
    versions.write_text("\n".join(re.findall(r"^([\w.-]+==[^\s;\\]+)", locked, re.M)), encoding="utf-8")
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-c", versions, wheel]
    subprocess.run(pip, cwd=folder, check=True)
    return python


def _try_site(folder: Path, python: Path, environment: dict[str, str]) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [python.with_name("accanto"), "serve", "--port", str(port), "--workers", "1"]
    site = subprocess.Popen(command, cwd=folder, env=environment, start_new_session=True)
    try:
        page = _get(port, "/today/", until=time.monotonic() + 30).decode()  # sends us to sign in
        english = _get(port, "/today/", language="en").decode()
        _expect('type="password"' in page, "there is no sign-in page")
        _expect('lang="it"' in page, "the sign-in page is not in Italian")
        _expect(_title(page) != _title(english), "the sign-in page is not translated")
        styles = re.findall(r'href="(/static/[^"]+\.css[^"]*)"', page)
        _expect(bool(styles), "the sign-in page names no style sheet")
        for path in styles:
            _expect(len(_get(port, path)) > 1_000, f"{path} is empty")
    finally:
        site.terminate()
        site.wait(timeout=30)
    _expect(not _alive(site.pid), "the site was stopped, but a process of it runs on")


def _alive(group: int) -> bool:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def _title(page: str) -> str:
    found = re.search(r"<title>(.*?)</title>", page, re.S)
    return found.group(1).strip() if found else ""


def _get(port: int, path: str, until: float = 0, language: str = "it") -> bytes:
    """The body of a page that must answer 200; asked again until a moment, while the site starts."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", headers={**PROXY, "Accept-Language": language}
    )  # noqa: S310
    while True:
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
                _expect(answer.status == 200, f"{path} answers {answer.status}")
                print(f"{path}: 200", flush=True)
                return bytes(answer.read())
        except URLError as error:
            if time.monotonic() > until or hasattr(error, "code"):
                raise
            time.sleep(0.2)


def _expect(good: bool, complaint: str) -> None:
    if not good:
        sys.exit(f"The wheel does not work: {complaint}.")


if __name__ == "__main__":
    main()
