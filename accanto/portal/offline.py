"""What the service worker is told: which files make the shell, and the version they are of."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse

from accanto import __version__

#: On responses that the phone may keep. Nothing without it is ever kept.
KEEP_HEADER = "X-Keep-Offline"
#: The shell: what every public page needs. The sheet and fonts of the other direction come when used.
_SHELL = ("accanto/accanto.js", "accanto/portal.js", "accanto/theme.js", "accanto/sprites.svg")
_WATCHED = (*_SHELL, "accanto/sw.js", "accanto/accanto.css", "accanto/accanto.rtl.css")


@lru_cache(maxsize=1)
def _script_and_version() -> tuple[str, str]:
    """The worker's source and a digest of the files that it serves."""
    digest = hashlib.sha256(__version__.encode())
    script = ""
    for name in _WATCHED:
        found = finders.find(name)
        data = Path(str(found)).read_bytes() if found else b""
        digest.update(data)
        if name.endswith("sw.js"):
            script = data.decode()
    return script, digest.hexdigest()[:12]


def worker_source() -> str:
    """The service worker, with what it has to know in front."""
    script, version = _script_and_version()
    known = {
        "version": version,
        "shell": [static(name) for name in _SHELL],
        "offline": reverse("portal:offline"),
        "static": settings.STATIC_URL,
        "header": KEEP_HEADER,
    }
    return f"self.ACCANTO = {json.dumps(known)};\n{script}"
