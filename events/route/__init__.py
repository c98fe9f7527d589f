"""The route: a tour's stops as numbered points, joined in order of date over a quiet outline map.

    scene = route_scene(stops, width=WIDE)       # for a page: to_svg(scene, id_prefix="route-wide")
    drawing = to_drawing(scene, width=17 * cm)   # for a document: tournee.drawing.pdf

`route_scene` draws the tour page, the control room and the cover of the synthesis; `position_scene` says on a stop's
page where along the route it lies. Both take plain `RouteStop`s and ask the database nothing.
"""

from events.route.points import RouteStop
from events.route.scenes import NARROW, WIDE, position_scene, route_scene

__all__ = ["NARROW", "WIDE", "RouteStop", "position_scene", "route_scene"]
