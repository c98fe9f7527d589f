"""Kinds of files: each floor says what it keeps and who may open it."""

from __future__ import annotations

from dataclasses import dataclass

import rules
from django.utils.functional import Promise

from tournee.files.naming import EXTENSIONS
from tournee.floors import Contribution

PICTURES = ("image/png", "image/jpeg", "image/webp", "image/gif")
DOCUMENTS = tuple(kept_as for kept_as in EXTENSIONS if not kept_as.startswith(("image/", "text/")))
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class FileKind:
    """What one use of files accepts, and who may open them.

    `accepts` are content types as sniffed from the bytes. `max_bytes` limits what is sent, `max_pixels` (width by
    height) what is decoded; pictures are kept with no side longer than `max_side` pixels, plus a copy for each of
    `widths` that is narrower. A `public` file opens to anyone; else `who_may_open` is asked about (user, StoredFile).
    """

    name: str
    label: str | Promise
    accepts: tuple[str, ...]
    max_bytes: int
    public: bool = False
    who_may_open: rules.Predicate | None = None
    max_pixels: int = 24_000_000
    max_side: int = 1600
    widths: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.public == (self.who_may_open is not None):
            raise ValueError(f"File kind {self.name}: either it is public, or it says who may open it")


file_kinds: Contribution[FileKind] = Contribution(
    "file_kinds", says="Kinds of uploaded files: what is accepted, how large, who may open them (files)"
)


def kind_named(name: str) -> FileKind | None:
    """The contributed kind called `name`; None when no floor contributes it (any more)."""
    return next((kind for kind in file_kinds if kind.name == name), None)


def accepting_kind(name: str) -> FileKind:
    """The kind called `name`, to keep a file of it. Raises LookupError when no floor contributes it."""
    kind = kind_named(name)
    if kind is None:
        raise LookupError(f"No file kind is called {name}")
    return kind
