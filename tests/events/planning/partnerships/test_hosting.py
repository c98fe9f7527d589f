"""The co-host's home: all its stops, and what is next for each."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from events.models import Membership, Partnership, Proposal, Side, Stop
from events.planning.partnerships.hosting.home import HostedStop
from tests.events.factories import MembershipFactory, PartnershipFactory, SessionFactory, SpeakingFactory, StopFactory
from tests.events.planning.checklist.factories import TaskFactory
from tests.events.planning.pages import co_host, text_of
from tests.events.planning.partnerships.factories import CommitmentFactory
from tests.tournee.factories import UserFactory
from tests.tournee.web.assertions import assert_house_page
from tournee.mail.models import OutboxMessage

pytestmark = pytest.mark.django_db
HOME = reverse("workspace")
DAY = datetime.timedelta(days=1)


def in_days(days: int, **values: object) -> Stop:
    """A stop that far from today, ready but for what `values` say."""
    day = timezone.localdate() + days * DAY
    ready = {"access_fr": "En face de la gare.", "step_free": "yes", "published": True, "starts_on": day}
    stop: Stop = StopFactory(**{**ready, **values})
    return stop


def hosted(client: Client) -> list[HostedStop]:
    hosting = client.get(HOME).context["hosting"]
    return [*hosting.coming, *hosting.over]


def own(stop: Stop) -> Partnership:
    return Partnership.objects.get(stop=stop)


def test_all_stops_of_all_tours_are_there_and_nothing_of_the_others(client: Client) -> None:
    user = co_host(client, in_days(30, place="Albert"))
    organisation = Membership.objects.get(user=user).organisation
    PartnershipFactory(stop=in_days(10, place="Vernon"), organisation=organisation)
    PartnershipFactory(stop=in_days(-10, place="Dieppe"), organisation=organisation)
    PartnershipFactory(stop=in_days(5, place="Ailleurs"))
    PartnershipFactory(stop=in_days(6, place="Soutenu"), organisation=organisation, role="supporter")

    page = client.get(HOME)

    assert [one.stop.place for one in page.context["hosting"].coming] == ["Vernon", "Albert"]
    assert [one.stop.place for one in page.context["hosting"].over] == ["Dieppe"]
    assert "Ailleurs" not in text_of(page)


def test_what_the_stop_lacks_is_asked_of_its_co_host(client: Client) -> None:
    stop = in_days(
        60, published=False, state="confirmed", access_fr="", venue="", ends_on=timezone.localdate() + 60 * DAY
    )
    co_host(client, stop)

    (shown,) = hosted(client)

    page = reverse("planning_stop", args=[stop.tour.slug, stop.slug])
    assert [one.action.url for one in shown.owed] == [f"{page}edit/#id_venue", f"{page}sessions/add/"]
    for one in shown.owed:
        assert client.get(one.action.url).status_code == 200


def test_what_a_public_stop_lacks_is_proposed(client: Client) -> None:
    stop = in_days(60, venue="", access_fr="")
    SessionFactory(stop=stop)
    user = co_host(client, stop)
    PartnershipFactory(stop=in_days(70), organisation=Membership.objects.get(user=user).organisation)

    owed = [one for shown in hosted(client) for one in shown.owed]

    assert len(owed) == 3
    for one in owed:
        assert one.action.url.endswith("propose/")
        assert client.get(one.action.url).status_code == 200, one.action.url


def test_sessions_without_a_speaker_are_counted_until_each_has_one(client: Client) -> None:
    stop = in_days(30)
    sessions = SessionFactory.create_batch(2, stop=stop)
    co_host(client, stop)

    assert len(hosted(client)[0].owed) == 1
    for session in sessions:
        SpeakingFactory(session=session)
    assert hosted(client)[0].owed == []


def test_a_co_hosts_tasks_that_are_late_or_near_are_there_and_nobody_elses(client: Client) -> None:
    stop = in_days(10)
    SpeakingFactory(session=SessionFactory(stop=stop))
    user = co_host(client, stop)
    TaskFactory(stop=stop, title_fr="En retard", days=-12, side=Side.PARTNER)
    TaskFactory(stop=stop, title_fr="Bientôt", days=-5, side=Side.PARTNER, assignee=user)
    TaskFactory(stop=stop, title_fr="Plus tard", days=60, side=Side.PARTNER)
    TaskFactory(stop=stop, title_fr="Équipe", days=-12)
    TaskFactory(stop=stop, title_fr="Collègue", days=-12, side=Side.PARTNER, assignee=UserFactory())

    (shown,) = hosted(client)

    assert [one.sentence.split(",")[0] for one in shown.owed] == ["En retard", "Bientôt"]
    assert (bool(shown.owed[0].late), shown.tone) == (True, "urgent")
    assert [len(group) for group in shown.asked] == [2]  # one link to the checklist for both


def test_a_stop_without_a_date_says_so_and_what_its_co_host_can_do(client: Client) -> None:
    stop = StopFactory(state=Stop.State.CONTACTED, starts_on=None, ends_on=None)
    co_host(client, stop)

    (shown,) = hosted(client)

    assert shown.undated
    assert not shown.owed


def test_what_was_promised_and_has_not_come_is_there_and_no_others_promise(client: Client) -> None:
    stop = in_days(30)
    SpeakingFactory(session=SessionFactory(stop=stop))
    other = PartnershipFactory(stop=stop)
    co_host(client, stop)
    mine = Partnership.objects.exclude(pk=other.pk).get()
    CommitmentFactory(partnership=mine, what="La grande salle", late=True)
    CommitmentFactory(partnership=mine, what="Le café", received_on=timezone.localdate())
    CommitmentFactory(partnership=other, what="Le projecteur")

    (shown,) = hosted(client)

    assert [("La grande salle" in one.sentence, bool(one.late)) for one in shown.owed] == [(True, True)]
    assert client.get(shown.owed[0].action.url).status_code == 200


def test_proposals_that_wait_are_counted(client: Client) -> None:
    stop = in_days(30)
    co_host(client, stop)
    Proposal.objects.create(stop=stop, kind=Proposal.Kind.STOP)

    assert any(fact.words.startswith("1 ") for fact in hosted(client)[0].facts)


def test_a_stop_called_off_or_over_asks_for_nothing(client: Client) -> None:
    user = co_host(client, in_days(30, cancelled=True, venue=""))
    organisation = Membership.objects.get(user=user).organisation
    PartnershipFactory(stop=in_days(-30, venue=""), organisation=organisation)

    assert [(one.over, one.owed) for one in hosted(client)] == [(True, []), (True, [])]


def test_a_representative_without_a_stop_is_told_how_one_comes(client: Client) -> None:
    client.force_login(MembershipFactory(representative=True).user)

    page = client.get(HOME)

    assert_house_page(page)
    assert 'class="empty"' in text_of(page)


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_queries_for_one_stop_as_for_three(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    user = co_host(client, in_days(10))
    organisation = Membership.objects.get(user=user).organisation
    for number in range(1, count):
        PartnershipFactory(stop=in_days(10 + number), organisation=organisation)
    for partnership in organisation.partnerships.all():
        SessionFactory(stop=partnership.stop)
        CommitmentFactory(partnership=partnership)
        TaskFactory(stop=partnership.stop, side=Side.PARTNER)
    client.get(HOME)

    with django_assert_num_queries(15):
        client.get(HOME)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_home_is_a_house_page_in_both_languages(client: Client, language: str) -> None:
    stop = in_days(3, venue="")
    co_host(client, stop)
    CommitmentFactory(partnership=own(stop), late=True)

    with translation.override(language):
        assert_house_page(client.get(reverse("workspace")), language=language)


def test_a_co_host_invites_a_colleague_from_its_home_and_from_its_stop_in_french(client: Client) -> None:
    stop = in_days(30)
    user = co_host(client, stop)
    address = reverse("representatives", args=[Membership.objects.get(user=user).organisation.slug])

    assert f"{address}#invite" in text_of(client.get(HOME))
    assert f"{address}#invite" in text_of(client.get(reverse("planning_stop", args=[stop.tour.slug, stop.slug])))
    client.post(address, {"email": "nouvelle@example.org", "name": "Nadia", "language": "fr"}, follow=True)

    message = OutboxMessage.objects.get()
    assert message.language == "fr"
    assert "vous invite" in message.text
    assert "Nadia" in message.text
