"""Every declared way up, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tournee.floors.announcements import Announcement
    from tournee.floors.contributions import Contribution

contributions: dict[str, Contribution[Any]] = {}
announcements: dict[str, Announcement[Any]] = {}


def declare(into: dict[str, Any], name: str, way: object) -> None:
    """Enter `way` under `name`; a name belongs to one declaration only (ValueError)."""
    if name in into:
        raise ValueError(f"{name} is declared twice")
    into[name] = way
