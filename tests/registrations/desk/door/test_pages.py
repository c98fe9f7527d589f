"""The door on a telephone without a script: one field, big rows, one tap; tickets, photographs, newcomers."""

import datetime
import io
import re
import uuid

import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from events.planning.operations.tours import archive_tour
from registrations.booking.links import my_ticket
from registrations.models import Attendee, CheckIn, Seat
from tests.events.factories import SessionFactory, StopFactory
from tests.registrations.desk.door.telephones import address, fact, send, somebody, telephone
from tests.registrations.factories import SeatFactory
from tests.tournee.web.assertions import assert_house_page

pytestmark = [pytest.mark.django_db, pytest.mark.page, pytest.mark.usefixtures("on_the_day")]


def plain(client: Client, url: str, *, status: int = 200) -> str:
    """The page in English as it is without a script."""
    answer = client.get(url, headers={"accept-language": "en"})
    assert answer.status_code == status
    html = answer.content.decode()
    return html.partition('<section id="door"')[0].replace("\u00a0", " ")


def tap(client: Client, url: str, name: str, attendee: Attendee) -> str:
    """Press a button; the page it leads to."""
    answer = client.post(url, {name: f"{attendee.public_id} {uuid.uuid4()}"})
    assert answer.status_code == 302, answer.content
    return plain(client, answer.headers["location"])


def test_one_tap_welcomes_and_another_takes_it_back(client: Client, stop, device) -> None:
    anna = somebody(stop, desk_note="Badge à l’accueil", no_photographs=True)

    html = tap(client, address(device), "here", anna)
    for said in ('data-tone="good"', "Welcome", "Anna Martin", "Badge à l’accueil", "no photographs", "here since"):
        assert said in html
    assert CheckIn.objects.get().desk == device
    assert html.index('name="undo"') < html.index('role="search"')

    html = tap(client, address(device), "undo", anna)
    assert "Not here after all" in html
    assert CheckIn.objects.standing().count() == 0


def test_undo_takes_back_what_several_telephones_noted(client: Client, stop, device) -> None:
    anna = somebody(stop)
    for other in (device, telephone(stop)):
        send(client, other, fact(person=str(anna.public_id), at="2031-06-18T09:00:00Z"))

    tap(client, address(device), "undo", anna)

    assert CheckIn.objects.standing().count() == 0


@pytest.mark.parametrize("typed", ["anna", "ÉCLAIR mart", "eclair"])
def test_people_are_found_by_name_and_firm(client: Client, stop, device, typed: str) -> None:
    somebody(stop, "Anna Martin-Éclair")
    somebody(stop, "Zoé Petit")

    html = plain(client, f"{address(device)}?q={typed}")

    assert "Anna Martin" in html
    assert "Zoé Petit" not in html


@pytest.mark.parametrize("typed", ["code", "link"])
def test_what_a_scanner_types_opens_the_persons_ticket(client: Client, stop, device, typed: str) -> None:
    anna = somebody(stop)
    text = anna.code.lower() if typed == "code" else my_ticket(anna)

    answer = client.get(address(device), {"q": text})

    assert answer.headers["location"] == address(device, f"ticket/{anna.code}/")


def test_a_ticket_is_noted_from_its_page(client: Client, stop, device) -> None:
    anna = somebody(stop)
    url = address(device, f"ticket/{anna.code}/")
    assert "Expected" in plain(client, url)

    html = tap(client, url, "here", anna)

    assert "Welcome" in html
    assert CheckIn.objects.get().how == "scan"
    assert "Here since 12:00" in plain(client, url)
    assert "Gone out" in tap(client, url, "out", anna)
    assert "Is back" in plain(client, url)


def test_a_telephone_that_opened_a_door_opens_tickets_there_on_the_day(
    client: Client, stop, device, on_the_day
) -> None:
    anna = somebody(stop)
    ticket = my_ticket(anna).removeprefix("http://testserver")
    ticket = ticket[ticket.index("/t/") :]
    assert client.get(ticket).status_code == 200
    client.get(address(device))

    assert client.get(ticket).headers["location"] == address(device, f"ticket/{anna.code}/")
    on_the_day.move_to("2031-06-17 12:00")  # tried out: whoever holds it may have a ticket of their own
    assert f"{address(device, f'ticket/{anna.code}/')}#look" in client.get(ticket).content.decode()
    on_the_day.move_to("2031-06-19 01:00")
    assert "#look" not in client.get(ticket).content.decode()


