"""Writing tours, stops and sessions over the API, through the operations the pages use."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from events.models import Session, Stop, Tour
from tests.events.factories import (
    MembershipFactory,
    OrganisationFactory,
    PartnershipFactory,
    SessionFactory,
    StopFactory,
    TerritoryFactory,
    ThemeFactory,
    TourFactory,
)
from tests.tournee.factories import UserFactory

pytestmark = pytest.mark.django_db
ANY = {"HTTP_IF_MATCH": "*"}


@pytest.fixture
def api() -> APIClient:
    return APIClient()


def team(api: APIClient, tour: Tour, role: str = "manager") -> None:
    api.force_authenticate(MembershipFactory(tour=tour, role=role).user)


def address(thing: Any, step: str = "") -> str:
    if isinstance(thing, Tour):
        return f"/api/v1/tours/{thing.slug}/{step}"
    kind = "stops" if isinstance(thing, Stop) else "sessions"
    return f"/api/v1/{kind}/{thing.public_id}/{step}"


def test_a_stop_goes_from_an_idea_to_publication(api: APIClient) -> None:
    tour = TourFactory(published=True)
    TerritoryFactory(code="80016", name="Albert")
    team(api, tour)

    made = api.post("/api/v1/stops/", {"tour": tour.slug, "town": "80016", "starts_on": "2031-06-18"}, format="json")
    assert (made.status_code, made.json()["place"]) == (201, "Albert")
    stop = Stop.objects.get()
    body = {"title": {"fr": "Innover"}, "venue": "Lycée", "address": "7 rue"}
    changed = api.patch(address(stop), body, format="json", HTTP_IF_MATCH=made.headers["ETag"])
    assert changed.status_code == 200, changed.json()
    session = {
        "stop": str(stop.public_id), "title": {"fr": "Atelier"},
        "starts_at": "2031-06-18T09:00:00+02:00", "ends_at": "2031-06-18T11:00:00+02:00",
    }  # fmt: skip
    assert api.post("/api/v1/sessions/", session, format="json").status_code == 201
    for step in ("contact", "confirm", "publish"):
        assert api.post(address(stop, f"{step}/"), {}, format="json", **ANY).status_code == 200
    assert (api.get(address(stop)).json()["state"], api.get(address(stop)).json()["number"]) == ("published", 1)


def test_an_unready_stop_says_what_is_missing(api: APIClient) -> None:
    stop = StopFactory(confirmed=True, title_fr="")
    team(api, stop.tour)

    response = api.post(address(stop, "publish/"), {}, format="json", **ANY)

    assert response.json()["code"] == "not_ready"
    assert "ci-dessous" not in response.json()["detail"]
    assert "sujet" in response.json()["detail"]
    stop.refresh_from_db()
    assert stop.state == "confirmed"


def test_a_change_wants_if_match_and_a_stale_one_is_told(api: APIClient) -> None:
    stop = StopFactory()
    team(api, stop.tour)

    without = api.patch(address(stop), {"venue": "Lycée"}, format="json")
    stale = api.patch(address(stop), {"venue": "Lycée"}, format="json", HTTP_IF_MATCH='"7.abc"')
    late = api.post(address(stop, "contact/"), {}, format="json", HTTP_IF_MATCH='"7.abc"')

    assert (without.status_code, stale.status_code, late.status_code) == (428, 412, 412)
    assert stale.json()["conflicts"][0]["sent"] == "Lycée"
    stop.refresh_from_db()
    assert (stop.venue, stop.state) == ("", "idea")


def test_a_step_that_cannot_be_taken_is_a_problem_in_words(api: APIClient) -> None:
    stop = StopFactory()
    team(api, stop.tour)

    response = api.post(address(stop, "postpone/"), {"reason_fr": "Salle fermée."}, format="json", **ANY)

    assert response.json()["code"] == "illegal_transition"


def test_calling_off_wants_a_reason(api: APIClient) -> None:
    stop = StopFactory(published=True)
    team(api, stop.tour)

    refused = api.post(address(stop, "cancel/"), {}, format="json", **ANY)
    done = api.post(address(stop, "cancel/"), {"reason_fr": "Salle fermée."}, format="json", **ANY)

    assert refused.json()["errors"][0]["pointer"] == "#/reason_fr"
    assert done.json()["state"] == "cancelled"


def test_one_of_several_dates_is_confirmed_by_its_first_day(api: APIClient) -> None:
    stop = StopFactory(state=Stop.State.CONTACTED)
    team(api, stop.tour)
    options = [{"starts_on": "2031-06-18"}, {"starts_on": "2031-06-25"}]
    api.patch(address(stop), {"date_options": options}, format="json", **ANY)

    none_of_them = api.post(address(stop, "confirm/"), {"starts_on": "2031-07-01"}, format="json", **ANY)
    done = api.post(address(stop, "confirm/"), {"starts_on": "2031-06-25"}, format="json", **ANY)

    assert none_of_them.json()["errors"][0]["pointer"] == "#/starts_on"
    assert done.json()["starts_on"] == "2031-06-25"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "#/town"),
        ({"town": "99999"}, "#/town"),
        ({"place": "Ashford", "latitude": 95, "longitude": 0}, "#/latitude"),
        ({"place": "Ashford", "latitude": 51}, "#/latitude"),
        ({"place": "Albert", "starts_on": "2031-06-18", "ends_on": "2031-06-17"}, "#/ends_on"),
    ],
)
def test_bad_input_is_pointed_at(api: APIClient, body: dict[str, Any], pointer: str) -> None:
    tour = TourFactory()
    team(api, tour)

    response = api.post("/api/v1/stops/", {"tour": tour.slug, **body}, format="json")

    assert response.json()["errors"][0]["pointer"] == pointer
    assert not Stop.objects.exists()


def test_a_tour_is_created_changed_and_published(api: APIClient) -> None:
    theme = ThemeFactory()
    team(api, TourFactory())
    body = {
        "title": {"fr": "La tournée", "en": "The tour"}, "intro": {"fr": "Venez."}, "starts_on": "2031-06-01",
        "ends_on": "2031-10-31", "themes": [theme.slug], "contact_email": "equipe@example.org",
    }  # fmt: skip

    made = api.post("/api/v1/tours/", body, format="json")
    assert made.status_code == 201, made.json()
    tour = Tour.objects.get(slug=made.json()["slug"])
    changed = api.patch(address(tour), {"title": {"en": "Our tour"}}, format="json", HTTP_IF_MATCH=made.headers["ETag"])
    published = api.post(address(tour, "publish/"), {}, format="json", **ANY)

    assert changed.json()["title"] == {"fr": "La tournée", "en": "Our tour"}
    assert published.json()["state"] == "published"
    assert "contact_email" not in published.json()


def test_a_tour_follows_none_but_ones_own(api: APIClient) -> None:
    tour, others = TourFactory(), TourFactory(published=True)
    team(api, tour)

    response = api.patch(address(tour), {"previous_edition": others.slug}, format="json", **ANY)

    assert response.json()["errors"][0]["pointer"] == "#/previous_edition"


def test_more_seats_than_any_room_has_are_refused(api: APIClient) -> None:
    session = SessionFactory()
    team(api, session.stop.tour, "editor")

    response = api.patch(address(session), {"capacity": 100_001}, format="json", **ANY)

    assert response.json()["errors"][0]["pointer"] == "#/capacity"


def test_a_session_is_changed_cancelled_and_removed_where_nobody_saw_it(api: APIClient) -> None:
    session = SessionFactory()
    public = SessionFactory(stop=StopFactory(published=True, tour=session.stop.tour))
    team(api, session.stop.tour, "editor")

    below = api.patch(address(session), {"capacity": 12}, format="json", **ANY)
    cancelled = api.post(address(public, "cancel/"), {}, format="json", **ANY)
    kept = api.delete(address(public), **ANY)
    gone = api.delete(address(session), **ANY)

    assert below.json()["capacity"] == 12
    assert cancelled.json()["state"] == "cancelled"
    assert kept.json()["code"] == "already_public"
    assert gone.status_code == 204
    assert list(Session.objects.all()) == [public]


@pytest.mark.parametrize(("role", "step", "status"), [("editor", "publish/", 403), ("reader", "contact/", 403)])
def test_steps_open_to_whom_the_pages_open_them(api: APIClient, role: str, step: str, status: int) -> None:
    stop = StopFactory()
    team(api, stop.tour, role)

    assert api.post(address(stop, step), {}, format="json", **ANY).status_code == status


def test_nobody_writes_into_another_tour(api: APIClient) -> None:
    mine, stop = TourFactory(), StopFactory(published=True)
    team(api, mine)

    into = api.post("/api/v1/stops/", {"tour": stop.tour.slug, "place": "Albert"}, format="json")
    unknown = api.post("/api/v1/stops/", {"tour": "nulle-part", "place": "Albert"}, format="json")
    session = api.post("/api/v1/sessions/", {"stop": str(stop.public_id), "title": {"fr": "x"}}, format="json")
    moved = api.patch(address(stop), {"venue": "x"}, format="json", **ANY)

    assert [into.status_code, session.status_code, moved.status_code] == [403, 403, 403]
    assert unknown.json()["errors"][0]["pointer"] == "#/tour"


def test_the_anonymous_and_co_hosts_write_nothing(api: APIClient) -> None:
    stop = StopFactory(published=True)
    body = {"tour": stop.tour.slug, "place": "Albert"}
    assert api.post("/api/v1/stops/", body, format="json").status_code == 401
    organisation = OrganisationFactory()
    PartnershipFactory(organisation=organisation, stop=stop)
    user = UserFactory()
    MembershipFactory(user=user, tour=None, organisation=organisation, role="representative")
    api.force_authenticate(user)

    assert api.patch(address(stop), {"venue": "x"}, format="json", **ANY).status_code == 403
    assert api.post("/api/v1/stops/", body, format="json").status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_sessions_are_listed_in_as_many_queries_for_one_as_for_three(
    api: APIClient, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        SessionFactory(stop=StopFactory(published=True))

    with django_assert_num_queries(3):
        assert len(api.get("/api/v1/sessions/").json()["results"]) == count


def test_the_link_to_a_meeting_is_shown_to_the_team_and_co_hosts_alone(api: APIClient) -> None:
    session = SessionFactory(stop=StopFactory(published=True), online_url="https://meet.example.org/1")
    host, other = OrganisationFactory(), OrganisationFactory()
    PartnershipFactory(organisation=host, stop=session.stop, role="co_host")

    def seen(user: Any) -> Any:
        api.force_authenticate(user)
        return api.get(address(session)).json()["online_url"]

    assert seen(None) is None
    assert seen(MembershipFactory(tour=TourFactory()).user) is None
    assert seen(MembershipFactory(tour=None, organisation=other, role="representative").user) is None
    assert seen(MembershipFactory(tour=None, organisation=host, role="representative").user)
    assert seen(MembershipFactory(tour=session.stop.tour, reader=True).user)


def test_a_session_without_a_link_says_null_and_takes_null(api: APIClient) -> None:
    session = SessionFactory(online_url="https://meet.example.org/1")
    team(api, session.stop.tour)

    assert api.patch(address(session), {"online_url": None}, format="json", **ANY).json()["online_url"] is None
    session.refresh_from_db()
    assert session.online_url == ""


def test_an_unknown_member_of_a_step_or_of_a_date_is_named(api: APIClient) -> None:
    stop = StopFactory()
    team(api, stop.tour)

    step = api.post(address(stop, "contact/"), {"now": True}, format="json", **ANY)
    options = {"date_options": [{"starts_on": "2031-06-18", "day": 1}]}
    date = api.patch(address(stop), options, format="json", **ANY)

    assert step.json()["errors"][0]["pointer"] == "#/now"
    assert date.json()["errors"][0]["pointer"] == "#/date_options/0/day"


def test_nul_is_found_nowhere_and_kept_nowhere(api: APIClient) -> None:
    tour = TourFactory(published=True)
    team(api, tour)

    assert api.get("/api/v1/tours/%00/").status_code == 404
    for query in ("stops/?tour=%00", "stops/?region=%00", "towns/?q=%00", "towns/?q=a%00"):
        assert api.get(f"/api/v1/{query}").status_code == 400
    into = api.post("/api/v1/stops/", {"tour": f"{tour.slug}\0", "place": "Albert"}, format="json")
    assert (into.status_code, into.json()["errors"][0]["pointer"]) == (422, "#/tour")


def test_a_stop_that_was_never_public_is_deleted_with_if_match(api: APIClient) -> None:
    stop = StopFactory()
    team(api, stop.tour, "editor")
    etag = api.get(address(stop)).headers["ETag"]

    forgotten = api.delete(address(stop))
    stale = api.delete(address(stop), HTTP_IF_MATCH='"0"')
    deleted = api.delete(address(stop), HTTP_IF_MATCH=etag)

    assert (forgotten.status_code, stale.status_code, deleted.status_code) == (428, 412, 204)
    assert not Stop.objects.exists()


def test_a_public_stop_is_not_deleted(api: APIClient) -> None:
    stop = StopFactory(published=True)
    team(api, stop.tour)

    refused = api.delete(address(stop), **ANY)

    assert (refused.status_code, refused.json()["code"]) == (409, "already_public")


def test_an_archived_tour_is_refused_every_change_with_one_code(api: APIClient) -> None:
    stop = StopFactory(dated=True, tour=TourFactory(published=True, state=Tour.State.ARCHIVED))
    session = SessionFactory(stop=stop)
    team(api, stop.tour)
    body = {"title": {"fr": "x"}}

    answers = [api.patch(address(thing), body, format="json", **ANY) for thing in (stop.tour, stop, session)]
    answers += [api.delete(address(thing), **ANY) for thing in (stop, session)]
    answers.append(api.post(address(stop, "contact/"), {}, format="json", **ANY))
    answers.append(api.post("/api/v1/stops/", {"tour": stop.tour.slug, "place": "x"}, format="json"))

    assert {answer.json()["code"] for answer in answers} == {"tour_archived"}
