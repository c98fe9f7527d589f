"""The two languages, and the one being read."""

from django.utils.translation import get_language

LANGUAGES = ("fr", "en")
LANGUAGE_CHOICES = (("fr", "Français"), ("en", "English"))  # each by its own name, for whoever looks for theirs


def active_language() -> str:
    """The language of the page, the message or the document being written: "fr" or "en"; French where none is set."""
    return language_code(get_language())


def language_code(tag: str | None) -> str:
    """ "fr" or "en" for a language tag such as "en-gb"; French for no tag and for any other."""
    return "en" if tag and tag.lower().startswith("en") else "fr"
