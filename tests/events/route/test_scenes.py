"""The route as a picture: every stop drawn, numbered, reachable, and far enough from the next."""

from __future__ import annotations

import datetime
from itertools import combinations
from math import hypot

import pytest

from events.route import NARROW, WIDE, RouteStop, position_scene, route_scene
from events.route.sheets import ELSEWHERE, MAIN, in_england, sheet_of
from tournee.drawing.scene import Circle, Group, Line, Path, Rect, Scene, Text, walk
from tournee.drawing.svg import to_svg

FIRST = datetime.date(2031, 3, 4)
LILLE = [(50.63, 3.06), (50.69, 3.17), (50.72, 3.16), (50.63, 3.11), (50.61, 3.0), (50.63, 3.06)]
TOWNS = [
    (51.03, 2.37), (50.43, 2.83), (50.37, 3.08), (50.36, 3.52), (50.0, 2.65), (49.85, 3.29), (49.88, 1.13),
    (49.09, 1.48), (48.76, 0.63), (48.75, -0.57), (48.12, -1.21), (47.65, -2.08), (47.75, -3.37), (48.39, -4.49),
    (47.06, -0.88), (46.82, 0.55), (45.65, 0.16), (44.61, 2.03), (43.6, 2.24), (43.23, 0.08), (43.3, -0.37),
    (44.13, 4.08), (44.56, 6.08), (43.66, 6.92), (42.7, 9.45), (45.86, 3.55), (46.26, 5.66), (46.06, 6.58),
    (45.24, 4.67), (46.04, 4.07), (46.8, 4.42), (47.51, 6.8), (48.28, 6.95), (49.77, 4.72),
]  # fmt: skip


def stop(number: int | None = 1, at: tuple[float, float] = (50.0, 2.65), **values: object) -> RouteStop:
    given = {"place": f"Ville {number}", "phase": "upcoming", "href": f"/tours/t/{number}/"} | values
    if "date" not in given and number is not None:
        given["date"] = FIRST + datetime.timedelta(days=number)
    return RouteStop(number=number, latitude=at[0], longitude=at[1], **given)  # type: ignore[arg-type]


def tour(places: list[tuple[float, float]]) -> list[RouteStop]:
    return [stop(number, place) for number, place in enumerate(places, start=1)]


def links(scene: Scene) -> list[Group]:
    return [item for item in scene.items if isinstance(item, Group)]


def targets(scene: Scene) -> list[Circle]:
    """The circles that are hit: the first, unseen one of each point."""
    return [group.items[0] for group in links(scene) if isinstance(group.items[0], Circle)]


def shown(group: Group) -> Circle:
    return next(item for item in group.items if isinstance(item, Circle) and item.fill != "transparent")


def thread(scene: Scene) -> Path | None:
    return next((item for item in scene.items if isinstance(item, Path) and item.dash), None)


def ends(path: Path) -> list[tuple[float, float]]:
    """The points a line passes, by where its commands end."""
    return [command[-2:] for command in path.commands]  # type: ignore[misc]


def test_forty_stops_with_six_in_one_conurbation_stand_at_least_24_pixels_apart() -> None:
    points = targets(route_scene(tour(LILLE + TOWNS), width=WIDE))

    assert len(points) == 40
    assert min(hypot(one.x - other.x, one.y - other.y) for one, other in combinations(points, 2)) >= 24
    assert all(point.r * 2 >= 24 for point in points)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_point_stays_on_the_sheet(width: int) -> None:
    scene = route_scene(tour(LILLE * 3 + [(51.03, 2.37)] * 4), width=width)

    assert all(point.x - 12 >= 0 and point.x + 12 <= scene.width for point in targets(scene))
    assert all(point.y - 12 >= 0 and point.y + 12 <= scene.height for point in targets(scene))


def test_a_point_that_had_to_move_has_a_leader_from_its_place() -> None:
    scene = route_scene([stop(1, (50.63, 3.06)), stop(2, (50.63, 3.06)), stop(3, (43.6, 2.24))])
    leaders = [item for item in scene.items if isinstance(item, Line)]

    assert len(leaders) == 2


def test_a_point_with_room_stands_where_its_town_is() -> None:
    alone = targets(route_scene([stop(3, (43.6, 2.24))]))[0]
    among = targets(route_scene([*tour(LILLE[:2]), stop(3, (43.6, 2.24))]))[2]

    assert (alone.x, alone.y) == (among.x, among.y)


