"""Contact lists: made, filled from a sheet, searched, and cleared of an address."""

import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from events.models import Tour
from registrations.inviting.errors import InvitingError
from registrations.inviting.lists.operations import create_contact_list
from registrations.models import Contact, ContactList
from tests.events.factories import TourFactory
from tests.events.planning.pages import member, send, text_of
from tests.registrations.factories import CompanyFactory, ContactFactory, ContactListFactory
from tournee.history.models import HistoryEntry

pytestmark = pytest.mark.django_db
HEADINGS = "Courriel;Nom;Entreprise;Langue"


@pytest.fixture
def tour(client: Client) -> Tour:
    """A tour whose editor is signed in."""
    tour: Tour = TourFactory(published=True)
    member(client, tour, "editor")
    return tour


def sheet(*rows: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("contacts.csv", "\n".join([HEADINGS, *rows]).encode())


def imported(client: Client, contact_list: ContactList, *rows: str) -> Any:
    """Send the sheet and confirm what the preview offers; the preview where it offers nothing."""
    url = f"/workspace/contact-lists/{contact_list.public_id}/import/"
    preview = client.post(url, {"file": sheet(*rows)})
    upload = preview.context["step"].upload
    return client.post(url, {"upload": upload.pk}) if upload else preview


def test_a_list_is_made_with_its_source_and_basis(client: Client, tour: Tour) -> None:
    made = send(
        client,
        f"/workspace/tours/{tour.slug}/contact-lists/new/",
        name="Chambre", source="adhérents", obtained_on="2026-01-05", basis="interest",
    )  # fmt: skip

    contact_list = ContactList.objects.get()
    assert made["Location"] == f"/workspace/contact-lists/{contact_list.public_id}/"
    assert (contact_list.tour, contact_list.basis) == (tour, "interest")
    assert HistoryEntry.objects.about(contact_list).get().action == "contact_list.create"


def test_its_form_leads_back_to_the_lists_and_asks_to_choose_a_basis(client: Client, tour: Tour) -> None:
    page = client.get(f"/en/workspace/tours/{tour.slug}/contact-lists/new/").content.decode()

    assert f'href="/en/workspace/tours/{tour.slug}/contact-lists/">Cancel' in page
    assert '<option value="" selected>choose…</option>' in page


def test_two_lists_of_a_tour_have_two_names_and_none_comes_from_the_future(tour: Tour) -> None:
    ContactListFactory(tour=tour, name="Chambre")
    values = {"name": "Chambre", "source": "x", "obtained_on": datetime.date(2026, 1, 1), "basis": "public"}
    with pytest.raises(InvitingError) as taken:
        create_contact_list(tour, values, actor=None)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    with pytest.raises(InvitingError) as early:
        create_contact_list(tour, {**values, "name": "Autre", "obtained_on": tomorrow}, actor=None)
    assert (taken.value.field, early.value.field) == ("name", "obtained_on")


def test_a_sheet_is_previewed_then_written(client: Client, tour: Tour) -> None:
    contact_list = ContactListFactory(tour=tour)
    url = f"/workspace/contact-lists/{contact_list.public_id}/import/"

    preview = client.post(url, {"file": sheet("Ada@example.net;Ada;Atelier Ada;anglais", "bob@example.net;;;")})
    assert not Contact.objects.exists()
    client.post(url, {"upload": preview.context["step"].upload.pk})

    rows = Contact.objects.order_by("email_key").values_list("email_key", "name", "company_name", "language")
    assert list(rows) == [("ada@example.net", "Ada", "Atelier Ada", "en"), ("bob@example.net", "", "", "fr")]
    assert HistoryEntry.objects.about(contact_list).get().action == "contact_list.import"


def test_an_address_is_on_a_list_once(client: Client, tour: Tour) -> None:
    contact_list = ContactListFactory(tour=tour)

    imported(client, contact_list, "ada@example.net;;;", "ADA@example.net;Ada;;")
    again = imported(client, contact_list, "ada@example.net;Ada;;")

    assert list(Contact.objects.values_list("email_key", "name")) == [("ada@example.net", "Ada")]
    assert again.context["step"].applied.unchanged == 1


def test_a_refused_row_refuses_the_sheet_and_says_where(client: Client, tour: Tour) -> None:
    contact_list = ContactListFactory(tour=tour)

    step = imported(client, contact_list, "ada@example.net;Ada;;", "not an address;Bob;;").context["step"]

    assert step.refusals[0].row == 3
    assert not Contact.objects.exists()


def test_the_good_rows_are_written_without_the_bad_which_are_a_file_to_correct(client: Client, tour: Tour) -> None:
    contact_list = ContactListFactory(tour=tour)
    url = f"/en/workspace/contact-lists/{contact_list.public_id}/import/"
    preview = client.post(url, {"file": sheet("ada@example.net;Ada;;", "not an address;Bob;;", "cy@example.net;;;")})
    step = preview.context["step"]
    assert "Write 2 of 3 rows" in text_of(preview)
    assert not Contact.objects.exists()

    refused = client.get(f"{url}?refused={step.refused.pk}").content.decode()
    data = {"upload": step.upload.pk, "seen": step.applied.seen, "leaving": step.leaving}
    written = client.post(url, data)

    assert refused.splitlines()[0].endswith("Row,Why it is refused,What to do,Courriel,Nom,Entreprise,Langue")
    assert "not an address,Bob" in refused
    assert "1 row was left out" in text_of(written)
    assert sorted(Contact.objects.values_list("email_key", flat=True)) == ["ada@example.net", "cy@example.net"]


def test_a_first_name_in_a_column_of_its_own_is_joined_to_the_name(client: Client, tour: Tour) -> None:
    contact_list = ContactListFactory(tour=tour)
    url = f"/workspace/contact-lists/{contact_list.public_id}/import/"
    rows = b"Nom;Pr\xc3\xa9nom;Courriel\nDurand;Marie;marie@example.net\nMarie Petit;Marie;petit@example.net\n"

    preview = client.post(url, {"file": SimpleUploadedFile("c.csv", rows)})
    client.post(url, {"upload": preview.context["step"].upload.pk})

    assert list(Contact.objects.order_by("name").values_list("name", flat=True)) == ["Marie Durand", "Marie Petit"]


def test_a_firm_known_by_its_number_is_linked(client: Client, tour: Tour) -> None:
    firm = CompanyFactory()
    firm.identifiers.create(scheme="siren", value="732829320")
    contact_list = ContactListFactory(tour=tour)
    url = f"/workspace/contact-lists/{contact_list.public_id}/import/"
    file = SimpleUploadedFile("c.csv", b"Email;SIREN\nada@example.net;732829320\nbob@example.net;111111111\n")

    preview = client.post(url, {"file": file})
    client.post(url, {"upload": preview.context["step"].upload.pk})

    assert Contact.objects.get(email_key="ada@example.net").company == firm
    assert Contact.objects.get(email_key="bob@example.net").company is None


def test_contacts_are_searched_and_shown_page_by_page(client: Client, tour: Tour) -> None:
    contact_list = ContactListFactory(tour=tour)
    ContactFactory.create_batch(60, contact_list=contact_list)
    ContactFactory(contact_list=contact_list, email="ada@example.net", company_name="Fonderie")
    url = f"/workspace/contact-lists/{contact_list.public_id}/"

    assert len(client.get(url).context["table"].page) == 50
    assert "ada@example.net" in text_of(client.get(f"{url}?q=fonderie"))
    assert client.get(f"{url}?q=nobody").context["table"].filtered


def test_a_contact_is_removed_after_a_second_step(client: Client, tour: Tour) -> None:
    contact = ContactFactory(contact_list=ContactListFactory(tour=tour))
    url = f"/workspace/contacts/{contact.public_id}/remove/"

    client.get(url)
    assert Contact.objects.count() == 1
    client.post(url)
    assert not Contact.objects.exists()


@pytest.mark.parametrize("role", ["reader", None])
def test_addresses_are_for_editors(client: Client, role: str | None) -> None:
    contact_list = ContactListFactory()
    member(client, contact_list.tour if role else TourFactory(), role or "manager")

    assert client.get(f"/workspace/contact-lists/{contact_list.public_id}/").status_code == 403


def test_the_lists_of_an_archived_tour_are_read_only(client: Client, tour: Tour) -> None:
    contact = ContactFactory(contact_list=ContactListFactory(tour=tour))
    Tour.objects.update(state=Tour.State.ARCHIVED)

    assert client.post(f"/workspace/contacts/{contact.public_id}/remove/").status_code == 422
    assert client.get(f"/workspace/contact-lists/{contact.contact_list.public_id}/import/").context["refused"]
    assert Contact.objects.count() == 1


def test_the_list_of_lists_takes_as_many_queries_for_three_as_for_one(
    client: Client, tour: Tour, django_assert_max_num_queries: Any
) -> None:
    url = f"/workspace/tours/{tour.slug}/contact-lists/"
    ContactFactory(contact_list=ContactListFactory(tour=tour))
    with django_assert_max_num_queries(12) as one:
        client.get(url)
    for _number in range(2):
        ContactFactory(contact_list=ContactListFactory(tour=tour))
    with django_assert_max_num_queries(len(one)):
        assert "Contact" in text_of(client.get(url))
