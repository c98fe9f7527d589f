"""Certificates as files to keep."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from events.models import Stop
from registrations.attendance.certificates import certified, paper
from registrations.models import Certificate
from tournee.texts.languages import LANGUAGES
from tournee.web.downloads import file_response


def one_pdf(request: HttpRequest, certificate: Certificate, stop: Stop) -> HttpResponse:
    """A certificate as a PDF to keep, as it was issued or in the `?language=` asked for: the same number and code."""
    asked = request.GET.get("language")
    drawn = certified.in_language(certificate, asked, stop) if asked in LANGUAGES else certificate
    return pdf_response(paper.pdf_of(stop, [drawn], drawn.language), paper.file_name(drawn))


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """A PDF to keep, under that name."""
    return file_response(content, name, "application/pdf")
