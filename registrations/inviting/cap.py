"""How often a firm is solicited: at most `SOLICITATIONS_A_MONTH` unasked messages in thirty days, over all tours.

Invitations, their reminders and questionnaires to contact lists count and are held back. What is written to people
about their own registration, or to those who came, is no solicitation. An address is solicited no more often than a
firm, by whatever name of a firm two lists know it.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count

from registrations.inviting.firms import firm_hash
from registrations.inviting.oppositions import hash_of
from registrations.models import Solicitation

A_MONTH = datetime.timedelta(days=30)
KEPT_FOR = datetime.timedelta(days=365)
INVITATION = "invitation"  # through what
Firmed = tuple[str, str]  # an address, and the firm it is of (`firms.firm_key`; empty for none)


def hold() -> None:
    """Keep every other sender from asking until the caller's transaction ends, so that what it was allowed still holds.

    What counts has no row of its own that is always there: the one that stands for its kind is locked in its place.
    """
    kind = ContentType.objects.get_for_model(Solicitation)
    ContentType.objects.select_for_update(no_key=True).get(pk=kind.pk)


def allowed(addresses: Sequence[Firmed], at: datetime.datetime) -> set[str]:
    """Of those addresses, the ones that may be solicited at that moment, in the order given: a firm's first come first.

    Whoever sends accordingly calls `hold` before. Two queries for each five hundred.
    """
    firms = {key: firm_hash(key) for _address, key in addresses if key}
    people = {address: hash_of(address) for address, _key in addresses}
    counted = _counted("firm_hash", firms.values(), at) + _counted("address_hash", people.values(), at)
    found = set()
    for address, key in addresses:
        who = [people[address], *([firms[key]] if key else [])]
        if all(counted[one] < settings.SOLICITATIONS_A_MONTH for one in who):
            counted.update(who)
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


def take_back(messages: Iterable[tuple[str, datetime.datetime]], through: str) -> None:
    """One row less for each (address, moment it was noted with): the message never went."""
    wanted = Counter((hash_of(address), at) for address, at in messages)
    hashes = sorted({address_hash for address_hash, _at in wanted})
    for start in range(0, len(hashes), 500):
        noted = Solicitation.objects.filter(through=through, address_hash__in=hashes[start : start + 500])
        unsent = []
        for row, address_hash, at in noted.values_list("pk", "address_hash", "at"):
            if wanted[address_hash, at]:
                wanted[address_hash, at] -= 1
                unsent.append(row)
        Solicitation.objects.filter(pk__in=unsent).delete()


def forget_due(now: datetime.datetime) -> int:
    """Remove what was written down more than a year ago; how many rows."""
    count, _by_model = Solicitation.objects.filter(at__lt=now - KEPT_FOR).delete()
    return count


def _counted(column: str, hashes: Iterable[str], at: datetime.datetime) -> Counter[str]:
    """How many solicitations each of `hashes` had in the thirty days before `at`, and since.

    Since: another sender, whose turn it was first, may have noted its own after this one looked at the clock.
    """
    wanted = list(hashes)
    counted: Counter[str] = Counter()
    for start in range(0, len(wanted), 500):
        rows = Solicitation.objects.filter(**{f"{column}__in": wanted[start : start + 500]}, at__gt=at - A_MONTH)
        counted.update(dict(rows.order_by().values_list(column).annotate(Count("pk"))))
    return counted
