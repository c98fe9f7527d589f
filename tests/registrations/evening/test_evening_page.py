"""The evening page: written by the stop's people, approved once, read by everybody who came."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from rest_framework.test import APIClient

from events.models import Stop
from events.planning.attention.needs import Urgency, Watched
from registrations.evening import operations
from registrations.evening.document import evening_document, slides
from registrations.evening.errors import EveningError
from registrations.evening.hosting import page_of_today
from registrations.evening.letters import letter_in
from registrations.evening.needs import waiting_for_approval
from registrations.evening.queries import NO_NEWS_AFTER, figures_of, page_of, readers_left
from registrations.evening.warnings import before_it_goes
from registrations.models import EveningPage
from surveys.models import Passage
from tests.events.factories import (
    MembershipFactory,
    OrganisationFactory,
    PartnershipFactory,
    SessionFactory,
    StopFactory,
)
from tests.registrations.factories import AttendeeFactory, CheckInFactory, PersonFactory, RegistrationFactory
from tests.surveys.factories import PassageFactory
from tests.tournee.documents.reading import Reading, faults_of
from tournee.documents import pdf
from tournee.documents.blocks import KeyFigures, OrderedList
from tournee.documents.inline import InLanguage
from tournee.history.operations import StaleVersion
from tournee.mail.models import OutboxMessage
from tournee.models import User

pytestmark = pytest.mark.django_db
POINTS = {"points_fr": "Le bois manque de bras.\nL’école est loin.", "points_en": "Timber lacks hands.\nSchool is far."}
QUOTES = [{"text": "On apprend en regardant.", "by": "menuisière, 8 personnes", "language": "fr"}]


def somebody_came(stop: Stop, email: str, *, language: str = "fr", here: bool = True) -> None:
    person = PersonFactory(email=email)
    registration = RegistrationFactory(stop=stop, contact=person, language=language)
    attendee = AttendeeFactory(registration=registration, person=person, stop=stop)
    if here:
        CheckInFactory(attendee=attendee, stop=stop)


def written(stop: Stop, actor: User, **more: Any) -> EveningPage:
    return operations.write_page(stop, {**POINTS, "quotes": QUOTES, **more}, expected_version=None, actor=actor)


def test_everybody_who_came_reads_it_once_in_their_language(stop: Stop, editor: User) -> None:
    somebody_came(stop, "ici@example.org")
    somebody_came(stop, "here@example.org", language="en")
    somebody_came(stop, "absent@example.org", here=False)
    page = written(stop, editor)

    assert operations.approve_page(page, actor=editor) == 2
    operations.take_back(page, actor=editor)
    assert operations.approve_page(page_of(stop), actor=editor) == 0  # corrected: nobody is written to twice

    letters = {one.to_address: one for one in OutboxMessage.objects.all()}
    assert set(letters) == {"ici@example.org", "here@example.org"}
    assert "1. Le bois manque de bras." in letters["ici@example.org"].text
    assert "1. Timber lacks hands." in letters["here@example.org"].text
    assert "/en/tours/" in letters["here@example.org"].text
    assert "«\u202fOn apprend en regardant.\u202f»" in letters["here@example.org"].text


def test_whoever_is_noted_at_the_door_after_it_left_has_it_sent_once(client: Client, stop: Stop, editor: User) -> None:
    somebody_came(stop, "ici@example.org")
    page = written(stop, editor)
    operations.approve_page(page, actor=editor)
    somebody_came(stop, "late@example.org", language="en")
    client.force_login(editor)
    address = [stop.tour.slug, stop.slug]

    shown = client.get(reverse("evening", args=address))
    assert (shown.context["written_to"], shown.context["left"]) == (1, 1)
    told = client.post(reverse("evening_send", args=address), follow=True)
    assert len(told.context["messages"]) == 1
    assert [one.to_address for one in OutboxMessage.objects.order_by("pk")] == ["ici@example.org", "late@example.org"]
    with pytest.raises(EveningError) as again:
        operations.send_to_the_rest(page_of(stop), actor=editor)
    assert again.value.code == "nobody_left"


def test_a_page_approved_again_goes_to_those_who_came_meanwhile_and_after_a_month_to_nobody(
    stop: Stop, editor: User
) -> None:
    somebody_came(stop, "ici@example.org")
    page = written(stop, editor)
    operations.approve_page(page, actor=editor)
    somebody_came(stop, "late@example.org")
    operations.take_back(page, actor=editor)

    assert operations.approve_page(page_of(stop), actor=editor) == 1
    somebody_came(stop, "found.later@example.org")
    page = page_of(stop)
    assert len(readers_left(page)) == 1
    page.sent_at = timezone.now() - NO_NEWS_AFTER - datetime.timedelta(hours=1)
    assert readers_left(page) == []


def test_only_a_letter_of_the_same_day_says_today(stop: Stop, editor: User) -> None:
    page = written(stop, editor)
    late = letter_in(page, "en")
    page.stop.starts_on = page.stop.ends_on = timezone.localdate(timezone=stop.zone)

    assert late.subject == f"What was said in {stop.place}"
    assert "today" not in late.text
    assert letter_in(page, "en").subject == f"What was said today in {stop.place}"


def test_who_came_is_counted_when_it_is_approved_and_stays(stop: Stop, editor: User) -> None:
    somebody_came(stop, "ici@example.org")
    page = written(stop, editor)
    operations.approve_page(page, actor=editor)
    somebody_came(stop, "late@example.org")

    assert page_of(stop).figures["present"] == 1


@pytest.mark.parametrize("points", ["", "  \n "])
def test_a_page_that_says_nothing_is_not_approved(stop: Stop, editor: User, points: str) -> None:
    page = written(stop, editor, points_fr=points, points_en=points)

    with pytest.raises(EveningError, match=r"one point|un point"):
        operations.approve_page(page, actor=editor)
    assert not OutboxMessage.objects.exists()


def test_an_approved_page_is_not_changed_and_one_changed_meanwhile_not_approved(stop: Stop, editor: User) -> None:
    seen = written(stop, editor)
    written(stop, editor, next_fr="Une visite en mars.")
    with pytest.raises(EveningError) as changed:
        operations.approve_page(seen, actor=editor)
    operations.approve_page(page_of(stop), actor=editor)
    with pytest.raises(EveningError) as approved:
        written(stop, editor)

    assert (changed.value.code, approved.value.code) == ("approved", "approved")


def test_two_who_write_at_once_lose_neither(stop: Stop, editor: User) -> None:
    page = written(stop, editor)
    operations.write_page(stop, {"next_fr": "Mars."}, expected_version=page.version, actor=editor)
    with pytest.raises(StaleVersion):
        operations.write_page(stop, {"next_fr": "Avril."}, expected_version=page.version, actor=editor)


def test_a_stale_form_shows_what_the_other_wrote_beside_each_field_and_keeps_what_was_typed(
    client: Client, stop: Stop, editor: User
) -> None:
    page = written(stop, editor)
    written(stop, editor, points_fr="Le bois manque de bras.\nL’école est à côté.", quotes=[])
    client.force_login(editor)
    typed = {"point_1_fr": "Le bois manque de bras.", "point_2_fr": "L’école revient.", "quote_1": "On apprend."}
    kept = dict(zip(("point_1_en", "point_2_en"), POINTS["points_en"].splitlines(), strict=True))
    edit = reverse("evening_edit", args=[stop.tour.slug, stop.slug])
    answer = client.post(edit, {**kept, **typed, "language_1": "fr", "version": page.version})
    form = answer.context["form"]

    assert answer.status_code == 422
    assert {name for name in form.errors if name != "__all__"} == {"point_2_fr", "quote_1"}
    assert "L’école est à côté." in str(form.errors["point_2_fr"])
    assert form["point_2_fr"].value() == "L’école revient."


def test_a_program_that_adds_a_page_writes_over_none_and_quotes_whole(stop: Stop, editor: User) -> None:
    page = written(stop, editor)
    api, address = APIClient(), "/api/v1/evening-pages/"
    api.force_authenticate(editor)
    again = api.post(address, {"stop": str(stop.public_id), "points_fr": "Autre chose."}, format="json")
    half = {"quotes": [{"text": "On apprend."}]}
    cut = api.patch(f"{address}{page.pk}/", half, format="json", headers={"If-Match": "*"})

    assert (again.status_code, page_of(stop).points_fr) == (412, POINTS["points_fr"])
    assert cut.status_code == 422
    assert page_of(stop).quotes == QUOTES


def test_six_points_and_a_stop_to_come_are_refused(stop: Stop, editor: User) -> None:
    with pytest.raises(EveningError) as six:
        written(stop, editor, points_fr="\n".join("abcdef"))
    stop.starts_on = stop.ends_on = timezone.localdate() + datetime.timedelta(days=3)
    with pytest.raises(EveningError) as early:
        written(stop, editor)

    assert (six.value.field, six.value.code, early.value.code) == ("points_fr", "too_many", "too_early")


def test_what_would_not_stand_on_one_page_is_refused_beside_its_field(stop: Stop, editor: User) -> None:
    with pytest.raises(EveningError) as point:
        written(stop, editor, points_fr="x" * 181)
    with pytest.raises(EveningError) as quote:
        written(stop, editor, quotes=[{**QUOTES[0], "text": "x" * 241}])

    assert [(one.value.code, one.value.field) for one in (point, quote)] == [
        ("too_long", "points_fr"), ("too_long", "quotes"),
    ]  # fmt: skip


def test_it_stands_on_one_page_that_everybody_can_read(stop: Stop, editor: User) -> None:
    quotes = [{"text": "guillemets " * 21, "by": "menuisière, 8 personnes", "language": "fr"}] * 2
    page = written(stop, editor, points_fr="\n".join(["parlotes " * 20] * 5), next_fr="suite " * 50, quotes=quotes)
    operations.approve_page(page, actor=editor)

    with Reading(pdf.render(evening_document(page_of(stop), "fr"))) as paper:
        assert faults_of(paper) == []
        assert paper.page_count == 1


def test_all_pages_are_the_slides_of_the_closing_night(stop: Stop, editor: User) -> None:
    operations.approve_page(written(stop, editor), actor=editor)

    with Reading(pdf.render(slides(stop.tour, [page_of(stop)], "en"))) as paper:
        assert faults_of(paper) == []
        assert "Timber lacks hands." in paper.text
        assert [round(edge) for edge in paper.sheet(2)] == [0, 0, 960, 540]
        sizes = {round(one.box[3] - one.box[1], 1) for one in paper.characters[1] if one.text == "k"}
        assert min(sizes) >= 24  # in points: read from the back of a room


def test_a_visitor_reads_it_once_it_is_approved(client: Client, stop: Stop, editor: User) -> None:
    page = written(stop, editor)
    address = reverse("evening_public", args=[stop.tour.slug, stop.slug])

    assert client.get(address).status_code == 404
    operations.approve_page(page, actor=editor)
    assert client.get(address)["Content-Type"] == "application/pdf"
    assert "Le bois manque de bras." in client.get(f"/tours/{stop.tour.slug}/{stop.slug}/").content.decode()
    operations.take_back(page_of(stop), actor=editor)
    answer = client.get(f"/en{address}")
    assert answer.status_code == 404
    assert f"The evening page of {stop.place} is being corrected" in answer.text
    assert f'href="/en/tours/{stop.tour.slug}/{stop.slug}/"' in answer.text


def test_a_co_host_writes_it_from_what_was_heard_and_the_team_sends_it(client: Client, stop: Stop) -> None:
    university = OrganisationFactory()
    PartnershipFactory(organisation=university, stop=stop, role="co_host")
    representative = MembershipFactory(tour=None, organisation=university, role="representative").user
    PassageFactory(stop=stop, origin=Passage.Origin.NOTE, text="On apprend en regardant.")
    client.force_login(representative)
    page, edit = (reverse(name, args=[stop.tour.slug, stop.slug]) for name in ("evening", "evening_edit"))
    approve = reverse("evening_approve", args=[stop.tour.slug, stop.slug])

    assert "On apprend en regardant." in client.get(page).content.decode()
    sent = {"point_1_fr": "Le bois manque de bras.", "quote_1": "On apprend.", "by_1": "x", "language_1": "fr"}
    assert client.post(edit, {**sent, "version": 1}).status_code == 302
    assert page_of(stop).points_fr == "Le bois manque de bras."
    assert client.get(approve).status_code == 403


def test_whoever_may_not_approve_asks_the_team_once_and_the_control_room_says_so_until_it_is(
    client: Client, stop: Stop, editor: User
) -> None:
    asking = MembershipFactory(
        tour=None, role="representative",
        organisation=PartnershipFactory(organisation=OrganisationFactory(), stop=stop, role="co_host").organisation,
    ).user  # fmt: skip
    page = written(stop, asking)
    watched = Watched(stop.tour, timezone.localdate(), [stop])
    client.force_login(asking)
    ask = reverse("evening_ask", args=[stop.tour.slug, stop.slug])

    assert list(waiting_for_approval(watched, 100)) == []
    assert client.post(ask).status_code == 302
    assert client.post(ask).status_code == 422
    (letter,) = OutboxMessage.objects.all()
    assert (letter.to_address, letter.reply_to) == (editor.email, asking.email)
    (need,) = waiting_for_approval(watched, 100)
    assert (need.stop, need.urgency) == (stop, Urgency.NOW)
    operations.approve_page(page_of(stop), actor=editor)
    assert list(waiting_for_approval(watched, 100)) == []
    operations.take_back(page_of(stop), actor=editor)
    operations.ask_for_approval(page_of(stop), actor=asking)  # corrected: it waits anew
    assert page.stop_id == stop.pk


def test_a_page_waits_from_its_asking_until_its_approval_and_says_who_asked(
    client: Client, stop: Stop, editor: User
) -> None:
    client.force_login(editor)
    page = written(stop, editor)
    operations.ask_for_approval(page, actor=editor)
    asked = page_of(stop)
    said = client.get(reverse("evening", args=[stop.tour.slug, stop.slug])).content.decode()

    assert (asked.asked_by, asked.asked_at, asked.version) == (editor, page.asked_at, page.version)
    assert f"{editor} a demandé la validation" in said
    operations.approve_page(asked, actor=editor)
    assert (page_of(stop).asked_at, page_of(stop).asked_by) == (None, None)
    operations.take_back(page_of(stop), actor=editor)
    assert page_of(stop).asked_at is None


def test_a_page_that_was_approved_or_asked_for_meanwhile_is_not_asked_for(stop: Stop, editor: User) -> None:
    seen = written(stop, editor)
    operations.ask_for_approval(page_of(stop), actor=editor)
    with pytest.raises(EveningError) as asked:
        operations.ask_for_approval(seen, actor=editor)
    operations.approve_page(page_of(stop), actor=editor)
    with pytest.raises(EveningError) as approved:
        operations.ask_for_approval(seen, actor=editor)

    assert (asked.value.code, approved.value.code) == ("asked", "approved")


def test_no_page_is_approved_and_waits(stop: Stop, editor: User) -> None:
    operations.approve_page(written(stop, editor), actor=editor)
    with pytest.raises(IntegrityError, match="evening_page_asked_or_approved"), transaction.atomic():
        EveningPage.objects.filter(stop=stop).update(asked_at=timezone.now())


@pytest.mark.parametrize("count", [1, 3])
def test_pages_that_wait_are_found_in_one_query(
    editor: User, stop: Stop, count: int, django_assert_num_queries: Any
) -> None:
    stops = [stop, *StopFactory.create_batch(count - 1, held=True, tour=stop.tour)]
    for one in stops:
        operations.ask_for_approval(written(one, editor), actor=editor)
    with django_assert_num_queries(1):
        assert len(list(waiting_for_approval(Watched(stop.tour, timezone.localdate(), stops), 100))) == count


def test_a_written_page_that_nobody_asked_for_is_noticed_after_some_days(stop: Stop, editor: User) -> None:
    written(stop, editor)
    needs = [
        list(waiting_for_approval(Watched(stop.tour, stop.starts_on + datetime.timedelta(days=days), [stop]), 2))
        for days in (1, 2, 60)
    ]

    assert [[need.urgency for need in found] for found in needs] == [[], [Urgency.SOON], []]


def test_an_approved_page_is_not_opened_to_be_written_and_says_whom_to_ask(
    client: Client, stop: Stop, editor: User
) -> None:
    operations.approve_page(written(stop, editor), actor=editor)
    partner = PartnershipFactory(organisation=OrganisationFactory(), stop=stop, role="co_host")
    client.force_login(MembershipFactory(tour=None, organisation=partner.organisation, role="representative").user)
    said = client.get(reverse("evening_edit", args=[stop.tour.slug, stop.slug])).content.decode()

    assert str(editor) in said
    assert "point_1_fr" not in said


def test_on_the_day_a_co_host_s_home_leads_to_the_page_until_it_is_approved(stop: Stop, editor: User) -> None:
    assert page_of_today([stop]) == {}
    stop.starts_on = stop.ends_on = timezone.localdate(timezone=stop.zone)
    stop.state = Stop.State.PUBLISHED
    (fact,) = page_of_today([stop])[stop.pk]
    operations.approve_page(written(stop, editor), actor=editor)

    assert (fact.first, fact.url.endswith("/evening/edit/")) == (True, True)
    assert page_of_today([stop]) == {}


def test_an_empty_form_is_not_kept(client: Client, stop: Stop, editor: User) -> None:
    client.force_login(editor)
    answer = client.post(reverse("evening_edit", args=[stop.tour.slug, stop.slug]), {"language_1": "fr"})

    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"point_1_fr"}
    assert not EveningPage.objects.exists()


def test_what_may_be_overlooked_is_said_before_it_goes(stop: Stop, editor: User) -> None:
    page = written(stop, editor, points_en="")
    SessionFactory(stop=stop, ends_at=timezone.now() + datetime.timedelta(minutes=20))

    assert len(before_it_goes(page)) == 2
    page.figures = figures_of(stop)
    (points,) = [block for block in evening_document(page, "en").blocks if isinstance(block, OrderedList)]
    assert points.items[0] == (InLanguage("Le bois manque de bras.", "fr"),)


def test_whoever_approves_reads_the_letter_first_in_each_language_it_goes_out_in(
    client: Client, stop: Stop, editor: User
) -> None:
    somebody_came(stop, "here@example.org", language="en")
    written(stop, editor)
    client.force_login(editor)

    asked = client.get(reverse("evening_approve", args=[stop.tour.slug, stop.slug])).content.decode()

    assert f"What was said in {stop.place}" in asked
    assert f"Ce qui s’est dit à {stop.place}" not in asked


@pytest.mark.parametrize(("base", "shown"), [(5, ["12", "5"]), (8, ["12"])])
def test_so_few_that_the_page_would_speak_of_somebody_are_not_told(stop: Stop, editor, settings, base, shown) -> None:
    settings.SURVEYS_BASE = base
    page = written(stop, editor)
    page.figures = {"present": 12, "companies": 5, "organisations": 1, "read_at": timezone.now().isoformat()}
    (told,) = [block for block in evening_document(page, "en").blocks if isinstance(block, KeyFigures)]

    assert [one.value for one in told.figures] == shown


def test_the_public_page_is_laid_out_once_until_it_changes(client: Client, stop: Stop, editor: User) -> None:
    operations.approve_page(written(stop, editor), actor=editor)
    address = reverse("evening_public", args=[stop.tour.slug, stop.slug])
    first = client.get(address)

    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    operations.take_back(page_of(stop), actor=editor)
    operations.write_page(stop, {"next_fr": "Mars."}, expected_version=None, actor=editor)
    operations.approve_page(page_of(stop), actor=editor)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_what_comes_next_in_one_language_is_warned_of(stop: Stop, editor: User) -> None:
    operations.write_page(
        stop, {"points_fr": "Le bois.", "points_en": "Timber.", "next_fr": "Mars."}, expected_version=1, actor=editor
    )
    with override("en"):
        assert any("“What comes next” is in French only" in said for said in before_it_goes(page_of(stop)))
        operations.write_page(stop, {"next_en": "March."}, expected_version=None, actor=editor)
        assert not any("“What comes next”" in said for said in before_it_goes(page_of(stop)))
