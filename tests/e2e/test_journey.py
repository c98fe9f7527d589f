"""The whole journey of one stop in a real browser: from its publication to what was learnt of it."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import OpenPage
from tests.e2e.journey import asking, booking, door, listening, telling
from tests.e2e.journey.story import begin
from tests.e2e.product import Product

pytestmark = pytest.mark.e2e

LOOKS = [pytest.param(360, "fr", id="fr-360"), pytest.param(1440, "en", id="en-1440")]


@pytest.mark.parametrize(("width", "language"), LOOKS)
def test_a_stop_is_published_filled_held_asked_about_and_told(
    page_at: OpenPage, product: Product, width: int, language: str
) -> None:
    story = begin(product, language, lambda who: page_at(width, language=language, who=who))

    booking.manager_publishes_the_stop(story)
    owner, colleague = booking.firm_registers_two_people(story)
    booking.another_firm_waits(story)
    latecomer = booking.colleague_is_cancelled_and_latecomer_promoted(story, colleague)
    booking.manager_moves_the_stop_by_a_week(story, owner, latecomer)

    story.let_days_pass(0)
    host = door.host_notes_who_is_here(story)
    door.host_notes_a_walk_in_into_a_full_session(story, host)
    door.host_takes_the_documents_along(story, host)

    story.let_days_pass(-1)
    contact_list = asking.editor_imports_a_contact_list(story)
    asking.editor_approves_a_campaign_that_opens_now(story, contact_list)
    listening.facilitator_notes_three_sentences(story)
    listening.editor_codes_one(story)
    telling.editor_writes_a_section(story)
    asking.owner_answers_page_by_page(story)
    asking.only_those_concerned_are_asked(story)
    asking.walk_in_unsubscribes_by_one_click(story)

    telling.manager_publishes_the_synthesis(story)
    telling.host_takes_the_pdf(story)
    told = telling.visitor_reads_it(story)
    telling.those_who_came_are_told(story)
    telling.manager_forgets_the_latecomer(story)
    assert telling.visitor_reads_it(story) == told
