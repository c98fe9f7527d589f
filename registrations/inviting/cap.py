"""How often a firm is solicited: at most `SOLICITATIONS_A_MONTH` unasked messages in thirty days, over all tours.

Invitations, their reminders and questionnaires to contact lists count and are held back. What is written to people
about their own registration, or to those who came, is no solicitation. Whoever has no firm counts by their address.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db.models import Count

from registrations.inviting.firms import firm_hash
from registrations.inviting.oppositions import hash_of
from registrations.models import Solicitation

A_MONTH = datetime.timedelta(days=30)
KEPT_FOR = datetime.timedelta(days=365)
Firmed = tuple[str, str]  # an address, and the firm it is of (`firms.firm_key`; empty for none)


def allowed(addresses: Sequence[Firmed], at: datetime.datetime) -> set[str]:
    """Of those addresses, the ones that may be solicited at that moment, in the order given: a firm's first come first.

    Two queries at most.
    """
    firms = {key: firm_hash(key) for _address, key in addresses if key}
    people = {address: hash_of(address) for address, key in addresses if not key}
    counted = _counted("firm_hash", firms.values(), at) + _counted("address_hash", people.values(), at)
    found = set()
    for address, key in addresses:
        who = firms[key] if key else people[address]
        if counted[who] < settings.SOLICITATIONS_A_MONTH:
            counted[who] += 1
            found.add(address)
    return found


def note(addresses: Iterable[Firmed], through: str, at: datetime.datetime) -> None:
    """Write down that those addresses were solicited, in the caller's transaction; `through` says by what."""
    Solicitation.objects.bulk_create(
        (
            Solicitation(address_hash=hash_of(address), firm_hash=firm_hash(key), through=through, at=at)
            for address, key in addresses
        ),
        batch_size=500,
    )


def forget_due(now: datetime.datetime) -> int:
    """Remove what was written down more than a year ago; how many rows."""
    count, _by_model = Solicitation.objects.filter(at__lt=now - KEPT_FOR).delete()
    return count


def _counted(column: str, hashes: Iterable[str], at: datetime.datetime) -> Counter[str]:
    """How many solicitations each of `hashes` had in the thirty days before `at`."""
    wanted = list(hashes)
    counted: Counter[str] = Counter()
    for start in range(0, len(wanted), 500):
        rows = Solicitation.objects.filter(
            **{f"{column}__in": wanted[start : start + 500]}, at__gt=at - A_MONTH, at__lte=at
        )
        counted.update(dict(rows.order_by().values_list(column).annotate(Count("pk"))))
    return counted
