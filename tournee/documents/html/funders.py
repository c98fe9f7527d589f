"""Who pays, on a screen: emblems with their mentions."""

from __future__ import annotations

from django.utils.safestring import SafeString

from tournee.documents.blocks import Funders
from tournee.documents.html.closing import render_funding
from tournee.documents.html.page import Page, joined


def render(block: Funders, page: Page) -> SafeString:
    """One below the other."""
    return joined(render_funding(funding, page) for funding in block.fundings)
