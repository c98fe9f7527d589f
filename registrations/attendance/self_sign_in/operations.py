"""Somebody signs themselves in."""

from __future__ import annotations

import uuid

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registrations.attendance.self_sign_in.queries import Door, is_address, is_cancelled, person_behind
from registrations.desk.operations import Noted, check_in
from registrations.models import CheckIn
from tournee.errors import OperationError


class SelfSignInError(OperationError):
    """What somebody typed at a door that cannot be."""


def sign_in(door: Door, typed: str) -> CheckIn | None:
    """Note whoever has that ticket code or e-mail address as here, by themselves; once, however often.

    None for an address: whether it is registered is told to nobody, as anybody may type it. Raises SelfSignInError
    while the door is not open, and for a code that nobody expected has.
    """
    if not door.is_open(timezone.now()):
        raise SelfSignInError(_("One cannot sign in here at this hour. Ask at the reception."), code="closed")
    attendee = person_behind(door, typed)
    fact = None
    if attendee is not None:
        of = f"self {attendee.public_id} {door.session.public_id if door.session else door.stop.public_id}"
        today = timezone.now().astimezone(door.stop.zone).date()
        nonce = uuid.uuid5(attendee.public_id, f"{of} {today}")  # what the desk took back stays taken back
        fact = check_in(attendee, Noted(nonce=nonce, how=CheckIn.How.SELF), session=door.session)
    if is_address(typed):
        return None
    if fact is None and is_cancelled(door, typed):
        raise SelfSignInError(_("This ticket is cancelled. Ask at the reception."), code="cancelled", field="who")
    if fact is None:
        said = _("No ticket of this stop has this code. It has seven letters and figures; or ask at the reception.")
        raise SelfSignInError(said, code="unknown_code", field="who")
    return fact
