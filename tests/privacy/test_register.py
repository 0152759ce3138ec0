"""The register of personal data names what the rooms hold."""

from __future__ import annotations

from django.apps import apps

from accanto.accounts.models import User
from accanto.privacy.registry import holdings


def test_each_holding_is_a_table_that_is_there_and_stands_once() -> None:
    named = [held.model for held in holdings()]
    assert len(named) == len(set(named)) > 10
    for name in named:
        apps.get_model(name)


def test_tables_of_the_directory_that_know_a_user_are_registered() -> None:
    named = {held.model for held in holdings()}
    models = [*apps.get_app_config("directory").get_models(), apps.get_model("accounts.ApiToken")]
    knowing = {
        model._meta.label
        for model in models
        if any(field.related_model is User for field in model._meta.concrete_fields)
    }
    assert {"directory.ImportBatch", "accounts.ApiToken"} <= knowing
    assert knowing <= named, knowing - named
    assert "directory.ImportRow" in named
