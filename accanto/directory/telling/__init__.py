"""A service as the public reads it: in the reader's language, in words, in a constant number of queries."""

from accanto.directory.telling.opening import Opening, opening_of
from accanto.directory.telling.told import Said, Spot, Told, tell

__all__ = ["Opening", "Said", "Spot", "Told", "opening_of", "tell"]
