"""A variable that a template names and nobody gave is a mistake, which Django would show as nothing at all."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.template.base import FilterExpression, Node

OURS = Path(settings.BASE_DIR) / "templates"
_ABSENCE_IS_MEANT = {"default", "default_if_none", "yesno"}


class UndefinedVariable(AssertionError):
    """A template of ours shows a variable that its context does not hold."""


class Undefined(str):
    """What an engine puts in the place of an undefined variable: nothing, after a complaint about templates of ours.

    `{% if x %}`, `{% for y in x %}` and `{% firstof %}` never ask for it; `{{ x|default:"…" }}` means the absence.
    Templates of libraries (Django's own, allauth's, Django REST framework's) are left alone.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        """False, so that filters apply; Django asks this just before it would use the text."""
        _complain(sys._getframe(1))
        return False

    def __contains__(self, part: object) -> bool:
        """False; `{% blocktranslate %}` asks this of the text for a variable that it misses."""
        _complain(sys._getframe(1))
        return False


def _complain(frame: FrameType) -> None:
    """Raise for the variable which the code in `frame` misses; nothing if the code is no template's."""
    asking = frame.f_locals.get("self")
    if isinstance(asking, FilterExpression):
        if {filter_.__name__ for filter_, _arguments in asking.filters} & _ABSENCE_IS_MEANT:
            return
        name = str(asking.var)
    elif frame.f_code.co_name == "render_value":  # of BlockTranslateNode
        name = str(frame.f_locals["key"])
    else:
        return
    node = _node_around(frame)
    if node is not None and node.origin is not None and Path(node.origin.name).is_relative_to(OURS):
        template = Path(node.origin.name).relative_to(OURS)
        raise UndefinedVariable(f"{template}, line {node.token.lineno if node.token else '?'}: {name} is undefined")


def _node_around(frame: FrameType | None) -> Node | None:
    """The innermost node that is being rendered: it knows its template."""
    while frame is not None:
        node = frame.f_locals.get("self")
        if isinstance(node, Node):
            return node
        frame = frame.f_back
    return None
