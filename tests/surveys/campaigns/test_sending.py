"""Sending: who is asked, in which language, once; who is reminded; who is left alone."""

import datetime
from collections.abc import Iterator

import pytest
from django.utils import timezone, translation
from time_machine import travel

from registrations.attendance.announcements import said_of_presence
from registrations.inviting.oppositions import hash_of, oppose
from registrations.models import Consent
from registrations.privacy.announcements import PersonErased
from registrations.privacy.operations import erase_person
from surveys.campaigns.audience import add_recipients
from surveys.campaigns.following import forget
from surveys.campaigns.operations import forget_due, invite_due, opt_out, remind_due, save_page, send_test
from surveys.campaigns.personal import held_by_campaigns
from surveys.models import Campaign, Recipient
from tests.events.factories import SessionFactory, StopFactory
from tests.registrations.factories import (
    AttendeeFactory,
    CheckInFactory,
    ConsentFactory,
    ContactFactory,
    ContactListFactory,
    PersonFactory,
    RegistrationFactory,
    SeatFactory,
)
from tests.surveys.campaigns.asked import HOUR, ask, open_campaign
from tests.tournee.factories import UserFactory
from tournee.mail.models import OutboxMessage
from tournee.questions.tally import Row

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_morning() -> Iterator[None]:
    """Contact lists are written to by day only."""
    with travel("2031-06-03 09:00"):
        yield


def came(campaign: Campaign, **person: object) -> object:
    """Somebody noted as present at the campaign's stop."""
    attendee = AttendeeFactory(registration=RegistrationFactory(stop=campaign.stop), person=PersonFactory(**person))
    CheckInFactory(attendee=attendee)
    return attendee


def written_to() -> list[str]:
    return sorted(OutboxMessage.objects.values_list("to_address", flat=True))


def test_those_who_came_are_asked_once_however_often_the_tick_runs() -> None:
    campaign = open_campaign()
    came(campaign, email="ada@example.org")
    AttendeeFactory(registration=RegistrationFactory(stop=campaign.stop))  # registered, and stayed away

    for _tick in range(3):
        invite_due()

    assert written_to() == ["ada@example.org"]
    recipient = Recipient.objects.get()
    assert (recipient.origin, bool(recipient.invited_at)) == ("present", True)


def test_late_check_ins_are_asked_too() -> None:
    campaign = open_campaign()
    came(campaign, email="ada@example.org")
    invite_due()

    came(campaign, email="late@example.org")
    invite_due()

    assert written_to() == ["ada@example.org", "late@example.org"]


def test_a_signature_or_a_correction_asks_nobody_for_an_hour_and_never_once_taken_back() -> None:
    campaign = open_campaign(closes_at=timezone.now() + 99 * HOUR)
    stop = {"registration": RegistrationFactory(stop=campaign.stop)}
    slip, signed, corrected, at_the_door = [
        AttendeeFactory(**stop, person=PersonFactory(email=f"{name}@example.org"))
        for name in ("slip", "signed", "corrected", "door")
    ]
    tick = CheckInFactory(attendee=slip, how="paper")
    CheckInFactory(attendee=signed, how="paper")
    CheckInFactory(attendee=corrected, how="correction", reason="x")
    CheckInFactory(attendee=at_the_door, how="paper")
    CheckInFactory(attendee=at_the_door)

    with travel("2031-06-03 09:01"):
        invite_due()
        assert written_to() == ["door@example.org"]
        CheckInFactory(attendee=slip, how="paper", undoes=tick)
    with travel("2031-06-03 18:30"):  # half past eight in the evening there
        invite_due()
        assert len(written_to()) == 1
    with travel("2031-06-04 06:01"):
        invite_due()
    assert written_to() == ["corrected@example.org", "door@example.org", "signed@example.org"]


def test_whose_presence_was_taken_back_once_they_were_written_down_is_neither_asked_nor_reminded() -> None:
    campaign = open_campaign(reminds_at=timezone.now() + HOUR, closes_at=timezone.now() + 9 * HOUR)
    for written_down in (add_recipients, lambda _campaign: invite_due()):
        attendee = AttendeeFactory(registration=RegistrationFactory(stop=campaign.stop))
        fact = CheckInFactory(attendee=attendee)
        written_down(campaign)
        before = len(written_to())
        CheckInFactory(attendee=attendee, undoes=fact)
        with travel(timezone.now() + 2 * HOUR):
            invite_due()
            remind_due()
        assert len(written_to()) == before


