"""A table: its head, groups with their headings and subtotals, its total; written quickly, as some have 10,000 rows."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from tournee.documents import phrases
from tournee.documents.html.page import Page, safe
from tournee.documents.html.source import sourced
from tournee.documents.html.table_rows import CLASSES, RowWriter
from tournee.documents.tables import Table

_TALL = 10  # millimetres: rows that want as much are kept high in print, to sign in


def render(block: Table, page: Page) -> SafeString:
    """The table in a region that scrolls by itself, reached with the keyboard, and its source below."""
    name = block.anchor or page.new_id("table")
    body = safe("".join([_caption(block, name, page), *_head(block, name, page), *_body(block, name, page)]))
    tall = " document-tall" if block.row_height and block.row_height >= _TALL else ""
    source = format_html('<p class="document-source">{}</p>', sourced(block.source, page)) if block.source else ""
    return format_html(
        '<div class="scroll" role="region" aria-labelledby="{0}-caption" tabindex="0" id="{0}">'
        '<table class="table{1}">{2}</table></div>{3}',
        *(name, tall, body, source),
    )


def _caption(table: Table, name: str, page: Page) -> str:
    return f'<caption id="{name}-caption">{page.words(table.caption)}</caption>'


def _head(table: Table, name: str, page: Page) -> list[str]:
    """One row of headers, or two: then each has an id that cells refer to."""
    out = ["<thead>"]
    if table.above:
        cells = (
            f'<th scope="colgroup" id="{name}-above-{index}" colspan="{span.columns}">{page.words(span.words)}</th>'
            if span.words
            else f'<td colspan="{span.columns}"></td>'
            for index, span in enumerate(table.above)
        )
        out += ["<tr>", *cells, "</tr>"]
    out.append("<tr>")
    for index, column in enumerate(table.columns):
        css = f' class="{kind}"' if (kind := CLASSES[column.kind]) else ""
        refers = f' id="{name}-column-{index}"' if table.above else ""
        out.append(f'<th scope="col"{css}{refers}>{page.words(column.header)}</th>')
    return [*out, "</tr></thead>"]


def _body(table: Table, name: str, page: Page) -> list[str]:
    writer = RowWriter(table, name, page)
    if not any(table.body()) and not table.groups:
        empty = page.words(table.empty or str(phrases.NOTHING))
        return [
            f'<tbody><tr><td colspan="{len(table.columns)}" class="muted">{empty}</td></tr></tbody>',
            *writer.foot(),
        ]
    if table.groups:
        out = [part for group in table.groups for part in writer.group(group)]
    else:
        out = ["<tbody>", *writer.rows(table.rows), "</tbody>"]
    return [*out, *writer.foot()]
