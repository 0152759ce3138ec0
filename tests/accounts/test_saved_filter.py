"""Filters of a list kept under a name: one's own, as a link above the list, until removed."""

from __future__ import annotations

from urllib.parse import quote

from django.urls import reverse

from accanto.accounts import saved
from accanto.accounts.models import SavedFilter
from tests.cast import SYSTEM, Cast


def test_a_filter_is_kept_used_and_removed(cast: Cast) -> None:
    client, list_url = cast.client(cast.berta), reverse("cases:case_list")
    chosen = "state=closed&mine=on"
    page = client.get(f"{list_url}?{chosen}&page=7&nonsense=1").content.decode()
    add = f"{reverse('accounts:saved_filter_add')}?page=cases%3Acase_list&{chosen}"
    assert add.replace("&", "&amp;") in page
    answer = client.post(add, {"name": "I miei chiusi"})
    assert answer["Location"] == f"{list_url}?{chosen}"
    page = client.get(answer["Location"]).content.decode()
    assert "I miei chiusi" in page
    saved = SavedFilter.objects.visible_to(cast.actor(cast.berta)).get()
    assert "I miei chiusi" not in cast.client(cast.bruna).get(list_url).content.decode()
    remove = reverse("accounts:saved_filter_remove", args=[saved.pk])
    assert cast.client(cast.bruna).post(remove).status_code == 404
    assert client.post(remove)["Location"] == list_url
    assert not SavedFilter.objects.visible_to(SYSTEM).exists()


def test_what_is_not_kept(cast: Cast) -> None:
    client, url = cast.client(cast.berta), reverse("accounts:saved_filter_add")
    for nowhere in (url, f"{url}?page=accounts:user_list&state=x"):
        assert client.get(nowhere).status_code == 200
        assert client.post(nowhere, {"name": "Niente"}).status_code == 422
    persons = f"{url}?page=people:person_list"
    assert client.post(persons, {"name": "Niente"}).status_code == 422, "nothing was chosen"
    kept = f"{persons}&gender=female"
    blank = client.post(kept, {"name": " "})
    assert blank.status_code == 422
    assert client.post(kept, {"name": "Donne"}).status_code == 302
    again = client.post(kept, {"name": "Le donne"})
    assert again.status_code == 422, "the same choice twice"
    assert "Le donne" in again.content.decode()
    assert client.post(f"{persons}&gender=male", {"name": "Donne"}).status_code == 302, "the name takes it"
    assert SavedFilter.objects.visible_to(SYSTEM).get().query == "gender=male"
    assert "Donne" in client.get(reverse("people:person_list")).content.decode()


def test_every_list_that_keeps_filters_says_so(cast: Cast) -> None:
    client = cast.client(cast.mario)
    for page, form in saved._pages.items():
        chosen = f"{next(iter(form.base_fields))}=1"
        shown = client.get(f"{reverse(page)}?{chosen}").content.decode()
        assert f"{reverse('accounts:saved_filter_add')}?page={quote(page, safe='')}&amp;{chosen}" in shown, (
            page
        )