def test_the_pages_that_note_presence_say_that_a_questionnaire_is_sent() -> None:
    campaign = open_campaign()
    with translation.override("en"):
        assert ["an hour after they are noted" in said for said in said_of_presence(campaign.stop)] == [True]
        Campaign.objects.filter(pk=campaign.pk).update(stop=None, opens_at=timezone.now() + HOUR)
        assert ["will be sent to them on" in said for said in said_of_presence(campaign.stop)] == [True]
    Campaign.objects.update(basis="list")
    assert said_of_presence(campaign.stop) == []


def test_nobody_is_asked_before_it_opens_after_it_closes_once_stopped_or_in_preparation() -> None:
    now = timezone.now()
    for values in (
        {"opens_at": now + HOUR},
        {"opens_at": now - 3 * HOUR, "closes_at": now - HOUR},
        {"state": "stopped"},
        {"state": "draft"},
    ):
        came(open_campaign(**values))

    assert invite_due() is None
    assert written_to() == []


def test_somebody_on_a_list_who_came_is_asked_once_as_present() -> None:
    campaign = open_campaign(basis="both")
    contacts = ContactListFactory(tour=campaign.tour)
    campaign.contact_lists.add(contacts)
    came(campaign, email="Ada@example.org")
    ContactFactory(contact_list=contacts, email="ada@example.org")
    ContactFactory(contact_list=contacts, email="other@example.net", language="en")

    invite_due()

    assert written_to() == ["Ada@example.org", "other@example.net"]
    assert dict(Recipient.objects.values_list("email_key", "origin")) == {
        "ada@example.org": "present", "other@example.net": "list",
    }  # fmt: skip


def test_each_reads_the_message_in_their_language_with_their_link_and_one_click_to_stop() -> None:
    campaign = open_campaign(basis="list")
    contacts = ContactListFactory(tour=campaign.tour, source="annuaire de la chambre")
    campaign.contact_lists.add(contacts)
    ContactFactory(contact_list=contacts, email="ada@example.net", language="en")

    invite_due()

    message = OutboxMessage.objects.get()
    assert message.bulk
    assert message.language == "en"
    assert "/en/q/" in message.text
    assert "annuaire de la chambre" in message.text
    assert message.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message.headers["List-Unsubscribe"].strip("<>") in message.text


def test_a_questionnaire_in_french_only_is_sent_in_french() -> None:
    campaign = open_campaign()
    version = campaign.version_asked
    version.content = {**version.content, "languages": ["fr"]}
    version.save()
    came(campaign, language="en")

    invite_due()

    assert OutboxMessage.objects.get().language == "fr"


def test_opposition_is_honoured_also_when_it_comes_between_noting_and_sending() -> None:
    campaign = open_campaign()
    came(campaign, email="no@example.org")
    late = ask(campaign, email="later-no@example.org")
    Recipient.objects.filter(pk=late.pk).update(invited_at=None)
    for address in ("no@example.org", "later-no@example.org"):
        oppose(hash_of(address))

    invite_due()

    assert written_to() == []
    late.refresh_from_db()
    assert (late.invited_at, bool(late.opted_out_at)) == (None, True)


def test_whoever_refused_to_be_asked_afterwards_is_not() -> None:
    campaign = open_campaign()
    refused, agreed = came(campaign, email="a@example.org"), came(campaign, email="b@example.org")
    for given in (True, False):
        ConsentFactory(person=refused.person, purpose=Consent.Purpose.QUESTIONNAIRE, given=given)  # type: ignore[attr-defined]
    ConsentFactory(person=agreed.person, purpose=Consent.Purpose.QUESTIONNAIRE, given=True)  # type: ignore[attr-defined]

    invite_due()

    assert written_to() == ["b@example.org"]


def test_a_campaign_about_a_session_asks_those_who_were_in_it() -> None:
    campaign = open_campaign()
    session = SessionFactory(stop=campaign.stop)
    inside = came(campaign, email="inside@example.org")
    SeatFactory(attendee=inside, session=session)
    came(campaign, email="elsewhere@example.org")
    Campaign.objects.update(stop=None, session=session)

    invite_due()

    assert written_to() == ["inside@example.org"]


def test_a_reminder_reaches_only_those_who_have_not_answered_and_once() -> None:
    now = timezone.now()
    campaign = open_campaign(opens_at=now - 3 * HOUR, reminds_at=now - HOUR)
    asked = now - 2 * HOUR
    silent = ask(campaign, email="silent@example.org")
    began = ask(campaign, email="began@example.org")
    answered = ask(campaign, email="answered@example.org")
    unwilling = ask(campaign, email="unwilling@example.org")
    opposed = ask(campaign, email="opposed@example.org")
    ask(campaign, email="", erased_at=now)
    Recipient.objects.update(invited_at=asked)
    ask(campaign, email="asked-after-it@example.org")
    save_page(began, 1, {"first": [Row(choice="client")]}, language="fr")
    save_page(answered, 2, {"free": [Row(text="Oui")]}, language="fr", last=True)
    opt_out(unwilling)
    oppose(hash_of(opposed.email))

    for _tick in range(2):
        remind_due()

    assert written_to() == ["began@example.org", "silent@example.org"]
    silent.refresh_from_db()
    assert silent.reminded_at


