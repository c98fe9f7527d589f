"""Every refusal is a problem document (RFC 9457), in the reader's language, with a `code` that never changes."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from rest_framework import exceptions
from rest_framework.response import Response

from tournee.api.bodies import InvalidParameter
from tournee.errors import NotAllowed, OperationError
from tournee.history.operations import StaleVersion
from tournee.texts.languages import LANGUAGES
from tournee.texts.typography import format_size

logger = logging.getLogger(__name__)

# The families of problems: what `type` names, with status and title. The documentation page lists them.
FAMILIES: dict[str, tuple[int, str | Promise]] = {
    "malformed": (400, gettext_lazy("The request cannot be read")),
    "invalid-parameter": (400, gettext_lazy("A parameter of the address is not valid")),
    "not-authenticated": (401, gettext_lazy("Sign-in is needed")),
    "not-allowed": (403, gettext_lazy("Not allowed")),
    "not-found": (404, gettext_lazy("Not found")),
    "method-not-allowed": (405, gettext_lazy("Method not allowed")),
    "not-acceptable": (406, gettext_lazy("No such format")),
    "refused": (409, gettext_lazy("The state of things does not allow it")),
    "stale-version": (412, gettext_lazy("Changed in the meantime")),
    "too-large": (413, gettext_lazy("The request is too large")),
    "unsupported-media-type": (415, gettext_lazy("Format not understood")),
    "invalid": (422, gettext_lazy("Values are not valid")),
    "version-required": (428, gettext_lazy("The version is missing")),
    "too-many-requests": (429, gettext_lazy("Too many requests")),
    "server-error": (500, gettext_lazy("The server failed")),
}
_BY_STATUS = {status: family for family, (status, _title) in FAMILIES.items() if family != "invalid-parameter"}


class VersionRequired(exceptions.APIException):
    """A change without `If-Match` (RFC 6585, 428)."""

    status_code = 428
    default_detail = gettext_lazy("Send the ETag of what you read in the header If-Match, so that no change is lost.")
    default_code = "version_required"


class WeakVersion(exceptions.APIException):
    """`If-Match` with a weak ETag, which never matches (RFC 9110, 13.1.1)."""

    status_code = 412
    default_detail = gettext_lazy(
        "If-Match takes no weak ETag. Send it without W/; if a proxy adds that, have it leave ETags as they are."
    )
    default_code = "weak_version"


class TooLarge(exceptions.APIException):
    """More than DATA_UPLOAD_MAX_MEMORY_SIZE."""

    status_code = 413
    default_code = "too_large"


def problem_response(error: Exception, context: Mapping[str, Any]) -> Response:
    """The answer to `error`, for REST framework's EXCEPTION_HANDLER; `context` holds view and request."""
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied(str(error) or None)
    elif isinstance(error, RequestDataTooBig):
        error = TooLarge(_("Send at most %(size)s.") % {"size": format_size(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)})
    elif isinstance(error, SuspiciousOperation | MultiPartParserError | UnreadablePostError):
        error = exceptions.ParseError(str(error))
    request = context["request"]
    if isinstance(error, StaleVersion):
        family, body = "stale-version", _stale(error, context["view"])
    elif isinstance(error, OperationError):
        family, body = _refusal(error, context["view"])
    elif isinstance(error, exceptions.ValidationError):
        family, body = _invalid(error, in_address=_is_about_the_address(error, request))
    elif isinstance(error, exceptions.APIException):
        family, body = _BY_STATUS.get(error.status_code, "server-error"), _told(error, context["view"])
    else:
        family, body = _failure(error, request)
    status, title = FAMILIES[family]
    document = {
        "type": f"{settings.SITE_URL}/api/docs/#problem-{family}",
        "title": str(title),
        "status": status,
        "instance": request.get_full_path(),
        **body,
    }
    return Response(document, status=status, content_type="application/problem+json", headers=_headers(error))


def _is_about_the_address(error: exceptions.ValidationError, request: Any) -> bool:
    return isinstance(error, InvalidParameter) or request.method in {"GET", "HEAD"}


def _headers(error: Exception) -> dict[str, str]:
    headers = {}
    if challenge := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait))
    return headers


def _stale(error: StaleVersion, view: Any) -> dict[str, Any]:
    """What both sides wrote, and the object as it stands with its ETag: enough to show both and send again."""
    conflicts = [
        {"pointer": _field_pointer(field, view), "current": _plain(current), "sent": _plain(sent)}
        for field, (current, sent) in error.theirs.items()
    ]
    body = {"detail": error.for_programs(), "code": error.code, "conflicts": conflicts}
    if hasattr(view, "represented"):
        body["current"], body["etag"] = view.represented(error.current)
    return body


