"""The command line `accanto`: what one needs to run an installation, from any folder.

May import: everything. Each command is one module; heavy imports happen inside it.
"""

from accanto.cli.main import main

__all__ = ["main"]
