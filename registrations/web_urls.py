"""The floor's addresses: `plain_patterns` have no language, `page_patterns` have one."""

from django.urls import URLPattern, URLResolver, include, path

plain_patterns: list[URLPattern | URLResolver] = [path("", include("registrations.desk.door.urls"))]
page_patterns: list[URLPattern | URLResolver] = [
    path("", include("registrations.booking.urls")),
    path("", include("registrations.writing.urls")),
    path("", include("registrations.booking.terms.urls")),
    path("", include("registrations.booking.questions.urls")),
    path("", include("registrations.attendance.urls")),
    path("", include("registrations.attendance.certificates.urls")),
    path("", include("registrations.attendance.scans.urls")),
    path("", include("registrations.attendance.report.urls")),
    path("", include("registrations.desk.urls")),
    path("", include("registrations.inviting.urls")),
    path("", include("registrations.privacy.urls")),
    path("", include("registrations.calling.urls")),
    path("", include("registrations.dossiers.urls")),
    path("", include("registrations.figures.urls")),
    path("", include("registrations.evening.urls")),
]
