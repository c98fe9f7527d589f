"""What a request may hold: JSON that a database can keep, members the serializer knows, parameters the list knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import ParseError, ValidationError
from rest_framework.parsers import JSONParser

_DEPTH = 32  # a body of ours goes four levels deep
_UNFIT = re.compile("[\x00\ud800-\udfff]")  # PostgreSQL keeps no NUL, and UTF-8 no half of a surrogate pair


class InvalidParameter(ValidationError):
    """A parameter of the address, whatever the method; its detail maps the parameter to sentences."""


class CarefulJSONParser(JSONParser):
    """JSON no larger than DATA_UPLOAD_MAX_MEMORY_SIZE, no deeper than 32 levels, of text that can be kept."""

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        """The value sent. Raises RequestDataTooBig, ParseError, or ValidationError beside each text at fault."""
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        content = stream.read() if limit is None else stream.read(limit + 1)
        if limit is not None and len(content) > limit:
            raise RequestDataTooBig
        try:
            data = super().parse(BytesIO(content), media_type, parser_context)
        except RecursionError as deep:
            raise ParseError(_too_deep()) from deep
        if unfit := _nested(path for path, text in _texts(data) if _UNFIT.search(text)):
            raise ValidationError(unfit)
        return data


def _too_deep() -> str:
    return _("more than %(depth)d levels deep") % {"depth": _DEPTH}


def _no_text() -> str:
    return _("Remove the characters that are no text (U+0000, or half of a surrogate pair).")


def _texts(data: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text with the way to it, an object's names with the way to the object. Raises ParseError past the depth."""
    waiting: list[tuple[tuple[str, ...], Any]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        if len(path) > _DEPTH:
            raise ParseError(_too_deep())
        if isinstance(value, str):
            yield path, value
        elif isinstance(value, dict):
            yield path, "".join(value)
            waiting += [((*path, name), inner) for name, inner in value.items() if not _UNFIT.search(name)]
        elif isinstance(value, list):
            waiting += [((*path, str(index)), inner) for index, inner in enumerate(value)]


def _nested(paths: Iterable[tuple[str, ...]]) -> dict[str, Any]:
    """The sentence about unfit text at each of `paths`, as ValidationError takes it."""
    said = [_no_text()]
    found: dict[str, Any] = {}
    for path in sorted(paths, key=len, reverse=True):  # the deepest first: what holds it may be at fault too
        place = found
        for step in path[:-1]:
            place = place.setdefault(step, {})
        last = path[-1] if path else "non_field_errors"
        if isinstance(place.get(last), dict):
            place[last]["non_field_errors"] = said
        else:
            place[last] = said
    return found


def validated(serializer: serializers.BaseSerializer[Any]) -> Any:
    """What `serializer` makes of its data. Raises ValidationError: all its own errors, and what it does not know."""
    strange = _strange(serializer, getattr(serializer, "initial_data", None))
    if not serializer.is_valid() or strange:
        errors: dict[str, Any] = dict(serializer.errors)
        raise ValidationError(errors | strange)
    return serializer.validated_data


def _strange(field: Any, data: Any) -> dict[str, Any]:
    """The members of `data` that `field` does not have or that nobody may set, with a sentence for each."""
    if isinstance(field, serializers.ListSerializer):
        if not isinstance(data, list):
            return {}
        inside = {str(index): _strange(field.child, each) for index, each in enumerate(data)}
        return {index: found for index, found in inside.items() if found}
    if not isinstance(field, serializers.Serializer) or not isinstance(data, Mapping):
        return {}
    found: dict[str, Any] = {}
    for name, value in data.items():
        member = field.fields.get(name)
        if member is None:
            found[name] = [
                serializers.ErrorDetail(_("“%(name)s” is no field of this object.") % {"name": name}, "unknown")
            ]
        elif member.read_only:
            found[name] = [serializers.ErrorDetail(_("“%(name)s” cannot be set.") % {"name": name}, "read_only")]
        elif inside := _strange(member, value):
            found[name] = inside
    return found


def require_known(parameters: Mapping[str, Any], known: Iterable[str]) -> None:
    """Raise InvalidParameter for each of `parameters` that is not among `known` or holds NUL."""
    names = sorted(known)
    wrong: dict[str, list[str]] = {}
    for name, value in parameters.items():
        if name not in names:
            told = _("There is no such parameter here; known: %(names)s.")
            wrong[name.replace("\x00", "�")] = [told % {"names": ", ".join(names)}]
        elif "\x00" in value:
            wrong[name] = [_no_text()]
    if wrong:
        raise InvalidParameter(wrong, "unknown_parameter")
