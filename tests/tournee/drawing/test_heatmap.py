import re

import pytest
from django.conf import settings
from django.utils import translation

from tests.tournee.drawing.layout import rects, texts, words
from tournee.drawing.charts.heatmap import HeatMap, Withheld
from tournee.drawing.palette import LIGHT

CSS = settings.BASE_DIR / "tournee/web/static/web"


def chart(*rows, columns=("a", "b"), **options) -> HeatMap:
    return HeatMap("A question", "What was answered.", columns, rows, **options)


def tokens(mode: int) -> dict[str, str]:
    """The colours of the style sheets by name, by day (0) or by night (1)."""
    sheets = (CSS / "tokens.css").read_text() + (CSS / "components/drawing.css").read_text()
    found = re.findall(r"--([a-z0-9-]+): (?:light-dark\((#\w+), (#\w+)\)|(#\w+));", sheets)
    return {name: always or (day, night)[mode] for name, day, night, always in found}


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, after WCAG 2.2."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    shares = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize("mode", [0, 1], ids=["by day", "by night"])
@pytest.mark.parametrize("step", range(1, 6))
def test_a_figure_can_be_read_on_every_ground(step, mode):
    colours = tokens(mode)

    assert contrast(colours[f"ramp-{step}"], colours["ink" if step < 4 else "on-pine"]) >= 4.5


@pytest.mark.parametrize("role", ["likert-2", "likert-2-pale", "likert-3", "likert-4-pale", "likert-4"])
def test_a_number_can_be_read_on_every_soft_segment(role):
    assert contrast(LIGHT[role], LIGHT["on-soft"]) >= 4.5


@pytest.mark.parametrize("role", ["likert-1", "likert-5"])
def test_a_number_can_be_read_on_every_strong_segment(role):
    assert contrast(LIGHT[role], LIGHT["on-strong"]) >= 4.5


@pytest.mark.parametrize("role", sorted(set(LIGHT) & set(tokens(0))))
def test_paper_has_the_colours_of_the_page_by_day(role):
    assert contrast(LIGHT[role], tokens(0)[role]) == pytest.approx(1)


def test_the_ground_deepens_with_the_figure():
    scene = chart(("x", (1, 99)), ("y", (50, 30))).scene(680)
    grounds = {text.text: rect.fill for rect, text in zip(cells(scene), figures(scene), strict=True)}

    assert [grounds[figure] for figure in ("1", "30", "50", "99")] == ["ramp-1", "ramp-2", "ramp-3", "ramp-5"]


def cells(scene) -> list:
    return [rect for rect in rects(scene) if rect.width > 13]


def figures(scene) -> list:
    return [text for text in texts(scene) if text.face in {"sans-semibold", "sans-italic"} and text.size == 14]


def test_every_figure_is_written_in_its_cell():
    scene = chart(("x", (1, 99)), ("y", (50, 3.5))).scene(680)

    assert [text.text for text in figures(scene)] == ["1.0", "99.0", "50.0", "3.5"]


def test_the_legend_tells_from_what_to_what_each_ground_goes():
    written = words(chart(("x", (1, 99)), ("y", (50, 30)), unit="%").scene(680))

    assert written[:5] == ["0% to 19%", "20% to 39%", "40% to 59%", "60% to 79%", "80% to 100%"]


def test_a_withheld_figure_is_shown_as_such_and_its_sign_explained():
    secret = chart(("x", (Withheld.FEW, 12)))

    assert "c" in words(secret.scene(680))
    assert secret.table()[1] == [("x", "c", "12")]
    assert secret.note() == "c: kept secret, too few answers"


def test_a_missing_figure_is_a_dash_and_no_nought():
    missing = chart(("x", (None, 0)))

    assert missing.table()[1] == [("x", "–", "0")]
    assert missing.note() == "–: no figure"


def test_columns_without_room_go_on_in_a_second_block():
    names = tuple(f"quarter {number}" for number in range(12))
    scene = chart(("x", tuple(range(12))), columns=names).scene(344)
    tops = {text.y for text in figures(scene)}

    assert len(tops) > 1
    assert len(figures(scene)) == 12
    assert words(scene).count("x") == len(tops)


def test_noughts_only_are_no_division_by_zero():
    assert {text.text for text in figures(chart(("x", (0, 0))).scene(680))} == {"0"}


@pytest.mark.parametrize("cells", [(1,), (1, -2), (1, float("inf"))], ids=["too few", "negative", "infinite"])
def test_what_no_cell_can_show_is_refused(cells):
    with pytest.raises(ValueError):  # noqa: PT011 -- the sentence differs from case to case
        chart(("x", cells))
