"""Keeping organisations and the people to call there."""

import pytest

from events.models import ContactPerson, Organisation
from events.organisations import operations
from events.organisations.queries import numbers_of
from tests.events.factories import ContactPersonFactory, OrganisationFactory, OrganisationIdentifierFactory, StopFactory
from tournee.errors import OperationError
from tournee.history.models import HistoryEntry
from tournee.history.operations import StaleVersion
from tournee.models import User

UPJV = {"kind": "university", "name_fr": "Université de Picardie Jules-Verne", "acronym": "UPJV"}


def test_a_new_organisation_gets_an_address_from_its_name_and_its_numbers_are_tidied(user: User) -> None:
    made = operations.create_organisation(UPJV, numbers={"siren": ["198 013 443"], "uai": ["0801344b"]}, actor=user)
    assert made.slug == "universite-de-picardie-jules-verne"
    assert numbers_of(made) == {"siren": ["198013443"], "siret": [], "uai": ["0801344B"], "uk_company": []}
    entry = HistoryEntry.objects.about(made).get()
    assert (entry.action, entry.actor) == ("organisation.create", user)


def test_two_organisations_of_one_name_have_two_addresses(user: User) -> None:
    slugs = [operations.create_organisation(UPJV, actor=user).slug for _ in range(3)]
    assert slugs == [f"universite-de-picardie-jules-verne{n}" for n in ("", "-2", "-3")]


@pytest.mark.parametrize("name", ["Import", "new", "???", "x" * 200])
def test_no_organisation_takes_the_address_of_a_page_or_none_at_all(user: User, name: str) -> None:
    slug = operations.create_organisation({"kind": "other", "name_fr": name}, actor=user).slug
    assert slug not in {"", "import", "new"}
    assert len(slug) <= 80


@pytest.mark.parametrize(
    ("scheme", "value"),
    [
        ("siren", "198013444"),
        ("siret", "19801344300010"),
        ("uai", "0801344C"),
        ("uk_company", "ABC"),
        ("siren", "DROP"),
    ],
)
def test_a_wrong_number_is_refused_beside_its_field_and_nothing_is_kept(user: User, scheme: str, value: str) -> None:
    with pytest.raises(OperationError) as refusal:
        operations.create_organisation(UPJV, numbers={scheme: [value]}, actor=user)
    assert (refusal.value.field, refusal.value.code) == (scheme, "bad_identifier")
    assert value in str(refusal.value)
    assert not Organisation.objects.exists()


def test_a_number_of_another_organisation_is_refused_naming_it(user: User) -> None:
    OrganisationIdentifierFactory(organisation__name_fr="IUT d’Amiens", scheme="uai", value="0801344B")
    with pytest.raises(OperationError, match="IUT d’Amiens") as refusal:
        operations.create_organisation(UPJV, numbers={"uai": ["0801344B"]}, actor=user)
    assert refusal.value.field == "uai"
    assert Organisation.objects.count() == 1


def test_a_siret_of_another_siren_is_refused(user: User) -> None:
    with pytest.raises(OperationError) as refusal:
        operations.create_organisation(UPJV, numbers={"siren": ["198013443"], "siret": ["43994642700044"]}, actor=user)
    assert (refusal.value.field, refusal.value.code) == ("siret", "siret_not_of_siren")


def test_of_a_siren_there_is_one_and_of_uai_there_may_be_several(user: User) -> None:
    several = operations.create_organisation(UPJV, numbers={"uai": ["0801344B", "0801885P"]}, actor=user)
    assert numbers_of(several)["uai"] == ["0801344B", "0801885P"]
    with pytest.raises(OperationError) as refusal:
        operations.create_organisation(UPJV, numbers={"siren": ["198013443", "439946427"]}, actor=user)
    assert refusal.value.code == "one_number"


def test_an_edit_writes_what_changed_and_no_more(user: User) -> None:
    organisation = operations.create_organisation(UPJV, numbers={"uai": ["0801344B"]}, actor=user)
    assert operations.edit_organisation(
        organisation, {"acronym": "U-PJV"}, numbers={"siren": ["198013443"]}, expected_version=1, actor=user
    )
    organisation.refresh_from_db()
    assert (organisation.acronym, organisation.version) == ("U-PJV", 2)
    assert organisation.search_key.endswith("u pjv")
    assert numbers_of(Organisation.objects.get())["uai"] == ["0801344B"]


def test_the_same_again_changes_nothing(user: User) -> None:
    organisation = operations.create_organisation(UPJV, numbers={"uai": ["0801344B"]}, actor=user)
    entries = HistoryEntry.objects.count()
    assert not operations.edit_organisation(
        organisation, UPJV, numbers={"uai": ["0801344 B"]}, expected_version=1, actor=user
    )
    assert (HistoryEntry.objects.count(), Organisation.objects.get().version) == (entries, 1)


def test_a_number_alone_makes_a_new_version(user: User) -> None:
    organisation = OrganisationFactory()
    operations.edit_organisation(organisation, {}, numbers={"uai": ["0801344B"]}, expected_version=1, actor=user)
    assert (organisation.version, Organisation.objects.get().version) == (2, 2)


def test_a_stale_edit_shows_both_values_and_writes_neither(user: User) -> None:
    organisation = OrganisationFactory(acronym="A")
    operations.edit_organisation(
        organisation, {"acronym": "B"}, numbers={"uai": ["0801344B"]}, expected_version=1, actor=user
    )
    with pytest.raises(StaleVersion) as refusal:
        operations.edit_organisation(
            organisation, {"acronym": "C"}, numbers={"uai": []}, expected_version=1, actor=user
        )
    assert refusal.value.theirs == {"acronym": ("B", "C"), "uai": (["0801344B"], [])}
    assert numbers_of(Organisation.objects.get())["uai"] == ["0801344B"]


def test_history_names_the_fields_of_a_person_and_keeps_none_of_their_values(user: User) -> None:
    organisation = OrganisationFactory()
    values = {"name": "Zoé Secrète", "role": "", "email": "zoe@example.org", "phone": "", "language": "fr"}
    person = operations.add_contact_person(organisation, values, actor=user)
    operations.edit_contact_person(person, {"name": "Zoé Autre"}, expected_version=1, actor=user)
    operations.remove_contact_person(person, actor=user)
    assert not ContactPerson.objects.exists()
    entries = HistoryEntry.objects.order_by("pk")
    assert [entry.action for entry in entries] == [
        "organisation.add_contact", "organisation.edit_contact", "organisation.remove_contact"
    ]  # fmt: skip
    assert not any("Zoé" in f"{entry.label}{entry.changes}" for entry in entries)


def test_a_stop_whose_contact_is_removed_names_nobody(user: User) -> None:
    person = ContactPersonFactory()
    stop = StopFactory(contact=person)
    operations.remove_contact_person(person, actor=user)
    stop.refresh_from_db()
    assert stop.contact is None
