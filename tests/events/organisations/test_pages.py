"""Pages of organisations in the workspace."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from events.models import ContactPerson, Organisation
from events.organisations.queries import numbers_of
from tests.events.factories import (
    ContactPersonFactory,
    MembershipFactory,
    OrganisationFactory,
    OrganisationIdentifierFactory,
    PartnershipFactory,
    PostalCodeFactory,
    TerritoryFactory,
)

pytestmark = pytest.mark.page

LIST = "/workspace/organisations/"
UPJV = {"kind": "university", "name_fr": "Université de Picardie", "uai": "0801344B, 0801885P"}


def picture() -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (400, 200), "red").save(content, "PNG")
    return SimpleUploadedFile("logo.png", content.getvalue(), "image/png")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_without_organisations_the_list_says_how_to_begin(as_editor: Client, prefix: str) -> None:
    page = as_editor.get(f"{prefix}{LIST}").content.decode()
    assert f'href="{prefix}{LIST}new/"' in page


def test_the_list_finds_by_word_number_and_kind(as_editor: Client) -> None:
    OrganisationIdentifierFactory(organisation__name_fr="Éclair formation", organisation__kind="school")
    OrganisationFactory(name_fr="Pôle Véhicule", kind="cluster")
    for query in ({"q": "eclair"}, {"q": "0801344b"}, {"kind": "school"}):
        table = as_editor.get(LIST, query).context["table"]
        assert [str(row) for row in table.page] == ["Éclair formation"]


def test_the_list_takes_as_many_queries_for_one_as_for_three(as_editor: Client, django_assert_num_queries) -> None:
    def add() -> None:
        commune = PostalCodeFactory().commune
        commune.parent = TerritoryFactory(departement=True)
        commune.save()
        OrganisationIdentifierFactory(
            organisation__town=commune, scheme="siret", value=f"1980134430001{Organisation.objects.count()}"
        )

    add()
    with django_assert_num_queries(7):
        as_editor.get(LIST)
    add()
    add()
    with django_assert_num_queries(7):
        as_editor.get(LIST)


def test_a_new_organisation_is_kept_with_its_logo_and_shown(as_editor: Client, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    PostalCodeFactory(commune=TerritoryFactory(name="Albert"))
    answer = as_editor.post(f"{LIST}new/", {**UPJV, "town": "albert", "logo": picture()})
    assert answer.status_code == 302
    organisation = Organisation.objects.get()
    assert organisation.logo is not None
    assert str(organisation.town) == "Albert"
    page = as_editor.get(answer["Location"]).content.decode()
    assert "0801885P" in page
    assert organisation.logo.url in page


def test_all_that_is_wrong_with_its_numbers_is_said_at_once(as_editor: Client) -> None:
    OrganisationIdentifierFactory()
    wrong = {"siren": "198013443", "siret": "43994642700013", "uai": "0801344B", "name_fr": ""}

    answer = as_editor.post(f"{LIST}new/", {**UPJV, **wrong})

    assert {"name_fr", "siret", "uai"} <= set(answer.context["form"].errors)


def test_a_refused_form_loses_nothing_that_was_typed(as_editor: Client) -> None:
    OrganisationIdentifierFactory(organisation__name_fr="IUT d’Amiens")
    answer = as_editor.post(f"{LIST}new/", {**UPJV, "acronym": "UPJV", "town": "Atlantis", "siren": "123, 439946427"})
    assert set(answer.context["form"].errors) == {"town", "siren", "uai"}
    answer = as_editor.post(f"{LIST}new/", {**UPJV, "acronym": "UPJV"})
    assert set(answer.context["form"].errors) == {"uai"}
    page = answer.content.decode()
    assert "IUT d’Amiens" in page
    assert 'value="UPJV"' in page
    assert 'value="0801344B, 0801885P"' in page


def test_a_disguised_logo_is_refused_beside_its_field(as_editor: Client) -> None:
    fake = SimpleUploadedFile("logo.png", b"<script>alert(1)</script>", "image/png")
    answer = as_editor.post(f"{LIST}new/", {**UPJV, "logo": fake})
    assert set(answer.context["form"].errors) == {"logo"}
    assert not Organisation.objects.exists()


def test_an_edit_keeps_the_address_and_fills_the_form_with_what_stands(as_editor: Client) -> None:
    town = PostalCodeFactory(commune=TerritoryFactory(name="Albert"), code="80300").commune
    organisation = OrganisationFactory(slug="upjv", town=town)
    OrganisationIdentifierFactory(organisation=organisation)
    page = as_editor.get(f"{LIST}upjv/edit/").content.decode()
    assert 'value="0801344B"' in page
    assert 'value="Albert (80300)"' in page
    answer = as_editor.post(f"{LIST}upjv/edit/", {"kind": "school", "name_fr": "Nouveau nom", "version": 1})
    assert answer["Location"] == f"{LIST}upjv/"
    organisation.refresh_from_db()
    assert (organisation.name_fr, organisation.town) == ("Nouveau nom", None)
    assert numbers_of(organisation)["uai"] == []


def test_two_people_editing_see_both_values(as_editor: Client) -> None:
    OrganisationFactory(slug="upjv", name_fr="Avant", kind="school", name_en="", version=2)
    answer = as_editor.post(f"{LIST}upjv/edit/", {"kind": "school", "name_fr": "Mien", "version": 1})
    page = answer.content.decode()
    assert "Avant" in page
    assert 'value="Mien"' in page
    again = as_editor.post(
        f"{LIST}upjv/edit/", {"kind": "school", "name_fr": "Mien", "version": answer.context["form"]["version"].value()}
    )
    assert again.status_code == 302
    assert Organisation.objects.get().name_fr == "Mien"


def test_people_to_call_are_added_changed_and_removed_after_a_question(as_editor: Client) -> None:
    OrganisationFactory(slug="upjv")
    person = {"name": "Zoé Martin", "email": "zoe@example.org", "language": "fr"}
    as_editor.post(f"{LIST}upjv/people/new/", person)
    kept = ContactPerson.objects.get()
    as_editor.post(f"{LIST}upjv/people/{kept.pk}/", {**person, "role": "Directrice", "version": 1})
    assert "Directrice" in as_editor.get(f"{LIST}upjv/").content.decode()
    as_editor.get(f"{LIST}upjv/people/{kept.pk}/remove/")
    assert ContactPerson.objects.exists()
    as_editor.post(f"{LIST}upjv/people/{kept.pk}/remove/")
    assert not ContactPerson.objects.exists()


def test_a_person_is_found_only_at_their_own_organisation(as_editor: Client) -> None:
    OrganisationFactory(slug="other")
    person = ContactPersonFactory()
    assert as_editor.get(f"{LIST}other/people/{person.pk}/").status_code == 404


def test_a_page_says_what_an_organisation_takes_part_in(as_editor: Client) -> None:
    PartnershipFactory(organisation__slug="upjv", stop__place="Albert")
    assert "Albert" in as_editor.get(f"{LIST}upjv/").content.decode()


def test_a_representative_edits_their_own_organisation_and_sees_no_other(client: Client, db: None) -> None:
    membership = MembershipFactory(representative=True)
    other = OrganisationFactory()
    client.force_login(membership.user)
    own = f"{LIST}{membership.organisation.slug}/"
    assert own in client.get(own).content.decode()
    assert client.get(f"{own}edit/").status_code == 200
    for page in (LIST, f"{LIST}new/", f"{LIST}import/", f"{LIST}export.csv", f"{LIST}{other.slug}/"):
        assert client.get(page).status_code == 403


def test_whoever_is_not_signed_in_is_asked_to(client: Client, db: None) -> None:
    assert client.get(LIST).status_code == 302
    assert client.get(f"{LIST}nothing/").status_code in {302, 404}
