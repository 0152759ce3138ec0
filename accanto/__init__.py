"""Accanto: the open platform for the social integration of refugees and migrants.

The rooms and the one direction in which they may import are described in ARCHITECTURE.md
and held by import-linter (pyproject.toml).
"""

__version__ = "0.1.0"
