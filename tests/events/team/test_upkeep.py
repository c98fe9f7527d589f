"""Addresses of people who were invited are not kept for ever."""

import datetime

import pytest
from django.utils import timezone

from events.models import Role
from events.team.models import Invitation
from events.team.operations import invite, withdraw_invitation
from events.team.upkeep import FORGOTTEN, forget_addresses
from tests.events.factories import TourFactory
from tournee.models import User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("days", "email"), [(29, "ann@example.org"), (31, FORGOTTEN)])
def test_thirty_days_after_it_was_withdrawn_the_address_is_erased(user: User, days: int, email: str) -> None:
    withdraw_invitation(invite(TourFactory(), email="ann@example.org", role=Role.READER, actor=user), actor=user)

    forget_addresses(timezone.now() + datetime.timedelta(days=days))

    assert Invitation.objects.get().email == email


def test_an_invitation_that_ran_out_is_erased_too_and_an_open_one_stays(user: User) -> None:
    tour = TourFactory()
    invite(tour, email="ann@example.org", role=Role.READER, actor=user)
    invite(tour, email="bob@example.org", role=Role.READER, actor=user)
    Invitation.objects.filter(email="ann@example.org").update(expires_at=timezone.now() - datetime.timedelta(days=31))

    assert forget_addresses() == 1
    assert list(Invitation.objects.filter(withdrawn_at=None).values_list("email", flat=True)) == ["bob@example.org"]
