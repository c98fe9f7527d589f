"""Creating, changing and removing through operations, under versions."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from tests.tournee.api.sample import Note
from tests.tournee.factories import UserFactory
from tournee.models import HistoryEntry, User

pytestmark = pytest.mark.django_db
Keyed = Callable[..., APIClient]


def test_creating_calls_the_operation_and_answers_with_address_and_etag(keyed: Keyed, user: User) -> None:
    response = keyed().post("/api/v1/notes/", {"title": {"fr": "Été", "en": "Summer"}})
    assert response.status_code == 201, response.json()
    made = Note.objects.get()
    assert (made.title_fr, made.author) == ("Été", user.email)
    assert response["Location"] == f"http://testserver/api/v1/notes/{made.pk}/"
    assert response["ETag"].startswith('"1.')
    assert HistoryEntry.objects.get(action="note.add").actor == user


def test_a_change_names_the_version_it_was_made_on(keyed: Keyed, note: Note) -> None:
    client = keyed()
    etag = client.get(f"/api/v1/notes/{note.pk}/")["ETag"]
    response = client.patch(f"/api/v1/notes/{note.pk}/", {"title": {"en": "Hi"}}, headers={"If-Match": etag})
    assert response.json()["title"] == {"fr": "Bonjour", "en": "Hi"}
    assert response["ETag"].startswith('"2.')


def test_a_change_without_a_version_is_refused_with_428(keyed: Keyed, note: Note) -> None:
    response = keyed().patch(f"/api/v1/notes/{note.pk}/", {"mood": "good"})
    assert (response.status_code, response.json()["code"]) == (428, "version_required")


def test_a_stale_change_is_refused_with_both_values_and_the_current_object(keyed: Keyed, note: Note) -> None:
    client = keyed()
    etag = client.get(f"/api/v1/notes/{note.pk}/")["ETag"]
    Note.objects.update(version=2, title_en="Theirs")
    response = client.patch(f"/api/v1/notes/{note.pk}/", {"title": {"en": "Mine"}}, headers={"If-Match": etag})
    body = response.json()
    assert (response.status_code, body["code"]) == (412, "stale_version")
    assert "conflicts" in body["detail"]
    assert body["conflicts"] == [{"pointer": "#/title/en", "current": "Theirs", "sent": "Mine"}]
    assert body["current"]["title"]["en"] == "Theirs"
    again = client.patch(f"/api/v1/notes/{note.pk}/", {"title": {"en": "Mine"}}, headers={"If-Match": body["etag"]})
    assert again.status_code == 200


def test_a_weak_etag_is_told_to_be_one(keyed: Keyed, note: Note) -> None:
    client = keyed()
    etag = client.get(f"/api/v1/notes/{note.pk}/")["ETag"]
    response = client.patch(f"/api/v1/notes/{note.pk}/", {"mood": "bad"}, headers={"If-Match": f"W/{etag}"})
    assert (response.status_code, response.json()["code"]) == (412, "weak_version")


@pytest.mark.parametrize("etag", ["nonsense", '"99.abc"', '"' + "9" * 40 + '.a"'])
def test_an_etag_that_is_not_the_objects_is_stale(keyed: Keyed, note: Note, etag: str) -> None:
    response = keyed().patch(f"/api/v1/notes/{note.pk}/", {"mood": "good"}, headers={"If-Match": etag})
    assert response.status_code == 412


def test_a_change_of_what_nobody_else_touched_is_stale_all_the_same(keyed: Keyed, note: Note) -> None:
    client = keyed()
    etag = client.get(f"/api/v1/notes/{note.pk}/")["ETag"]
    client.patch(f"/api/v1/notes/{note.pk}/", {"title": {"en": "Theirs"}}, headers={"If-Match": etag})
    response = client.patch(f"/api/v1/notes/{note.pk}/", {"mood": "good"}, headers={"If-Match": etag})
    assert response.status_code == 412
    assert response.json()["conflicts"] == [{"pointer": "#/mood", "current": "bad", "sent": "good"}]


def test_a_star_overwrites_whatever_stands(keyed: Keyed, note: Note) -> None:
    response = keyed().patch(f"/api/v1/notes/{note.pk}/", {"mood": "good"}, headers={"If-Match": "*"})
    assert response.status_code == 200


def test_an_extra_action_calls_its_operation(keyed: Keyed, note: Note) -> None:
    client = keyed()
    assert client.post(f"/api/v1/notes/{note.pk}/cheer/", headers={"If-Match": "*"}).json()["mood"] == "good"
    again = client.post(f"/api/v1/notes/{note.pk}/cheer/", headers={"If-Match": "*"})
    assert (again.status_code, again.json()["code"]) == (409, "already_good")


def test_an_object_is_removed(keyed: Keyed, note: Note) -> None:
    response = keyed().delete(f"/api/v1/notes/{note.pk}/", headers={"If-Match": "*"})
    assert response.status_code == 204
    assert not Note.objects.exists()


def test_there_is_no_put(keyed: Keyed, note: Note) -> None:
    assert keyed().put(f"/api/v1/notes/{note.pk}/", {}).status_code == 405


def test_somebody_elses_object_is_refused(keyed: Keyed, note: Note) -> None:
    Note.objects.update(author=UserFactory().email)
    response = keyed().patch(f"/api/v1/notes/{note.pk}/", {"mood": "good"}, headers={"If-Match": "*"})
    assert (response.status_code, response.json()["code"]) == (403, "permission_denied")


@pytest.mark.parametrize(
    ("title", "pointer", "code"),
    [
        ("Bonjour", "#/title", "not_an_object"),
        ({"de": "Hallo"}, "#/title", "unknown_language"),
        ({"fr": 3}, "#/title/fr", "invalid"),
        ({"fr": "x" * 21}, "#/title/fr", "invalid"),
    ],
)
def test_a_wrong_text_is_refused_where_it_stands(keyed: Keyed, title: object, pointer: str, code: str) -> None:
    response = keyed().post("/api/v1/notes/", {"title": title})
    assert response.status_code == 422
    assert [(each["pointer"], each["code"]) for each in response.json()["errors"]] == [(pointer, code)]
