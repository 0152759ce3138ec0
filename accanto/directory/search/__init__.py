"""Search over the directory: one analyser and one order on both engines.

`find` answers a Question for a reader; `for_need` proposes services for a need. The index behind them is
kept by `index.refresh`, which `operations.refresh` calls.
"""

from accanto.directory.fresh import is_stale
from accanto.directory.search.find import Found, find
from accanto.directory.search.need import Experience, for_need, register_experience
from accanto.directory.search.question import Question

__all__ = ["Experience", "Found", "Question", "find", "for_need", "is_stale", "register_experience"]
