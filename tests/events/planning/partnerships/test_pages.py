"""A tour's partners by their pages: the list, one partnership with log and promises, the order of logos."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from events.models import Commitment, Exchange, Partnership, Stop, Tour
from events.organisations.operations import remove_contact_person
from tests.events.factories import (
    ContactPersonFactory,
    MembershipFactory,
    OrganisationFactory,
    PartnershipFactory,
    SessionFactory,
    StopFactory,
    TourFactory,
)
from tests.events.planning.pages import co_host, controls, member, send, text_of
from tests.events.planning.partnerships.factories import CommitmentFactory, ExchangeFactory
from tests.tournee.web.assertions import assert_house_page
from tournee.history.models import HistoryEntry

pytestmark = [pytest.mark.django_db, pytest.mark.page]
DAY = datetime.timedelta(days=1)


def partners(tour: Tour, query: str = "") -> str:
    return reverse("planning_partners", args=[tour.slug]) + query


def page(partnership: Partnership) -> str:
    return reverse("planning_partnership", args=[partnership.pk])


def note(partnership: Partnership) -> str:
    return reverse("planning_exchange_add", args=[partnership.pk])


def names(client: Client, url: str) -> list[str]:
    return [row.organisation.name_fr for row in client.get(url).context["table"].page.object_list]


def test_what_is_over_and_has_nothing_open_is_folded(client: Client) -> None:
    coming = PartnershipFactory(stop=StopFactory(dated=True))
    past = timezone.localdate() - 9 * DAY
    for open_still in (False, True):
        held = StopFactory(published=True, tour=coming.stop.tour, starts_on=past, ends_on=past)
        one = PartnershipFactory(stop=held, organisation=coming.organisation)
        if open_still:
            CommitmentFactory(partnership=one)
    member(client, coming.stop.tour)

    shown = client.get(partners(coming.stop.tour))
    (row,) = shown.context["table"].page.object_list

    assert (len(row.parts), len(row.over), row.rows) == (2, 1, 3)
    assert page(row.over[0].partnership) in shown.content.decode()


def test_every_organisation_stands_with_what_it_does_next_promised_and_last_said(client: Client) -> None:
    stop = StopFactory(dated=True)
    host = PartnershipFactory(stop=stop, next_action="Rappeler le doyen", next_action_on=timezone.localdate() - 3 * DAY)
    host.contact_persons.add(ContactPersonFactory(organisation=host.organisation, name="Paul Appel", phone="03 22 00"))
    PartnershipFactory(stop=None, tour=stop.tour, organisation=host.organisation, role="supporter")
    PartnershipFactory(stop=None, session=SessionFactory(stop=stop), role="facilitator")
    PartnershipFactory()
    CommitmentFactory(partnership=host, what="La grande salle")
    CommitmentFactory(partnership=host, received_on=timezone.localdate())
    ExchangeFactory(partnership=host, on=timezone.localdate() - DAY, summary="Ancien")
    ExchangeFactory(partnership=host, summary="Le doyen est d’accord.", kind="agreed")
    member(client, stop.tour, "reader")

    shown = text_of(client.get(partners(stop.tour)))

    assert len(names(client, partners(stop.tour))) == 2
    for words in (
        "Paul Appel",
        "tel:032200",
        "Rappeler le doyen",
        "La grande salle",
        "Le doyen est d’accord.",
        "Albert",
    ):
        assert words in shown
    assert "Ancien" not in shown
    assert "mailto:" in shown
    assert reverse("planning_partner_add", args=[stop.tour.slug]) not in shown


def test_the_most_urgent_come_first_and_a_stop_called_off_asks_for_nothing(client: Client) -> None:
    tour, today = TourFactory(), timezone.localdate()
    idle = PartnershipFactory(stop__tour=tour)
    soon = PartnershipFactory(stop__tour=tour, next_action="x", next_action_on=today + DAY)
    late = PartnershipFactory(stop__tour=tour)
    CommitmentFactory(partnership=late, due_on=today - DAY)
    off = PartnershipFactory(stop=StopFactory(cancelled=True, tour=tour), next_action="x", next_action_on=today - DAY)
    member(client, tour)

    wanted = [one.organisation.name_fr for one in (late, soon)]
    assert names(client, partners(tour))[:2] == wanted
    assert set(names(client, partners(tour))[2:]) == {idle.organisation.name_fr, off.organisation.name_fr}
    assert names(client, partners(tour, "?late=on")) == wanted[:1]


@pytest.mark.parametrize("query", ["q=Evreux", "q=Appel", "role=funder", "q=Nouvelle"])
def test_partners_are_found_by_name_person_stop_and_role(client: Client, query: str) -> None:
    tour = TourFactory()
    PartnershipFactory(stop__tour=tour)
    found = PartnershipFactory(
        stop__tour=tour, stop__place="Évreux", role="funder", organisation=OrganisationFactory(name_fr="École nouvelle")
    )
    found.contact_persons.add(ContactPersonFactory(organisation=found.organisation, name="Paul Appel"))
    member(client, tour)

    assert names(client, partners(tour, f"?{query}")) == ["École nouvelle"]
    assert names(client, partners(tour, "?q=introuvable")) == []


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_queries_for_one_partner_as_for_three(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tour = TourFactory()
    for _ in range(count):
        partnership = PartnershipFactory(stop__tour=tour)
        partnership.contact_persons.add(ContactPersonFactory(organisation=partnership.organisation))
        CommitmentFactory.create_batch(2, partnership=partnership)
        ExchangeFactory.create_batch(2, partnership=partnership)
    member(client, tour)
    client.get(partners(tour))

    with django_assert_num_queries(12):
        client.get(partners(tour))


def test_a_tour_without_partners_says_how_to_begin(client: Client) -> None:
    tour = TourFactory()
    member(client, tour)

    assert reverse("planning_partner_add", args=[tour.slug]) in text_of(client.get(partners(tour)))


def test_an_exchange_and_the_next_action_are_noted_in_one_form(client: Client) -> None:
    partnership = PartnershipFactory(next_action="Appeler", next_action_on=timezone.localdate() - DAY)
    user = member(client, partnership.stop.tour, "editor")
    again = timezone.localdate() + 7 * DAY

    send(client, note(partnership), kind="call", summary="Absent.", next_action="Rappeler", next_action_on=f"{again}")

    partnership.refresh_from_db()
    entry = Exchange.objects.get()
    assert (partnership.next_action, partnership.next_action_on) == ("Rappeler", again)
    assert (entry.kind, entry.on, entry.summary, entry.noted_by) == ("call", timezone.localdate(), "Absent.", user)
    assert {"partner.exchange", "partner.next"} <= set(HistoryEntry.objects.values_list("action", flat=True))
    assert "Absent." not in str(list(HistoryEntry.objects.values_list("changes", "label")))


def test_a_note_leaves_the_next_action_as_it_stands(client: Client) -> None:
    partnership = PartnershipFactory(next_action="Appeler", next_action_on=timezone.localdate() - DAY)
    member(client, partnership.stop.tour, "editor")

    send(client, note(partnership), kind="note", summary="Leur directeur change.")

    partnership.refresh_from_db()
    assert (partnership.next_action, partnership.version) == ("Appeler", 1)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"on": f"{timezone.localdate() + 2 * DAY}"}, "on"),
        ({"summary": ""}, "summary"),
        ({"kind": "shout"}, "kind"),
        ({"next_action": "", "next_action_on": "2090-01-01"}, "next_action"),
        ({"next_action": "x", "next_action_on": "2020-01-01"}, "next_action_on"),
        ({"next_action": "x" * 201}, "next_action"),
    ],
)
def test_an_exchange_that_cannot_be_is_refused_beside_its_field(
    client: Client, typed: dict[str, str], field: str
) -> None:
    partnership = PartnershipFactory()
    member(client, partnership.stop.tour, "editor")

    refused = send(client, note(partnership), **{"summary": "x", **typed})

    assert (refused.status_code, list(refused.context["form"].errors)) == (422, [field])
    assert not Exchange.objects.exists()


def test_of_two_who_plan_what_is_next_the_second_sees_both(client: Client) -> None:
    partnership = PartnershipFactory()
    member(client, partnership.stop.tour, "editor")
    opened = controls(client.get(note(partnership)))
    send(client, note(partnership), summary="Un", next_action="Appeler lundi")

    second = client.post(note(partnership), {**opened, "summary": "Deux", "next_action": "Écrire"})

    assert second.status_code == 422
    assert "Appeler lundi" in text_of(second)
    assert Exchange.objects.get().summary == "Un"


def test_ones_own_entry_of_the_day_is_corrected_and_nobody_elses(client: Client) -> None:
    partnership = PartnershipFactory()
    user = member(client, partnership.stop.tour, "editor")
    own = ExchangeFactory(partnership=partnership, noted_by=user)
    yesterdays = ExchangeFactory(partnership=partnership, noted_by=user)
    Exchange.objects.filter(pk=yesterdays.pk).update(noted_at=timezone.now() - 2 * DAY)
    others = ExchangeFactory(partnership=partnership, noted_by=MembershipFactory(tour=partnership.stop.tour).user)
    url = {one.pk: reverse("planning_exchange_correct", args=[one.pk]) for one in (own, yesterdays, others)}

    send(client, url[own.pk], summary="Corrigé")
    shown = text_of(client.get(page(partnership)))

    assert Exchange.objects.get(pk=own.pk).summary == "Corrigé"
    assert url[own.pk] in shown
    for one in (yesterdays, others):
        assert url[one.pk] not in shown
        assert client.get(url[one.pk]).context["refused"]
        assert client.post(url[one.pk], {"kind": "call", "on": "2026-01-01", "summary": "Non"}).status_code == 422
    assert not Exchange.objects.filter(summary="Non").exists()


def test_a_promise_is_noted_comes_in_one_tap_is_edited_and_removed(client: Client) -> None:
    partnership = PartnershipFactory()
    member(client, partnership.stop.tour, "editor")

    send(client, reverse("planning_promise_add", args=[partnership.pk]), what="La grande salle", due_on="2031-05-01")
    promise = Commitment.objects.get()
    came = reverse("planning_promise_came", args=[promise.pk])
    client.post(came, {"came": "1"})
    client.post(came, {"came": "1"})
    promise.refresh_from_db()
    assert (promise.received_on, promise.version) == (timezone.localdate(), 2)
    client.post(came, {"came": "0"})
    send(client, reverse("planning_promise_edit", args=[promise.pk]), what="La petite salle")
    promise.refresh_from_db()
    assert (promise.what, promise.received_on) == ("La petite salle", None)
    assert "La petite salle" in text_of(client.get(page(partnership)))
    send(client, reverse("planning_promise_remove", args=[promise.pk]))
    assert not Commitment.objects.exists()


def test_a_promise_has_words_and_did_not_come_tomorrow(client: Client) -> None:
    partnership = PartnershipFactory()
    member(client, partnership.stop.tour, "editor")
    tomorrow = timezone.localdate() + 2 * DAY

    refused = send(client, reverse("planning_promise_add", args=[partnership.pk]), received_on=f"{tomorrow}")

    assert set(refused.context["form"].errors) == {"what", "received_on"}


def test_a_co_host_sees_its_own_promises_and_neither_the_log_nor_others(client: Client) -> None:
    stop = StopFactory(dated=True)
    other = PartnershipFactory(stop=stop, role="supporter")
    co_host(client, stop)
    own = Partnership.objects.exclude(pk=other.pk).get()
    promise = CommitmentFactory(partnership=own, what="La grande salle")
    ExchangeFactory(partnership=own, summary="Difficile à joindre")
    Partnership.objects.filter(pk=own.pk).update(next_action="Insister")

    shown = text_of(client.get(page(own)))

    assert "La grande salle" in shown
    assert "Difficile à joindre" not in shown
    assert "Insister" not in shown
    assert reverse("planning_promise_came", args=[promise.pk]) not in shown
    assert client.post(reverse("planning_promise_came", args=[promise.pk]), {"came": "1"}).status_code == 403
    assert client.get(note(own)).status_code == 403
    assert client.get(page(other)).status_code == 403
    assert client.get(partners(stop.tour)).status_code == 403


def test_readers_read_and_write_nothing(client: Client) -> None:
    promise = CommitmentFactory()
    partnership = promise.partnership
    ExchangeFactory(partnership=partnership, summary="Ils réfléchissent.")
    member(client, partnership.stop.tour, "reader")

    shown = text_of(client.get(page(partnership)))

    assert "Ils réfléchissent." in shown
    assert note(partnership) not in shown
    assert client.post(note(partnership), {}).status_code == 403
    assert client.post(reverse("planning_partner_move", args=[partnership.pk]), {"way": "up"}).status_code == 403


@pytest.mark.parametrize("of_tour", [True, False])
def test_logos_are_put_in_order_one_place_at_a_time(client: Client, of_tour: bool) -> None:
    stop = StopFactory(published=True)
    place = {"stop": None, "tour": stop.tour} if of_tour else {"stop": stop}
    first, second = (PartnershipFactory(role="supporter", **place) for _ in range(2))
    PartnershipFactory(role="funder", **place)
    member(client, stop.tour, "editor")
    before = Tour.objects.get().public_version
    order = reverse("planning_partner_order", args=[stop.tour.slug] if of_tour else [stop.tour.slug, stop.slug])

    moved = client.post(reverse("planning_partner_move", args=[second.pk]), {"way": "up"})

    assert moved.url == f"{order}#logo-{second.pk}"
    shown = text_of(client.get(order))
    assert shown.index(second.organisation.name_fr) < shown.index(first.organisation.name_fr)
    assert Tour.objects.get().public_version == before + 1
    client.post(reverse("planning_partner_move", args=[second.pk]), {"way": "up"})
    assert Tour.objects.get().public_version == before + 1


def test_a_new_partner_stands_last(client: Client) -> None:
    standing = PartnershipFactory(position=7)
    member(client, standing.stop.tour, "editor")
    address = reverse("planning_partner_add", args=[standing.stop.tour.slug, standing.stop.slug])
    OrganisationFactory(name_fr="Pôle d’essai")

    send(client, address, organisation="Pôle d’essai")

    assert Partnership.objects.latest("pk").position == 8


def test_an_archived_tour_keeps_its_log_as_it_is(client: Client) -> None:
    tour = TourFactory(state=Tour.State.ARCHIVED)
    partnership = PartnershipFactory(stop__tour=tour)
    promise = CommitmentFactory(partnership=partnership)
    member(client, tour)

    assert note(partnership) not in text_of(client.get(page(partnership)))
    assert client.post(note(partnership), {"kind": "call"}).status_code == 422
    client.post(reverse("planning_promise_came", args=[promise.pk]), {"came": "1"})
    assert Commitment.objects.get().received_on is None


def test_a_person_who_is_removed_is_named_nowhere_any_more(client: Client) -> None:
    partnership = PartnershipFactory()
    person = ContactPersonFactory(organisation=partnership.organisation, name="Paul Appel", phone="03 22")
    partnership.contact_persons.add(person)
    user = member(client, partnership.stop.tour)
    assert "Paul Appel" in text_of(client.get(page(partnership)))

    remove_contact_person(person, actor=user)

    for url in (page(partnership), partners(partnership.stop.tour)):
        assert "Paul Appel" not in text_of(client.get(url))
    assert "Paul Appel" not in str(list(HistoryEntry.objects.values_list("changes", "label")))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_is_a_house_page_in_both_languages(client: Client, language: str) -> None:
    partnership = PartnershipFactory(stop=StopFactory(dated=True))
    promise = CommitmentFactory(partnership=partnership, late=True)
    user = member(client, partnership.stop.tour)
    entry = ExchangeFactory(partnership=partnership, noted_by=user)
    tour, stop = partnership.stop.tour, partnership.stop
    client.cookies["django_language"] = language
    urls = [
        partners(tour), page(partnership), note(partnership), reverse("planning_promise_add", args=[partnership.pk]),
        reverse("planning_promise_edit", args=[promise.pk]), reverse("planning_promise_remove", args=[promise.pk]),
        reverse("planning_exchange_correct", args=[entry.pk]), reverse("planning_partner_order", args=[tour.slug]),
        reverse("planning_partner_order", args=[tour.slug, stop.slug]),
    ]  # fmt: skip
    prefix = "" if language == "fr" else "/en"

    for url in urls:
        response = client.get(f"{prefix}{url}")
        assert response.status_code == 200, url
        assert_house_page(response, language=language)


def test_a_stop_is_not_a_partnership_of_another_tour(client: Client) -> None:
    mine, others = StopFactory(), PartnershipFactory()
    member(client, mine.tour)

    assert client.get(page(others)).status_code == 403
    assert Stop.objects.count() == 2


@pytest.mark.parametrize("of_tour", [True, False])
def test_history_says_what_was_promised_and_noted(client: Client, of_tour: bool) -> None:
    stop = StopFactory()
    partnership = PartnershipFactory(**({"stop": None, "tour": stop.tour} if of_tour else {"stop": stop}))
    member(client, stop.tour)
    client.post(reverse("planning_promise_add", args=[partnership.pk]), {"what": "La grande salle"})
    send(client, note(partnership), summary="Absent.")
    address = [stop.tour.slug] if of_tour else [stop.tour.slug, stop.slug]

    shown = text_of(client.get(reverse("planning_history", args=address)))

    assert "La grande salle" in shown
    assert f"– {partnership}" in shown
