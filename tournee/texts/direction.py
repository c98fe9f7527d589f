"""Text without the marks that turn its direction (Unicode UAX #9): they would reorder what is printed around it."""

import re

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def unturned(text: str) -> str:
    """`text` without embeddings, overrides and isolates; its letters keep the direction they have by themselves."""
    return _TURNING.sub("", text)
