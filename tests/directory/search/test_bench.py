"""The labelled set of the benchmark: whole, and not chosen by hand."""

from __future__ import annotations

from collections import Counter

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
