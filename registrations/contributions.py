"""What the second floor contributes to the floors below, and what it follows of them."""

from registrations.booking import contributions as booking
from registrations.privacy import contributions as privacy


def register() -> None:
    """Fill the registries; called once, when the app is ready."""
    booking.register()
    privacy.register()
