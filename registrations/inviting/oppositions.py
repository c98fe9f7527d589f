"""Opposition to solicitation: kept as a keyed hash of the address, so that it outlives everything else held of it.

It stops what goes to many (invitations, questionnaires, reminders), and never a notice about one's own registration.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from functools import lru_cache

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse

from events.calendars.links import absolute
from registrations.models import Opposition
from tournee.history.operations import record
from tournee.mail.addresses import normal_address
from tournee.texts.languages import active_language

_ASKED_AT_ONCE = 5_000  # what every database takes in one query
_SIGNER = Signer(salt="tournee.link.unsubscribe", sep=".")


def hash_of(address: str) -> str:
    """The address under the installation's OPPOSITION_KEY, in 64 hexadecimal figures."""
    return keyed(normal_address(address))


def keyed(text: str) -> str:
    """Any text under that key: the same for the same text, and nothing by itself."""
    return hmac.new(settings.OPPOSITION_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def opposed(addresses: Iterable[str]) -> set[str]:
    """Of those addresses, the ones that want no solicitation; a query for each five thousand."""
    by_hash = {hash_of(address): address for address in addresses if address}
    hashes = list(by_hash)
    found: set[str] = set()
    for start in range(0, len(hashes), _ASKED_AT_ONCE):
        known = Opposition.objects.filter(address_hash__in=hashes[start : start + _ASKED_AT_ONCE])
        found.update(by_hash[one] for one in known.values_list("address_hash", flat=True))
    return found


def oppose(address_hash: str, *, through: str = "") -> None:
    """Whoever has this address wants no more solicitations. Said twice, it is said."""
    with transaction.atomic():
        opposition, new = Opposition.objects.get_or_create(address_hash=address_hash, defaults={"through": through})
        if new:
            record("contact.oppose", opposition, actor=None)


def unsubscribe_address(address: str) -> str:
    """The page by which its owner stops solicitations, in the active language; one POST is enough (RFC 8058)."""
    return f"{_base(active_language())}{_SIGNER.sign(hash_of(address))}/"


@lru_cache(maxsize=4)
def _base(_language: str) -> str:
    """What such an address begins with in the active language: for thousands it is worked out once."""
    return absolute(reverse("unsubscribe", args=["-"])).removesuffix("-/")


def hash_in(token: str) -> str | None:
    """The hash in a token of `unsubscribe_address`; None if it was forged or cut."""
    try:
        return _SIGNER.unsign(token)
    except BadSignature:
        return None


def headers_for(address: str) -> dict[str, str]:
    """The headers of a solicitation (RFC 2369, RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{unsubscribe_address(address)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
