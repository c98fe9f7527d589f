"""`{% load once %}`: what is the same for every reader is rendered once in a process."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.template import Context
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()
_FEW = 256  # renderings kept of one place, before it starts anew


class OnceNode(Node):
    """Keeps what `nodelist` makes of the values of `names`, by language and by these values; it sees nothing else."""

    def __init__(self, nodelist: NodeList, names: Sequence[str], values: Sequence[FilterExpression]) -> None:
        self.nodelist = nodelist
        self.child_nodelists = ()  # no {% block %} is within: a page that extends this one need not look for it
        self._names = names
        self._values = values
        self._made: dict[tuple[object, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        values = tuple(value.resolve(context) for value in self._values)
        key = (get_language(), *values)
        made = self._made.get(key)
        if made is None:
            if len(self._made) >= _FEW:
                self._made = {}
            made = self._made[key] = self.nodelist.render(context.new(dict(zip(self._names, values, strict=True))))
        return made


@register.tag
def once(parser: Parser, token: Token) -> OnceNode:
    """{% once site_name place=stop.place %}…{% endonce %}: rendered once for a language and these values.

    Nothing else is known inside. The values are compared, so they must be hashable. It may hold no {% block %}.
    """
    given = [bit.partition("=") for bit in token.split_contents()[1:]]
    nodelist = parser.parse(("endonce",))
    parser.delete_first_token()
    return OnceNode(
        nodelist, [name for name, _, _ in given], [parser.compile_filter(value or name) for name, _, value in given]
    )
