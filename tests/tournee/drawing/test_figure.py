from html.parser import HTMLParser

from django.template.loader import render_to_string
from django.utils import translation

from tests.tournee.drawing.scenes import HOSTILE
from tournee.drawing.charts.bars import BarChart
from tournee.drawing.figure import make_figure


class Elements(HTMLParser):
    """The start tags of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def render(**options) -> str:
    options = {"rows": (("Albert", 70), ("Vernon", 40)), "unit": "%", "n": 148, "source": "survey"} | options
    chart = BarChart(options.pop("title", "A question"), "What was answered.", **options)
    with translation.override("en"):
        return render_to_string("tournee/drawing/figure.html", {"figure": make_figure(chart, id_prefix="b3")})


def test_a_figure_shows_its_picture_its_note_and_its_data():
    html = render()

    assert "Source: survey" in html
    assert '<th scope="row">Albert</th><td>70%</td>' in html


def test_a_figure_has_one_picture_for_wide_columns_and_one_for_narrow_ones():
    classes = [attributes["class"] for tag, attributes in Elements(render()).tags if tag == "svg"]

    assert classes == ["drawing drawing-wide", "drawing drawing-narrow"]


def test_every_id_of_a_figure_is_its_own():
    ids = [attributes["id"] for _tag, attributes in Elements(render()).tags if "id" in attributes]

    assert len(ids) == len(set(ids)) > 4


def test_a_figure_is_named_by_its_title():
    tags = Elements(render()).tags
    figure = next(attributes for tag, attributes in tags if tag == "figure")

    assert ("p", {"class": "chart-name", "id": figure["aria-labelledby"]}) in tags


def test_a_figure_without_rows_says_so_and_offers_no_table():
    html = render(rows=())

    assert "No figures yet." in html
    assert "<details" not in html


def test_a_figure_without_note_has_no_caption():
    assert "<figcaption" not in render(n=None, source="")


def test_hostile_labels_stay_text():
    html = render(title=HOSTILE, rows=((HOSTILE, 1),), source=HOSTILE)

    assert "<script" not in html
    assert not [attributes for _tag, attributes in Elements(html).tags if "style" in attributes]
