"""The personal data that this room holds: of those who work with it, never of those who are helped."""

from accanto.privacy.registry import Holding

HOLDINGS = [
    Holding("directory.Distribution", "which operator handed out how many leaflets where", "expected results of projects", "GDPR art. 6(1)(e); Law 328/2000", "project's end + 5 years (Reg. (EU) 2021/1060, art. 82)", "keep", export=False),
]  # fmt: skip
