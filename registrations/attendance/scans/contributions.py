"""What signed sheets contribute below."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from registrations.attendance.exports import tour_documents
from registrations.attendance.scans import exports, personal, retention
from registrations.attendance.scans.operations import FILE
from registrations.attendance.scans.rules import opens_scan
from registrations.privacy.announcements import personal_data
from registrations.privacy.keeping import retention_rules
from tournee.files.kinds import MEGABYTE, PICTURES, FileKind, file_kinds
from tournee.history.words import action_words

ACTION_WORDS = {
    "scan.keep": _("brought back a signed sheet"),
    "scan.say_which": _("said which sheet a scan is"),
    "scan.read": _("noted who signed a sheet"),
    "scan.remove": _("deleted the scan of a signed sheet"),
}


def register() -> None:
    """Fill the registries."""
    by = "registrations.attendance.scans"
    action_words.add(ACTION_WORDS, by=by)
    kind = FileKind(
        FILE, _("Scan of a signed sheet"), PICTURES, 20 * MEGABYTE, who_may_open=opens_scan, max_side=2400,
        widths=(1200,),
    )  # fmt: skip
    file_kinds.add(kind, by=by)
    tour_documents.add(exports.scans_of_stops, by=by, order=12)
    personal_data.add(personal.held_by_scans, by=by)
    for order, rule in enumerate(retention.RULES, start=35):
        retention_rules.add(rule, by=by, order=order)
