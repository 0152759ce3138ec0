"""ClamAV's daemon, where an installation has one: its INSTREAM command (clamd(8)), by hand, for it is one."""

from __future__ import annotations

import socket

from django.conf import settings

_SECONDS = 30
_BLOCK = 64 * 1024


class NoAnswer(Exception):
    """A scanner is set and cannot be asked: nothing is taken on trust then."""


def is_set() -> bool:
    return bool(settings.ACCANTO_CLAMD)


def virus_in(content: bytes) -> str:
    """The name of the virus found, or "" where there is none or no scanner is set. Raises NoAnswer."""
    if not is_set():
        return ""
    try:
        with _connected() as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), _BLOCK):
                block = content[start : start + _BLOCK]
                line.sendall(len(block).to_bytes(4, "big") + block)
            line.sendall(bytes(4))
            said = _answer(line)
    except (OSError, ValueError) as error:
        raise NoAnswer from error
    if said.endswith(" FOUND"):
        return said.removeprefix("stream: ").removesuffix(" FOUND")
    if said != "stream: OK":
        raise NoAnswer(said)
    return ""


def answers() -> bool:
    """Whether the scanner that is set can be asked now."""
    try:
        with _connected() as line:
            line.sendall(b"zPING\0")
            return _answer(line) == "PONG"
    except (OSError, ValueError):
        return False


def _connected() -> socket.socket:
    host, _colon, port = settings.ACCANTO_CLAMD.rpartition(":")
    if host and port.isdecimal():
        return socket.create_connection((host, int(port)), timeout=_SECONDS)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(_SECONDS)
    line.connect(settings.ACCANTO_CLAMD)
    return line


def _answer(line: socket.socket) -> str:
    said = b""
    while block := line.recv(4096):
        said += block
        if said.endswith(b"\0"):
            break
    return said.rstrip(b"\0").decode("utf-8", errors="replace").strip()
