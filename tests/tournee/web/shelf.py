"""What the kept page of the tests says, and how often it was rendered."""

from dataclasses import dataclass


@dataclass
class Shelf:
    version: str | None = "1"
    until: float | None = None
    text: str = "first"
    status: int = 200
    rendered: int = 0
    users: int = 0


shelf = Shelf()