def test_there_is_no_reminder_before_its_time_nor_without_one() -> None:
    now = timezone.now()
    ask(open_campaign(reminds_at=now + HOUR))
    ask(open_campaign())
    Recipient.objects.update(invited_at=now - datetime.timedelta(minutes=30))

    assert remind_due() is None


def test_an_erased_person_is_nameless_in_every_campaign_and_never_asked_again() -> None:
    campaign = open_campaign()
    attendee = came(campaign, email="ada@example.org")
    invite_due()
    recipient = Recipient.objects.get()
    save_page(recipient, 1, {"first": [Row(choice="client")]}, language="fr")

    forget(PersonErased(attendee.person, frozenset({"ada@example.org"}), frozenset({attendee.pk})))  # type: ignore[attr-defined]
    invite_due()

    recipient.refresh_from_db()
    assert (recipient.name, recipient.email, recipient.email_key) == ("", "", "")
    assert recipient.response.answers.count() == 1
    assert len(written_to()) == 1


def test_somebody_who_asks_is_given_what_campaigns_hold_of_them() -> None:
    campaign = open_campaign()
    attendee = came(campaign, email="ada@example.org")
    invite_due()
    save_page(Recipient.objects.get(), 1, {"first": [Row(choice="client")]}, language="fr")

    held = list(held_by_campaigns(attendee.person))  # type: ignore[attr-defined]

    assert len(held) == 1
    assert held[0].values["email"] == "ada@example.org"
    assert held[0].values["answers"]


def test_erasing_a_person_reaches_campaigns() -> None:
    campaign = open_campaign(stop=StopFactory(held=True))
    attendee = came(campaign, email="ada@example.org")
    invite_due()

    erase_person(attendee.person, actor=None)  # type: ignore[attr-defined]

    assert Recipient.objects.get().erased_at


def test_nobody_is_asked_about_a_stop_that_was_called_off() -> None:
    campaign = open_campaign(stop=StopFactory(cancelled=True), basis="both")
    contacts = ContactListFactory(tour=campaign.tour)
    campaign.contact_lists.add(contacts)
    ContactFactory(contact_list=contacts)

    assert invite_due() is None


def test_names_and_addresses_go_ninety_days_after_closing_and_answers_stay() -> None:
    recipient = ask(name="Ada")
    save_page(recipient, 2, {"free": [Row(text="Oui")]}, language="fr", last=True)
    now = timezone.now()
    Campaign.objects.update(opens_at=now - 200 * 24 * HOUR, closes_at=now - 89 * 24 * HOUR)
    assert forget_due(now) == 0

    Campaign.objects.update(closes_at=now - 90 * 24 * HOUR)
    forget_due(now)

    recipient.refresh_from_db()
    assert (recipient.name, recipient.email, recipient.email_key) == ("", "", "")
    assert recipient.response.answers.count() == 1


def test_an_address_that_cannot_be_one_keeps_nobody_else_waiting() -> None:
    campaign = open_campaign()
    came(campaign, email="not an address")
    came(campaign, email="ada@example.org")

    invite_due()

    assert written_to() == ["ada@example.org"]


def test_the_test_goes_to_oneself_and_leads_to_the_preview() -> None:
    campaign = open_campaign()
    user = UserFactory(email="editor@example.org", language="en")

    send_test(campaign, actor=user)

    message = OutboxMessage.objects.get()
    assert message.to_address == "editor@example.org"
    assert f"/en/workspace/campaigns/{campaign.slug}/preview/" in message.text


def test_asking_a_hundred_takes_as_many_queries_to_find_as_asking_one(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    campaign = open_campaign(basis="both")
    contacts = ContactListFactory(tour=campaign.tour)
    campaign.contact_lists.add(contacts)
    invite_due()
    ContactFactory.create_batch(20, contact_list=contacts)
    invite_due()

    with translation.override("fr"), django_assert_max_num_queries(14):
        assert invite_due() is None


def test_the_text_of_an_invitation_is_shown_to_nobody_else():
    """Whoever read its link in the outbox could answer in somebody's name."""
    campaign = open_campaign()
    came(campaign, email="ana@example.org")

    invite_due()

    assert OutboxMessage.objects.get().confidential
