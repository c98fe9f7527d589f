"""Labels or badges: on a screen and in print as a grid of their own; the sheets to cut are the PDF's."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tournee.documents.blocks import Label, LabelGrid
from tournee.documents.html.page import Page, joined
from tournee.documents.html.qr_code import code_picture


def render(block: LabelGrid, page: Page) -> SafeString:
    """One item a label; labels already used on a sheet concern paper only."""
    return format_html('<ul class="document-labels">{}</ul>', joined(_label(label, page) for label in block.labels))


def _label(label: Label, page: Page) -> SafeString:
    mark = page.element("strong", label.mark)
    lines = joined(page.element("span", line) for line in (*label.lines, *label.notes))
    foot = page.element("small", label.event) + page.element("small", label.foot)
    code = code_picture(label.code, _("QR code of %(name)s") % {"name": label.name}) if label.code else ""
    return format_html("<li><div>{}<b>{}</b>{}{}</div>{}</li>", mark, page.words(label.name), lines, foot, code)
