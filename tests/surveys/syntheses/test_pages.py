"""The pages on which a synthesis is written, and who may open them."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from surveys.models import Passage, Synthesis, SynthesisSection
from surveys.syntheses.operations import publish_edition
from tests.events.planning.pages import co_host, member, send, text_of
from tests.surveys.syntheses.held import DAY, answered, came, held_stop, said, sent, started

pytestmark = [pytest.mark.django_db, pytest.mark.page]


def address(synthesis_or_stop: object, name: str = "stop_synthesis", *more: object) -> str:
    stop = getattr(synthesis_or_stop, "stop", synthesis_or_stop)
    return reverse(name, args=[stop.tour.slug, stop.slug, *more])


@pytest.mark.parametrize("role", ["reader", "editor", "manager"])
def test_the_team_reads_the_draft(client: Client, role: str) -> None:
    synthesis = started(held_stop(4))
    member(client, synthesis.tour, role)

    page = client.get(address(synthesis))

    assert page.status_code == 200
    assert "Ce que nous retenons" in text_of(page)


def test_a_co_host_reads_the_draft_of_its_own_stop_and_of_no_other(client: Client) -> None:
    own, other = started(held_stop(1)), started(held_stop(1))
    co_host(client, own.stop)

    assert client.get(address(own)).status_code == 200
    assert client.get(draft_pdf(own)).status_code == 200
    assert client.get(address(other)).status_code == 403
    assert client.get(draft_pdf(other)).status_code == 403
    assert client.get(address(own, "synthesis_section_new")).status_code == 403
    assert client.get(address(own, "synthesis_publish")).status_code == 403


def test_nobody_else_learns_of_it(client: Client) -> None:
    synthesis = started(held_stop(1))

    assert client.get(address(synthesis)).status_code == 302
    assert client.get(draft_pdf(synthesis)).status_code == 302


def test_an_editor_writes_but_does_not_publish(client: Client) -> None:
    synthesis = started(held_stop(1))
    member(client, synthesis.tour, "editor")

    assert client.get(address(synthesis, "synthesis_section_new")).status_code == 200
    assert client.get(address(synthesis, "synthesis_publish")).status_code == 403


def test_a_reader_only_reads(client: Client) -> None:
    synthesis = started(held_stop(1))
    member(client, synthesis.tour, "reader")

    assert client.get(address(synthesis, "synthesis_section_new")).status_code == 403
    client.post(address(synthesis))
    assert client.get(address(synthesis, "synthesis_edit")).status_code == 403


def test_nothing_is_started_until_an_editor_says_so(client: Client) -> None:
    stop = held_stop(2)
    member(client, stop.tour, "editor")

    assert not client.get(address(stop)).context["synthesis"]
    for _time in range(2):
        assert client.post(address(stop)).status_code == 302

    synthesis = Synthesis.objects.get()
    assert synthesis.sections.get().title_fr == "Ce que nous retenons"
    assert client.get(address(stop)).context["draft"]


def test_a_reader_starts_nothing(client: Client) -> None:
    stop = held_stop()
    member(client, stop.tour, "reader")

    client.post(address(stop))

    assert not Synthesis.objects.exists()


def test_the_draft_is_read_in_either_language(client: Client) -> None:
    synthesis = started(held_stop(2))
    member(client, synthesis.tour)

    assert '<article class="document" lang="en"' in text_of(client.get(f"{address(synthesis)}?language=en"))
    assert '<article class="document" lang="fr"' in text_of(client.get(f"{address(synthesis)}?language=de"))


def test_the_page_says_what_is_missing(client: Client) -> None:
    synthesis = started(held_stop(), written=False)
    member(client, synthesis.tour)

    lacks = client.get(address(synthesis)).context["lacks"]

    assert len(lacks) == 4
    assert [bool(lack.url) for lack in lacks] == [False, True, True, True]


def test_a_full_draft_lacks_nothing(client: Client) -> None:
    stop = held_stop(6)
    answered(sent(stop), 6)
    said(stop, 2)
    member(client, stop.tour)
    started(stop)

    assert not client.get(address(stop)).context["lacks"]


def test_a_section_is_added_written_moved_and_removed(client: Client) -> None:
    synthesis = started(held_stop(1))
    member(client, synthesis.tour)
    first = synthesis.sections.get()

    asked = {"title_fr": "Ce que nous demandons", "text_fr": "Une phrase.\n\nUne autre."}
    send(client, address(synthesis, "synthesis_section_new"), **asked)
    second = SynthesisSection.objects.exclude(pk=first.pk).get()
    send(client, address(synthesis, "synthesis_section_edit", second.pk), text_en="A sentence.", title_en="Asked")
    client.post(address(synthesis, "synthesis_section_move", second.pk), {"way": "up"})

    assert list(synthesis.sections.values_list("pk", flat=True)) == [second.pk, first.pk]
    second.refresh_from_db()
    assert (second.text_en, second.text_fr.replace("\r\n", "\n")) == ("A sentence.", asked["text_fr"])
    send(client, address(synthesis, "synthesis_section_remove", second.pk))
    assert list(synthesis.sections.all()) == [first]


def test_a_stale_section_shows_both_values_and_loses_neither(client: Client) -> None:
    synthesis = started(held_stop(1))
    member(client, synthesis.tour)
    section = synthesis.sections.get()
    url = address(synthesis, "synthesis_section_edit", section.pk)
    form = {"title_fr": "T", "title_en": "T", "text_en": section.text_en, "version": section.version}
    client.post(url, {**form, "text_fr": "De l’une."})

    page = client.post(url, {**form, "text_fr": "De l’autre."})

    assert page.status_code == 422
    assert "De l’une." in text_of(page)
    assert "De l’autre." in text_of(page)
    section.refresh_from_db()
    assert section.text_fr == "De l’une."


def test_an_english_text_needs_its_title(client: Client) -> None:
    synthesis = started(held_stop(1))
    member(client, synthesis.tour)

    page = send(client, address(synthesis, "synthesis_section_new"), title_fr="Titre", text_en="Words.")

    assert page.status_code == 422
    assert "title_en" in page.context["form"].errors


def test_the_title_is_edited(client: Client) -> None:
    synthesis = started(held_stop(1))
    member(client, synthesis.tour)

    send(client, address(synthesis, "synthesis_edit"), title_fr="Un autre titre")

    synthesis.refresh_from_db()
    assert synthesis.title_fr == "Un autre titre"


def test_publishing_says_what_is_frozen_and_who_is_told_then_does_it(client: Client) -> None:
    synthesis = started(held_stop(3))
    member(client, synthesis.tour)
    url = address(synthesis, "synthesis_publish")

    page = client.get(url)
    answer = send(client, url)

    assert any("3" in sentence for sentence in page.context["consequences"])
    assert answer.status_code == 302
    synthesis.refresh_from_db()
    assert synthesis.last_edition_number == 1


def test_a_publication_sent_twice_is_one_edition(client: Client) -> None:
    synthesis = started(held_stop(3))
    member(client, synthesis.tour)
    url = address(synthesis, "synthesis_publish")

    for _time in range(2):
        answer = client.post(url, {"edition": 1})

    assert answer.status_code == 422
    synthesis.refresh_from_db()
    assert synthesis.last_edition_number == 1


def test_nothing_to_say_is_told_before_one_confirms(client: Client) -> None:
    synthesis = started(held_stop(), written=False)
    member(client, synthesis.tour)

    page = client.get(address(synthesis, "synthesis_publish"))

    assert page.context["refused"]
    assert client.post(address(synthesis, "synthesis_publish"), {"edition": 1}).status_code == 422


def test_where_too_few_answers_came_one_may_repeat_the_former_ones(client: Client) -> None:
    stop = held_stop(3)
    campaign = sent(stop)
    answered(campaign, 12)
    synthesis = started(stop)
    publish_edition(synthesis, actor=None)
    answered(campaign, 2, start=12)
    member(client, stop.tour)
    url = address(synthesis, "synthesis_publish")
    SynthesisSection.objects.update(text_fr="Corrigé.")

    assert client.post(url, {"edition": 2}).status_code == 422
    assert client.post(url, {"edition": 2, "repeat_answers": "on"}).status_code == 302


@pytest.mark.parametrize("role", ["reader", "co-host"])
def test_whoever_does_not_edit_follows_no_single_answer_as_it_comes_in(client: Client, role: str) -> None:
    stop = held_stop(3)
    answered(sent(stop, closes_at=timezone.now() + DAY), 12)
    started(stop)
    if role == "reader":
        member(client, stop.tour, "reader")
    else:
        co_host(client, stop)

    page = text_of(client.get(address(stop)))

    assert "12 " in page
    assert "Qui a eu l’idée ?" not in page


def test_an_editor_reads_them_as_they_come_in(client: Client) -> None:
    stop = held_stop(3)
    answered(sent(stop, closes_at=timezone.now() + DAY), 12)
    started(stop)
    member(client, stop.tour, "editor")

    assert "Qui a eu l’idée ?" in text_of(client.get(address(stop)))


def test_an_archived_tour_is_read_and_not_written(client: Client) -> None:
    synthesis = started(held_stop(1))
    member(client, synthesis.tour)
    type(synthesis.tour).objects.update(state="archived")

    assert not client.get(address(synthesis)).context["writes"]
    assert client.get(address(synthesis, "synthesis_section_new")).context["refused"]
    assert client.post(address(synthesis, "synthesis_publish"), {"edition": 1}).status_code == 422


def test_the_draft_is_a_pdf_too(client: Client) -> None:
    synthesis = started(held_stop(2))
    member(client, synthesis.tour)

    page = client.get(draft_pdf(synthesis))

    assert page.content.startswith(b"%PDF")
    assert "no-store" in page["Cache-Control"]


def test_the_draft_takes_as_many_queries_for_three_campaigns_as_for_one(
    client: Client, django_assert_num_queries
) -> None:  # type: ignore[no-untyped-def]
    stop = held_stop()
    started(stop)
    member(client, stop.tour)
    for number in (1, 3):
        while stop.campaigns.count() < number:
            answered(sent(stop), 6)
            said(stop, 2, uncoded=1)
            came(stop, 2)
        with django_assert_num_queries(21):
            client.get(address(stop))


def test_the_answers_are_for_editors_and_hold_everything(client: Client) -> None:
    stop = held_stop()
    campaign = sent(stop)
    answered(campaign, 3)
    member(client, stop.tour, "editor")

    page = text_of(client.get(reverse("campaign_answers", args=[campaign.slug])))

    assert page.count("Mot numéro") >= 3
    assert "Qui a eu l’idée ?" in page


def test_readers_and_co_hosts_do_not_see_them(client: Client) -> None:
    stop = held_stop()
    campaign = sent(stop)
    url = reverse("campaign_answers", args=[campaign.slug])

    member(client, stop.tour, "reader")
    assert client.get(url).status_code == 403
    co_host(client, stop)
    assert client.get(url).status_code == 403


def test_answers_take_as_many_queries_for_one_as_for_nine(client: Client, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    stop = held_stop()
    campaign = sent(stop)
    member(client, stop.tour, "editor")
    for number in (1, 9):
        answered(campaign, number)
        with django_assert_num_queries(13):
            client.get(reverse("campaign_answers", args=[campaign.slug]))


def test_an_open_answer_becomes_a_passage(client: Client) -> None:
    stop = held_stop()
    campaign = sent(stop)
    answered(campaign, 1)
    member(client, stop.tour, "editor")
    answer = campaign.responses.get().answers.get(question="free")

    client.post(reverse("answer_passage", args=[campaign.slug, answer.pk]))

    assert Passage.objects.get().text == "Mot numéro 0."


def test_an_answer_of_another_campaign_is_not_found(client: Client) -> None:
    stop = held_stop()
    campaign, other = sent(stop), sent(held_stop())
    answered(other, 1)
    member(client, stop.tour, "editor")
    answer = other.responses.get().answers.get(question="free")

    assert client.post(reverse("answer_passage", args=[campaign.slug, answer.pk])).status_code == 404


def draft_pdf(synthesis: Synthesis) -> str:
    stop = synthesis.stop
    return reverse("synthesis_draft_pdf", kwargs={"tour": stop.tour.slug, "stop": stop.slug, "language": "fr"})
