"""What a process has loaded once it served the public pages: what others need comes with the first of those."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.db import connection

from tests.events.factories import SessionFactory, StopFactory, TourFactory

pytestmark = pytest.mark.page
SERVED = """
import sys
from wsgiref.util import setup_testing_defaults
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
from tournee.wsgi import application
for address in sys.argv[2:]:
    request = {"PATH_INFO": address, "HTTP_HOST": "localhost"}
    setup_testing_defaults(request)
    b"".join(application(request, lambda status, headers: print(status)))
print(*sys.modules, sep="\\n")
"""
# Libraries, and what of ours brings one along or serves no reader of a public page.
LATER = (
    "PIL", "allauth.account.forms", "allauth.account.views", "allauth.mfa.webauthn.views", "cryptography",
    "django.test", "django_filters", "docutils", "drf_spectacular", "fido2", "icalendar", "openpyxl", "reportlab",
    "pypdfium2", "requests", "rest_framework", "segno", "tournee.documents", "tournee.drawing.charts",
    "tournee.drawing.pdf", "tournee.questions", "tournee.web.forms", "tournee.web.tables", "events.organisations.views",
    "events.planning.forms", "events.planning.views", "events.team.views", "registrations.attendance.downloads",
    "registrations.booking.forms", "registrations.booking.views", "registrations.desk.views",
    "registrations.inviting.views", "surveys.analysis", "surveys.campaigns.operations", "surveys.campaigns.views",
    "surveys.listening.views", "surveys.questionnaires.forms", "surveys.questionnaires.views",
    "surveys.skills.views", "surveys.syntheses.operations", "surveys.syntheses.views",
)  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_public_pages_are_served_without_loading_what_only_others_need() -> None:
    tour = TourFactory(published=True)
    stop = StopFactory(published=True, tour=tour)
    SessionFactory(stop=stop)
    addresses = ["/", f"/tours/{tour.slug}/", f"/en/tours/{tour.slug}/{stop.slug}/"]

    done = subprocess.run(
        [sys.executable, "-c", SERVED, str(connection.settings_dict["NAME"]), *addresses],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tournee.settings", "DEMO": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[: len(addresses)] == ["200 OK"] * len(addresses)
    assert [name for name in lines if _is_later(name)] == []


def _is_later(name: str) -> bool:
    return any(name == later or name.startswith(f"{later}.") for later in LATER)
