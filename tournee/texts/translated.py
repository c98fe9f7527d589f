"""Text that users write is stored in one column a language; this reads the one the reader wants."""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

from tournee.texts.languages import LANGUAGES, active_language, language_code

if TYPE_CHECKING:
    from django.db.models import Model


class Translated:
    """Descriptor over `<name>_fr` and `<name>_en`: the active language's text, or the other's where that is empty."""

    def __set_name__(self, owner: type[Model], name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type[Model]) -> Translated: ...
    @overload
    def __get__(self, instance: Model, owner: type[Model]) -> str: ...
    def __get__(self, instance: Model | None, owner: type[Model]) -> Translated | str:
        if instance is None:
            return self
        return in_language(instance, self.name, active_language())


def in_language(instance: Model, name: str, language: str) -> str:
    """`instance`'s text called `name` in `language` (`fr`, `en`), or the other one where that is empty; may be ""."""
    wanted = language_code(language)
    other = "en" if wanted == "fr" else "fr"
    return getattr(instance, f"{name}_{wanted}") or getattr(instance, f"{name}_{other}") or ""


def language_shown(instance: object, name: str) -> str:
    """ "fr" or "en" where the text that `Translated` shows is in that language and not in the reader's; "" otherwise.

    What it is for: text in another language than its page says so, to be spoken right (WCAG 2.2, 3.1.2).
    """
    wanted = active_language()
    other = "en" if wanted == "fr" else "fr"
    fallen_back = not getattr(instance, f"{name}_{wanted}") and getattr(instance, f"{name}_{other}")
    return other if fallen_back else ""


def both_columns(*names: str) -> list[str]:
    """The column names behind translated attributes: both_columns("title") == ["title_fr", "title_en"]."""
    return [f"{name}_{language}" for name in names for language in LANGUAGES]
