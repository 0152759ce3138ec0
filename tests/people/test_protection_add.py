"""Protection or permit: never a condition, and never written by accident."""

from __future__ import annotations

from django.urls import reverse

from tests.cast import Cast


def test_saving_an_untouched_form_records_nothing(cast: Cast) -> None:
    person = cast.person(follower=cast.berta)
    client = cast.client(cast.berta)
    url = reverse("people:protection_add", args=[person.pk])
    untouched = client.get(url).context["form"]
    sent = {
        name: untouched.get_initial_for_field(field, name) or "" for name, field in untouched.fields.items()
    }
    answer = client.post(url, sent)
    assert answer.status_code == 422
    assert "kind" in answer.context["form"].errors
    assert list(person.protections.all()) == []