def test_what_is_odd_about_a_ticket_is_said_before_it_is_noted(client: Client, stop) -> None:
    stop.ends_on = stop.starts_on + datetime.timedelta(days=1)
    stop.save()
    morning = SessionFactory(stop=stop)
    other = SessionFactory(stop=stop, title_en="Labels")
    tomorrow = SessionFactory(stop=stop, starts_at=morning.starts_at + datetime.timedelta(days=1))
    people = {name: somebody(stop, name) for name in ("elsewhere", "another day", "waiting", "cancelled")}
    SeatFactory(attendee=people["elsewhere"], session=other)
    SeatFactory(attendee=people["another day"], session=tomorrow)
    SeatFactory(attendee=people["waiting"], session=morning, state=Seat.State.WAITLISTED)
    Attendee.objects.filter(pk=people["cancelled"].pk).update(cancelled_at=datetime.datetime.now(datetime.UTC))
    said = {
        "elsewhere": ("look", "Another session", "Labels"),
        "another day": ("look", "Another day", "19 June"),
        "waiting": ("look", "On the waiting list for this session (rank 1)", ""),
        "cancelled": ("stop", "Cancelled", "They had cancelled."),
    }

    for name, (tone, word, text) in said.items():
        device = telephone(stop, session=None if name == "another day" else morning)
        html = plain(client, address(device, f"ticket/{people[name].code}/"))
        assert f'data-tone="{tone}"' in html, name
        assert word in html
        assert text in html
        assert "Note as here all the same" in html


def test_a_full_room_is_said_with_how_many_are_over(client: Client) -> None:
    stop = StopFactory(published=True, safety_limit=1)
    device = telephone(stop)

    html, said = (
        tap(client, address(device), "here", somebody(stop, "Anna")),
        "As many people are here as there may be: 1.",
    )
    assert "Welcome: now it is full" in html
    assert html.count(said) == plain(client, address(device)).count(said) == 1
    html = tap(client, address(device), "here", somebody(stop, "Zoé"))
    assert "Full, 1 over" in html
    assert "That makes 2 people for 1" in html


@pytest.mark.parametrize("wrong", ["forged", "of another stop", "code of another stop", "unknown", "strange"])
def test_a_ticket_that_is_none_of_this_stop_is_unknown_and_names_nobody(client: Client, stop, device, wrong) -> None:
    elsewhere = somebody(StopFactory(published=True, tour=stop.tour, place="Péronne"), "Ailleurs")
    typed = {
        "forged": my_ticket(somebody(stop))[:-3] + "xx/",
        "of another stop": my_ticket(elsewhere),
        "code of another stop": "",
        "unknown": "",
        "strange": "",
    }[wrong]
    code = {"code of another stop": elsewhere.code, "unknown": "3333333", "strange": "%00 <b>"}.get(wrong, "")

    html = plain(client, f"{address(device)}?q={typed}" if typed else address(device, f"ticket/{code}/"), status=404)

    assert "Ailleurs" not in html
    assert ("Another stop" if wrong == "of another stop" else "Unknown") in html
    assert ("Péronne, Wednesday 18 June 2031" in html) == (wrong == "of another stop")


def picture_of(text: str) -> bytes:
    """A photograph of a code, a little turned, on a grey table."""
    drawn = io.BytesIO()
    segno.make(text, error="m").save(drawn, kind="png", scale=8, border=4)
    table = Image.new("L", (900, 900), 120)
    table.paste(Image.open(drawn).convert("L").rotate(7, expand=True, fillcolor=120), (120, 90))
    written = io.BytesIO()
    table.save(written, "JPEG")
    return written.getvalue()


def test_a_photograph_of_a_ticket_opens_it(client: Client, stop, device) -> None:
    anna = somebody(stop)
    sent = SimpleUploadedFile("photo.jpg", picture_of(my_ticket(anna)), "image/jpeg")

    answer = client.post(address(device, "photo/"), {"photo": sent})

    assert answer.headers["location"] == address(device, f"ticket/{anna.code}/")


