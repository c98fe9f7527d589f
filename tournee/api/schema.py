"""The OpenAPI 3.1 description: what drf-spectacular cannot see by itself."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from tournee.api.pagination import MAX_PAGE_SIZE
from tournee.api.problems import FAMILIES
from tournee.web.access import anyone

PROBLEM = {
    "type": "object",
    "description": "RFC 9457",
    "required": ["type", "title", "status", "detail", "instance", "code"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer", "enum": sorted({status for status, _title in FAMILIES.values()})},
        "detail": {"type": "string"},
        "instance": {"type": "string", "format": "uri-reference"},
        "code": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["detail", "code"],
                "properties": {
                    "pointer": {"type": "string"},
                    "parameter": {"type": "string"},
                    "detail": {"type": "string"},
                    "code": {"type": "string"},
                },
            },
        },
        "conflicts": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "current", "sent"],
                "properties": {"pointer": {"type": "string"}, "current": {}, "sent": {}},
            },
        },
        "current": {"type": "object"},
        "etag": {"type": "string"},
    },
}


class KeyScheme(OpenApiAuthenticationExtension):
    """How a key is sent."""

    target_class = "tournee.api.authentication.KeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "tour_…"}


class DescribedSchema(AutoSchema):
    """Says in words what each operation does, which need If-Match, and which need no key."""

    def get_summary(self) -> str:
        """“List”, “Create”… in the reader's language; an extra action brings its own (`extend_schema(summary=…)`)."""
        words = {
            "list": _("List"),
            "retrieve": _("Read one"),
            "create": _("Create"),
            "partial_update": _("Change"),
            "destroy": _("Remove"),
        }
        return words.get(getattr(self.view, "action", ""), "") or super().get_summary() or ""

    def get_description(self) -> str:  # type: ignore[override]
        """Nothing: the group says what it holds, and docstrings are written for builders."""
        return ""

    def get_auth(self) -> list[dict[str, list[str]]]:
        """The ways to sign in, and none where anyone may."""
        ways: list[dict[str, list[str]]] = super().get_auth()
        opens_to = getattr(self.view, "access", {}).get(getattr(self.view, "action", ""))
        return [*ways, {}] if opens_to is anyone and {} not in ways else ways

    def get_operation(self, *args: Any, **kwargs: Any) -> Any:
        """The operation, marked for `with_problems` where its answer is no version of an object."""
        operation = super().get_operation(*args, **kwargs)
        if operation is not None and not getattr(self.view, "versioned", True):
            operation["x-unversioned"] = True
        return operation

    def get_override_parameters(self) -> list[Any]:
        """`If-Match` for whatever changes an object."""
        changes = self.method in {"PATCH", "DELETE", "POST"} and getattr(self.view, "detail", False)
        if not changes or not getattr(self.view, "versioned", True):
            return []
        return [
            OpenApiParameter(
                "If-Match",
                str,
                OpenApiParameter.HEADER,
                required=True,
                description=_("The ETag of the object as you read it; * to overwrite whatever stands."),
            )
        ]


def with_problems(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Postprocessing: every operation may answer with a problem; groups are described; page sizes have their limit."""
    result["info"]["description"] = _(
        "Tours, stops and all that goes with them. Texts come in both languages; sentences follow Accept-Language."
    )
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
    answer: dict[str, Any] = {
        "headers": _refer("RateLimit", "RateLimit-Policy", "Retry-After", "WWW-Authenticate"),
        "description": _("A problem, told in a sentence (RFC 9457)"),
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    result["components"]["headers"] = _headers()
    for schema in result["components"]["schemas"].values():
        _part_branches(schema)
    for operations in result["paths"].values():
        for operation in operations.values():
            versioned = not operation.pop("x-unversioned", False)
            for status, response in operation["responses"].items():
                response["headers"] = _sent(status, response, versioned=versioned or status == "201")
            operation["responses"]["default"] = answer
            for parameter in operation.get("parameters", []):
                _describe(parameter)
    result["tags"] = _tags()
    return result


def _part_branches(schema: dict[str, Any]) -> None:
    """Let "" match one branch only, where a member is either a link or address, or empty."""
    for member in schema.get("properties", {}).values():
        branches = member.get("oneOf", [])
        if any(branch.get("maxLength") == 0 for branch in branches):
            for branch in branches:
                if branch.get("maxLength") != 0 and "string" in branch.get("type", ()):
                    branch["minLength"] = 1


def _headers() -> dict[str, Any]:
    """The header fields of answers, by name."""
    said = {
        "ETag": _("The object’s version, for If-Match and If-None-Match."),
        "Link": _("The first, previous, next and last page (RFC 8288)."),
        "Location": _("The address of the new object."),
        "RateLimit": _("Requests left (r) and seconds until all are there again (t)."),
        "RateLimit-Policy": _("Requests (q) in so many seconds (w)."),
        "Retry-After": _("Seconds to wait after too many requests."),
        "WWW-Authenticate": _("How to sign in, where that is needed."),
    }
    return {name: {"description": words, "schema": {"type": "string"}} for name, words in said.items()}


def _refer(*names: str) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _sent(status: str, response: dict[str, Any], *, versioned: bool) -> dict[str, Any]:
    """The headers of a successful answer: a list has links, an object an ETag, a new one its address too."""
    names = ["RateLimit", "RateLimit-Policy"]
    reference = str(response.get("content", {}).get("application/json", {}).get("schema", {}).get("$ref", ""))
    if "/Paginated" in reference:
        names.append("Link")
    elif reference and versioned:
        names.append("ETag")
    return _refer(*names, *(["Location"] if status == "201" else []))


def _describe(parameter: dict[str, Any]) -> None:
    """Say what a parameter is in the reader's language; what a viewset says of its own is marked by gettext_noop."""
    if parameter["name"] == "page":
        parameter["description"] = _("Number of the page, from 1.")
    elif parameter["name"] == "page_size":
        parameter["description"] = _("How many to a page.")
        parameter["schema"] |= {"minimum": 1, "maximum": MAX_PAGE_SIZE, "default": 50}
    elif said := parameter.get("description"):
        parameter["description"] = _(said)


def _tags() -> list[dict[str, str]]:
    """The groups of operations with their descriptions, in the order of the routes."""
    from tournee.api.routes import api_routes  # here: viewsets import this module by way of the settings

    return [{"name": route.prefix, "description": str(route.viewset.says)} for route in api_routes]
