"""The package of tables: what goes out comes in the same, and holds nothing that is not for everyone."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest

from accanto.directory.exchange import documents, package
from accanto.directory.exchange.published import PUBLIC
from accanto.directory.models import Location, Organization, Service, Taxonomy
from accanto.directory.operations.importing import read_import, start_import
from accanto.directory.operations.importing_apply import apply_import
from accanto.directory.operations.importing_steps import begin
from accanto.directory.operations.rebuild import rebuild
from tests.cast import SYSTEM
from tests.directory.exchange import factories
from tests.directory.exchange.conformance import HSDS, faults
from tests.directory.exchange.test_examples import take_in

pytestmark = pytest.mark.django_db


def export() -> bytes:
    to = BytesIO()
    package.write(PUBLIC, to)
    return to.getvalue()


def tables(content: bytes) -> dict[str, list[dict[str, str]]]:
    with ZipFile(BytesIO(content)) as archive:
        return {
            name: list(csv.DictReader(StringIO(archive.read(name).decode())))
            for name in archive.namelist()
            if name.endswith(".csv")
        }


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_round_trip_is_the_identity(db: None, seed: int) -> None:
    factories.make(30, seed, hidden=0)
    rebuild(SYSTEM)  # says which translations are stale
    first = export()
    factories.empty()
    assert (
        not Service.objects.visible_to(SYSTEM).exists() and not Taxonomy.objects.visible_to(SYSTEM).exists()
    )
    take_in(first, "package.zip")
    assert tables(export()) == tables(first)


def test_hidden_entries_and_what_hangs_from_them_stay_home(db: None) -> None:
    factories.make(40, 4, hidden=0.5)
    hidden = {
        str(row.pk)
        for model in (Service, Location, Organization)
        for row in model.objects.visible_to(SYSTEM).filter(visibility="operators")
    }
    content = b"".join(
        ZipFile(BytesIO(export())).read(name) for name in ZipFile(BytesIO(export())).namelist()
    ).decode()
    assert len(hidden) > 10
    assert [key for key in hidden if key in content] == []
    assert "visibility" not in content and "operators" not in content


def test_every_document_of_generated_data_is_hsds(db: None) -> None:
    factories.make(60, 5)
    for full, listed in documents.services(PUBLIC, Service.objects.visible_to(PUBLIC)):
        assert faults("service", full) == [] and faults("service", listed) == []
        assert "visibility" not in json.dumps(full)
    for document in documents.organizations(PUBLIC, Organization.objects.visible_to(PUBLIC)):
        assert faults("organization", document) == []
    for document in documents.entries(PUBLIC, "location", Location.objects.visible_to(PUBLIC)):
        assert faults("location", document) == []


def test_the_description_says_what_the_tables_have(db: None) -> None:
    """Columns of HSDS as upstream describes them, in their order; ours after them."""
    factories.make(10, 6)
    described = {
        each["name"]: each
        for each in json.loads(ZipFile(BytesIO(export())).read("datapackage.json"))["resources"]
    }
    upstream = json.loads((HSDS / "datapackage.json").read_text())["resources"]
    for resource in upstream:
        mine = described.get(resource["name"])
        if mine is None:
            continue
        assert mine["path"] == resource["path"]
        theirs = [field["name"] for field in resource["schema"]["fields"]]
        assert [field["name"] for field in mine["schema"]["fields"]][: len(theirs)] == theirs, resource[
            "name"
        ]
    for name, rows in tables(export()).items():
        fields = next(each for each in described.values() if each["path"] == name)["schema"]["fields"]
        assert list(rows[0]) == [field["name"] for field in fields]


def test_keys_between_the_tables_hold(db: None) -> None:
    factories.make(40, 7, hidden=0.3)
    found = tables(export())
    described = json.loads(ZipFile(BytesIO(export())).read("datapackage.json"))["resources"]
    keys = {each["name"]: {row["id"] for row in found[each["path"]]} for each in described}
    for each in described:
        for key in each["schema"].get("foreignKeys", []):
            target = key["reference"]["resource"] or each["name"]
            loose = [
                row
                for row in found[each["path"]]
                if row[key["fields"]] and row[key["fields"]] not in keys[target]
            ]
            assert loose == [], (each["name"], key["fields"])


def test_the_specifications_own_package(db: None) -> None:
    """Some of its rows refer to rows that are not there: each says so; nothing else is refused."""
    to = BytesIO()
    with ZipFile(to, "w") as archive:
        for path in (HSDS / "examples" / "csv").iterdir():
            archive.write(path, path.name)
    batch = read_import(SYSTEM, batch=start_import(SYSTEM, file_name="csv.zip", content=to.getvalue()))
    stopped = {row.table: row.reasons for row in batch.rows.filter(fate="error")}
    assert set(stopped) == {"attribute"} or set(stopped) == {"attribute", "metadata"}, stopped
    done = apply_import(SYSTEM, batch=begin(SYSTEM, batch=batch))
    assert {row.outcome for row in done.rows.exclude(fate="error")} == {"taken"}
    assert Service.objects.visible_to(PUBLIC).get().name == "Community Counselling"
