"""Words that somebody wrote in one language or in both, in the document of one."""

from __future__ import annotations

from tournee.documents.inline import InLanguage
from tournee.documents.inline import Words as Runs
from tournee.questions.content import Words


def told(words: Words, language: str) -> tuple[str, str]:
    """The words in that language, or in the other one; and which other one, "" for none."""
    if words.get(language):
        return words[language], ""
    return next(((text, other) for other, text in words.items() if text), ("", ""))


def in_its_language(words: Words, language: str) -> Runs:
    """The words as a document takes them: said to be in the other language where they are."""
    found, other = told(words, language)
    return (InLanguage(found, other),) if other else found
