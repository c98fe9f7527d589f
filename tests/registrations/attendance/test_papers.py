"""The papers of a stop, read back: sheets by regime, badges, who is expected, posters, the case and its evening."""

import datetime
import io

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook
from time_machine import travel

from events.models import ContactPerson, Stop
from registrations.attendance.downloads import SHEET, Download
from registrations.attendance.papers.badges import GRIDS, badge_grid
from registrations.attendance.papers.codes import PrintedLines, SheetCode, read_sheet_code, sheet_code
from registrations.attendance.papers.due import send_due_cases
from registrations.attendance.papers.files import BADGES, CASE, EXPECTED_PEOPLE, KINDS, POSTERS, Paper
from registrations.attendance.papers.forms import BadgesForm
from registrations.attendance.rule.operations import save_rule
from registrations.models import Attendee, CaseSent, Seat
from tests.events.factories import OrganisationFactory, SessionFactory, SpeakerFactory, SpeakingFactory, StopFactory
from tests.events.planning.pages import member
from tests.registrations.factories import (
    AttendeeFactory,
    CompanyFactory,
    PersonFactory,
    RegistrationFactory,
    SeatFactory,
)
from tests.tournee.documents.reading import Reading, check_pdf
from tests.tournee.web.assertions import assert_house_page
from tournee.documents import html
from tournee.mail.models import OutboxMessage

pytestmark = pytest.mark.django_db
NINE = datetime.datetime(2031, 3, 4, 8, tzinfo=datetime.UTC)
LONG = "Maximilienne-Alexandrine de la Rochefoucauld-Montbazon-Exemple von und zu Test A"
ARABIC, CHINESE = "محمد بن عبد الله", "孫逸仙"


@pytest.fixture
def stop() -> Stop:
    """A public stop with a debate of a morning and a training of a day."""
    stop = StopFactory(published=True, starts_on=NINE.date(), ends_on=NINE.date(), place="Albert", slug="albert")
    hours = {"starts_at": NINE, "ends_at": NINE + datetime.timedelta(hours=3)}
    debate = SessionFactory(stop=stop, title_fr="Innover avec qui ?", title_en="", room="Salle Curie", **hours)
    SpeakingFactory(session=debate, speaker=SpeakerFactory(name="Camille Intervenante"))
    end = NINE + datetime.timedelta(hours=8)
    SessionFactory(stop=stop, title_fr="L’IA à l’atelier", title_en="", kind="training", starts_at=NINE, ends_at=end)
    return stop


def expected(stop: Stop, name: str = "Anna Martin", **attendee: object) -> Attendee:
    company = CompanyFactory(name="Scierie fictive")
    registration = RegistrationFactory(stop=stop, company=company)
    person = PersonFactory(name=name, company=company, position="Gérante")
    found = AttendeeFactory(registration=registration, person=person, **attendee)
    SeatFactory(attendee=found, session=stop.sessions.get(title_fr="Innover avec qui ?"))
    return found


def said(stop: Stop, kind: str, **more: object) -> str:
    return str(html.render(Paper(stop, kind, "pdf", "fr", **more).document()))


def sheets(stop: Stop) -> str:
    return str(html.render(Download(stop, SHEET, "pdf").document("fr")))


# -- codes


def test_a_code_says_its_sheet_and_a_forged_or_cut_one_says_nothing(stop: Stop, settings) -> None:
    session = stop.sessions.first()
    code = sheet_code(stop, session, NINE.date(), False, 3)

    assert len(code) <= 120
    assert read_sheet_code(f" {code.lower()}\n") == SheetCode(stop.public_id, session.public_id, NINE.date(), False, 3)
    assert read_sheet_code(sheet_code(stop, None, NINE.date(), None, 1)).session is None
    for forged in ("", "é", code[:-1], code[:40] + "AB"[code[40] == "A"] + code[41:], f"https://x.org/{code}"):
        assert read_sheet_code(forged) is None
    for people in ((), (41,), (9_000_041, 9_000_000, 9_001_000), tuple(range(70_000, 45_000, -1_000))):
        lines = PrintedLines(15, people, blank=3)
        code = sheet_code(stop, session, NINE.date(), False, 3, lines)
        assert len(code) <= 178  # a QR code of 45 squares a side
        assert read_sheet_code(code).lines == lines
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", []
    assert read_sheet_code(code) is None


