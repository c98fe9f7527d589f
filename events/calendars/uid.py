"""The one function that names a calendar entry."""

import uuid
from enum import StrEnum


class Family(StrEnum):
    """What an entry is about. Two families never share a name, so that a reader subscribed to a feed who also receives
    an invitation keeps both; a floor that sends entries of another sort adds its family here.
    """

    SESSION = "session"
    STOP = "stop"
    INVITATION = "invitation"
    PLANNED_STOP = "planned-stop"
    PLANNED_SESSION = "planned-session"
    POSSIBLE_DATE = "possible-date"
    TASK = "task"


def uid(family: Family, *identity: uuid.UUID) -> str:
    """The UID (RFC 5545, 3.8.4.7) of the entry of `family` about the objects with these public ids.

    Stable for life: neither the host, the address (slug), the language nor the date is in it. `identity` is several ids
    where an entry is about a pair.
    """
    return f"{family}-{'-'.join(str(one) for one in identity)}@tournee"