@pytest.mark.parametrize("content", [b"", b"no picture", b"blank", b"another"])
def test_a_photograph_without_a_ticket_says_what_to_do(client: Client, device, content: bytes) -> None:
    if content == b"blank":
        written = io.BytesIO()
        Image.new("L", (400, 300), 200).save(written, "PNG")
        content = written.getvalue()
    unknown = content == b"another"
    sent = SimpleUploadedFile("photo.jpg", picture_of("https://example.org/") if unknown else content, "image/jpeg")

    headers = {"accept-language": "en"}
    answer = client.post(address(device, "photo/"), {"photo": sent} if content else {}, headers=headers)

    assert answer.status_code == (404 if unknown else 422)
    assert "ook for the name" in answer.content.decode()


def test_a_walk_in_is_three_fields_and_a_form_sent_twice_is_one_person(client: Client, stop, device) -> None:
    url = address(device, "walk-in/")
    sent = {"name": "Zoé Petit", "firm": "Tissages fictifs", "nonce": str(uuid.uuid4())}

    led = [client.post(url, sent).headers["location"] for _time in range(2)]

    assert led[0] == led[1]
    assert "Welcome" in plain(client, led[0])
    assert Attendee.objects.get().person.company.name == "Tissages fictifs"
    refused = client.post(url, {"name": ""})
    assert refused.status_code == 422
    assert 'href="#id_name"' in refused.content.decode()


def test_somebody_comes_instead_by_a_name_alone(client: Client, stop, device) -> None:
    session = SessionFactory(stop=stop, seats_taken=1)
    anna = somebody(stop)
    SeatFactory(attendee=anna, session=session)
    assert f"instead/{anna.code}/" in plain(client, address(device, f"ticket/{anna.code}/"))

    answer = client.post(address(device, f"instead/{anna.code}/"), {"name": "Zoé Petit"})

    html = plain(client, answer.headers["location"])
    assert "replaced by Zoé Petit" in html
    assert "instead of Anna Martin" in html
    assert Attendee.objects.get(instead_of=anna).check_ins.exists()
    ticket = plain(client, address(device, f"ticket/{anna.code}/"))
    assert "Replaced by Zoé Petit" in ticket
    assert "had cancelled" not in ticket


def test_a_tap_that_is_not_taken_says_why_on_the_page(client: Client, stop, device, on_the_day) -> None:
    anna = somebody(stop)
    archive_tour(stop.tour, actor=None)
    on_the_day.move_to("2031-06-18 10:05")
    here, name = {"here": f"{anna.public_id} {uuid.uuid4()}"}, {"name": "Zoé"}

    for url, sent in (("", here), (f"ticket/{anna.code}/", here), ("walk-in/", name)):
        answer = client.post(address(device, url), sent, headers={"accept-language": "en"})
        assert answer.status_code == 422
        said = '<p class="door-text">' if sent is here else '<form method="post"'
        assert "This tour is archived" in answer.content.decode().partition(said)[2]
    for url in ("", f"ticket/{anna.code}/"):
        assert 'name="here"' not in plain(client, address(device, url))
    assert not CheckIn.objects.exists()


def test_forged_taps_note_nobody(client: Client, stop, device) -> None:
    elsewhere = somebody(StopFactory(published=True, tour=stop.tour))
    for sent in ({"here": f"{elsewhere.public_id} {uuid.uuid4()}"}, {"here": "x y"}, {"undo": str(uuid.uuid4())}, {}):
        assert client.post(address(device), sent).status_code == 404
    assert not CheckIn.objects.exists()


def test_the_page_speaks_the_browsers_language_and_keeps_the_one_chosen(client: Client, device) -> None:
    assert 'lang="fr"' in client.get(address(device), headers={"accept-language": "de"}).content.decode()
    english = client.get(address(device), headers={"accept-language": "en-GB"})
    assert_house_page(english, language="en")
    assert english.headers["Content-Language"] == "en"

    assert client.get(f"{address(device)}?language=en").headers["location"] == address(device)
    assert "Door of Albert" in client.get(address(device)).content.decode()


def test_a_large_door_shows_forty_and_says_how_many_more(client: Client, stop, device) -> None:
    for number in range(42):
        somebody(stop, f"Personne {number:02}")

    html = plain(client, address(device))

    assert len(re.findall(r'name="here"', html)) == 40
    assert "and 2 more" in html


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_door_that_there_is_not_says_so_in_the_language_of_the_browser(client: Client, language: str) -> None:
    answer = client.get("/desk/somebody-guessed-this/", headers={"Accept-Language": language})

    assert answer.status_code == 404
    assert f'<html lang="{language}"' in answer.content.decode()
