"""Messages over the API as they are read, before anything is sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.response import Response

from tournee.mail.rendering import Texts
from tournee.texts.languages import LANGUAGE_CHOICES


class LetterReadSerializer(serializers.Serializer[Any]):
    """A message as somebody reads it in one language."""

    language = serializers.ChoiceField(choices=LANGUAGE_CHOICES)
    subject = serializers.CharField()
    text = serializers.CharField()


class LettersSerializer(serializers.Serializer[Any]):
    """A message in each of its languages; `unwritten` says who reads one in which nothing is written."""

    letters = LetterReadSerializer(many=True)
    unwritten = serializers.ListField(child=serializers.CharField(), help_text=_("a sentence for each language"))


def letters_told(letters: Iterable[tuple[str, Texts]], unwritten: Sequence[str]) -> Response:
    """Those letters, by language, as LettersSerializer says them."""
    told = [{"language": language, "subject": one.subject, "text": one.text} for language, one in letters]
    return Response({"letters": told, "unwritten": list(unwritten)})
