"""publiccode.yml holds to the rules of the standard (version 0.4) that a catalogue checks first."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from accanto import __version__

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def card() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8")))


def test_it_speaks_of_this_version_and_licence(card: dict[str, Any]) -> None:
    assert card["publiccodeYmlVersion"] == "0.4"
    assert card["softwareVersion"] == __version__
    assert date.fromisoformat(card["releaseDate"])
    assert card["legal"] == {"license": "EUPL-1.2"}
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")


@pytest.mark.parametrize("language", ["it", "en"])
def test_descriptions_have_their_lengths(card: dict[str, Any], language: str) -> None:
    said = card["description"][language]
    assert len(said["shortDescription"]) <= 150
    assert 150 <= len(said["longDescription"]) <= 10_000
    assert said["features"]
    assert "genericName" not in said  # deprecated
    for picture in said.get("screenshots", []):
        assert (ROOT / picture).exists()


def test_what_the_standard_requires_is_there(card: dict[str, Any]) -> None:
    assert card["softwareType"] == "standalone/web"
    assert card["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert card["maintenance"]["type"] == "community"
    assert all(contact["name"] for contact in card["maintenance"]["contacts"])
    assert card["localisation"]["localisationReady"] is True
    assert card["IT"]["countryExtensionVersion"] == "1.0"


def test_its_languages_are_those_of_the_site(card: dict[str, Any], settings: Any) -> None:
    assert card["localisation"]["availableLanguages"] == [code for code, _name in settings.LANGUAGES]
