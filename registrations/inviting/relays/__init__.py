"""Who passes the invitation to a stop on, each by a link of its own, and what came of it.

`origin_of(request, stop)` says by whose link somebody came to register; `relay_of(code)` whose link a code is.
"""

from registrations.inviting.relays.origin import VIA, origin_of, relay_of, via_of

__all__ = ["VIA", "origin_of", "relay_of", "via_of"]
