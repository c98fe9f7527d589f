"""Where things of a scene lie, and what is wrong with that."""

from itertools import combinations

from tournee.drawing.measure import width
from tournee.drawing.scene import Circle, Line, Path, Rect, Scene, Text, walk

Box = tuple[float, float, float, float]


def texts(scene: Scene) -> list[Text]:
    return [item for item in walk(scene.items) if isinstance(item, Text)]


def words(scene: Scene) -> list[str]:
    return [text.text for text in texts(scene)]


def rects(scene: Scene) -> list[Rect]:
    return [item for item in walk(scene.items) if isinstance(item, Rect)]


def extent(text: Text) -> tuple[float, float]:
    """The left and the right end of a text."""
    room = width(text.text, text.size, text.face)
    left = text.x - {"start": 0, "middle": room / 2, "end": room}[text.anchor]
    return left, left + room


def box(text: Text) -> Box:
    """What the letters of a text cover, from the height of its capitals to the depth of a p, left to right."""
    left, right = extent(text)
    return left, text.y - 0.68 * text.size, right, text.y + 0.2 * text.size


def outside(scene: Scene) -> list[object]:
    """The items that leave the picture."""
    return [item for item in walk(scene.items) if not _inside(item, scene)]


def overlapping(scene: Scene) -> list[tuple[str, str]]:
    """The pairs of texts that lie over each other."""
    boxes = [(text.text, box(text)) for text in texts(scene) if text.text]
    return [(a, b) for (a, first), (b, second) in combinations(boxes, 2) if _meet(first, second)]


def crossed(scene: Scene) -> list[str]:
    """The texts that a straight line runs through."""
    lines = [item for item in walk(scene.items) if isinstance(item, Line)]
    boxes = [(text.text, box(text)) for text in texts(scene) if text.text and not _on_ground(text)]
    return [text for text, area in boxes for line in lines if _meet(area, _span(line))]


def _on_ground(text: Text) -> bool:
    """Whether a text stands on a segment or a cell, which hides what is behind it."""
    return text.fill in {"on-strong", "on-soft", "on-pine"}


def _span(line: Line) -> Box:
    return min(line.x1, line.x2), min(line.y1, line.y2), max(line.x1, line.x2) + 0.01, max(line.y1, line.y2) + 0.01


def _meet(first: Box, second: Box) -> bool:
    slack = 0.01
    return (
        first[0] < second[2] - slack
        and second[0] < first[2] - slack
        and first[1] < second[3] - slack / 10
        and second[1] < first[3] - slack / 10
    )


def _inside(item: object, scene: Scene) -> bool:
    left, top, right, bottom = _area(item)
    return left >= -0.05 and top >= -0.05 and right <= scene.width + 0.05 and bottom <= scene.height + 0.05


def _area(item: object) -> Box:
    if isinstance(item, Text):
        return box(item)
    if isinstance(item, Rect):
        return item.x, item.y, item.x + item.width, item.y + item.height
    if isinstance(item, Circle):
        return item.x - item.r, item.y - item.r, item.x + item.r, item.y + item.r
    if isinstance(item, Line):
        return min(item.x1, item.x2), min(item.y1, item.y2), max(item.x1, item.x2), max(item.y1, item.y2)
    if isinstance(item, Path):
        xs = [value for command in item.commands for value in command[1::2]]
        ys = [value for command in item.commands for value in command[2::2]]
        return min(xs), min(ys), max(xs), max(ys)
    return 0, 0, 0, 0
