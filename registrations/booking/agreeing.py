"""What stands of what people agreed to."""

from __future__ import annotations

from collections.abc import Iterable

from registrations.models import Consent


def standing(consents: Iterable[Consent]) -> list[Consent]:
    """Of `consents`, in the order they were given, the latest word of each person on each purpose, where it is yes."""
    latest = {(one.person_id, one.purpose, one.organisation_id): one for one in consents}
    return [one for one in latest.values() if one.given]
