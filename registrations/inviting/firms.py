"""Which firm an address is of, as far as one can tell from a list: what doubles and the cap are counted by."""

from __future__ import annotations

from registrations.dossiers.names import domain_of
from registrations.inviting.oppositions import keyed
from tournee.texts.search import search_key

# Domains that are nobody's, of examples and tests (RFC 2606).
_RESERVED = (".example.org", ".example.net", ".example.com", ".example", ".test", ".invalid", ".localhost")


def firm_key(address: str, *, company_id: int | None = None, company_name: str = "") -> str:
    """What tells the firm of an address from others: the company it is linked to, its name on the list, its domain.

    The first of them that says something; empty for a person without any. Where only the domain is known, a large
    group is one firm: whoever answers for it is asked no more often than the baker.
    """
    if company_id:
        return f"company:{company_id}"
    if name := search_key(company_name)[:180]:
        return f"name:{name}"
    domain = domain_of(address.strip())
    return "" if not domain or f".{domain}".endswith(_RESERVED) else f"domain:{domain}"


def firm_hash(key: str) -> str:
    """The firm under the installation's OPPOSITION_KEY; empty for none."""
    return keyed(f"firm:{key}") if key else ""
