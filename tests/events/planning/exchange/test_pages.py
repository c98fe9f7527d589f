"""The pages: a file chosen, looked at, confirmed; and taken away again."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from events.models import Stop, Tour
from events.planning.operations import edit_stop
from tests.events.factories import SessionFactory, StopFactory, TourFactory
from tests.events.planning.exchange.conftest import table
from tests.events.planning.pages import co_host, member, text_of
from tournee.sheets.models import SheetUpload

pytestmark = pytest.mark.page

PAGE = "/workspace/tours/tournee-2031/import/"
HEADINGS = "Ville;Date;Sujet;Lieu"


def upload(*rows: str, headings: str = HEADINGS) -> SimpleUploadedFile:
    return SimpleUploadedFile("etapes.csv", table(headings, *rows))


def test_the_preview_counts_and_nothing_is_written_before_one_confirms(as_editor: Client) -> None:
    preview = as_editor.post(f"/en{PAGE}", {"file": upload("Albert;mars 2031;Un;Lycée", "Albert;mai 2031;Deux;")})

    step = preview.context["step"]
    assert not Stop.objects.exists()
    assert "Write 2 rows" in text_of(preview)
    assert step.applied.stops.new == 2

    done = as_editor.post(f"/en{PAGE}", {"upload": step.upload.pk, "seen": step.applied.seen}, follow=True)

    assert Stop.objects.count() == 2
    assert "2 stops added" in text_of(done)


def test_the_preview_shows_each_cell_that_changes(as_editor: Client, tour: Tour) -> None:
    stop = StopFactory(tour=tour, venue="Lycée")

    shown = text_of(as_editor.post(PAGE, {"file": upload(f"{stop.public_id};Gymnase", headings="Reference;Venue")}))

    assert "Lycée" in shown
    assert "Gymnase" in shown


def test_a_file_that_changes_nothing_says_so_and_offers_no_button(as_editor: Client, tour: Tour) -> None:
    stop = StopFactory(tour=tour, venue="Lycée")

    shown = as_editor.post(f"/en{PAGE}", {"file": upload(f"{stop.public_id};Lycée", headings="Reference;Venue")})

    assert "Nothing to change" in text_of(shown)
    assert 'name="upload"' not in text_of(shown)


def test_a_stop_somebody_changed_since_the_preview_is_noticed_and_shown_again(as_editor: Client, tour: Tour) -> None:
    stop = StopFactory(tour=tour, venue="Lycée")
    file = upload(f"{stop.public_id};Gymnase", headings="Reference;Venue")
    step = as_editor.post(PAGE, {"file": file}).context["step"]
    edit_stop(stop, {"venue": "Mairie"}, expected_version=None, actor=None)

    again = as_editor.post(f"/en{PAGE}", {"upload": step.upload.pk, "seen": step.applied.seen})

    stop.refresh_from_db()
    assert stop.venue == "Mairie"
    assert "row 2" in text_of(again)
    fresh = again.context["step"]
    as_editor.post(PAGE, {"upload": fresh.upload.pk, "seen": fresh.applied.seen})
    stop.refresh_from_db()
    assert stop.venue == "Gymnase"


def test_another_field_changed_by_somebody_does_not_stand_in_the_way(as_editor: Client, tour: Tour) -> None:
    stop = StopFactory(tour=tour, venue="Lycée")
    file = upload(f"{stop.public_id};Gymnase", headings="Reference;Venue")
    step = as_editor.post(PAGE, {"file": file}).context["step"]
    edit_stop(stop, {"address": "1 rue du Parc"}, expected_version=None, actor=None)

    as_editor.post(PAGE, {"upload": step.upload.pk, "seen": step.applied.seen})

    stop.refresh_from_db()
    assert (stop.venue, stop.address) == ("Gymnase", "1 rue du Parc")


def test_a_refused_row_is_shown_with_its_column_and_remedy_and_the_file_is_not_kept(as_editor: Client) -> None:
    shown = as_editor.post(PAGE, {"file": upload("Albert;mars 2031;Un;", "Albert;31/02/2031;Deux;")})

    (refusal,) = shown.context["step"].shown_refusals
    assert (refusal.row, refusal.column) == (3, "Date")
    assert not SheetUpload.objects.exists()


def test_of_many_refusals_the_first_are_shown_with_how_many_there_are(as_editor: Client) -> None:
    shown = as_editor.post(f"/en{PAGE}", {"file": upload(*["Albert;31/02/2031;Un;"] * 250)})

    assert "The first 200 of 250 are shown." in text_of(shown)


def test_an_archived_tour_takes_no_table(as_editor: Client, tour: Tour) -> None:
    Tour.objects.filter(pk=tour.pk).update(state="archived")

    assert "archived" in text_of(as_editor.get(f"/en{PAGE}"))
    assert as_editor.post(PAGE, {"file": upload("Albert;;;")}).status_code == 422


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_the_table_and_the_model_are_downloads(as_editor: Client, tour: Tour, suffix: str) -> None:
    SessionFactory(stop=StopFactory(tour=tour, dated=True))
    for address in (f"/workspace/tours/tournee-2031/stops.{suffix}", f"{PAGE}model.{suffix}"):
        response = as_editor.get(address)
        assert response["Content-Disposition"].startswith("attachment")
        assert io.BytesIO(response.content).read(2) in {b"PK", b"\xef\xbb"}


def test_readers_take_the_table_away_and_import_nothing(client: Client, tour: Tour) -> None:
    member(client, tour, "reader")

    assert client.get("/workspace/tours/tournee-2031/stops.csv").status_code == 200
    assert client.get(PAGE).status_code == 403


def test_co_hosts_and_other_tours_teams_see_neither(client: Client, tour: Tour) -> None:
    for sign_in in (lambda: co_host(client, StopFactory(tour=tour)), lambda: member(client, TourFactory())):
        sign_in()
        for address in (PAGE, "/workspace/tours/tournee-2031/stops.csv", f"{PAGE}model.csv"):
            assert client.get(address).status_code == 403


def test_exporting_takes_as_many_queries_for_three_stops_as_for_one(
    tour: Tour, django_assert_num_queries: object
) -> None:
    from events.planning.exchange.rows import rows_of, stops_in_full

    for _more in (1, 2):
        for _stop in range(_more):
            SessionFactory(stop=StopFactory(tour=tour, dated=True))
        with django_assert_num_queries(6):  # type: ignore[operator]
            list(rows_of(stops_in_full(tour)))
