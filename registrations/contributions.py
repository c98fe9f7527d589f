"""What the second floor contributes to the floors below, and what it follows of them."""

from registrations.attendance import contributions as attendance
from registrations.booking import contributions as booking
from registrations.desk import contributions as desk
from registrations.inviting import contributions as inviting
from registrations.privacy import contributions as privacy


def register() -> None:
    """Fill the registries; called once, when the app is ready."""
    booking.register()
    desk.register()
    attendance.register()
    inviting.register()
    privacy.register()
