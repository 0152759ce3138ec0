"""Opening hours: rules of HSDS `schedule` rows read as days and times, asked, and said in words.

Times are what the clock on the wall says in the rule's zone: on the night when clocks go back a place
open until 02:30 is open at both 02:15s, and on the night when they go forward nothing opens at a 02:30
that never comes.
"""

from accanto.directory.hours.holidays import italian_holidays
from accanto.directory.hours.opening import Slot, days_from, next_opening, open_at, slots, week_from
from accanto.directory.hours.saying import in_words

__all__ = [
    "Slot",
    "days_from",
    "in_words",
    "italian_holidays",
    "next_opening",
    "open_at",
    "slots",
    "week_from",
]
