"""A message's subject, text and HTML, from its templates, in the language of whoever reads it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.template import Context, engines
from django.template.backends.django import DjangoTemplates
from django.template.loader import get_template
from django.utils import translation

# Every line end and control character, but not the no-break spaces that French typography needs.
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*){2,}")


@dataclass(frozen=True, slots=True)
class Texts:
    """What one reader reads: a subject of one line, the plain text, the same as HTML."""

    subject: str
    text: str
    html: str


def render(template: str, *, language: str, context: Mapping[str, object]) -> Texts:
    """Render `<template>.subject.txt`, `.txt` and `.html` in `language` (`fr`, `en`).

    The three know `context`, `site_name`, `site_url` and `language`, the two bodies also `subject`. Plain texts are not
    escaped, so that "l’été & l’hiver" stays itself. Raises TemplateDoesNotExist when one of the three is missing.
    """
    known: dict[str, object] = {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL, "language": language}
    known.update(context)
    with translation.override(language):
        known["subject"] = subject = one_line(_plain(f"{template}.subject.txt", known))
        text = _BLANK_LINES.sub("\n\n", _plain(f"{template}.txt", known)).strip() + "\n"
        html = get_template(f"{template}.html").render(known)
    return Texts(subject, text, html)


def one_line(value: str) -> str:
    """`value` as a header may hold it: line ends and control characters become single spaces."""
    return _CONTROL.sub(" ", value).strip()


def without_signature(text: str) -> str:
    """What stands above the signature of a plain text (RFC 3676, section 4.3), whatever lines of dashes it holds."""
    body, mark, _signature = text.rpartition("\n-- \n")
    return body if mark else text


def _plain(name: str, known: Mapping[str, object]) -> str:
    """The template called `name`, without HTML escaping, whatever it extends or includes."""
    backend = engines["django"]
    assert isinstance(backend, DjangoTemplates)  # noqa: S101 (tells the type checker which engine settings name)
    return backend.engine.get_template(name).render(Context(dict(known), autoescape=False))
