"""Sheets that come back: on a screen, nothing but the break when printed."""

from __future__ import annotations

from tournee.documents.html.page_break import render

__all__ = ["render"]
