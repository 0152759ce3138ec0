"""The writing half: one service at a time, with a token, through the same operations as the screens."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.api.answers import not_found
from accanto.api.door import ApiRequest, body_of, needs
from accanto.api.problems import Problem
from accanto.api.site import api
from accanto.core.ids import uuid7
from accanto.directory.exchange import documents
from accanto.directory.exchange.published import text
from accanto.directory.models import Service
from accanto.directory.operations.written import Faults, InUse, delete_service, patch_service, put_service

_EDIT = "services.edit"


@api.post(
    "/services/add",
    url_name="service_add",
    operation_id="addService",
    summary="Add a service",
    tags=["writing"],
)
@needs(_EDIT)
def service_add(request: ApiRequest) -> HttpResponse:
    """The body is a whole service in HSDS; without an `id` it gets one."""
    document = body_of(request)
    return _put(request, _key(document.get("id") or str(uuid7())), document)


@api.put(
    "/services/{id}",
    url_name="service_detail",
    operation_id="putService",
    summary="Write a service",
    tags=["writing"],
)
@needs(_EDIT)
def service_put(request: ApiRequest, id: str) -> HttpResponse:
    """The body is the whole service: what it leaves out of HSDS's columns and parts is taken away."""
    return _put(request, _key(id), body_of(request))


@api.patch(
    "/services/{id}",
    url_name="service_detail",
    operation_id="patchService",
    summary="Change a service",
    tags=["writing"],
)
@needs(_EDIT)
def service_patch(request: ApiRequest, id: str) -> HttpResponse:
    """The body is a JSON Merge Patch (RFC 7396) of the service."""
    row = _row(request, id)
    try:
        patch_service(request.reader, service=row, patch=body_of(request))
    except Faults as error:
        raise _refused(error) from error
    return _shown(request, row.pk, 200)


@api.delete(
    "/services/{id}",
    url_name="service_detail",
    operation_id="deleteService",
    summary="Delete a service",
    tags=["writing"],
)
@needs(_EDIT)
def service_delete(request: ApiRequest, id: str) -> HttpResponse:
    """Not where people were referred to it: then give it the status `defunct`."""
    try:
        delete_service(request.reader, service=_row(request, id))
    except InUse as error:
        why = _('People were referred to this service: give it the status "defunct" instead.')
        raise Problem(409, why) from error
    return HttpResponse(status=204)


def _put(request: ApiRequest, pk: UUID, document: dict[str, Any]) -> HttpResponse:
    try:
        _row_made, new = put_service(request.reader, pk=pk, document=document)
    except Faults as error:
        raise _refused(error) from error
    response = _shown(request, pk, 201 if new else 200)
    if new:
        response["Location"] = request.build_absolute_uri(reverse("api:service_detail", args=[str(pk)]))
    return response


def _shown(request: ApiRequest, pk: UUID, status: int) -> HttpResponse:
    rows = Service.objects.visible_to(request.reader).filter(pk=pk)
    [(document, _listed)] = documents.services(request.reader, rows)
    return HttpResponse(text(document), status=status, content_type="application/json")


def _row(request: ApiRequest, key: str) -> Service:
    row: Service | None = Service.objects.visible_to(request.reader).filter(pk=_key(key)).first()
    if row is None:
        raise not_found()
    return row


def _key(raw: Any) -> UUID:
    try:
        return UUID(str(raw))
    except ValueError:
        raise Problem(
            422, _("Not well: see the errors."), [{"path": "id", "detail": _("It is not a UUID.")}]
        ) from None


def _refused(error: Faults) -> Problem:
    return Problem(422, _("Not well: see the errors."), error.faults[:200])
