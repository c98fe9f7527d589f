"""What syntheses refuse."""

from __future__ import annotations

from tournee.errors import OperationError


class SynthesisError(OperationError):
    """A synthesis that cannot be written or published as it stands."""