def test_the_same_stops_give_the_same_picture() -> None:
    stops = tour(LILLE + TOWNS)

    assert to_svg(route_scene(stops), id_prefix="r") == to_svg(route_scene(list(reversed(stops))), id_prefix="r")


def test_each_point_is_a_link_named_by_number_place_and_date() -> None:
    scene = route_scene(
        [stop(12, place="Saint-Quentin", date=datetime.date(2019, 10, 7), href="/tours/t/saint-quentin/")]
    )
    (link,) = links(scene)

    assert link.href == "/tours/t/saint-quentin/"
    assert link.label.startswith(("Étape 12", "Stop 12"))
    assert link.label.replace("\u00a0", " ").endswith(", Saint-Quentin, 7 octobre 2019, à venir")


def test_the_keyboard_follows_the_route() -> None:
    scene = route_scene([stop(2, date=FIRST), stop(1, date=FIRST + datetime.timedelta(days=9))])

    assert [link.href for link in links(scene)] == ["/tours/t/2/", "/tours/t/1/"]


def test_past_stops_are_open_and_the_next_one_is_filled_and_larger() -> None:
    past, following, later = links(route_scene([stop(1, phase="held"), stop(2, (48.0, 0.0)), stop(3, (44.0, 2.0))]))

    assert shown(past).fill == "paper"
    assert shown(following).fill == shown(later).fill == "route"
    assert shown(following).r > shown(later).r == shown(past).r


def test_a_cancelled_stop_is_struck_through_and_off_the_line() -> None:
    scene = route_scene([stop(1), stop(2, (48.0, 0.0), phase="cancelled"), stop(3, (44.0, 2.0))])
    cancelled = links(scene)[1]
    line = thread(scene)

    assert any(isinstance(item, Line) for item in cancelled.items)
    assert line is not None
    assert len(ends(line)) == 2


def test_a_postponed_stop_is_drawn_unlike_the_others_and_unjoined() -> None:
    scene = route_scene([stop(1), stop(2, (48.0, 0.0), phase="postponed", date=None)])

    assert shown(links(scene)[1]).dash
    assert thread(scene) is None


def test_a_recorded_stop_without_number_is_a_plain_point_with_its_name() -> None:
    (point,) = links(route_scene([stop(None, place="Vernon", phase="held", date=None)]))

    assert shown(point).r < 8
    assert [item.text for item in point.items if isinstance(item, Text)] == ["Vernon"]
    assert point.label == "Vernon, tenue"
    assert shown(point).fill == "paper"


def test_stops_recorded_afterwards_are_not_joined() -> None:
    scene = route_scene([stop(1, phase="held", recorded=True), stop(2, (48.0, 0.0), phase="held", recorded=True)])

    assert thread(scene) is None
    assert len(links(scene)) == 2


def test_the_description_leaves_a_towns_name_alone() -> None:
    scene = route_scene([stop(1, place="Albert"), stop(2, (48.0, 0.0), place="Le Havre")])

    assert "de Albert" not in scene.description
    assert "à Le Havre" not in scene.description
    assert "Albert" in scene.description


def test_a_page_names_each_point_while_it_is_pointed_at() -> None:
    stops = tour(LILLE + TOWNS)
    hidden = [item for item in walk(route_scene(stops, name_all=True).items) if isinstance(item, Text) and item.css]

    assert {item.css for item in hidden} == {"route-name"}
    assert len(hidden) >= len(stops) - 1
    assert not [item for item in walk(route_scene(stops).items) if isinstance(item, Text) and item.css]


def test_the_line_joins_the_dated_stops_in_order_of_date() -> None:
    day = datetime.timedelta(days=1)
    scene = route_scene(
        [stop(1, (44.0, 2.0), date=FIRST + day * 3), stop(2, (48.0, 0.0), date=FIRST), stop(3, date=FIRST + day)]
    )
    line = thread(scene)
    drawn = {link.href: (shown(link).x, shown(link).y) for link in links(scene)}

    assert line is not None
    assert ends(line) == [drawn["/tours/t/2/"], drawn["/tours/t/3/"], drawn["/tours/t/1/"]]


