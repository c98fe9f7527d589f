"""The attendance sheet and the list of those who came, read back: accessible, complete, in both languages."""

import datetime
import io

import pikepdf
import pytest
from openpyxl import load_workbook

from events.models import Funding, Stop
from registrations.attendance.downloads import LIST, SHEET, Download
from registrations.booking.request import PersonRequest
from registrations.desk.operations import Noted, check_in, walk_in
from tests.events.factories import (
    OrganisationFactory,
    PartnershipFactory,
    SessionFactory,
    SpeakerFactory,
    SpeakingFactory,
    StopFactory,
)
from tests.registrations.factories import (
    AttendeeFactory,
    CompanyFactory,
    PersonFactory,
    RegistrationFactory,
    SeatFactory,
)
from tests.tournee.documents.reading import check_pdf
from tournee.documents import html
from tournee.documents.document import Document
from tournee.documents.tables import Table

pytestmark = pytest.mark.django_db
EIGHT = datetime.datetime(2019, 6, 18, 6, tzinfo=datetime.UTC)


@pytest.fixture
def stop() -> Stop:
    """A stop that is over, with a session of a morning and one of a whole day."""
    stop = StopFactory(held=True, place="Amiens")
    PartnershipFactory(organisation=OrganisationFactory(name_fr="Université d’Amiens"), stop=stop, role="co_host")
    morning = SessionFactory(
        stop=stop, title_fr="Innover avec qui ?", title_en="Innovate with whom?", room="Salle Curie"
    )
    SpeakingFactory(session=morning, speaker=SpeakerFactory(name="Camille Intervenante"))
    SessionFactory(
        stop=stop,
        title_fr="Journée technique",
        title_en="Technical day",
        starts_at=EIGHT,
        ends_at=EIGHT + datetime.timedelta(hours=9),
    )
    return stop


def somebody(stop: Stop, name: str = "Anna Martin", firm: str = "Scierie fictive", *, here: bool = True):
    company = CompanyFactory(name=firm)
    registration = RegistrationFactory(stop=stop, company=company)
    person = PersonFactory(name=name, company=company, position="Gérante")
    attendee = AttendeeFactory(registration=registration, person=person)
    for session in stop.sessions.all():
        SeatFactory(attendee=attendee, session=session)
    if here:
        check_in(attendee, Noted(at=EIGHT + datetime.timedelta(minutes=72)))
    return attendee


def said(stop: Stop, kind: str, language: str = "fr") -> str:
    """What the document says, as a page shows it."""
    return str(html.render(Download(stop, kind, "pdf").document(language)))


def tables(document: Document) -> list[Table]:
    return [block for block in document.every_block() if isinstance(block, Table)]


def rows(stop: Stop, kind: str, language: str = "fr") -> list[tuple[object, ...]]:
    book = load_workbook(io.BytesIO(Download(stop, kind, "xlsx").content(language)))
    return list(book.active.iter_rows(values_only=True))


@pytest.mark.parametrize("people", [0, 3, 60])
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", [SHEET, LIST])
def test_each_pdf_is_accessible(stop: Stop, kind: str, language: str, people: int) -> None:
    for number in range(people):
        somebody(stop, f"Anna Martin {number}")

    data = Download(stop, kind, "pdf").content(language)

    assert check_pdf(data) == []
    with pikepdf.open(io.BytesIO(data)) as file:
        assert str(file.Root.Lang).startswith(language)


def test_the_sheet_says_what_when_where_who_and_leaves_room_to_sign(stop: Stop) -> None:
    somebody(stop)

    text = said(stop, SHEET)

    for part in (
        "Innover avec qui", "mardi 18\u00a0juin 2019", "Salle Curie", "Lycée Lamarck", "Camille Intervenante",
        "Université d’Amiens", "Anna Martin", "Scierie fictive", "Gérante", "Journée technique",
    ):  # fmt: skip
        assert part in text
    assert text.count("<table") == 2


def test_a_whole_day_is_signed_morning_and_afternoon(stop: Stop) -> None:
    document = Download(stop, SHEET, "pdf").document("en")
    headers = [[column.header for column in table.columns[3:]] for table in tables(document)]

    assert headers == [["Morning", "Afternoon"], ["Signature"]]


def test_blank_lines_wait_for_those_who_did_not_register(stop: Stop) -> None:
    somebody(stop)

    first, *_others = tables(Download(stop, SHEET, "pdf").document("fr"))
    registered, blank = first.groups

    assert [row[1] for row in registered.rows] == ["Anna Martin, Gérante"]  # as it is signed twice
    assert [row[:2] for row in blank.rows] == [(str(number), "") for number in range(2, 14)]


