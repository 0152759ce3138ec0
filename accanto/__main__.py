"""`python -m accanto`."""

from accanto.cli import main

main()
