import dataclasses

import pytest

from tournee.drawing.scene import Circle, Group, Path, Text, number, polyline, walk


@pytest.mark.parametrize(
    ("value", "text"), [(12, "12"), (3.04, "3"), (3.06, "3.1"), (-0.04, "0"), (-0.16, "-0.2"), (1e3, "1000")]
)
def test_a_coordinate_is_written_to_a_tenth_as_shortly_as_can_be(value, text):
    assert number(value) == text


def test_a_closed_polyline_returns_to_its_start():
    assert polyline([(0, 0), (1, 2)], closed=True) == (("M", 0, 0), ("L", 1, 2), ("Z",))


@pytest.mark.parametrize(("points", "commands"), [([], ()), ([(1, 2)], (("M", 1, 2),))])
def test_a_polyline_of_no_or_one_point_is_no_error(points, commands):
    assert polyline(points) == commands


def test_a_path_writes_its_commands_as_svg_does():
    path = Path((("M", 0, 0), ("C", 1.26, 2, 3, 4, 5, 6), ("Z",)))

    assert path.notation == "M0 0C1.3 2 3 4 5 6Z"


def test_a_path_works_its_notation_out_once():
    path = Path(polyline([(0, 0), (1, 1)]))

    assert path.notation is path.notation


def test_paths_that_look_alike_are_equal_whether_written_or_not():
    written, fresh = Path(polyline([(0, 0)])), Path(polyline([(0, 0)]))
    _ = written.notation

    assert written == fresh


def test_shapes_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Circle(1, 2, 3).r = 4


def test_a_walk_meets_what_groups_hold():
    text = Text(0, 0, "1")
    inner = Group((text,))
    outer = Group((inner,))

    assert list(walk((outer,))) == [outer, inner, text]
