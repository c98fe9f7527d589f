"""Every change of what is planned: tours, stops and their states, sessions, partners."""

from events.planning.operations.moving import move_stop
from events.planning.operations.partners import add_partner, edit_partner, remove_partner
from events.planning.operations.removing import faults_of_removal, lost_with, remove_stop
from events.planning.operations.sessions import (
    add_session,
    cancel_session,
    edit_session,
    reinstate_session,
    remove_session,
    set_speakers,
)
from events.planning.operations.stop_states import (
    allowed,
    cancel_stop,
    confirm_stop,
    contact_host,
    postpone_stop,
    publish_stop,
    record_past_stop,
    reinstate_stop,
    reschedule_stop,
    unconfirm_stop,
)
from events.planning.operations.stops import add_stop, edit_stop
from events.planning.operations.tours import archive_tour, create_tour, edit_tour, publish_tour, reopen_tour

__all__ = [
    "add_partner",
    "add_session",
    "add_stop",
    "allowed",
    "archive_tour",
    "cancel_session",
    "cancel_stop",
    "confirm_stop",
    "contact_host",
    "create_tour",
    "edit_partner",
    "edit_session",
    "edit_stop",
    "edit_tour",
    "faults_of_removal",
    "lost_with",
    "move_stop",
    "postpone_stop",
    "publish_stop",
    "publish_tour",
    "record_past_stop",
    "reinstate_session",
    "reinstate_stop",
    "remove_partner",
    "remove_session",
    "remove_stop",
    "reopen_tour",
    "reschedule_stop",
    "set_speakers",
    "unconfirm_stop",
]