def test_overseas_stops_stand_in_framed_insets_named_by_their_region() -> None:
    scene = route_scene([stop(1), stop(2, (-21.34, 55.48)), stop(3, (14.6, -61.07)), stop(4, (4.93, -52.33))])
    frames = [item for item in scene.items if isinstance(item, Rect)]
    names = {item.text for item in scene.items if isinstance(item, Text)}

    assert len(frames) == 3
    assert names >= {"La Réunion", "Martinique", "Guyane"}
    assert len(links(scene)) == 4


def test_where_the_route_leaves_for_an_inset_the_place_it_goes_to_is_named() -> None:
    scene = route_scene([stop(1), stop(2, (-21.34, 55.48))])

    assert [item.text for item in scene.items if isinstance(item, Text)].count("La Réunion") == 2


def test_only_regions_with_stops_have_an_inset() -> None:
    assert not [item for item in route_scene([stop(1)]).items if isinstance(item, Rect)]


def test_the_line_does_not_cross_into_an_inset() -> None:
    scene = route_scene([stop(1), stop(2, (-21.34, 55.48)), stop(3, (44.0, 2.0))])
    frame = next(item for item in scene.items if isinstance(item, Rect))
    crossing = [
        point
        for path in scene.items if isinstance(path, Path) and path.dash
        for point in ends(path)
        if frame.x <= point[0] <= frame.x + frame.width and frame.y <= point[1] <= frame.y + frame.height
    ]  # fmt: skip

    assert crossing == []


def test_a_place_on_no_map_of_ours_is_drawn_all_the_same() -> None:
    scene = route_scene([stop(1), stop(2, (-22.27, 166.45))])

    assert sheet_of(166.45, -22.27) == ELSEWHERE
    assert len(links(scene)) == 2


@pytest.mark.parametrize(
    ("latitude", "longitude", "abroad"),
    [
        (51.28, 1.08, True),
        (50.8, -1.09, True),
        (50.37, -4.14, True),
        (50.05, 1.42, False),
        (51.03, 2.37, False),
        (48.39, -4.49, False),
    ],
)
def test_england_is_told_from_the_french_coast(latitude: float, longitude: float, abroad: bool) -> None:
    assert sheet_of(longitude, latitude) == MAIN
    assert in_england(longitude, latitude) is abroad


def test_england_is_shown_as_far_as_a_stop_needs() -> None:
    at_home, abroad = route_scene([stop(1)]), route_scene([stop(1), stop(2, (51.28, 1.08))])

    assert abroad.height > at_home.height
    assert all(point.y > 12 for point in targets(abroad))


def test_names_do_not_cover_one_another_or_a_point() -> None:
    texts = [item for item in walk(route_scene(tour(LILLE + TOWNS[:4])).items) if isinstance(item, Text) and item.halo]

    assert len({text.text for text in texts}) == len(texts)


def test_the_picture_tells_how_many_stops_there_are_and_from_where_to_where() -> None:
    described = route_scene([stop(1, place="Vernon"), stop(2, (48.0, 0.0), place="Albert")]).description

    assert "2" in described
    assert "Vernon" in described
    assert "Albert" in described


def test_a_route_without_stops_is_a_map() -> None:
    scene = route_scene([])

    assert links(scene) == []
    assert thread(scene) is None


def test_hostile_names_are_text() -> None:
    svg = to_svg(route_scene([stop(1, place="<script>alert(1)</script>", href='"/><script>')]), id_prefix="r")

    assert "<script" not in svg


def test_the_outline_is_worked_out_once_for_all_pictures() -> None:
    one, other = route_scene([stop(1)]), route_scene(tour(TOWNS))

    assert one.items[0] is other.items[0]
    assert one.items[1] is other.items[1]


def test_the_same_scene_is_drawn_in_a_document() -> None:
    from tournee.drawing.pdf import to_drawing

    assert to_drawing(route_scene([*tour(TOWNS), stop(40, (-21.34, 55.48))]), width=480).width == pytest.approx(480)


def test_a_position_shows_its_own_number_and_the_others_as_dots() -> None:
    stops = tour(TOWNS[:5])
    scene = position_scene(stops, stops[2])

    assert next(text.text for text in walk(scene.items) if isinstance(text, Text)) == "3"
    assert len(links(scene)) == 1
