"""How long inviting keeps who somebody is."""

import datetime

import pytest

from events.models import Stop
from registrations.inviting.personal import forget_invitees
from registrations.models import Invitee
from tests.registrations.factories import InviteeFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "last_day",
    [{"starts_on": "2031-02-03", "ends_on": "2031-02-03"}, {"state": "postponed", "previous_starts_on": "2031-02-03"}],
)
def test_names_go_ninety_days_after_the_stop_also_one_postponed_for_good(last_day: dict[str, str]) -> None:
    invitee = InviteeFactory()
    Stop.objects.filter(pk=invitee.invitation.stop_id).update(**{"starts_on": None, "ends_on": None, **last_day})

    assert forget_invitees(datetime.datetime(2031, 5, 4, tzinfo=datetime.UTC)) == 0
    assert forget_invitees(datetime.datetime(2031, 5, 5, tzinfo=datetime.UTC)) == 1
    assert Invitee.objects.get().email == ""
