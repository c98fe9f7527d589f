"""What the second floor contributes to the floors below, and what it follows of them."""

from registrations.attendance import contributions as attendance
from registrations.attendance.certificates import contributions as certificates
from registrations.attendance.scans import contributions as scans
from registrations.booking import contributions as booking
from registrations.booking.questions import contributions as questions
from registrations.booking.terms import contributions as terms
from registrations.calling import contributions as calling
from registrations.desk import contributions as desk
from registrations.desk.devices import contributions as desk_devices
from registrations.dossiers import contributions as dossiers
from registrations.evening import contributions as evening
from registrations.figures import contributions as figures
from registrations.inviting import contributions as inviting
from registrations.privacy import contributions as privacy
from registrations.writing import contributions as writing


def register() -> None:
    """Fill the registries; called once, when the app is ready."""
    booking.register()
    terms.register()
    questions.register()
    desk.register()
    desk_devices.register()
    attendance.register()
    certificates.register()
    scans.register()
    inviting.register()
    writing.register()
    privacy.register()
    calling.register()
    dossiers.register()
    figures.register()
    evening.register()
