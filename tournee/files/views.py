"""Sending files."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from tournee.files.models import StoredFile
from tournee.files.queries import private_file, public_file
from tournee.files.rules import may_open_file
from tournee.web.access import anyone, opens_to

# Whatever the bytes are, a browser shows them without running anything or asking anybody.
LOCKED = "sandbox; default-src 'none'; frame-ancestors 'none'"


@require_safe
@opens_to(anyone, of=public_file)
def send_public_file(request: HttpRequest, file: StoredFile) -> HttpResponseBase:
    """A public file, or with `?width=160` its narrower copy; kept by caches for ever, since it never changes."""
    asked = request.GET.get("width", "")
    width = next((width for width in file.widths if asked == str(width)), None)
    etag = f'"{file.sha256[:32]}-{width or 0}"'
    response = get_conditional_response(request, etag=etag) or _content(file, width)
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@require_safe
@opens_to(may_open_file, of=private_file)
def send_private_file(request: HttpRequest, file: StoredFile) -> HttpResponseBase:
    """A private file, to whom its kind names; kept by no cache."""
    response = _content(file, None)
    response["Cache-Control"] = "private, no-store"
    return response


def _content(file: StoredFile, width: int | None) -> HttpResponse | FileResponse:
    """The bytes: pictures to show in place, documents to download (no browser shows a sandboxed PDF)."""
    try:
        content = file.open(width)
    except FileNotFoundError as lost:
        raise Http404 from lost
    response = FileResponse(content, content_type=file.content_type)
    response["Content-Disposition"] = content_disposition_header(not file.is_picture, file.name) or "inline"
    response["Content-Security-Policy"] = LOCKED
    response["X-Content-Type-Options"] = "nosniff"
    return response
