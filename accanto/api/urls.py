"""Where other systems come in. Operations register themselves as their modules are imported."""

from django.urls import include, path

from accanto.api.door import doors
from accanto.api.site import api
from accanto.api.views import about, embed, reading, writing

app_name = "api"
#: Importing them registered their operations.
OPERATIONS = (about, reading, writing)

urlpatterns = [
    path("hsds/v3/docs/", about.DocsView.as_view(), name="docs"),
    path("hsds/v3/", include(doors(api))),
    path("embed/services/", embed.ListView.as_view(), name="embed"),
]
