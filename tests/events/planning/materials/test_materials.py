"""What participants may take home: files and addresses, by the pages, on the public page and over the API."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from events.models import Material, Stop
from events.planning.errors import PlanningError
from events.planning.materials.operations import add_material, edit_material, remove_material
from events.planning.operations import archive_tour, remove_session
from tests.events.factories import SessionFactory, StopFactory
from tests.events.planning.pages import co_host, controls, member, send, text_of
from tests.tournee.web.assertions import assert_house_page
from tournee.history.operations import StaleVersion

pytestmark = pytest.mark.django_db
ADDRESS = "https://example.org/guide"


@pytest.fixture(autouse=True)
def _storage(settings: Settings, tmp_path: Path) -> None:
    """A storage of its own for each test."""
    kept = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "default": kept}


def pdf(name: str = "Support.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF\n")


def page(stop: Stop, name: str = "planning_stop") -> str:
    return reverse(name, args=[stop.tour.slug, stop.slug])


def typed(client: Client, stop: Stop, **changed: object) -> HttpResponse:
    """The form of a new material, sent as somebody typed it."""
    form = page(stop, "planning_material_add")
    return client.post(form, {**controls(client.get(form)), **changed})


def linked(stop: Stop, title: str = "Guide") -> Material:
    return add_material(stop, {"title_fr": title, "url": ADDRESS}, actor=None)


def test_a_file_is_added_and_stands_on_the_stops_page(client: Client) -> None:
    stop = StopFactory()
    member(client, stop.tour, "editor")

    response = send(client, page(stop, "planning_material_add"), title_fr="Support", file=pdf())

    material = stop.materials.get()
    assert response.headers["Location"] == f"{page(stop)}#materials"
    assert material.file is not None
    assert material.file.url in text_of(client.get(page(stop)))
    assert not material.file.is_public


def test_an_address_may_be_given_for_one_session(client: Client) -> None:
    session = SessionFactory()
    member(client, session.stop.tour, "editor")

    typed(client, session.stop, title_fr="Guide", url=ADDRESS, session=str(session.pk))

    assert session.materials.get().url == ADDRESS


@pytest.mark.parametrize(("sent", "field"), [({}, "file"), ({"url": ADDRESS, "file": True}, "url")])
def test_a_material_is_a_file_or_an_address(client: Client, sent: dict[str, object], field: str) -> None:
    stop = StopFactory()
    member(client, stop.tour, "editor")
    given = {**sent, **({"file": pdf()} if "file" in sent else {})}

    response = typed(client, stop, title_fr="Guide", **given)

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not stop.materials.exists()


def test_a_program_disguised_as_a_document_is_refused(client: Client) -> None:
    stop = StopFactory()
    member(client, stop.tour, "editor")

    response = send(
        client, page(stop, "planning_material_add"), title_fr="Support", file=SimpleUploadedFile("x.pdf", b"MZ\x90\x00")
    )

    assert response.status_code == 422
    assert not stop.materials.exists()


def test_a_session_of_another_stop_is_refused() -> None:
    with pytest.raises(PlanningError) as refused:
        add_material(StopFactory(), {"title_fr": "Guide", "url": ADDRESS, "session": SessionFactory()}, actor=None)

    assert refused.value.code == "another_stop"


def test_a_file_gives_way_to_an_address_and_back(client: Client) -> None:
    stop = StopFactory()
    member(client, stop.tour, "editor")
    send(client, page(stop, "planning_material_add"), title_fr="Support", file=pdf())
    edit = reverse("planning_material_edit", args=[stop.materials.get().pk])

    both = client.post(edit, {**controls(client.get(edit)), "url": ADDRESS})
    client.post(edit, {**controls(client.get(edit)), "url": ADDRESS, "file-clear": "on"})
    as_address = stop.materials.get()
    client.post(edit, {**controls(client.get(edit)), "url": "", "file": pdf("Autre.pdf")})

    assert both.status_code == 422
    assert (as_address.file, as_address.url) == (None, ADDRESS)
    again = stop.materials.get()
    assert again.file is not None
    assert (again.file.name, again.url) == ("Autre.pdf", "")


def test_materials_are_put_in_order_by_the_team(client: Client) -> None:
    stop = StopFactory()
    first, second = linked(stop, "Un"), linked(stop, "Deux")
    member(client, stop.tour, "editor")

    client.post(reverse("planning_material_move", args=[second.pk]), {"way": "up"})

    assert list(stop.materials.all()) == [second, first]


def test_two_people_editing_one_material_see_both_titles(client: Client) -> None:
    material = linked(StopFactory())
    member(client, material.stop.tour, "editor")
    edit_material(material, {"title_fr": "Guide de visite"}, expected_version=None, actor=None)

    with pytest.raises(StaleVersion):
        edit_material(material, {"title_fr": "Autre"}, expected_version=1, actor=None)
    with pytest.raises(StaleVersion):
        remove_material(material, expected_version=1, actor=None)


def test_it_is_removed_after_asking(client: Client) -> None:
    material = linked(StopFactory())
    member(client, material.stop.tour, "editor")
    url = reverse("planning_material_remove", args=[material.pk])

    asked = client.get(url)
    client.post(url)

    assert_house_page(asked)
    assert not Material.objects.exists()


def test_a_co_host_adds_until_publication_and_afterwards_no_more(client: Client) -> None:
    stop, public = StopFactory(), StopFactory(published=True)
    co_host(client, stop)
    typed(client, stop, title_fr="Guide", url=ADDRESS)
    assert stop.materials.count() == 1

    co_host(client, public)
    assert client.get(page(public, "planning_material_add")).status_code == 403
    assert page(public, "planning_material_add") not in client.get(page(public)).content.decode()


def test_an_archived_tour_keeps_its_materials_as_they_are(client: Client) -> None:
    stop = StopFactory(published=True)
    material = linked(stop)
    member(client, stop.tour)
    archive_tour(stop.tour, actor=None)

    assert client.post(reverse("planning_material_remove", args=[material.pk])).status_code == 422
    client.post(reverse("planning_material_move", args=[material.pk]), {"way": "up"})
    assert stop.materials.count() == 1


def test_a_file_opens_to_anyone_once_the_stop_is_public(client: Client) -> None:
    hidden, public = StopFactory(), StopFactory(published=True)
    addresses = []
    for stop in (hidden, public):
        material = add_material(stop, {"title_fr": "Support"}, document=_kept(), actor=None)
        assert material.file is not None
        addresses.append(material.file.url)

    answers = [client.get(address) for address in addresses]
    assert [answer.status_code for answer in answers] == [302, 200]  # sent to sign in
    assert answers[1].getvalue().startswith(b"%PDF")
    member(client, hidden.tour, "reader")
    assert client.get(addresses[0]).getvalue().startswith(b"%PDF")


def _kept() -> object:
    from tournee.files.operations import keep_document

    return keep_document(pdf(), kind="material", actor=None)


def test_the_public_page_lists_them_under_the_programme_and_follows_each_change(client: Client) -> None:
    session = SessionFactory(stop=StopFactory(published=True), title_fr="Atelier des matériaux")
    stop = session.stop
    url = reverse("stop", args=[stop.tour.slug, stop.slug])
    assert 'id="materials"' not in client.get(url).content.decode()

    material = add_material(stop, {"title_fr": "Guide", "url": ADDRESS, "session": session}, actor=None)
    after_adding = text_of(client.get(url))
    edit_material(material, {"title_fr": "Livret"}, expected_version=None, actor=None)
    after_editing = text_of(client.get(url))
    remove_material(material, expected_version=None, actor=None)

    assert ADDRESS in after_adding.split('id="materials"')[1]
    assert "(example.org)" in after_adding
    assert "Livret" in after_editing
    assert "Livret" not in text_of(client.get(url))


@pytest.mark.parametrize("count", [1, 3])
def test_the_public_page_asks_as_much_for_one_material_as_for_three(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    stop = SessionFactory(stop=StopFactory(published=True)).stop
    url = reverse("stop", args=[stop.tour.slug, stop.slug])
    client.get(url)
    for _ in range(count):
        linked(stop)

    with django_assert_num_queries(9):
        client.get(url)


def test_the_materials_of_a_session_that_is_removed_stay_as_the_stops() -> None:
    session = SessionFactory()
    add_material(session.stop, {"title_fr": "Guide", "url": ADDRESS, "session": session}, actor=None)

    remove_session(session, actor=None)

    assert Material.objects.get().session is None


def test_the_form_is_a_house_page(client: Client) -> None:
    material = linked(StopFactory())
    member(client, material.stop.tour)

    assert_house_page(client.get(page(material.stop, "planning_material_add")))
    assert_house_page(client.get(reverse("planning_material_edit", args=[material.pk])))
