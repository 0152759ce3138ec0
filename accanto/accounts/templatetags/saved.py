"""The filters of a list that the reader keeps, and the way to keep one more."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from accanto.accounts.models import SavedFilter
from accanto.accounts.saved import chosen_query

register = template.Library()


@register.inclusion_tag("accounts/_saved_filters.html", takes_context=True)
def saved_filters(context: dict[str, Any], page: str) -> dict[str, Any]:
    """`page` is the name of the list's address, registered in `accounts.saved`."""
    request = context["request"]
    mine = SavedFilter.objects.visible_to(request.actor).filter(user=request.actor.user_id, page=page)
    query = chosen_query(page, request.GET)
    kept = list(mine)
    is_new = bool(query) and all(each.query != query for each in kept)
    address = f"{reverse('accounts:saved_filter_add')}?{urlencode({'page': page})}&{query}"
    return {"kept": kept, "query": query, "add_url": address if is_new else "", "request": request}
