"""Serializer fields that every floor uses."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.fields import empty

from tournee.texts.languages import LANGUAGES


class LinkField(serializers.URLField):
    """A link, null where there is none; over a column that holds "" then, which may be sent as well."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "allow_null": True, "allow_blank": True, "max_length": 200, **kwargs})

    def run_validation(self, data: Any = empty) -> Any:
        return super().run_validation("" if data is None else data)

    def get_attribute(self, instance: Any) -> Any:
        return super().get_attribute(instance) or None


@extend_schema_field(
    {
        "type": "object",
        "properties": {language: {"type": "string"} for language in LANGUAGES},
        "additionalProperties": False,
        "example": {"fr": "Étape d’Albert", "en": "Albert stop"},
    }
)
class TranslatedField(serializers.Field[Any, Any, Any, Any]):
    """A text in both languages, `{"fr": …, "en": …}`, over the columns `<name>_fr` and `<name>_en`.

    What is sent ends in the validated values under the columns' names; a language not sent stays as it is.
    """

    default_error_messages = {
        "not_an_object": _("Give an object that holds the text by language, fr and en."),
        "unknown_language": _("The languages are fr and en."),
        "not_a_text": _("Give a text."),
        "too_long": _("This text is too long: the limit is %d characters."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(source="*", **kwargs)

    def to_representation(self, value: Any) -> dict[str, str]:
        return {language: getattr(value, f"{self.field_name}_{language}") or "" for language in LANGUAGES}

    def to_internal_value(self, data: Any) -> dict[str, str]:
        if not isinstance(data, dict):
            self.fail("not_an_object")
        if set(data) - set(LANGUAGES):
            self.fail("unknown_language")
        problems = {language: problem for language, text in data.items() if (problem := self._problem(language, text))}
        if problems:
            raise serializers.ValidationError(problems)
        return {f"{self.field_name}_{language}": text.strip() for language, text in data.items()}

    def _problem(self, language: str, text: Any) -> str | None:
        """What is wrong with one language's text, or None."""
        if not isinstance(text, str):
            return str(self.error_messages["not_a_text"])
        limit = self._max_length(language)
        if limit is not None and len(text.strip()) > limit:
            return str(self.error_messages["too_long"]) % limit
        return None

    def _max_length(self, language: str) -> int | None:
        """The column's limit, where the serializer is a model's."""
        model = getattr(getattr(self.parent, "Meta", None), "model", None)
        try:
            return (
                getattr(model._meta.get_field(f"{self.field_name}_{language}"), "max_length", None) if model else None
            )
        except FieldDoesNotExist:
            return None
