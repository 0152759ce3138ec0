"""Every role has its guide in both languages of the staff, and the index finds them all."""

from __future__ import annotations

import re
from pathlib import Path

from accanto.accounts.roles import Role

GUIDES = Path(__file__).resolve().parents[2] / "docs/guides"


def test_every_role_has_a_line_in_the_index() -> None:
    index = (GUIDES / "README.md").read_text(encoding="utf-8")
    roles = re.findall(r"^\| ([a-z -]+) \| \[", index, re.M)
    assert len(roles) == len(Role)


def test_the_index_and_the_folder_agree() -> None:
    index = (GUIDES / "README.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"\(([a-z-]+\.md)\)", index))
    assert listed == {path.name for path in GUIDES.glob("*.md")} - {"README.md"}
