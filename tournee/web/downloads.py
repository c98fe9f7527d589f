"""Files to keep, made when they are asked for."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def file_response(content: bytes, name: str, content_type: str) -> HttpResponse:
    """The file under that name, which keeps its accents (RFC 6266 and 5987, by Django)."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response
