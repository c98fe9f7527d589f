import re
from typing import get_args
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.utils.safestring import SafeString

from tests.tournee.drawing.scenes import HOSTILE, every_shape, linked
from tournee.drawing.palette import LIGHT
from tournee.drawing.scene import Face, Group, Path, Rect, Role, Scene, Text, polyline
from tournee.drawing.svg import to_svg

SVG = "{http://www.w3.org/2000/svg}"
CSS = settings.BASE_DIR / "tournee/web/static/web/components/drawing.css"


def parse(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 -- our own output


def hostile_scene() -> Scene:
    group = Group((Text(0, 0, HOSTILE, title=HOSTILE, css=HOSTILE),), href=HOSTILE, label=HOSTILE, title=HOSTILE)
    return Scene(10, 10, HOSTILE, HOSTILE, (group, Rect(0, 0, 1, 1, title=HOSTILE, css=HOSTILE)))


def test_a_picture_is_well_formed_and_scales_with_its_column():
    root = parse(to_svg(every_shape(), id_prefix="road"))

    assert root.get("viewBox") == "0 0 200 120"
    assert "width" not in root.attrib


def test_title_and_description_are_bound_to_the_picture():
    root = parse(to_svg(every_shape(), id_prefix="road"))
    ids = {element.get("id"): element.text for element in root.iter() if element.get("id")}

    assert ids[root.get("aria-labelledby")] == "A road"
    assert ids[root.get("aria-describedby")] == "Two stops on a road."


def test_two_pictures_of_one_scene_share_no_id():
    first, second = (re.findall(r' id="([^"]+)"', to_svg(every_shape(), id_prefix=prefix)) for prefix in ("a", "b"))

    assert not set(first) & set(second)


def test_a_picture_without_links_is_one_image():
    assert parse(to_svg(every_shape(), id_prefix="road")).get("role") == "img"


def test_a_picture_with_links_lets_them_be_reached():
    root = parse(to_svg(linked(), id_prefix="map"))
    link = root.find(f"{SVG}a")

    assert root.get("role") == "group"
    assert (link.get("href"), link.get("aria-label"), link.get("class")) == ("/stops/albert/", "Stop 1, Albert", "stop")


def test_a_labelled_group_that_is_no_link_is_an_image_of_its_own():
    scene = Scene(10, 10, "Map", "One region.", (Group((Rect(0, 0, 1, 1),), label="Normandie"),))
    root = parse(to_svg(scene, id_prefix="map"))

    assert root.get("role") == "group"
    assert root.find(f"{SVG}g").attrib == {"role": "img", "aria-label": "Normandie"}


@pytest.mark.parametrize("standalone", [False, True])
def test_hostile_text_stays_text(standalone):
    svg = to_svg(hostile_scene(), id_prefix=HOSTILE, standalone=standalone, css=HOSTILE)
    root = parse(svg)

    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {"svg", "title", "desc", "a", "text", "rect"}
    assert root.find(f"{SVG}title").text == HOSTILE.rstrip("\x00\x0b\ufffe")


@pytest.mark.parametrize("standalone", [False, True])
@pytest.mark.parametrize("scene", [every_shape(), linked(), hostile_scene()])
def test_a_picture_holds_no_style_attribute_and_no_style_element(scene, standalone):
    root = parse(to_svg(scene, id_prefix="x", standalone=standalone))

    assert not [element for element in root.iter() if "style" in element.attrib or element.tag == f"{SVG}style"]


def test_a_picture_on_a_page_names_no_colour():
    assert not re.search(r"#[0-9a-f]{3,6}\b", to_svg(every_shape(), id_prefix="road"))


def test_a_picture_standing_alone_carries_its_colours_and_its_size():
    root = parse(to_svg(every_shape(), id_prefix="road", standalone=True))

    assert (root.get("width"), root.get("height")) == ("200", "120")
    assert root.find(f"{SVG}rect").get("fill") == LIGHT["paper"]
    assert 'class="fill-' not in ET.tostring(root, encoding="unicode")


def test_text_of_a_picture_standing_alone_keeps_its_room_in_any_font():
    texts = parse(to_svg(every_shape(), id_prefix="road", standalone=True)).findall(f"{SVG}text")

    assert texts
    assert all(float(text.get("textLength")) > 0 for text in texts)


def test_an_outline_with_holes_leaves_them_open():
    island = Path(polyline([(0, 0), (9, 0), (9, 9)], closed=True), fill="land")

    assert 'fill-rule="evenodd"' in to_svg(Scene(9, 9, "t", "d", (island,)), id_prefix="x")


def test_equal_scenes_give_equal_bytes():
    assert to_svg(every_shape(), id_prefix="road") == to_svg(every_shape(), id_prefix="road")


def test_an_empty_scene_is_a_picture_with_a_name():
    root = parse(to_svg(Scene(10, 10, "Nothing", "Nothing yet.", ()), id_prefix="x"))

    assert [element.tag for element in root] == [f"{SVG}title", f"{SVG}desc"]


def test_a_template_takes_a_picture_as_it_is():
    assert isinstance(to_svg(linked(), id_prefix="map"), SafeString)


@pytest.mark.parametrize("role", get_args(Role))
def test_the_style_sheet_colours_every_role(role):
    assert {f".fill-{role} ", f".stroke-{role} "} <= set(re.findall(r"\.(?:fill|stroke)-[a-z0-9-]+ ", CSS.read_text()))


@pytest.mark.parametrize("face", [face for face in get_args(Face) if face != "sans"])
def test_the_style_sheet_knows_every_face(face):
    assert f".font-{face} {{" in CSS.read_text()


def test_every_role_that_is_seen_has_a_light_colour():
    assert set(LIGHT) == set(get_args(Role)) - {"transparent"}
