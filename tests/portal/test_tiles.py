"""No tiles of others unless an administrator sets a server; then its pictures alone are let in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

_PRINT = """
import json
from accanto.config import settings
print(json.dumps(settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"]))
"""


def images_from(tmp_path: Path, tiles: str) -> list[str]:
    environment = {
        **os.environ,
        "ACCANTO_HOME": str(tmp_path),
        "ACCANTO_TESTING": "true",
        "ACCANTO_TILES": tiles,
    }
    done = subprocess.run(
        [sys.executable, "-c", _PRINT], env=environment, check=True, capture_output=True, text=True
    )
    found: list[str] = json.loads(done.stdout)
    return found


def test_by_default_pictures_come_from_the_site_alone(tmp_path: Path) -> None:
    assert images_from(tmp_path, "") == ["'self'", "data:"]


def test_a_tile_server_widens_the_policy_by_its_origin(tmp_path: Path) -> None:
    found = images_from(tmp_path, "https://tiles.example.org/osm/{z}/{x}/{y}.png")
    assert found == ["'self'", "data:", "https://tiles.example.org"]
