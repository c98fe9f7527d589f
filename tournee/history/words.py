"""Actions in words: history keeps codes (`stop.publish`), pages say “published the stop”."""

from collections.abc import Mapping

from django.utils.functional import Promise

from tournee.floors import Contribution

action_words: Contribution[Mapping[str, str | Promise]] = Contribution(
    "action_words", says="Words for the actions in history, by code: “published the stop” (history)"
)


def words_for(action: str) -> str:
    """What `action` is called in the reader's language; the code itself where no capability has named it."""
    return next((str(words[action]) for words in action_words if action in words), action)


def all_actions() -> list[tuple[str, str]]:
    """Every named action as (code, words), in the alphabetical order of the words: the choices of a filter."""
    named = {code: str(says) for words in action_words for code, says in words.items()}
    return sorted(named.items(), key=lambda pair: pair[1].casefold())