def test_a_stop_without_sessions_has_a_sheet_for_each_day() -> None:
    stop = StopFactory(held=True, ends_on=datetime.date(2019, 6, 19))
    somebody(stop, here=False)

    assert said(stop, SHEET).count("Anna Martin") == 2
    assert "nothing to sign" in said(StopFactory(), SHEET, "en")


def test_the_funders_mention_stands_on_the_sheet_while_it_pays(stop: Stop) -> None:
    Funding.objects.create(tour=stop.tour, scheme="FEDER", mention_fr="Cofinancé par l’Union européenne.")
    Funding.objects.create(stop=stop, scheme="Ancien fonds", ends_on=datetime.date(2018, 12, 31))

    text = said(stop, SHEET)

    assert "Cofinancé par l’Union européenne." in text
    assert "Ancien fonds" not in text


def test_a_made_up_tour_says_so_on_its_documents(stop: Stop) -> None:
    stop.tour.fictitious = True

    assert "Made-up tour" in said(stop, SHEET, "en")
    assert "Made-up tour" in said(stop, LIST, "en")


def test_the_list_holds_those_who_came_and_no_other(stop: Stop) -> None:
    somebody(stop)
    somebody(stop, "Zoé Petit", here=False)
    walk_in(stop, PersonRequest("Dominique Passant", "d@example.org"), Noted(), firm_name="Garage fictif")

    text = said(stop, LIST, "en")

    assert "Anna Martin" in text
    assert "09:12" in text
    assert "Dominique Passant" in text
    assert "walk-in" in text
    assert "Zoé Petit" not in text
    assert "d@example.org" not in text


def test_the_sheet_as_a_workbook_has_a_row_for_each_person_and_half_day(stop: Stop) -> None:
    somebody(stop)

    found = rows(stop, SHEET, "en")

    assert found[0] == ("Session", "Date", "Half-day", "No.", "Name", "Firm or organisation", "Position", "Signature")
    assert [(row[0], row[1].date(), row[2], row[3], row[4]) for row in found[1:] if row[4]] == [
        ("Technical day", datetime.date(2019, 6, 18), "Morning", 1, "Anna Martin"),
        ("Technical day", datetime.date(2019, 6, 18), "Afternoon", 1, "Anna Martin"),
        ("Innovate with whom?", datetime.date(2019, 6, 18), "Morning", 1, "Anna Martin"),
    ]
    assert [row[3] for row in found[1:] if not row[4]] == [2, 3, 4] * 3  # for those who come without registering


def test_the_list_as_a_workbook_and_as_csv(stop: Stop) -> None:
    check_in(somebody(stop), Noted(), session=stop.sessions.first())

    anna = ("Anna Martin", "Scierie fictive", "Gérante", "09:12", "yes", "Technical day")
    assert rows(stop, LIST, "en")[1] == anna
    assert "Anna Martin;Scierie fictive" in Download(stop, LIST, "csv").content("fr").decode("utf-8-sig")


def test_whoever_waits_or_cancelled_does_not_sign(stop: Stop) -> None:
    session = stop.sessions.first()
    for name, state, gone in (("En attente", "waitlisted", None), ("Annulé", "confirmed", EIGHT)):
        attendee = AttendeeFactory(
            registration=RegistrationFactory(stop=stop), person=PersonFactory(name=name), cancelled_at=gone
        )
        SeatFactory(attendee=attendee, session=session, state=state)

    assert {row[4] for row in rows(stop, SHEET)[1:]} == {None}


def test_a_name_of_any_kind_is_written_as_it_is(stop: Stop) -> None:
    somebody(stop, "=1+1 <b>Œuvre & Cie</b>")

    assert "&lt;b&gt;Œuvre &amp; Cie" in said(stop, LIST)
    assert rows(stop, LIST)[1][0] == "=1+1 <b>Œuvre & Cie</b>"
    assert check_pdf(Download(stop, LIST, "pdf").content("fr")) == []


@pytest.mark.parametrize("kind", [SHEET, LIST])
@pytest.mark.parametrize("dated", [True, False])
def test_a_stop_without_sessions_or_people_has_valid_documents_that_say_so(kind: str, dated: bool) -> None:
    stop = StopFactory(dated=dated)

    assert check_pdf(Download(stop, kind, "pdf").content("fr")) == []
    empty = "nobody is registered" if dated else "This stop has no date yet: there is nothing to sign."
    assert (empty if kind == SHEET else "Nobody was noted as here.") in said(stop, kind, "en")


def test_a_session_that_nobody_chose_has_its_part_of_the_sheet(stop: Stop) -> None:
    SeatFactory(
        attendee=AttendeeFactory(registration=RegistrationFactory(stop=stop)),
        session=stop.sessions.get(title_fr="Journée technique"),
    )

    text = said(stop, SHEET, "en")

    assert "nobody is registered" in text
    assert "1 person registered" in text
    assert check_pdf(Download(stop, SHEET, "pdf").content("en")) == []
