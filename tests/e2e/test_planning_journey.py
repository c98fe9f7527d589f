"""The preparation of a tour in a real browser: from the edition before it to a conflict that is settled."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import OpenPage
from tests.e2e.planning_journey import preparing, settling
from tests.e2e.planning_journey.story import begin
from tests.e2e.product import Product

pytestmark = pytest.mark.e2e

LOOKS = [pytest.param(360, "fr", id="fr-360"), pytest.param(1440, "en", id="en-1440")]


@pytest.mark.parametrize(("width", "language"), LOOKS)
def test_an_edition_is_prepared_with_a_co_host_and_a_conflict_settled(
    page_at: OpenPage, product: Product, width: int, language: str
) -> None:
    story = begin(product, language, lambda who: page_at(width, language=language, who=who))

    preparing.organiser_clones_2019(story)
    preparing.organiser_imports_twelve_stops(story)
    preparing.organiser_invites_the_co_host(story)
    preparing.host_fills_in_the_room(story)
    preparing.organiser_publishes(story)

    proposal = settling.host_proposes_the_morning(story)
    settling.organiser_compares_and_accepts(story, proposal)
    settling.organiser_sees_the_conflict(story)
    settling.organiser_settles_it_by_moving_the_stop(story)
