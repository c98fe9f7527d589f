"""Partners, funding, sourced facts and themes by their pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from events.models import Funding, Partnership, SourcedFact, Stop, Theme, Tour
from tests.events.factories import (
    ContactPersonFactory,
    OrganisationFactory,
    PartnershipFactory,
    StopFactory,
    ThemeFactory,
    TourFactory,
)
from tests.events.planning.pages import co_host, controls, member, send, text_of
from tests.tournee.files.samples import picture_bytes

pytestmark = pytest.mark.django_db


def add(subject: Tour | Stop, what: str) -> str:
    address = [subject.slug] if isinstance(subject, Tour) else [subject.tour.slug, subject.slug]
    return reverse(f"planning_{what}_add", args=address)


@pytest.mark.parametrize("written", ["Université d’Essai (UE)", "universite d’essai", "ue"])
def test_an_organisation_becomes_a_partner_by_any_of_its_names(client: Client, written: str) -> None:
    organisation = OrganisationFactory(name_fr="Université d’Essai", name_en="", acronym="UE")
    stop = StopFactory()
    member(client, stop.tour, "editor")

    send(client, add(stop, "partner"), organisation=written)

    partnership = Partnership.objects.get()
    assert (partnership.organisation, partnership.stop, partnership.role) == (organisation, stop, "co_host")


def test_an_organisation_nobody_knows_is_refused_beside_the_field_with_a_way_to_create_it(client: Client) -> None:
    tour = TourFactory()
    member(client, tour, "editor")

    response = send(client, add(tour, "partner"), organisation="Inconnue")

    assert 'id="id_organisation_error"' in response.content.decode()
    assert reverse("organisation_new") in response.content.decode()
    assert 'value="Inconnue"' in response.content.decode()


def test_one_organisation_has_one_role_once(client: Client) -> None:
    partnership = PartnershipFactory()
    member(client, partnership.stop.tour, "editor")

    response = send(client, add(partnership.stop, "partner"), organisation=partnership.organisation.name_fr)

    assert 'id="id_organisation_error"' in response.content.decode()
    assert Partnership.objects.count() == 1


def test_people_to_call_and_the_next_action_are_noted(client: Client) -> None:
    partnership = PartnershipFactory()
    person = ContactPersonFactory(organisation=partnership.organisation, name="Paul Appel")
    stranger = ContactPersonFactory()
    member(client, partnership.stop.tour, "editor")
    url = reverse("planning_partner_edit", args=[partnership.pk])

    refused = send(client, url, contact_persons=[stranger.pk])
    send(client, url, contact_persons=[person.pk], next_action="Envoyer le plan", next_action_on="2031-05-01")

    partnership.refresh_from_db()
    assert refused.status_code == 422
    assert list(partnership.contact_persons.all()) == [person]
    stop = partnership.stop
    shown = text_of(client.get(reverse("planning_stop", args=[stop.tour.slug, stop.slug])))
    assert "Paul Appel" in shown
    assert "Envoyer le plan" in shown


def test_a_partner_is_removed_after_asking(client: Client) -> None:
    partnership = PartnershipFactory()
    member(client, partnership.stop.tour, "editor")

    send(client, reverse("planning_partner_remove", args=[partnership.pk]))

    assert not Partnership.objects.exists()


def test_co_hosts_do_not_choose_partners(client: Client) -> None:
    stop = StopFactory()
    co_host(client, stop)
    partnership = Partnership.objects.get()

    shown = client.get(reverse("planning_stop", args=[stop.tour.slug, stop.slug])).content.decode()

    assert add(stop, "partner") not in shown
    assert client.get(add(stop, "partner")).status_code == 403
    assert client.post(reverse("planning_partner_remove", args=[partnership.pk])).status_code == 403


def test_a_funding_keeps_its_emblem_and_its_mention(client: Client) -> None:
    tour = TourFactory()
    member(client, tour, "editor")
    emblem = SimpleUploadedFile("embleme.png", picture_bytes(), "image/png")

    send(client, add(tour, "funding"), scheme="Interreg", mention_fr="Avec l’Europe", rate="69.5", emblem=emblem)
    funding = Funding.objects.get()
    send(client, reverse("planning_funding_edit", args=[funding.pk]), rate="50")

    funding.refresh_from_db()
    assert (funding.tour, funding.rate, funding.emblem.kind) == (tour, 50, "emblem")
    assert "Avec l’Europe" in text_of(client.get(reverse("planning_tour", args=[tour.slug])))
    send(client, reverse("planning_funding_remove", args=[funding.pk]))
    assert not Funding.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"rate": "120"}, "rate"),
        ({"starts_on": "2031-02-01", "ends_on": "2031-01-01"}, "ends_on"),
        ({"emblem": SimpleUploadedFile("embleme.png", b"not a picture", "image/png")}, "emblem"),
    ],
)
def test_a_funding_that_cannot_be_is_refused_beside_its_field(
    client: Client, typed: dict[str, object], field: str
) -> None:
    tour = TourFactory()
    member(client, tour, "editor")

    response = send(client, add(tour, "funding"), scheme="Interreg", **typed)

    assert f'id="id_{field}_error"' in response.content.decode()
    assert not Funding.objects.exists()


def test_a_fact_is_kept_with_its_source_corrected_and_removed(client: Client) -> None:
    tour = TourFactory()
    member(client, tour, "editor")

    send(client, add(tour, "fact"), value="1 400", text_fr="participants", source="La Gazette", position="10")
    fact = SourcedFact.objects.get()
    url = reverse("planning_fact_edit", args=[fact.pk])
    assert controls(client.get(url))["source"] == ["La Gazette"]
    send(client, url, value="1 500")
    fact.refresh_from_db()
    assert fact.value == "1 500"
    send(client, reverse("planning_fact_remove", args=[fact.pk]))
    assert not SourcedFact.objects.exists()


def test_a_fact_without_a_source_is_refused(client: Client) -> None:
    tour = TourFactory()
    member(client, tour, "editor")

    response = send(client, add(tour, "fact"), text_fr="participants", position="10")

    assert 'id="id_source_error"' in response.content.decode()


def test_a_theme_goes_into_a_vocabulary_there_is_or_a_new_one(client: Client) -> None:
    tour, known = TourFactory(), ThemeFactory()
    member(client, tour)
    url = reverse("planning_theme_new")

    send(client, url, label_fr="Usine du futur", vocabulary=known.vocabulary.pk)
    send(client, url, label_fr="Énergie", new_vocabulary="Pôles")
    twice = send(client, url, label_fr="usine du futur", vocabulary=known.vocabulary.pk)

    assert Theme.objects.get(slug="usine-du-futur").vocabulary == known.vocabulary
    assert Theme.objects.get(slug="energie").vocabulary.name_fr == "Pôles"
    assert 'id="id_label_fr_error"' in twice.content.decode()
    assert 'id="id_vocabulary_error"' in send(client, url, label_fr="Sans liste").content.decode()


def test_editors_pick_themes_and_do_not_add_any(client: Client) -> None:
    member(client, TourFactory(), "editor")

    assert client.get(reverse("planning_theme_new")).status_code == 403
