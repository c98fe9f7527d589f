"""Partners, funding, sourced facts and themes by their pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from events.models import Funding, Organisation, Partnership, SourcedFact, Stop, Theme, Tour
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

pytestmark = [pytest.mark.django_db, pytest.mark.page]


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


def test_an_organisation_nobody_had_entered_is_created_in_place_once_its_kind_is_given(client: Client) -> None:
    tour = TourFactory(fictitious=True)
    member(client, tour, "editor")
    url = add(tour, "partner")

    asked = send(client, url, organisation="Pôle Neuf", next_action="Envoyer le plan")
    kept = controls(asked)
    client.post(url, {**kept, "organisation_kind": "cluster"})

    assert "organisation_kind" not in controls(client.get(url))
    assert 'id="id_organisation_error"' in asked.content.decode()
    assert (kept["organisation"], kept["next_action"]) == (["Pôle Neuf"], ["Envoyer le plan"])
    partnership = Partnership.objects.get()
    made = partnership.organisation
    assert (made.name_fr, made.kind, made.fictitious) == ("Pôle Neuf", "cluster", True)
    assert partnership.next_action == "Envoyer le plan"


def test_an_organisation_that_is_nearly_known_is_named_before_another_is_created(client: Client) -> None:
    OrganisationFactory(name_fr="Université de Picardie Jules-Verne", name_en="")
    tour = TourFactory()
    member(client, tour, "editor")

    asked = send(client, add(tour, "partner"), organisation="Picardie Jules Verne")

    assert "Université de Picardie Jules-Verne" in " ".join(asked.context["form"].errors["organisation"])


def test_a_name_no_organisation_can_have_is_refused_with_its_length_and_the_limit(client: Client) -> None:
    tour = TourFactory()
    member(client, tour, "editor")

    refused = send(client, add(tour, "partner"), organisation="x" * 201, organisation_kind="cluster")

    assert "200" in text_of(refused)
    assert "201" in text_of(refused)
    assert not Organisation.objects.exists()


def test_nothing_is_created_where_the_rest_of_the_form_is_refused(client: Client) -> None:
    tour = TourFactory()
    member(client, tour, "editor")
    days = {"starts_on": "2031-02-01", "ends_on": "2031-01-01"}

    send(client, add(tour, "partner"), organisation="Pôle Neuf", organisation_kind="cluster", **days)

    assert not Organisation.objects.exists()


def test_all_that_is_wrong_with_a_partner_or_a_funding_is_said_at_once(client: Client) -> None:
    tour = TourFactory()
    member(client, tour, "editor")
    days = {"starts_on": "2031-02-01", "ends_on": "2031-01-01"}

    partner = send(client, add(tour, "partner"), organisation="Inconnue", **days).content.decode()
    funding = send(client, add(tour, "funding"), scheme="", rate="120", **days).content.decode()

    assert all(f'id="id_{field}_error"' in partner for field in ("organisation", "ends_on"))
    assert all(f'id="id_{field}_error"' in funding for field in ("scheme", "rate", "ends_on"))


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
    assert "Avec l’Europe" in text_of(client.get(reverse("planning_about", args=[tour.slug])))
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
