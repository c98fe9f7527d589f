"""What the desk should know when somebody arrives: kept by who runs the door, read there, forgotten with the needs."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from registrations.models import Attendee
from registrations.privacy.retention import forget_needs
from tests.events.factories import MembershipFactory, StopFactory
from tests.registrations.factories import AttendeeFactory
from tournee.history.models import HistoryEntry

pytestmark = pytest.mark.django_db
NOTE = "Badge à la table des intervenants"


@pytest.fixture
def attendee() -> Attendee:
    found: Attendee = AttendeeFactory(registration__stop=StopFactory(published=True))
    return found


def test_a_note_is_read_at_the_door_and_history_does_not_hold_it(client: Client, attendee: Attendee) -> None:
    stop = attendee.stop
    client.force_login(MembershipFactory(tour=stop.tour, role="editor").user)
    address = reverse("desk_note", args=[stop.tour.slug, stop.slug, attendee.public_id])

    assert client.post(address, {"note": NOTE}).status_code == 302
    assert NOTE in client.get(reverse("desk", args=[stop.tour.slug, stop.slug])).content.decode()
    entry = HistoryEntry.objects.get(action="desk.note")
    assert NOTE not in str(entry.changes)


def test_it_is_forgotten_thirty_days_after_the_stop(attendee: Attendee) -> None:
    Attendee.objects.filter(pk=attendee.pk).update(desk_note=NOTE)
    day = attendee.stop.ends_on
    later = datetime.datetime.combine(day, datetime.time(12), datetime.UTC) + datetime.timedelta(days=32)

    assert forget_needs(timezone.now()) == 0
    assert forget_needs(later) == 1
    attendee.refresh_from_db()
    assert attendee.desk_note == ""


def test_its_page_asks_for_it(client: Client, attendee: Attendee) -> None:
    stop = attendee.stop
    Attendee.objects.filter(pk=attendee.pk).update(desk_note=NOTE)
    client.force_login(MembershipFactory(tour=stop.tour, role="editor").user)

    html = client.get(reverse("desk_note", args=[stop.tour.slug, stop.slug, attendee.public_id])).content.decode()

    assert 'name="note"' in html
    assert f'value="{NOTE}"' in html
