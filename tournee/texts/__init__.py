"""Text in two languages: columns a language, search keys, typography."""

from tournee.texts.translated import Translated

__all__ = ["Translated"]
