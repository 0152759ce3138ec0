"""What `accanto bench` is asked wrongly is said before anything is measured."""

from __future__ import annotations

import argparse

import pytest

from accanto.cli import bench


def test_a_database_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    bench.add_arguments(parser)
    assert parser.parse_args(["screens"]).database == ["sqlite", "postgres"]
    assert parser.parse_args(["screens", "--database", "postgres"]).database == ["postgres"]
    with pytest.raises(SystemExit):
        parser.parse_args(["directory-import", "--database", "oracle"])
    assert "'oracle' is no database: choose among sqlite, postgres" in capsys.readouterr().err
