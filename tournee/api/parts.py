"""Objects inside another: a line of its list, a quotation on its page."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers


class Whole(serializers.Serializer[Any]):
    """An object inside another that is sent whole or not at all.

    Of what PATCH sends Django REST framework asks for no field, neither of the object nor of those inside it: but these
    take the place of the ones before, and nothing fills them up.
    """

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Raises ValidationError beside each field that is required and was not sent."""
        fields = self.fields.items()
        missing = {name: field for name, field in fields if field.required and field.source not in attrs}
        if missing:
            said = {name: [field.error_messages["required"]] for name, field in missing.items()}
            raise serializers.ValidationError(said, code="required")
        return attrs
