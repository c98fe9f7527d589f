"""Actions in words: history keeps codes (`stop.publish`), pages say “published the stop”."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise

from tournee.floors import Contribution

action_words: Contribution[Mapping[str, str | Promise]] = Contribution(
    "action_words", says="Words for the actions in history, by code: “published the stop” (history)"
)

value_words: Contribution[Mapping[str, Callable[[Any], str]]] = Contribution(
    "value_words", says="How history says what a field held, by model and field: “surveys.question.settings” (history)"
)


def words_for(action: str) -> str:
    """What `action` is called in the reader's language; the code itself where no capability has named it."""
    return next((str(words[action]) for words in action_words if action in words), action)


def all_actions() -> list[tuple[str, str]]:
    """Every named action as (code, words), in the alphabetical order of the words: the choices of a filter."""
    named = {code: str(says) for words in action_words for code, says in words.items()}
    return sorted(named.items(), key=lambda pair: pair[1].casefold())


def words_for_values(field: str) -> Callable[[Any], str] | None:
    """What says the values of that field (`surveys.question.settings`); None where they say themselves."""
    return next((words[field] for words in value_words if field in words), None)
