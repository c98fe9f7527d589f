"""Scenes as PNG pictures."""

import io

from PIL import Image

from tournee.drawing.palette import LIGHT
from tournee.drawing.raster import Placed, to_png
from tournee.drawing.scene import Circle, Item, Line, Path, Rect, Scene, polyline

SQUARE = ((10, 10), (90, 10), (90, 90), (10, 90))
HOLE = ((40, 40), (60, 40), (60, 60), (40, 60))


def drawn(*items: Item, **where: float) -> Image.Image:
    scene = Scene(100, 100, "Essai", "Un essai.", items)
    return Image.open(io.BytesIO(to_png([Placed(scene, **where)], 100, 100))).convert("RGB")


def colour(role: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(LIGHT[role].removeprefix("#")))  # type: ignore[index]  # a name of the palette


def test_it_has_the_size_asked_for_and_its_ground() -> None:
    picture = drawn()

    assert picture.size == (100, 100)
    assert picture.getpixel((50, 50)) == colour("paper")


def test_shapes_have_the_colour_of_their_role() -> None:
    picture = drawn(Rect(0, 0, 50, 100, fill="pine"), Circle(75, 50, 10, fill="route"))

    assert picture.getpixel((25, 50)) == colour("pine")
    assert picture.getpixel((75, 50)) == colour("route")


def test_a_hole_shows_what_is_behind() -> None:
    picture = drawn(Path((*polyline(SQUARE, closed=True), *polyline(HOLE, closed=True)), fill="pine"))

    assert picture.getpixel((20, 20)) == colour("pine")
    assert picture.getpixel((50, 50)) == colour("paper")


def test_a_broken_line_is_broken() -> None:
    line = drawn(Line(0, 50, 100, 50, stroke="ink", stroke_width=6, dash=(20, 20)))

    assert line.getpixel((10, 50)) == colour("ink")
    assert line.getpixel((30, 50)) == colour("paper")
    assert line.getpixel((50, 50)) == colour("ink")


def test_a_scene_stands_where_it_is_placed_at_its_scale() -> None:
    picture = drawn(Rect(0, 0, 20, 20, fill="pine"), x=50, y=50, scale=2)

    assert picture.getpixel((40, 40)) == colour("paper")
    assert picture.getpixel((85, 85)) == colour("pine")


def test_what_is_not_seen_is_not_painted() -> None:
    assert drawn(Rect(0, 0, 100, 100, fill="transparent")).getpixel((50, 50)) == colour("paper")


def test_the_same_scene_gives_the_same_bytes() -> None:
    scene = Scene(100, 100, "Essai", "Un essai.", (Circle(50, 50, 20, fill="route"),))

    assert to_png([Placed(scene)], 100, 100) == to_png([Placed(scene)], 100, 100)
