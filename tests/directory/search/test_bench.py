"""The labelled set of the benchmark: whole, and not chosen by hand."""

from __future__ import annotations

from collections import Counter

import pytest

from accanto.bench.directory import poor, print_quality, slow
from accanto.bench.directory_quality import corpus, is_held_out, queries


def test_queries_name_services_that_exist() -> None:
    keys = {service["key"] for service in corpus()}
    asked = queries()
    assert len(keys) == len(corpus()) and len(asked) >= 150
    for language, kind, text, wanted in asked:
        assert set(wanted.split()) <= keys and text, (language, kind, text)
    assert len({(language, text) for language, _kind, text, _wanted in asked}) == len(asked)
    assert set(Counter(language for language, *_rest in asked)) == {"it", "en", "fr", "ar", "ro"}
    held = sum(is_held_out(language, text) for language, _kind, text, _wanted in asked)
    assert 0.2 < held / len(asked) < 0.5


def test_a_target_that_is_missed_is_told() -> None:
    def part(recall: float) -> dict[str, dict[str, float]]:
        return {"tuned": {"n": 3, "recall": 1.0, "mrr": 1.0}, "held": {"n": 2, "recall": recall, "mrr": 1.0}}

    found = {"languages": ["it", "ar"], "groups": {"all": part(0.9), "it": part(0.95), "ar": part(0.949)}}
    assert [miss.split()[2] for miss in poor(found)] == ["ar"]
    figures = {name: {"cpu95": cpu95} for name, cpu95 in (("search", 50.0), ("page", 50.1))}
    assert [miss.split()[0] for miss in slow(10_000, figures)] == ["page"]
    assert not slow(1_000, figures)


@pytest.mark.django_db
def test_what_misses_among_those_held_out_is_counted_not_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from accanto.bench import directory_quality as quality

    texts = [f"zzz{number}" for number in range(12)]
    held = [text for text in texts if is_held_out("it", text)]
    assert 0 < len(held) < len(texts)
    monkeypatch.setattr(quality, "migrate", lambda verbosity: None)
    monkeypatch.setattr(quality, "load_corpus", dict)
    monkeypatch.setattr(quality, "queries", lambda: [["it", "exact", text, "biblioteca"] for text in texts])
    print_quality("SQLite", quality.measure_quality())
    said = capsys.readouterr().out
    assert f"missed of those held out: {len(held)}" in said
    assert all((f": {text} ->" in said) == (text not in held) for text in texts)