def test_the_pages_of_each_sheet_are_counted_by_themselves(stop: Stop) -> None:
    for number in range(20):
        expected(stop, f"Anna Martin {number}")

    with Reading(Download(stop, SHEET, "pdf").content("fr")) as paper:
        assert check_pdf(paper.data) == []
        feet = [paper.artifacts(page)[-1].replace("\u00a0", " ") for page in range(1, paper.page_count + 1)]

    assert feet == ["Page 1 sur 2", "Page 2 sur 2", "Page 1 sur 1"]


# -- sheets by regime


def test_a_co_funded_sheet_shows_emblem_mention_and_whose_rule_it_follows(stop: Stop) -> None:
    save_rule(stop, None, {"regime": "co_funded"}, expected_version=None, actor=None)

    text = sheets(stop)

    assert text.count("document-funding") == 2
    assert "2021/1060" in text
    assert check_pdf(Download(stop, SHEET, "pdf").content("fr")) == []


def test_each_page_of_a_co_funded_sheet_and_its_poster_show_who_pays(stop: Stop) -> None:
    save_rule(stop, None, {"regime": "co_funded"}, expected_version=None, actor=None)
    for number in range(20):
        expected(stop, f"Anna Martin {number}")

    with Reading(Download(stop, SHEET, "pdf").content("fr")) as paper:
        assert "Cofinancé par l’Union européenne" in paper.artifacts(2)
    data = Paper(stop, POSTERS, "pdf", "fr").content()
    assert check_pdf(data) == []
    with Reading(data) as paper:
        assert paper.text.count("Cofinancé par l’Union européenne") == 3


def test_a_column_that_is_empty_for_everybody_is_left_out(stop: Stop) -> None:
    attendee = expected(stop)
    assert sheets(stop).count(">Fonction<") == said(stop, EXPECTED_PEOPLE).count(">Fonction<") == 1

    type(attendee.person).objects.update(position="")

    assert ">Fonction<" not in sheets(stop) + said(stop, EXPECTED_PEOPLE)
    assert "À savoir" not in said(stop, EXPECTED_PEOPLE)


def test_a_training_sheet_is_signed_by_its_trainers_and_the_other_session_keeps_its_own_rule(stop: Stop) -> None:
    training = stop.sessions.get(kind="training")
    SpeakingFactory(session=training, speaker=SpeakerFactory(name="Dominique Formatrice"))
    values = {"regime": "training", "follows": "Convention no 12"}
    save_rule(stop, training, values, expected_version=None, actor=None)

    text = sheets(stop)

    assert text.count("Convention no 12") == 1
    assert text.count("Dominique Formatrice") == 2  # named above, and where trainers sign
    assert check_pdf(Download(stop, SHEET, "pdf").content("en")) == []


def test_names_that_fonts_lack_or_of_eighty_letters_are_on_every_paper(stop: Stop) -> None:
    _long, chinese = expected(stop, LONG), expected(stop, CHINESE, no_photographs=True)

    assert check_pdf(Paper(stop, CASE, "pdf", "fr").content()) == []
    assert f"{CHINESE} ({chinese.code})" in said(stop, EXPECTED_PEOPLE)
    assert LONG in said(stop, BADGES)


@pytest.mark.parametrize("kind", [EXPECTED_PEOPLE, BADGES])
def test_a_name_read_from_right_to_left_is_printed_without_its_code(stop: Stop, kind: str) -> None:
    attendee = expected(stop, ARABIC)

    with Reading(Paper(stop, kind, "pdf", "fr").content()) as paper:
        assert ARABIC in paper.text
        assert f"{ARABIC} ({attendee.code})" not in paper.text
        assert any(font.startswith("NotoSansArabic") for font in paper.font_names)


# -- badges


