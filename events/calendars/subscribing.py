"""How one follows a feed: its address as each calendar takes it. Nothing is asked of anybody before it is clicked."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Following:
    """The ways to one feed: the address itself, for the calendar of this device, and at those that are web sites."""

    address: str
    webcal: str
    google: str
    outlook: str
    outlook_at_work: str


def following(address: str, name: str) -> Following:
    """The ways to the feed at this absolute `address`, which people will see as `name`."""
    webcal = f"webcal://{address.partition('://')[2]}"
    named = urlencode({"url": address, "name": name})
    return Following(
        address=address,
        webcal=webcal,
        google=f"https://calendar.google.com/calendar/render?{urlencode({'cid': webcal})}",
        outlook=f"https://outlook.live.com/calendar/0/addfromweb?{named}",
        outlook_at_work=f"https://outlook.office.com/calendar/0/addfromweb?{named}",
    )
