"""The route on a telephone: points where their towns are, numbers for where one can still go."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise
from math import hypot

from events.route import NARROW, WIDE, RouteStop, position_scene, route_scene
from events.route.points import Phase
from events.route.scenes import _lay_out
from tests.events.route.test_scenes import LILLE, TOWNS, links, shown, stop, targets, thread, tour
from tournee.drawing.scene import Group, Line, Scene, Text

ON_A_TELEPHONE = (320 - 32) / NARROW


def half_way() -> list[RouteStop]:
    """Forty stops, of which the first twenty, in the crowded north, were held."""
    return [replace(each, phase=Phase.HELD) if (each.number or 0) <= 20 else each for each in tour(LILLE + TOWNS)]


def number(group: Group) -> str:
    return next((item.text for item in group.items if isinstance(item, Text) and item.text.isdigit()), "")


def numbered(scene: Scene) -> list[Group]:
    return [group for group in links(scene) if number(group)]


def strayed(stops: list[RouteStop]) -> list[float]:
    """How far each point stands from its town, in units of the narrow map."""
    places = _lay_out(stops, NARROW).places
    return [
        hypot(circle.x - x, circle.y - y)
        for circle, (x, y) in zip(targets(route_scene(stops, width=NARROW)), places, strict=True)
    ]


def test_stops_that_were_held_are_points_and_the_next_one_has_its_number() -> None:
    scene = route_scene(half_way(), width=NARROW)
    shows = [int(number(group)) for group in numbered(scene)]

    assert shows
    assert min(shows) == 21
    assert max(shown(group).r for group in links(scene)) == shown(numbered(scene)[0]).r


def test_every_stop_stays_reachable_in_the_order_of_the_route() -> None:
    stops = half_way()

    assert [group.href for group in links(route_scene(stops, width=NARROW))] == [each.href for each in stops]
    assert all(group.label for group in links(route_scene(stops, width=NARROW)))


def test_points_stand_where_their_towns_are() -> None:
    assert max(strayed(half_way()[8:])) < 6


def test_no_target_covers_another_or_a_neighbours_point() -> None:
    scene = route_scene(half_way(), width=NARROW)

    for (one, other), (target, neighbour) in zip(
        combinations(links(scene), 2), combinations(targets(scene), 2), strict=True
    ):
        apart = hypot(target.x - neighbour.x, target.y - neighbour.y)
        assert apart > shown(one).r + shown(other).r
        assert apart > max(target.r + shown(other).r, neighbour.r + shown(one).r) - 0.1


def test_numbers_are_24_pixel_targets_on_a_telephone_of_320_pixels() -> None:
    scene = route_scene(half_way(), width=NARROW)
    hit = [circle for circle, group in zip(targets(scene), links(scene), strict=True) if number(group)]

    assert min(circle.r for circle in hit) * 2 * ON_A_TELEPHONE >= 24
    assert min(hypot(a.x - b.x, a.y - b.y) for a, b in combinations(hit, 2)) * ON_A_TELEPHONE >= 24


def test_a_point_with_room_has_the_whole_target() -> None:
    scene = route_scene([replace(half_way()[0], phase=Phase.HELD), *half_way()[20:]], width=NARROW)

    assert not number(links(scene)[0])
    assert targets(scene)[0].r * 2 * ON_A_TELEPHONE >= 24


def test_when_all_were_held_numbers_stand_where_there_is_room_and_both_ends_are_named() -> None:
    stops = [replace(each, phase=Phase.HELD) for each in tour(TOWNS)]
    scene = route_scene(stops, width=NARROW)
    words = {item.text for group in links(scene) for item in group.items if isinstance(item, Text)}

    assert 5 < len(numbered(scene)) < len(stops)
    assert {stops[0].place, stops[-1].place} <= words


def test_few_stops_that_were_held_keep_their_numbers_and_names() -> None:
    stops = [replace(each, phase=Phase.HELD) for each in tour(TOWNS[-10:][::2])]
    scene = route_scene(stops, width=NARROW)

    assert [number(group) for group in links(scene)] == ["1", "2", "3", "4", "5"]
    assert {each.place for each in stops} <= {
        item.text for group in links(scene) for item in group.items if isinstance(item, Text)
    }


def test_a_small_point_still_tells_a_cancelled_stop_from_a_postponed_one() -> None:
    following = stop(1)
    cancelled, postponed = (
        next(group for group in links(route_scene([following, near], width=NARROW)) if group.href == near.href)
        for near in (stop(2, phase=Phase.CANCELLED), stop(2, phase=Phase.POSTPONED))
    )

    assert not number(cancelled)
    assert any(isinstance(item, Line) for item in cancelled.items)
    assert shown(postponed).dash


def test_the_wide_map_numbers_every_stop() -> None:
    assert len(numbered(route_scene(half_way(), width=WIDE))) == 40


def test_the_line_passes_the_points_as_drawn() -> None:
    scene = route_scene(half_way(), width=NARROW)
    line = thread(scene)

    assert line is not None
    assert [command[-2:] for command in line.commands] == [(each.x, each.y) for each in map(shown, links(scene))]
    assert all(one != other for one, other in pairwise(targets(scene)))


def test_a_position_on_a_crowded_route_keeps_its_number() -> None:
    stops = half_way()

    assert number(links(position_scene(stops, stops[3]))[0]) == "4"