def _refusal(error: OperationError, view: Any) -> tuple[str, dict[str, Any]]:
    body: dict[str, Any] = {"detail": error.for_programs(), "code": error.code}
    if isinstance(error, NotAllowed):
        return "not-allowed", body
    if error.field is None:
        return "refused", body
    pointer = _field_pointer(error.field, view)
    return "invalid", body | {"errors": [{"pointer": pointer, "detail": str(error), "code": error.code}]}


def _invalid(error: exceptions.ValidationError, *, in_address: bool) -> tuple[str, dict[str, Any]]:
    found = list(_leaves(error.detail, []))
    if in_address:
        errors = [{"parameter": ".".join(path), "detail": str(leaf), "code": leaf.code} for path, leaf in found]
    else:
        errors = [{"pointer": _pointer(path), "detail": str(leaf), "code": leaf.code} for path, leaf in found]
    count = len(errors)
    detail = ngettext("One value is not valid.", "%(count)d values are not valid.", count) % {"count": count}
    family = "invalid-parameter" if in_address else "invalid"
    return family, {"detail": detail, "code": family.replace("-", "_"), "errors": errors}


def _leaves(detail: Any, path: list[str]) -> Iterator[tuple[list[str], exceptions.ErrorDetail]]:
    """Every message with the way to it; lists of messages add no step, lists of objects add their index."""
    if isinstance(detail, Mapping):
        for key, inner in detail.items():
            yield from _leaves(inner, path if key == "non_field_errors" else [*path, str(key)])
    elif isinstance(detail, list):
        for index, inner in enumerate(detail):
            yield from _leaves(inner, path if isinstance(inner, str) else [*path, str(index)])
    else:
        yield path, detail


def _pointer(path: list[str]) -> str:
    """A JSON Pointer as a URI fragment (RFC 6901): "#/title/fr"; "#" is the whole document."""
    return "#" + "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in path)


def _field_pointer(field: str, view: Any) -> str:
    """Where an operation's `field` stands in the document: the column `title_fr` is `title/fr` there."""
    name, _underscore, language = field.rpartition("_")
    if language in LANGUAGES and hasattr(view, "get_serializer") and name in view.get_serializer().fields:
        return _pointer([name, language])
    return _pointer([field])


def _told(error: exceptions.APIException, view: Any) -> dict[str, Any]:
    """The sentence of one of REST framework's own refusals, in ours where theirs does not say what to do."""
    code = getattr(error.detail, "code", None) or error.default_code
    detail = str(error.detail)
    if isinstance(error, exceptions.Throttled):
        wait = int(getattr(error, "wait", None) or 1)
        detail = ngettext("Try again in one second.", "Try again in %(wait)d seconds.", wait) % {"wait": wait}
    elif isinstance(error, exceptions.MethodNotAllowed):
        methods = ", ".join(method for method in view.allowed_methods if method != "OPTIONS")
        detail = _("This address accepts: %(methods)s.") % {"methods": methods}
    elif isinstance(error, exceptions.NotFound) and code == "not_found" and detail == str(error.default_detail):
        detail = _("There is nothing at this address, or nothing you may see.")
    elif isinstance(error, exceptions.ParseError):
        detail = _("The body is not valid JSON (%(reason)s).") % {"reason": detail}
    elif isinstance(error, exceptions.UnsupportedMediaType):
        detail = _("Send JSON, with the header Content-Type: application/json.")
    elif isinstance(error, exceptions.NotAcceptable):
        detail = _("The answer exists as JSON only: send Accept: application/json.")
    elif isinstance(error, exceptions.NotAuthenticated):
        detail = _("Send a key in the header Authorization: Bearer tour_… (you make one on the page of your API keys).")
    return {"detail": detail, "code": code}


def _failure(error: Exception, request: Any) -> tuple[str, dict[str, Any]]:
    """An error nobody foresaw: logged and signalled as Django does, told without its inside."""
    got_request_exception.send(sender=problem_response, request=request)
    logger.error("Unforeseen error at %s", request.path, exc_info=error)
    detail = _("Something went wrong on our side. Try again; if it happens again, tell the administrator.")
    return "server-error", {"detail": detail, "code": "server_error"}


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
