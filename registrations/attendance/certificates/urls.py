"""Addresses of certificates: a stop's in the workspace, one's own behind a ticket's link, and where anybody checks."""

from django.urls import path

from events.planning.urls import STOP
from tournee.web.late import LateViews

team = LateViews("registrations.attendance.certificates.team_views")
public = LateViews("registrations.attendance.certificates.public_views")

_CERTIFICATES = f"{STOP}attendance/certificates/"

urlpatterns = [
    path(_CERTIFICATES, team.page, name="certificates"),
    path(f"{_CERTIFICATES}issue/", team.issue, name="certificates_issue"),
    path(f"{_CERTIFICATES}issue/<uuid:attendee>/", team.issue_one, name="certificate_issue"),
    path(f"{_CERTIFICATES}replace/", team.replace, name="certificates_replace"),
    path(f"{_CERTIFICATES}send/", team.send, name="certificates_send"),
    path(f"{_CERTIFICATES}all.pdf", team.print_all, name="certificates_print"),
    path(f"{_CERTIFICATES}<int:number>.pdf", team.pdf, name="certificate_pdf"),
    path(f"{_CERTIFICATES}<int:number>/revoke/", team.revoke, name="certificate_revoke"),
    path("t/<str:token>/certificate.pdf", public.mine, name="my_certificate"),
    path("verify/", public.by_hand, name="verify_by_hand"),
    path("verify/<str:code>/", public.verify, name="verify"),
]
