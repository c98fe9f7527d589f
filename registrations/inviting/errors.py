"""What inviting refuses."""

from __future__ import annotations

from tournee.errors import OperationError


class InvitingError(OperationError):
    """A contact list, a contact, a relay or an invitation that cannot be kept, or sent, as given."""
