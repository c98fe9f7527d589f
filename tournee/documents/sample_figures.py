"""The pictures of the sample: one chart of every kind, a route-like scene, a made-up logo. No figure here is true."""

from __future__ import annotations

from io import BytesIO

from tournee.documents.blocks import Picture
from tournee.documents.sample_words import Say
from tournee.drawing.charts.bars import BarChart
from tournee.drawing.charts.caption import Chart
from tournee.drawing.charts.columns import ColumnChart
from tournee.drawing.charts.dotplot import DotPlot, DotRow
from tournee.drawing.charts.heatmap import HeatMap, Withheld
from tournee.drawing.charts.histogram import Histogram
from tournee.drawing.charts.likert import LikertChart, LikertItem
from tournee.drawing.charts.line import LineChart
from tournee.drawing.palette import LIGHT
from tournee.drawing.scene import Circle, Command, Item, Path, Rect, Scene, Text

_PLACES = (("Port-Exemple", 70, 150), ("Fictiville", 230, 60), ("Sableux-le-Faux", 400, 130), ("Mirage", 560, 70))


def charts(say: Say) -> tuple[Chart, ...]:
    """One chart of every kind, in the active language."""
    return (_bars(say), _likert(say), _columns(say), _line(say), _heat_map(say), _dots(say), _histogram(say))


def route(say: Say) -> Scene:
    """Four imaginary places joined by a dotted line."""
    commands: tuple[Command, ...] = (
        ("M", 70, 150),
        ("C", 120, 90, 170, 60, 230, 60),
        ("C", 300, 60, 330, 130, 400, 130),
        ("C", 460, 130, 500, 70, 560, 70),
    )
    items: list[Item] = [
        Rect(0, 0, 640, 210, fill="land", radius=3),
        Path(commands, stroke="route", stroke_width=2.4, dash=(0.1, 6), cap="round"),
    ]
    for number, (name, x, y) in enumerate(_PLACES, start=1):
        items += [
            Circle(x, y, 14, fill="paper" if number < 3 else "route", stroke="route", stroke_width=2),
            Text(x, y + 5, str(number), face="sans-bold", fill="route" if number < 3 else "paper", anchor="middle"),
            Text(x, y + 36, name, face="sans-semibold", anchor="middle"),
        ]
    described = say(
        "Quatre lieux imaginaires, de Port-Exemple à Mirage, joints par une ligne pointillée ; deux sont passés.",
        "Four imaginary places, from Port-Exemple to Mirage, joined by a dotted line; two of them are past.",
    )
    return Scene(640, 210, say("La route imaginaire", "The imaginary road"), described, tuple(items))


def logo(squares: int) -> Picture:
    """A made-up logo: that many squares on white, up to four."""
    from PIL import Image, ImageDraw  # lazily: only the sample draws a bitmap

    picture = Image.new("RGB", (20 + 46 * squares, 120), "white")
    drawn = ImageDraw.Draw(picture)
    for index in range(squares):
        drawn.rectangle((12 + 46 * index, 24 + 12 * (index % 2), 48 + 46 * index, 96), fill=LIGHT["pine"])
    out = BytesIO()
    picture.save(out, "PNG")
    return Picture(out.getvalue(), width=7 + 5 * squares)


def _source(say: Say) -> str:
    return say("enquête imaginaire, 2026", "imaginary survey, 2026")


def _bars(say: Say) -> BarChart:
    return BarChart(
        say("Ce qui freine l’innovation", "What holds innovation back"),
        say("Le recrutement vient en tête, devant le temps.", "Hiring comes first, before time."),
        (
            (say("Recruter", "Hiring"), 70),
            (say("Trouver le temps", "Finding the time"), 58),
            (say("Financer", "Funding"), 41),
            (say("Savoir à qui parler", "Knowing whom to talk to"), 33),
        ),
        unit="%",
        n=148,
        source=_source(say),
        highlight=frozenset({say("Recruter", "Hiring")}),
        maximum=100,
        row_header=say("Frein", "Obstacle"),
        value_header=say("Part des entreprises", "Share of firms"),
    )


def _likert(say: Say) -> LikertChart:
    levels = (
        ("pas du tout", "peu", "ni l’un ni l’autre", "assez", "tout à fait"),
        ("not at all", "little", "neither", "rather", "fully"),
    )
    return LikertChart(
        say("Ce que disent les entreprises imaginaires", "What the imaginary firms say"),
        say("Deux sur trois travaillent avec leurs clients.", "Two in three work with their customers."),
        tuple(say(french, english) for french, english in zip(*levels, strict=True)),
        (
            LikertItem(say("Nous innovons avec nos clients", "We innovate with our customers"), (9, 18, 22, 61, 38)),
            LikertItem(say("Nous savons qui former", "We know whom to train"), (21, 44, 30, 35, 12), no_answer=6),
        ),
        source=_source(say),
    )


def _columns(say: Say) -> ColumnChart:
    months = (("juin", "June", 4), ("juillet", "July", 2), ("sept.", "Sept.", 7), ("octobre", "October", 5))
    return ColumnChart(
        say("Rencontres par mois", "Meetings a month"),
        say("Le plus de rencontres ont lieu en septembre.", "Most meetings take place in September."),
        tuple((say(french, english), value) for french, english, value in months),
        unit=say("rencontres", "meetings"),
        source=_source(say),
        row_header=say("Mois", "Month"),
    )


def _line(say: Say) -> LineChart:
    return LineChart(
        say("Entreprises qui peinent à recruter", "Firms that find it hard to hire"),
        say("La part monte de 52 à 70 en quatorze ans.", "The share rises from 52 to 70 in fourteen years."),
        (2012, 2019, 2026),
        (
            (say("moins de 10 salariés", "fewer than 10 staff"), (52, 61, 70)),
            (say("les autres", "others"), (44, None, 58)),
        ),
        unit="%",
        source=_source(say),
    )


def _heat_map(say: Say) -> HeatMap:
    return HeatMap(
        say("Compétences cherchées selon l’activité", "Skills wanted, by activity"),
        say("Le soudage manque surtout en mécanique.", "Welding is lacking above all in mechanics."),
        (say("Bois", "Wood"), say("Mécanique", "Mechanics"), say("Textile", "Textiles")),
        (
            (say("Soudage", "Welding"), (4, 48, Withheld.FEW)),
            (say("Dessin numérique", "Digital drawing"), (31, 36, 22)),
            (say("Langues", "Languages"), (12, None, 27)),
        ),
        unit="%",
        n=148,
        source=_source(say),
    )


def _dots(say: Say) -> DotPlot:
    return DotPlot(
        say("D’une enquête à l’autre", "From one survey to the next"),
        say("Toutes les parts ont monté, la formation le plus.", "All shares rose, training the most."),
        (
            DotRow(say("Former", "Training"), 64, 41),
            DotRow(say("Coopérer", "Cooperating"), 52, 47),
            DotRow(say("Exporter", "Exporting"), 23, 19),
        ),
        unit="%",
        source=_source(say),
        names=("2026", "2019"),
    )


def _histogram(say: Say) -> Histogram:
    return Histogram(
        say("Taille des entreprises imaginaires", "Size of the imaginary firms"),
        say("La plupart ont moins de vingt salariés.", "Most have fewer than twenty staff."),
        (0, 10, 20, 30, 40, 50),
        (62, 41, 24, 14, 7),
        median=13,
        unit=say("salariés", "staff"),
        n=148,
        source=_source(say),
        axis_name=say("Nombre de salariés", "Number of staff"),
    )
