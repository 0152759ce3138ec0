"""What this API is: its root, its OpenAPI description and page, its profile, the whole as one archive."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count, Max
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.api import description, profile
from accanto.api.answers import answer, not_found, tag
from accanto.api.door import ApiRequest, needs
from accanto.api.site import api
from accanto.core.screens import PUBLIC, PageScreen
from accanto.directory.exchange import package
from accanto.directory.models import Published


@api.get("/", url_name="root", operation_id="root", summary="What this API is", tags=["about"])
@needs(PUBLIC)
def root(request: ApiRequest) -> HttpResponse:
    """Version of HSDS, profile, description of the API, publisher."""
    document: dict[str, Any] = {
        "version": "3.3" if settings.ACCANTO_HSDS_VERSION == "3.3" else "3.2.3",
        "profile": request.build_absolute_uri(reverse("api:profile")),
        "openapi_url": request.build_absolute_uri(reverse("api:openapi")),
        "description": api.description,
        "publisher": {
            "name": settings.ACCANTO_PUBLISHER,
            "website": request.build_absolute_uri("/"),
            **({"email": settings.ACCANTO_PUBLISHER_MAIL} if settings.ACCANTO_PUBLISHER_MAIL else {}),
        },
    }
    return answer(request, tag(document), lambda: json.dumps(document, ensure_ascii=False))


@api.get(
    "/datapackage.zip",
    url_name="datapackage",
    operation_id="datapackage",
    summary="Everything, as a package of tables",
    tags=["about"],
)
@needs(PUBLIC)
def datapackage(request: ApiRequest) -> HttpResponseBase:
    """A tabular data package. Written when something changed since it was last asked for."""
    now = Published.objects.aggregate(at=Max("updated"), rows=Count("pk"))
    etag = tag(now["at"], now["rows"], settings.ACCANTO_HSDS_VERSION)
    if etag in request.headers.get("If-None-Match", ""):
        return answer(request, etag, lambda: "")
    response = FileResponse(_archive(request, etag).open("rb"), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="datapackage.zip"'
    response["ETag"], response["Cache-Control"] = etag, "public, max-age=60"
    return response


def _archive(request: ApiRequest, etag: str) -> Path:
    """The file for this state of the directory; a new one takes the place of the old at once or not at all."""
    folder = Path(settings.HOME) / "published"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"datapackage-{etag.strip('W/').strip(chr(34))}.zip"
    if not path.exists():
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as beside:
            package.write(request.reader, beside)  # type: ignore[arg-type]
        Path(beside.name).replace(path)
        for old in folder.glob("datapackage-*.zip"):
            if old != path:
                old.unlink(missing_ok=True)
    return path


@api.get(
    "/openapi.json", url_name="openapi", operation_id="openapi", summary="This description", tags=["about"]
)
@needs(PUBLIC)
def openapi(request: ApiRequest) -> HttpResponse:
    """OpenAPI 3.1."""
    document = description.openapi(request.build_absolute_uri(reverse("api:root")).rstrip("/"))
    return answer(request, tag(document), lambda: json.dumps(document, ensure_ascii=False))


@api.get(
    "/profile", url_name="profile", operation_id="profile", summary="The profile hsds-it", tags=["about"]
)
@needs(PUBLIC)
def profile_root(request: ApiRequest) -> HttpResponse:
    """The files of the profile: a JSON Merge Patch for each schema of HSDS that it adds to."""
    files = {
        name: request.build_absolute_uri(reverse("api:profile_file", args=[name])) for name in profile.files()
    }
    document = {
        "name": "hsds-it",
        "description": profile.DESCRIPTION,
        "extends": "HSDS 3.2.3",
        "files": files,
    }
    return answer(request, tag(document), lambda: json.dumps(document, ensure_ascii=False))


@api.get(
    "/profile/{file}",
    url_name="profile_file",
    operation_id="profileFile",
    summary="One file of the profile",
    tags=["about"],
)
@needs(PUBLIC)
def profile_file(request: ApiRequest, file: str) -> HttpResponse:
    """A JSON Merge Patch (RFC 7396), or a whole schema where HSDS has none."""
    document = profile.files().get(file)
    if document is None:
        raise not_found()
    return answer(request, tag(document), lambda: json.dumps(document, ensure_ascii=False))


class DocsView(PageScreen):
    """The API for people: each operation and its parameters, from the same description."""

    capability = PUBLIC
    template_name = "api/docs.html"
    title = _("The directory for other systems")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        base = request.build_absolute_uri(reverse("api:root"))
        return self.page(
            base=base,
            operations=description.operations(),
            profile_url=reverse("api:profile"),
            openapi_url=reverse("api:openapi"),
        )
