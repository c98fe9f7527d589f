"""Addresses of certificates: a stop's in the workspace, one's own behind a ticket's link, and where anybody checks."""

from django.urls import path

from events.planning.urls import STOP
from tournee.web.late import LateViews

_VIEWS = "registrations.attendance.certificates.views"
listing, issuing = LateViews(f"{_VIEWS}.listing"), LateViews(f"{_VIEWS}.issuing")
sending, public = LateViews(f"{_VIEWS}.sending"), LateViews(f"{_VIEWS}.public")

_CERTIFICATES = f"{STOP}attendance/certificates/"

urlpatterns = [
    path(_CERTIFICATES, listing.page, name="certificates"),
    path(f"{_CERTIFICATES}issue/", issuing.issue, name="certificates_issue"),
    path(f"{_CERTIFICATES}issue/<uuid:attendee>/", issuing.issue_one, name="certificate_issue"),
    path(f"{_CERTIFICATES}replace/", issuing.replace, name="certificates_replace"),
    path(f"{_CERTIFICATES}send/", sending.send, name="certificates_send"),
    path(f"{_CERTIFICATES}all.pdf", listing.print_all, name="certificates_print"),
    path(f"{_CERTIFICATES}<int:number>.pdf", listing.pdf, name="certificate_pdf"),
    path(f"{_CERTIFICATES}<int:number>/revoke/", issuing.revoke, name="certificate_revoke"),
    path("t/<str:token>/certificate.pdf", public.mine, name="my_certificate"),
    path("verify/", public.by_hand, name="verify_by_hand"),
    path("verify/<str:code>/", public.verify, name="verify"),
]
