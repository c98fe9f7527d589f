"""Pictures that the tests of both writers draw."""

from tournee.drawing.scene import Circle, Group, Line, Path, Rect, Scene, Text, polyline

HOSTILE = "<script>alert(\"1\")</script> & 'x' ]]> \x00\x0b\ufffe"
TYPOGRAPHY = "Cœur d’atelier : 1\u202f234\u00a0€"


def every_shape() -> Scene:
    """One of everything, text among it in all three anchors."""
    return Scene(
        200,
        120,
        "A road",
        "Two stops on a road.",
        (
            Path(polyline([(10, 10), (190, 10), (100, 110)], closed=True), fill="land", stroke="coast", opacity=0.5),
            Path((("M", 20, 90), ("C", 60, 0, 120, 0, 180, 90)), stroke="route", dash=(0.1, 6.5), cap="round"),
            Rect(5, 5, 40, 20, fill="surface", stroke="rule", radius=3, title="A frame"),
            Line(0, 60, 200, 60, stroke="muted", stroke_width=0.5),
            Group((Circle(20, 90, 12, fill="transparent"), Circle(20, 90, 8, fill="paper", stroke="route"))),
            Text(100, 30, TYPOGRAPHY, anchor="middle", halo="paper"),
            Text(12, 50, "Albert", face="display", size=18),
            Text(190, 80, "Vernon", face="sans-bold", anchor="end", fill="route"),
        ),
        background="paper",
    )


def linked(href: str = "/stops/albert/", label: str = "Stop 1, Albert") -> Scene:
    """A picture with one link."""
    stop = Group(
        (Circle(20, 20, 12, fill="route"), Text(20, 24, "1", fill="paper")), href=href, label=label, css="stop"
    )
    return Scene(40, 40, "A map", "One stop.", (stop,))
