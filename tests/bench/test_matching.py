"""The matching's benchmark: its instances, what it says of itself and of solvers that are not there."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from accanto.bench import matching, matching_peers
from accanto.bench.matching_people import generate


def test_instances_come_from_their_seed() -> None:
    assert generate(50) == generate(50)
    assert generate(50) != generate(50, seed=2)
    people, tutors = generate(50, tutors=7)
    assert (len(people), len(tutors)) == (50, 7)


def test_a_run_says_what_was_found_and_who_is_not_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("ACCANTO_BENCH_PEERS", raising=False)
    monkeypatch.setattr(matching, "_TUTORS", 50)
    monkeypatch.setattr(matching, "_ASKED", 5)
    matching.run(argparse.Namespace(sizes="60"))
    said = capsys.readouterr().out
    for part in (
        "60 people, 48 tutors",
        "proven in",
        "as from scratch: yes",
        "scipy: is not there",
        "more people",
    ):
        assert part in said


def test_who_finds_more_than_we_do_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    better = {"cpu": 1.0, "people": 61, "points": 1}
    monkeypatch.setattr(matching, "_peers", lambda one, size: ({"scipy": better}, []))
    monkeypatch.setattr(matching, "_top_ten", lambda: [])
    assert matching.run(argparse.Namespace(sizes="60")) == 1
    assert "scipy found more than we did" in capsys.readouterr().out


def test_a_peer_that_is_not_installed_is_no_answer(tmp_path: Path) -> None:
    assert matching._ask(sys.executable, "scipy", tmp_path / "none.npz") is None


def test_the_greedy_choice_is_never_better() -> None:
    one = matching.Instance(80)
    matcher = matching.Matcher(one.network(matching.PLAIN)).solve()
    assert matching._worth(one.edges, matcher) >= matching._greedy(one)


def test_single_places_are_told_apart_for_the_peers(tmp_path: Path) -> None:
    file = tmp_path / "instance.npz"
    np.savez(file, start=[0, 2, 3], tutor=[0, 1, 1], score=[700, 500, 300], places=[1, 2])
    person, place, pair = matching_peers.Instance(str(file)).slots()
    assert list(zip(person.tolist(), place.tolist(), pair.tolist(), strict=True)) == [
        (0, 0, 0), (0, 1, 1), (0, 2, 1), (1, 1, 2), (1, 2, 2),
    ]  # fmt: skip


def test_the_peers_are_a_script_that_needs_nothing_of_ours() -> None:
    script = Path(matching_peers.__file__)
    done = subprocess.run([sys.executable, "-P", str(script)], capture_output=True, text=True, check=False)
    assert "IndexError" in done.stderr
    assert "accanto." not in script.read_text(encoding="utf-8").replace("accanto.bench", "")
