"""The made-up edition shows inviting, registering and telling in every state."""

from __future__ import annotations

import pytest
from django.db.models import Count
from django.utils import timezone

from events.models import Organisation, Stop, Tour
from registrations.booking.operations.open_stop import refusal
from registrations.booking.questions.queries import questions_of
from registrations.dossiers.callbacks import agreed_with
from registrations.inviting.relays.queries import funnels_of
from registrations.models import (
    Attendee,
    Call,
    Consent,
    Contact,
    FormAnswer,
    Invitation,
    Invitee,
    Message,
    NoticeText,
    Opposition,
    Person,
    Registration,
    Seat,
    SetAside,
    Solicitation,
)
from surveys.models import Passage
from tournee.demo import cases
from tournee.mail.models import BouncedAddress, OutboxMessage


@pytest.fixture
def stops(edition: Tour) -> list[Stop]:
    return list(edition.stops.order_by("pk"))


def test_two_lists_share_addresses_of_which_some_are_not_to_be_written_to(edition: Tour) -> None:
    lists = edition.contact_lists.annotate(size=Count("contacts"))
    shared = Contact.objects.values("email_key").annotate(times=Count("pk")).filter(times__gt=1)

    assert sorted((one.size, one.organisation is None) for one in lists) == [(21, False), (30, True)]
    assert shared.count() == 4
    assert (Opposition.objects.count(), BouncedAddress.objects.count()) == (3, 1)


def test_an_invitation_was_sent_to_those_who_may_be_invited_and_another_is_in_preparation(stops: list[Stop]) -> None:
    sent = Invitation.objects.get(stop=stops[cases.INVITED])
    draft = Invitation.objects.get(stop=stops[cases.REPRESENTED[-1]])

    states = set(sent.invitees.values_list("state", flat=True))
    assert states == set(Invitee.State.values)
    assert draft.state == Invitation.State.DRAFT
    assert Solicitation.objects.exists()
    assert OutboxMessage.objects.exclude(state="accepted").count() < 200  # the worker is soon done with them


def test_each_relay_of_a_stop_held_brought_people_of_whom_some_came(stops: list[Stop]) -> None:
    funnels = funnels_of(stops[cases.REPRESENTED[0]])

    assert [funnel.relay is None for funnel in funnels] == [False, False, False, True]
    assert all(funnel.opened >= funnel.registered >= funnel.came > 0 for funnel in funnels[:3])
    assert sum(funnel.sent for funnel in funnels) > 0


def test_those_who_may_be_called_back_said_about_what(stops: list[Stop]) -> None:
    host = Organisation.objects.get(memberships__user__email="accueil@demo.example")

    agreed = agreed_with(host, Stop.objects.filter(pk=stops[cases.REPRESENTED[0]].pk))

    assert agreed
    assert all(consent.subjects for consent in agreed)
    assert Consent.objects.filter(purpose=Consent.Purpose.PHOTOGRAPHS, given=False).exists()


def test_terms_are_at_work_at_one_stop_each(stops: list[Stop]) -> None:
    now = timezone.now()
    error = refusal(stops[cases.OPENS_LATER], now)
    pending = Registration.objects.filter(stop=stops[cases.APPROVED], attendees__seats__state=Seat.State.PENDING)
    kept = SetAside.objects.get(access_code__stop=stops[cases.WITH_CODE])
    offered = Seat.objects.filter(session__stop=stops[cases.OFFERED], state=Seat.State.OFFERED, offered_until__gt=now)
    line = Seat.objects.filter(session__stop=stops[cases.OFFERED], state=Seat.State.WAITLISTED)

    assert error is not None
    assert error.code == "opens_later"
    assert pending.distinct().count() == 2
    assert (kept.seats, kept.left) == (10, 8)
    assert stops[cases.CLOSED_LIST].terms.with_code_only
    assert stops[cases.PER_FIRM].terms.maximum_per_firm == 2
    assert (offered.count(), line.count()) == (2, 1)


def test_people_of_every_kind_are_registered_in_every_way(stops: list[Stop]) -> None:
    here = Registration.objects.filter(stop=stops[cases.EVERY_KIND])
    kinds = set(Person.objects.filter(attendances__stop=stops[cases.EVERY_KIND]).values_list("kind", flat=True))

    assert kinds >= {"firm", "organisation", "student", "jobseeker"}
    assert {"web", "team", "import"} <= set(here.values_list("origin", flat=True))
    assert {"live", "cancelled"} == set(here.values_list("state", flat=True))
    assert here.filter(language="en").count() == 1
    assert Attendee.objects.filter(registration__in=here, instead_of__cancelled_at__isnull=False).count() == 1


def test_questions_of_the_organisers_own_were_answered(stops: list[Stop]) -> None:
    asked = questions_of(stops[cases.REPRESENTED[-1]])

    assert [one.question.kind for one in asked.of_registration] == ["single", "number", "text"]
    assert [one.condition is not None for one in asked.of_registration] == [False, True, False]
    assert [one.question.kind for one in asked.of_attendee] == ["single"]
    assert set(FormAnswer.objects.values_list("question__kind", flat=True)) == {"single", "number", "text"}


def test_the_tour_writes_in_its_own_words_and_calls_whom_a_message_may_miss(edition: Tour, stops: list[Stop]) -> None:
    notices = NoticeText.objects.filter(tour=edition).values_list("moment", "language")
    rule = Message.objects.get(tour=edition, sent_at=None, days__lt=0)
    after = Message.objects.get(tour=edition, sent_at=None, days__gt=0)
    sent = Message.objects.get(tour=edition, sent_at__isnull=False)
    calls = Call.objects.filter(stop=stops[cases.POSTPONED]).values_list("outcome", flat=True)

    assert set(notices) == {("registered", "fr"), ("registered", "en")}
    assert (after.audience, after.days) == (Message.Audience.PRESENT, 1)
    assert (rule.days, sent.days, sent.stop) == (-2, None, stops[cases.EVERY_KIND])
    assert {outcome: list(calls).count(outcome) for outcome in calls} == {"reached": 1, "missed": 1, "due": 4}


def test_nothing_of_it_is_attached_to_2019(edition: Tour) -> None:
    own = Tour.objects.get(slug="2019")

    for rows in (own.contact_lists, own.messages, own.notice_texts, own.form_questions):
        assert not rows.exists()
    assert not Registration.objects.filter(stop__tour=own).exists()
    assert not Person.objects.filter(erased_at=None).exclude(email__endswith="@demo.example").exists()
    assert not Person.objects.filter(fictitious=False).exists()


def test_no_quotation_of_a_stop_stands_under_two_speakers(edition: Tour) -> None:
    said = Passage.objects.filter(tour=edition)
    speakers = said.values("text").annotate(count=Count("voice", distinct=True))
    twice = said.values("stop", "text").annotate(times=Count("pk"))

    assert said.exists()
    assert {one["count"] for one in speakers} == {1}
    assert {one["times"] for one in twice} == {1}