@pytest.mark.parametrize("grid", GRIDS)
def test_badges_of_each_size_are_accessible_and_lead_to_the_ticket(stop: Stop, grid: str) -> None:
    attendee = expected(stop, no_photographs=True)

    data = Paper(stop, BADGES, "pdf", "fr", grid, 1).content()

    assert check_pdf(data) == []
    with Reading(data) as paper:
        assert "Anna Martin" in paper.text
    assert attendee.code not in said(stop, BADGES)


def test_a_name_on_a_badge_is_read_from_two_metres(stop: Stop) -> None:
    expected(stop, "Anna Martin-Exemple")

    with Reading(Paper(stop, BADGES, "pdf", "fr").content()) as paper:
        assert max(letter.box[3] - letter.box[1] for letter in paper.characters[0]) >= 24


def test_more_labels_used_than_a_sheet_has_are_refused_beside_the_field(client: Client, stop: Stop) -> None:
    member(client, stop.tour, "editor")
    expected(stop, needs="Je viens en fauteuil")
    chosen = {"grid": "86x55", "language": "fr", "skip": "8"}

    answer = client.get(reverse("stop_badges", args=[stop.tour.slug, stop.slug]), chosen)

    assert answer.status_code == 422
    assert_house_page(answer)
    assert answer.context["badges"].errors["skip"]
    assert "?needs=on" in answer.content.decode()
    assert "fauteuil" not in answer.content.decode().replace("un fauteuil", "")
    assert BadgesForm(chosen | {"skip": "7"}).is_valid()


@pytest.mark.parametrize(
    "stands",
    [{"state": "cancelled"}, {"state": "postponed", "starts_on": None, "ends_on": None}],
    ids=["cancelled", "postponed"],
)
def test_a_stop_that_does_not_take_place_has_the_list_of_people_expected_alone(
    client: Client, stop: Stop, stands: dict[str, object]
) -> None:
    expected(stop)
    Stop.objects.filter(pk=stop.pk).update(**stands)
    stop.refresh_from_db()
    member(client, stop.tour, "editor")
    page = f"/workspace/tours/{stop.tour.slug}/stops/albert/papers/"

    answer = client.get(page)

    assert_house_page(answer)
    assert "notice-warning" in answer.content.decode()
    assert "fr/expected.pdf" in answer.content.decode()
    assert "fr/case.pdf" not in answer.content.decode()
    for file in ("fr/case.pdf", "fr/sheet.pdf", "fr/badges.pdf", "fr/posters.pdf", "badges/?grid=a6&language=fr"):
        assert client.get(page + file).headers["Location"] == page
    assert client.get(page.replace("papers/", "attendance/sheet.xlsx")).headers["Location"] == page
    paper = said(stop, EXPECTED_PEOPLE)
    assert "callout" in paper
    assert "9 h" not in paper
    content = answer.content.decode()
    assert "/rule/session" not in content
    assert reverse("attendance_codes_renew", args=[stop.tour.slug, "albert"]) not in content


def test_the_list_of_a_cancelled_stop_says_where_to_tell_people_to_whoever_may_know(stop: Stop) -> None:
    Stop.objects.filter(pk=stop.pk).update(state="cancelled", time_zone="America/Guadeloupe")
    stop.refresh_from_db()
    with override("en"):
        assert str(html.render(Paper(stop, EXPECTED_PEOPLE, "pdf", "en").document())).count("Nobody") == 1
    contact = expected(stop).registration.contact
    contact.phone = "+590 590 00 00 00"
    contact.save()

    team, co_hosts = (
        str(html.render(Paper(stop, EXPECTED_PEOPLE, "pdf", "en", contacts=contacts).document()))
        for contacts in (True, False)
    )

    assert contact.phone in team
    assert contact.email in team
    assert contact.phone not in co_hosts
    assert contact.email not in co_hosts
    assert all("Guadeloupe time" in paper and "Code" not in paper for paper in (team, co_hosts))


def test_badges_name_the_day_of_sessions_where_there_are_several(stop: Stop) -> None:
    person, hour = expected(stop), datetime.timedelta(hours=1)
    evening = SessionFactory(stop=stop, starts_at=NINE - 14 * hour, ends_at=NINE - 13 * hour)
    SeatFactory(attendee=person, session=evening)

    with override("en"):
        (label,) = badge_grid(stop, "80x50").labels

    assert [note.split()[0] for note in label.notes] == ["Mon", "Tue"]


