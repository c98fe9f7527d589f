"""The API's description (OpenAPI), and the same as a page: groups of operations with their values and examples."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.views import SpectacularAPIView

from tournee.api.access import AllowedByAccess
from tournee.api.routes import api_routes
from tournee.api.views import Shared
from tournee.web.access import anyone

Schema = dict[str, Any]


class SchemaView(Shared, SpectacularAPIView):
    """The description itself, as JSON, or as YAML with `?format=yaml`."""

    access = {"get": anyone}
    permission_classes = [AllowedByAccess]
    renderer_classes = [*SpectacularAPIView.renderer_classes[2:], *SpectacularAPIView.renderer_classes[:2]]


@dataclass(frozen=True, slots=True)
class Value:
    """One parameter, or one member of a body."""

    name: str
    type: str
    required: bool
    read_only: bool
    says: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing a program may ask."""

    id: str
    method: str
    path: str
    summary: str
    says: str
    parameters: list[Value]
    body: list[Value]
    curl: str
    answer: str


@dataclass(frozen=True, slots=True)
class Group:
    """The operations of one list, and what its objects hold."""

    name: str
    title: str
    says: str
    values: list[Value]
    operations: list[Operation]


@lru_cache(maxsize=4)
def groups(language: str) -> tuple[Group, ...]:
    """All groups in `language`, which must be the active one; made once a process, for addresses do not change."""
    description: Schema = SchemaGenerator().get_schema(public=True)
    return tuple(
        _Reader(description).group(route.prefix, str(route.viewset.title or route.prefix)) for route in api_routes
    )


class _Reader:
    """Reads an OpenAPI description into what the page shows."""

    def __init__(self, description: Schema) -> None:
        self.paths: dict[str, dict[str, Schema]] = description["paths"]
        self.components: dict[str, Schema] = description["components"]["schemas"]
        self.tags: dict[str, str] = {tag["name"]: tag["description"] for tag in description["tags"]}

    def group(self, name: str, title: str) -> Group:
        found = [
            (method, path, operation)
            for path, operations in self.paths.items()
            for method, operation in operations.items()
            if name in operation["tags"]
        ]
        answers = [self._object(self._answer(operation)) for _method, _path, operation in found]
        values = max((list(self._values(answer)) for answer in answers), key=len, default=[])
        return Group(name, title, self.tags[name], values, [self._operation(*each) for each in found])

    def _operation(self, method: str, path: str, operation: Schema) -> Operation:
        body = self._content(operation.get("requestBody", {}))
        answer = self._answer(operation)
        return Operation(
            id=operation["operationId"],
            method=method.upper(),
            path=path,
            summary=operation.get("summary", ""),
            says=operation.get("description", ""),
            parameters=[
                Value(
                    each["name"],
                    self._type(each["schema"]),
                    each.get("required", False),
                    False,
                    each.get("description", ""),
                )
                for each in operation.get("parameters", [])
            ],
            body=list(self._values(body)),
            curl=self._curl(method, path, operation, body),
            answer=_json(self._example(answer)) if answer else "",
        )

    def _curl(self, method: str, path: str, operation: Schema, body: Schema) -> str:
        lines = [f"curl '{settings.SITE_URL}{path}'"]
        if method != "get":
            lines[0] = f"curl -X {method.upper()} '{settings.SITE_URL}{path}'"
        if {} not in operation.get("security", []):
            lines.append("-H 'Authorization: Bearer tour_…'")
        if any(each["name"] == "If-Match" for each in operation.get("parameters", [])):
            lines.append("-H 'If-Match: \"3.9f86d081884c7d65\"'")
        if body:
            lines.append("-H 'Content-Type: application/json'")
            lines.append(f"-d '{json.dumps(self._example(body, sent=True), ensure_ascii=False)}'")
        return " \\\n  ".join(lines)

    def _answer(self, operation: Schema) -> Schema:
        """The schema of what a successful answer holds; empty when it holds nothing."""
        return next((self._content(each) for status, each in operation["responses"].items() if status[0] == "2"), {})

    def _content(self, holder: Schema) -> Schema:
        schema: Schema = holder.get("content", {}).get("application/json", {}).get("schema", {})
        return self._resolved(schema)

    def _resolved(self, schema: Schema) -> Schema:
        """`schema`, or the component it refers to."""
        for part in (schema, *schema.get("allOf", [])):
            if "$ref" in part:
                return self._resolved(self.components[part["$ref"].rsplit("/", 1)[-1]])
        return schema

    def _object(self, schema: Schema) -> Schema:
        """The schema of one object, also where the answer is a page of them."""
        results = schema.get("properties", {}).get("results")
        return self._resolved(results["items"]) if results else schema

    def _values(self, schema: Schema) -> Iterator[Value]:
        for name, member in schema.get("properties", {}).items():
            required = name in schema.get("required", [])
            yield Value(
                name, self._type(member), required, member.get("readOnly", False), member.get("description", "")
            )

    def _type(self, schema: Schema) -> str:
        """A type in a few letters: "string (date)", "a | b | c", "{fr, en}"."""
        schema = self._resolved(schema)
        if "oneOf" in schema:
            return " | ".join(self._type(each) for each in schema["oneOf"])
        if "enum" in schema:
            return " | ".join(json.dumps(value, ensure_ascii=False) for value in schema["enum"])
        if "properties" in schema:
            return "{" + ", ".join(schema["properties"]) + "}"
        kind = schema.get("type", "")
        kinds = " | ".join(kind) if isinstance(kind, list) else str(kind or _("any value"))
        if schema.get("type") == "array":
            return f"[{self._type(schema.get('items', {}))}]"
        return f"{kinds} ({schema['format']})" if "format" in schema else kinds

    def _example(self, schema: Schema, *, sent: bool = False) -> Any:
        """A value that `schema` would accept; `sent`: without what only answers hold."""
        schema = self._resolved(schema)
        for given in ("example", "default"):
            if given in schema:
                return schema[given]
        if "enum" in schema:
            return schema["enum"][0]
        if "properties" in schema:
            members = schema["properties"].items()
            return {
                name: self._example(each, sent=sent) for name, each in members if not (sent and each.get("readOnly"))
            }
        kind = schema.get("type")
        kind = kind[0] if isinstance(kind, list) else kind
        if kind == "array":
            return [self._example(schema.get("items", {}), sent=sent)]
        return _SAMPLES.get((kind, schema.get("format")), _SAMPLES.get((kind, None)))


_SAMPLES: dict[tuple[Any, Any], Any] = {
    ("string", "date-time"): "2026-09-17T07:30:00Z",
    ("string", "date"): "2026-09-17",
    ("string", "time"): "09:30:00",
    ("string", "uri"): f"{settings.SITE_URL}/…",
    ("string", "email"): "name@example.org",
    ("string", None): "…",
    ("integer", None): 1,
    ("number", None): 1.5,
    ("boolean", None): True,
    ("object", None): {},
}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
