"""What booking refuses."""

from __future__ import annotations

from tournee.errors import OperationError


class BookingError(OperationError):
    """A registration that cannot be made, changed or cancelled; `attendee` is the index of whom it is about, if any."""

    attendee: int | None = None

    def about(self, attendee: int) -> BookingError:
        """The same, said of the attendee at that place in the form."""
        self.attendee = attendee
        return self