def test_badges_for_nobody_say_so(stop: Stop) -> None:
    assert check_pdf(Paper(stop, BADGES, "pdf", "fr").content()) == []


# -- expected, posters, case


def test_the_list_of_people_expected_is_read_and_worked_with(stop: Stop) -> None:
    expected(stop, desk_note="Arrive à 10 h", no_photographs=True)
    expected(stop, "Zoé Partie", cancelled_at=NINE)
    expected(stop, "Yves Attente").seats.update(state=Seat.State.WAITLISTED)
    expected(stop, "Xavier Sans-Choix").seats.all().delete()

    text = said(stop, EXPECTED_PEOPLE)
    book = load_workbook(io.BytesIO(Paper(stop, EXPECTED_PEOPLE, "xlsx", "en").content()))
    row = list(book.active.iter_rows(values_only=True))[1]

    assert "Arrive à 10" in text
    assert "Xavier" in text
    assert not any(name in text for name in ("Zoé Partie", "Yves"))
    assert row[:3] == ("Anna Martin", "Scierie fictive", "Gérante")
    assert "Innover avec qui ?" in row[4]


def test_posters_bear_the_door_code_only_where_people_sign_themselves_in(stop: Stop) -> None:
    assert "/here/" not in str([block.code for block in Paper(stop, POSTERS, "pdf", "fr").document().blocks])
    save_rule(stop, None, {"self_sign_in": True}, expected_version=None, actor=None)

    codes = [block.code for block in Paper(stop, POSTERS, "pdf", "en").document().blocks]

    assert len({code.split("/here/")[1] for code in codes}) == 3
    assert check_pdf(Paper(stop, POSTERS, "pdf", "en").content()) == []


def test_the_case_holds_all_of_it(stop: Stop) -> None:
    expected(stop)

    data = Paper(stop, CASE, "pdf", "fr").content()

    assert check_pdf(data) == []
    with Reading(data) as paper:
        for part in ("Anna Martin", "Innover avec qui", "Camille Intervenante", "Salle Curie"):
            assert part in paper.text


def test_the_case_says_when_it_was_made_and_lists_badges_and_posters(stop: Stop) -> None:
    expected(stop)
    with travel(datetime.datetime(2031, 3, 3, 17, tzinfo=datetime.UTC), tick=False):
        case = Paper(stop, CASE, "pdf", "en").document()

    assert "3 March 2031, 18:00" in case.cover.lines[0].replace("\u00a0", " ")  # by the stop's clock
    assert str(html.render(case)).replace("\u00a0", " ").count("3 March 2031") == 1
    assert case.headings()[-1].words == "Badges and door posters"


def test_papers_ask_the_same_few_queries_for_any_number(stop: Stop, django_assert_max_num_queries) -> None:
    for number in range(4):
        expected(stop, f"Anna {number}")
    for kind in KINDS:
        with django_assert_max_num_queries(22):
            Paper(stop, kind, "pdf", "fr").document() if kind != SHEET else Download(stop, SHEET, "pdf").document("fr")


# -- the evening before


def test_the_case_goes_once_to_contact_and_lead_the_evening_before(stop: Stop) -> None:
    contact = ContactPerson.objects.create(
        organisation=OrganisationFactory(), name="Anna", email="anna@example.org", language="en"
    )
    Stop.objects.filter(pk=stop.pk).update(contact=contact)
    evening = NINE - datetime.timedelta(hours=14)  # 7 p.m. the day before, in Paris

    assert send_due_cases(evening - datetime.timedelta(hours=2)) is None
    assert send_due_cases(evening)
    assert send_due_cases(evening) is None

    (message,) = OutboxMessage.objects.filter(template="registrations/attendance/papers/mail/case")
    assert message.to_address == "anna@example.org"
    assert message.parts.get().content[:5] == b"%PDF-"
    assert CaseSent.objects.get().day == NINE.date()


def test_a_stop_that_nobody_looks_after_or_is_cancelled_has_no_case_sent(stop: Stop) -> None:
    assert send_due_cases(NINE - datetime.timedelta(hours=14)) is None
    assert not CaseSent.objects.exists()
