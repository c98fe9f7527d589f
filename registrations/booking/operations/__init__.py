"""Every change of a registration: one function a use case, one transaction, the seats by the seat rule."""

from registrations.booking.operations.approving import approve, refuse
from registrations.booking.operations.cancelling import cancel_attendee, cancel_registration
from registrations.booking.operations.changing import (
    add_attendee,
    change_sessions,
    edit_attendee,
    replace_attendee,
    take_back_replacement,
)
from registrations.booking.operations.offering import accept_offer, decline_offer
from registrations.booking.operations.registering import register
from registrations.booking.operations.waiting import leave_waiting_list, promote

__all__ = [
    "accept_offer",
    "add_attendee",
    "approve",
    "cancel_attendee",
    "cancel_registration",
    "change_sessions",
    "decline_offer",
    "edit_attendee",
    "leave_waiting_list",
    "promote",
    "refuse",
    "register",
    "replace_attendee",
    "take_back_replacement",
]
