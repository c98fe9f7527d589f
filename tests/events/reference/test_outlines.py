"""Outlines for maps."""

import pytest

from events.reference.outlines import FILE, Layer, outlines
from events.reference.simplify import area, centre, simplified, within

LEFT = [(0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.001, 0.5), (1.0, 0.0), (0.0, 0.0)]
RIGHT = [(1.0, 0.0), (1.001, 0.5), (1.0, 1.0), (2.0, 1.0), (2.0, 0.0), (1.0, 0.0)]


@pytest.mark.parametrize(("layer", "count"), [("regions", 18), ("departements", 101), ("uk", 33)])
def test_every_territory_of_a_layer_is_drawn_with_closed_rings(layer: Layer, count: int) -> None:
    found = outlines(layer)
    assert len({outline.code for outline in found}) == count
    assert all(ring[0] == ring[-1] and len(ring) >= 4 for outline in found for ring in outline.rings)


def test_overseas_regions_have_their_own_codes() -> None:
    assert {outline.code for outline in outlines("regions")} >= {"01", "02", "03", "04", "06", "32"}


def test_albert_lies_in_the_somme() -> None:
    assert [outline.code for outline in outlines("departements") if within((2.65, 50.0), map(list, outline.rings))] == [
        "80"
    ]


def test_the_file_is_small_enough_to_ship() -> None:
    assert FILE.stat().st_size <= 60_000


def test_both_sides_of_a_border_lose_the_same_points() -> None:
    left, right = simplified([[LEFT], [RIGHT]], tolerance=0.01, smallest=0.0)
    assert (1.001, 0.5) not in left[0]
    assert (1.001, 0.5) not in right[0]
    assert {(1.0, 0.0), (1.0, 1.0)} <= set(left[0]) & set(right[0])


def test_a_lone_island_keeps_its_shape() -> None:
    circle = [(3.0, 0.0), (3.5, 0.5), (4.0, 0.0), (3.5, -0.5), (3.0, 0.0)]
    assert area(simplified([[circle]], tolerance=0.01, smallest=0.0)[0][0]) == pytest.approx(0.5)


def test_islets_are_left_out_but_never_the_whole_territory() -> None:
    islet = [(9.0, 9.0), (9.01, 9.0), (9.01, 9.01), (9.0, 9.0)]
    assert len(simplified([[LEFT, islet]], tolerance=0.0, smallest=0.01)[0]) == 1
    assert len(simplified([[islet]], tolerance=0.0, smallest=0.01)[0]) == 1


def test_the_centre_of_a_square_is_its_middle() -> None:
    assert centre([(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0), (0.0, 0.0)]) == (1.0, 1.0)
