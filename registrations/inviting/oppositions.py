"""Opposition to solicitation: kept as a keyed hash of the address, so that it outlives everything else held of it.

It stops what goes to many (invitations, questionnaires, reminders), and never a notice about one's own registration.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse

from events.calendars.links import absolute
from registrations.models import Opposition
from tournee.history.operations import record
from tournee.mail.addresses import normal_address

_SIGNER = Signer(salt="tournee.link.unsubscribe", sep=".")


def hash_of(address: str) -> str:
    """The address under the installation's OPPOSITION_KEY, in 64 hexadecimal figures."""
    return hmac.new(settings.OPPOSITION_KEY.encode(), normal_address(address).encode(), hashlib.sha256).hexdigest()


def opposed(addresses: Iterable[str]) -> set[str]:
    """Of those addresses, the ones that want no solicitation; one query."""
    by_hash = {hash_of(address): address for address in addresses if address}
    known = Opposition.objects.filter(address_hash__in=by_hash).values_list("address_hash", flat=True)
    return {by_hash[one] for one in known}


def oppose(address_hash: str, *, through: str = "") -> None:
    """Whoever has this address wants no more solicitations. Said twice, it is said."""
    with transaction.atomic():
        opposition, new = Opposition.objects.get_or_create(address_hash=address_hash, defaults={"through": through})
        if new:
            record("contact.oppose", opposition, actor=None)


def unsubscribe_address(address: str) -> str:
    """The page by which its owner stops solicitations, in the active language; one POST is enough (RFC 8058)."""
    return absolute(reverse("unsubscribe", args=[_SIGNER.sign(hash_of(address))]))


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
