"""The team's campaigns: prepared, looked through, approved, followed, stopped."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from events.models import Tour
from surveys.campaigns.operations import approve_campaign, edit_campaign, save_page
from surveys.models import Campaign, Questionnaire
from tests.events.factories import StopFactory, TourFactory
from tests.events.planning.pages import co_host, controls, member, send, text_of
from tests.registrations.factories import (
    AttendeeFactory,
    CheckInFactory,
    ContactFactory,
    ContactListFactory,
    RegistrationFactory,
)
from tests.surveys.campaigns.asked import PAGE_1, answer_all, ask, open_campaign
from tests.surveys.factories import CampaignFactory, QuestionFactory, QuestionnaireFactory, SectionFactory
from tournee.mail.models import OutboxMessage, State
from tournee.mail.operations import queue_message
from tournee.questions.tally import Row

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")


def ready_questionnaire(tour: Tour) -> Questionnaire:
    """One that lacks nothing."""
    questionnaire: Questionnaire = QuestionnaireFactory(tour=tour)
    QuestionFactory(section=SectionFactory(questionnaire=questionnaire))
    return questionnaire


@pytest.fixture
def tour(client: Client) -> Tour:
    """A tour whose editor is signed in."""
    tour: Tour = TourFactory(published=True)
    member(client, tour, "editor")
    return tour


def page_of(campaign: Campaign, step: str = "") -> str:
    return f"/workspace/campaigns/{campaign.slug}/{step}"


def test_one_click_prepares_the_campaign_of_a_stop_for_the_morning_after(client: Client, tour: Tour) -> None:
    stop = StopFactory(
        published=True, tour=tour, starts_on=datetime.date(2031, 6, 17), ends_on=datetime.date(2031, 6, 18)
    )
    questionnaire = ready_questionnaire(tour)

    made = send(
        client, f"/workspace/tours/{tour.slug}/stops/{stop.slug}/questionnaires/", questionnaire=questionnaire.pk
    )

    campaign = Campaign.objects.get()
    assert made["Location"] == page_of(campaign)
    assert (campaign.stop, campaign.basis, campaign.state) == (stop, "present", "draft")
    assert campaign.opens_at.astimezone(PARIS) == datetime.datetime(2031, 6, 19, 9, tzinfo=PARIS)
    assert campaign.reminds_at.astimezone(PARIS) == datetime.datetime(2031, 6, 24, 9, tzinfo=PARIS)  # type: ignore[union-attr]
    assert campaign.closes_at.astimezone(PARIS).date() == datetime.date(2031, 7, 3)
    assert stop.place in campaign.title_fr
    assert stop.place in campaign.title_en


def test_the_campaign_of_a_stop_long_past_opens_the_next_morning(client: Client, tour: Tour) -> None:
    stop = StopFactory(held=True, tour=tour)

    send(
        client,
        f"/workspace/tours/{tour.slug}/stops/{stop.slug}/questionnaires/",
        questionnaire=ready_questionnaire(tour).pk,
    )

    opens_at = Campaign.objects.get().opens_at
    assert timezone.now() < opens_at < timezone.now() + datetime.timedelta(days=1, hours=1)
    assert opens_at.astimezone(PARIS).hour == 9


def test_a_stop_of_a_tour_without_a_questionnaire_says_so(client: Client, tour: Tour) -> None:
    stop = StopFactory(published=True, tour=tour)

    page = client.get(f"/workspace/tours/{tour.slug}/stops/{stop.slug}/questionnaires/")

    assert not page.context["has_questionnaires"]


def test_a_campaign_of_a_list_is_prepared_in_its_form(client: Client, tour: Tour) -> None:
    contacts, questionnaire = ContactListFactory(tour=tour), ready_questionnaire(tour)

    made = send(
        client, f"/workspace/tours/{tour.slug}/campaigns/new/", title_fr="Les absents", questionnaire=questionnaire.pk,
        basis="list", contact_lists=[contacts.pk], unit="firm", opens_at="2031-06-19T09:00", reminds_at="",
        closes_at="2031-07-03T23:00",
    )  # fmt: skip

    campaign = Campaign.objects.get()
    assert made["Location"] == page_of(campaign)
    assert (campaign.unit, list(campaign.contact_lists.all())) == ("firm", [contacts])
    assert campaign.opens_at.astimezone(PARIS).hour == 9


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"closes_at": "2031-06-01T09:00"}, "closes_at"),
        ({"reminds_at": "2032-06-01T09:00"}, "reminds_at"),
        ({"basis": "sample"}, "frame"),
        ({"opens_at": "yesterday"}, "opens_at"),
        ({"title_fr": ""}, "title_fr"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    client: Client, tour: Tour, changed: dict[str, str], field: str
) -> None:
    typed = {
        "title_fr": "Tous", "questionnaire": ready_questionnaire(tour).pk, "opens_at": "2031-06-19T09:00",
        "closes_at": "2031-07-03T23:00", "reminds_at": "", **changed,
    }  # fmt: skip

    page = send(client, f"/workspace/tours/{tour.slug}/campaigns/new/", **typed)

    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert not Campaign.objects.exists()


def test_an_approved_campaign_cannot_be_edited(client: Client, tour: Tour) -> None:
    campaign = CampaignFactory(stop=StopFactory(published=True, tour=tour), questionnaire=ready_questionnaire(tour))
    form = client.get(page_of(campaign, "edit/"))
    send(client, page_of(campaign, "approve/"))

    late = client.post(page_of(campaign, "edit/"), controls(form))

    assert late.status_code == 422


def test_approving_says_who_is_asked_and_what_is_frozen(client: Client, tour: Tour) -> None:
    stop = StopFactory(published=True, tour=tour)
    contacts = ContactListFactory(tour=tour)
    campaign = CampaignFactory(stop=stop, questionnaire=ready_questionnaire(tour), basis="both")
    campaign.contact_lists.add(contacts)
    ContactFactory.create_batch(3, contact_list=contacts, language="en")
    CheckInFactory(attendee=AttendeeFactory(registration=RegistrationFactory(stop=stop)))

    asked = client.get(page_of(campaign, "approve/"))
    done = client.post(page_of(campaign, "approve/"))

    assert "4" in asked.context["consequences"][0]
    assert any("3" in sentence for sentence in asked.context["consequences"][1:])
    assert done["Location"] == page_of(campaign)
    campaign.refresh_from_db()
    assert campaign.state == "approved"
    assert campaign.version_asked
    assert campaign.version_asked.content["sections"][0]["questions"]


def test_what_is_approved_is_what_stands_and_not_what_was_read(tour: Tour) -> None:
    campaign = CampaignFactory(
        stop=StopFactory(published=True, tour=tour), questionnaire=ready_questionnaire(tour), basis="present"
    )
    read_before = Campaign.objects.select_related("tour", "questionnaire").get()
    other = ready_questionnaire(tour)
    edit_campaign(campaign, {"questionnaire": other}, expected_version=None, actor=None)

    approve_campaign(read_before, actor=None)

    assert Campaign.objects.get().version_asked.questionnaire == other


def test_a_questionnaire_that_lacks_something_is_not_approved_and_says_what(client: Client, tour: Tour) -> None:
    campaign = CampaignFactory(
        stop=StopFactory(published=True, tour=tour), questionnaire=QuestionnaireFactory(tour=tour)
    )

    asked = client.get(page_of(campaign, "approve/"))
    refused = client.post(page_of(campaign, "approve/"))

    assert asked.context["refused"]
    assert refused.status_code == 422
    campaign.refresh_from_db()
    assert campaign.state == "draft"


def test_a_campaign_of_lists_without_one_is_not_approved(client: Client, tour: Tour) -> None:
    campaign = CampaignFactory(
        stop=StopFactory(published=True, tour=tour), questionnaire=ready_questionnaire(tour), basis="list"
    )

    assert client.post(page_of(campaign, "approve/")).status_code == 422


def test_stopping_ends_it_and_keeps_the_answers(client: Client) -> None:
    recipient = ask()
    answer_all(Client(), recipient)
    member(client, recipient.campaign.tour, "editor")

    client.post(page_of(recipient.campaign, "stop/"))

    recipient.campaign.refresh_from_db()
    assert recipient.campaign.state == "stopped"
    assert recipient.campaign.responses.count() == 1


def test_the_preview_is_the_questionnaire_and_keeps_nothing(client: Client, tour: Tour) -> None:
    campaign = CampaignFactory(stop=StopFactory(published=True, tour=tour), questionnaire=ready_questionnaire(tour))

    page = client.get(page_of(campaign, "preview/"))
    sent = client.post(page_of(campaign, "preview/"), {})

    assert page.context["preview_of"] == page_of(campaign)
    assert sent["Location"] == page_of(campaign)
    assert not campaign.responses.exists()


def test_the_preview_of_an_approved_campaign_goes_page_by_page(client: Client) -> None:
    campaign = open_campaign()
    member(client, campaign.tour, "reader")

    assert client.post(page_of(campaign, "preview/?page=1"), PAGE_1)["Location"] == page_of(campaign, "preview/?page=2")
    assert client.post(page_of(campaign, "preview/?page=2"), {"go": "back"})["Location"] == page_of(
        campaign, "preview/?page=1"
    )
    assert client.post(page_of(campaign, "preview/?page=1"), {}).status_code == 422


def test_a_test_is_sent_to_oneself(client: Client) -> None:
    campaign = open_campaign()
    user = member(client, campaign.tour, "editor")

    client.post(page_of(campaign, "test/"))

    assert OutboxMessage.objects.get().to_address == user.email


def test_editors_see_where_each_recipient_stands_without_their_answers(client: Client) -> None:
    campaign = open_campaign()
    member(client, campaign.tour, "editor")
    people = {name: ask(campaign, name=name) for name in ("waits", "asked", "began", "answered", "opted", "bounced")}
    campaign.recipients.filter(name="waits").update(invited_at=None)
    campaign.recipients.filter(name="opted").update(opted_out_at=timezone.now())
    save_page(people["began"], 1, {"first": [Row(choice="client")]}, language="fr")
    save_page(people["answered"], 2, {"free": [Row(text="Un secret")]}, language="fr", last=True)
    with_message(people["bounced"], State.BOUNCED)
    with_message(people["asked"], State.ACCEPTED)

    page = client.get(page_of(campaign))

    assert {row.name: row.standing for row in page.context["table"].page} == {
        "waits": "waiting", "asked": "invited", "began": "began", "answered": "answered", "opted": "opted_out",
        "bounced": "bounced",
    }  # fmt: skip
    assert (page.context["rate"].answered, page.context["rate"].asked) == (1, 5)
    assert "Un secret" not in text_of(page)
    assert [row.name for row in client.get(page_of(campaign, "?state=bounced")).context["table"].page] == ["bounced"]


def with_message(recipient: Any, state: State) -> None:
    message = queue_message(
        "events/team/mail/stop_changed", to=recipient.email, language="fr", purpose="x", about=[recipient],
        context={"stop": recipient.campaign.stop, "tour": recipient.campaign.tour, "moment": "stop_cancelled",
                 "address": "x"},
    )  # fmt: skip
    OutboxMessage.objects.filter(pk=message.pk).update(state=state)


def test_readers_see_counts_and_no_names(client: Client) -> None:
    recipient = ask(name="Somebody")
    member(client, recipient.campaign.tour, "reader")

    page = client.get(page_of(recipient.campaign))

    assert page.status_code == 200
    assert "Somebody" not in text_of(page)
    assert client.get(page_of(recipient.campaign, "edit/")).status_code == 403
    assert client.get(page_of(recipient.campaign, "responses.csv")).status_code == 403


def test_co_hosts_do_not_see_campaigns(client: Client) -> None:
    campaign = open_campaign()
    co_host(client, campaign.stop)  # type: ignore[arg-type]

    assert client.get(page_of(campaign)).status_code == 403


def test_the_list_counts_the_asked_and_the_answered(client: Client) -> None:
    recipient = ask()
    ask(recipient.campaign)
    answer_all(Client(), recipient)
    member(client, recipient.campaign.tour, "reader")

    row = client.get(f"/workspace/tours/{recipient.campaign.tour.slug}/campaigns/").context["table"].page[0]

    assert (row.rate.answered, row.rate.asked, row.rate.share) == (1, 2, 0.5)


def test_lists_take_as_many_queries_for_three_as_for_one(client: Client, django_assert_max_num_queries: Any) -> None:
    campaign = open_campaign()
    member(client, campaign.tour, "editor")
    ask(campaign)
    pages = [
        f"/workspace/tours/{campaign.tour.slug}/campaigns/",
        page_of(campaign),
        f"/workspace/tours/{campaign.tour.slug}/stops/{campaign.stop.slug}/questionnaires/",  # type: ignore[union-attr]
    ]
    taken = []
    for page in pages:
        with django_assert_max_num_queries(30) as one:
            client.get(page)
        taken.append(len(one))
    for number in range(2):
        other = open_campaign(
            stop=campaign.stop, questionnaire=campaign.questionnaire, slug=f"c{number}", state="draft"
        )
        ask(other)
        ask(campaign)
    for page, count in zip(pages, taken, strict=True):
        with django_assert_max_num_queries(count):
            client.get(page)
