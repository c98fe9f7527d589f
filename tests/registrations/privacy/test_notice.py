"""What a tour says of the data it holds."""

import datetime

import pytest
from django.urls import reverse
from django.utils.translation import override

from events.models import Role
from registrations.models import PrivacyNotice
from registrations.privacy.notice import notice_of, public_tour
from registrations.privacy.operations import PrivacyError, save_notice
from tests.events.factories import MembershipFactory, PartnershipFactory, StopFactory, TourFactory
from tournee.history.models import HistoryEntry
from tournee.history.operations import StaleVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def tour():
    return StopFactory(published=True).tour


def values(tour, **given):
    return {
        "controller": "Fondation inventée, 1 rue du Port",
        "contact_email": "donnees@demo.example",
        "keeps_until": tour.ends_on + datetime.timedelta(days=400),
        **given,
    }


def test_a_tour_without_a_notice_names_its_contact_and_the_usual_rules(tour):
    notice = notice_of(tour)

    assert notice.contact_email == tour.contact_email
    assert notice.keeps_until is None
    assert {rule.code for rule in notice.rules} >= {"people", "needs", "contacts"}


def test_the_notice_is_what_the_managers_wrote_and_history_knows_who(tour):
    manager = MembershipFactory(tour=tour, role=Role.MANAGER).user

    save_notice(tour, values(tour), expected_version=None, actor=manager)

    assert notice_of(public_tour(tour.slug)).controller == "Fondation inventée, 1 rue du Port"
    assert HistoryEntry.objects.get(action="privacy_notice.create").actor == manager


def test_data_are_kept_past_the_last_day_at_least(tour):
    with pytest.raises(PrivacyError) as refused:
        save_notice(tour, values(tour, keeps_until=tour.ends_on), expected_version=None, actor=None)
    assert refused.value.field == "keeps_until"


def test_two_who_write_the_first_one_both_see_what_the_other_wrote(tour):
    save_notice(tour, values(tour), expected_version=None, actor=None)

    with pytest.raises(StaleVersion) as stale:
        save_notice(tour, values(tour, controller="Une autre"), expected_version=None, actor=None)
    assert set(stale.value.theirs) == {"controller"}
    assert PrivacyNotice.objects.get().controller == "Fondation inventée, 1 rue du Port"


def test_co_hosts_are_named_once_whatever_they_host(tour):
    partnership = PartnershipFactory(stop=StopFactory(tour=tour, published=True))
    PartnershipFactory(stop=StopFactory(tour=tour, published=True), organisation=partnership.organisation)

    assert notice_of(tour).co_hosts == (partnership.organisation,)


class TestPages:
    def test_everybody_reads_it_in_either_language(self, client, tour):
        save_notice(tour, values(tour, notice_en="Photographs are kept a year."), expected_version=None, actor=None)

        with override("en"):
            page = client.get(reverse("privacy_notice", args=[tour.slug]))
        assert "Photographs are kept a year." in page.text
        assert "What becomes of your data" in page.text

    def test_a_tour_in_preparation_has_none_for_the_public(self, client):
        draft = TourFactory(state="draft")
        assert client.get(reverse("privacy_notice", args=[draft.slug])).status_code == 404

    def test_it_asks_as_much_for_three_co_hosts_as_for_one(self, client, tour, django_assert_max_num_queries):
        for _ in range(3):
            PartnershipFactory(stop=StopFactory(tour=tour, published=True))
        with django_assert_max_num_queries(4):
            client.get(reverse("privacy_notice", args=[tour.slug]))

    def test_a_manager_writes_it_and_an_editor_does_not(self, client, tour):
        url = reverse("privacy_notice_edit", args=[tour.slug])
        client.force_login(MembershipFactory(tour=tour, role=Role.EDITOR).user)
        assert client.get(url).status_code == 403

        client.force_login(MembershipFactory(tour=tour, role=Role.MANAGER).user)
        given = values(tour)
        answer = client.post(url, {**given, "keeps_until": given["keeps_until"].isoformat(), "once": "a"})
        assert answer.status_code == 302, answer.text
        assert PrivacyNotice.objects.get().tour == tour

    def test_what_is_refused_stands_beside_its_field_and_nothing_is_lost(self, client, tour):
        client.force_login(MembershipFactory(tour=tour, role=Role.MANAGER).user)
        with override("en"):
            url = reverse("privacy_notice_edit", args=[tour.slug])
        page = client.post(url, {**values(tour), "keeps_until": "2019-01-01"})

        assert page.status_code == 422
        assert "Choose a day after the tour’s last one" in page.text
        assert "Fondation inventée" in page.text

    def test_the_foot_of_a_tours_pages_leads_to_it_and_that_of_others_does_not(self, client, tour):
        notice = reverse("privacy_notice", args=[tour.slug])
        stop = StopFactory(tour=tour, published=True)
        for page in (reverse("tour", args=[tour.slug]), reverse("register", args=[tour.slug, stop.slug])):
            assert f'href="{notice}"' in client.get(page).text.partition('<footer class="site">')[2]
        for page in (reverse("home"), "/tours/nulle-part/"):
            assert "/privacy/" not in client.get(page).text.partition('<footer class="site">')[2]
