"""An edition's faces: both languages as PDF and HTML, and the annex whose hash they carry."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from surveys.syntheses.annex import annex
from surveys.syntheses.document import compose
from tournee.documents import html
from tournee.texts.languages import LANGUAGES


@dataclass(frozen=True, slots=True)
class Face:
    """One language of an edition."""

    language: str
    title: str
    html: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Rendered:
    """Everything an edition keeps as files; `fingerprint` is the annex's SHA-256."""

    annex: bytes
    fingerprint: str
    faces: tuple[Face, ...]


def render(content: Mapping[str, Any], *, edition: int | None, author: str) -> Rendered:
    """The faces of that content; `edition` None makes those of a draft."""
    data = annex(content)
    fingerprint = hashlib.sha256(data).hexdigest()
    faces = tuple(
        _face(content, language, edition=edition, author=author, fingerprint=fingerprint) for language in LANGUAGES
    )
    return Rendered(data, fingerprint, faces)


def draft_html(content: Mapping[str, Any], language: str, *, author: str) -> str:
    """The draft in one language with its title, for a section of a page."""
    return html.render(compose(content, language, edition=None, author=author), heading_offset=1, titled=True)


def draft_pdf(content: Mapping[str, Any], language: str, *, author: str) -> bytes:
    """The draft in one language as a PDF."""
    from tournee.documents import pdf  # lazily: reportlab

    return pdf.render(compose(content, language, edition=None, author=author))


def _face(content: Mapping[str, Any], language: str, *, edition: int | None, author: str, fingerprint: str) -> Face:
    from tournee.documents import pdf  # lazily: reportlab

    document = compose(content, language, edition=edition, author=author, fingerprint=fingerprint)
    return Face(language, document.title, html.render(document), pdf.render(document))
