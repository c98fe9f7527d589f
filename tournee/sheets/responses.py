"""Sheets as downloads."""

import re

from django.http import HttpResponse

from tournee.web.downloads import file_response

TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
}
UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]+')


def sheet_response(content: bytes, name: str) -> HttpResponse:
    """A download of `content` as `name`, which ends in .xlsx or .csv (ValueError otherwise).

    The name keeps its accents (RFC 6266 and 5987, by Django) and loses what a file system or a header would trip over.
    Nothing between here and the reader keeps a copy: a sheet may hold personal data.
    """
    stem, dot, ending = name.rpartition(".")
    suffix = dot + ending.lower()
    if suffix not in TYPES:
        raise ValueError(f"A sheet is .xlsx or .csv, not {suffix!r}")
    stem = UNSAFE.sub(" ", stem).strip(" .")[:120] or "export"
    response = file_response(content, stem + suffix, TYPES[suffix])
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
