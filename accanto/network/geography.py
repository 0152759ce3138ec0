"""Where municipalities lie, and how far one is from another. No database and no network.

Source and licence (CC BY 4.0): `data/README.md`.
"""

from __future__ import annotations

import csv
import math
from functools import lru_cache
from pathlib import Path

#: (latitude, longitude), degrees of WGS 84.
Point = tuple[float, float]

_CENTRES = Path(__file__).parent / "data" / "municipality_centres.csv"
_EARTH_KM = 6371.0
_KM_PER_DEGREE = 111.2


def centre(istat_code: str) -> Point | None:
    """The centre of a municipality; None for a code that is not listed."""
    return _centres().get(istat_code)


def distance_km(one: Point, other: Point) -> float:
    """Kilometres as the crow flies."""
    (lat1, lon1), (lat2, lon2) = [(math.radians(a), math.radians(b)) for a, b in (one, other)]
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


@lru_cache(maxsize=512)
def within(istat_code: str, km: float) -> tuple[str, ...]:
    """Codes of the municipalities whose centres are within `km` of this one's, the nearest first."""
    here = centre(istat_code)
    if here is None:
        return (istat_code,)
    band = km / _KM_PER_DEGREE
    near = [
        (distance_km(here, point), code)
        for code, point in _centres().items()
        if abs(point[0] - here[0]) <= band
    ]
    return tuple(code for far, code in sorted(near) if far <= km)


@lru_cache(maxsize=1)
def _centres() -> dict[str, Point]:
    with _CENTRES.open(encoding="utf-8", newline="") as lines:
        next(lines)  # the line that names the source
        return {
            row["istat_code"]: (float(row["latitude"]), float(row["longitude"]))
            for row in csv.DictReader(lines)
        }
