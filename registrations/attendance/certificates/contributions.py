"""What certificates contribute below, and what they follow."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from registrations.attendance.certificates import personal
from registrations.attendance.certificates.exports import certificates_of_stops
from registrations.attendance.exports import tour_documents
from registrations.privacy.announcements import person_erased, personal_data
from tournee.api.routes import ApiRoute, api_routes
from tournee.history.words import action_words

ACTION_WORDS = {
    "certificate.issue": _("issued a certificate"),
    "certificate.revoke": _("revoked a certificate"),
    "certificate.send": _("sent the certificates"),
}


def register() -> None:
    """Fill the registries."""
    by = "registrations.attendance.certificates"
    action_words.add(ACTION_WORDS, by=by)
    tour_documents.add(certificates_of_stops, by=by, order=15)
    personal_data.add(personal.held_by_certificates, by=by)
    person_erased.subscribe(personal.forget, by=by)
    api = "registrations.attendance.certificates.api.CertificateViewSet"
    api_routes.add(ApiRoute("certificates", api), by=by, order=62)
