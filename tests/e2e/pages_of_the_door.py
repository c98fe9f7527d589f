"""The pages of the door and of what is made of who came."""

from __future__ import annotations

from tests.e2e.page import Page

_TELEPHONES = (
    Page("desk-devices", "desk_devices", "stop_of_door", who="manager"),
    Page("desk-devices-as-representative", "desk_devices", "stop_hosted", who="representative"),
    Page("desk-device-new", "desk_device_new", "stop_of_door", who="manager"),
    Page("desk-device", "desk_device", "device", who="manager"),
    Page("desk-device-send", "desk_device_send", "device", who="manager"),
    Page("desk-device-revoke", "desk_device_revoke", "device", who="manager"),
    Page("desk-instead", "desk_instead", "expected_person", who="manager"),
    Page("desk-note", "desk_note", "expected_person", who="manager"),
    Page("door", "door", "door"),
    Page("door-revoked", "door", "door_revoked", status=410),
    Page("door-forged", "door", "mine_forged", status=404),
    Page("door-ticket", "door_ticket", "door_ticket"),
    Page("door-walk-in", "door_walk_in", "door"),
    Page("door-instead", "door_instead", "door_ticket"),
)
_REPORTED = (
    Page("indicators", "indicators"),
    Page("attendance-report", "attendance_report", "stop_held", who="manager"),
    Page("attendance-report-to-come", "attendance_report", "stop_crowded", who="manager"),
    Page("tour-attendance-report", "tour_attendance_report", "tour", who="manager"),
    Page("tour-attendance-report-as-reader", "tour_attendance_report", "tour", who="reader"),
)
_EVENINGS = (
    Page("evening", "evening", "stop_evening", who="manager"),
    Page("evening-to-come", "evening", "stop_crowded", who="manager"),
    Page("evening-edit", "evening_edit", "stop_evening", who="manager"),
    Page("evening-approve", "evening_approve", "stop_evening", who="manager"),
    Page("evening-approved", "evening", "stop_evening_approved", who="manager"),
    Page("evening-ask", "evening_ask", "stop_evening", who="manager"),
    Page("evening-send", "evening_send", "stop_evening_approved", who="manager"),
    Page("evening-take-back", "evening_take_back", "stop_evening_approved", who="manager"),
)
_PAPERS = (
    Page("stop-papers", "stop_papers", "stop_crowded", who="manager"),
    Page("stop-papers-as-representative", "stop_papers", "stop_hosted", who="representative"),
    Page("attendance-rule", "attendance_rule", "stop_crowded", who="manager"),
    Page("attendance-rule-of-session", "attendance_rule_session", "session_of_rule", who="manager"),
    Page("attendance-codes-renew", "attendance_codes_renew", "stop_crowded", who="manager"),
    Page("self-sign-in", "self_sign_in", "self_sign_in"),
    Page("self-sign-in-forged", "self_sign_in", "mine_forged", status=404),
)
_PROVED = (
    Page("certificates", "certificates", "stop_certified", who="manager"),
    Page("certificates-none", "certificates", "stop_crowded", who="manager"),
    Page("certificates-send", "certificates_send", "stop_certified", who="manager"),
    Page("certificate-revoke", "certificate_revoke", "certificate", who="manager"),
    Page("verify-by-hand", "verify_by_hand"),
    Page("verify", "verify", "certificate_code"),
    Page("verify-forged", "verify", "certificate_forged", status=404),
    Page("scans", "scans", "stop_scanned", who="manager"),
    Page("scan", "scan", "scan", who="manager"),
    Page("scan-which", "scan_which", "scan_uncoded", who="manager"),
    Page("scan-walk-in", "scan_walk_in", "scan", who="manager"),
    Page("scan-remove", "scan_remove", "scan", who="manager"),
)
AT_THE_DOOR = (*_TELEPHONES, *_PAPERS, *_PROVED, *_REPORTED, *_EVENINGS)

NOT_PAGES = {
    "attendance_report_file": "answers a file",
    "tour_attendance_report_file": "answers a file",
    "stop_paper": "answers a file",
    "stop_badges": "answers a file",
    "attendance_rule_follow": "a second step like the others",
    "certificate_pdf": "answers a file",
    "certificates_print": "answers a file",
    "my_certificate": "answers a file",
    "certificate_issue": "a second step like the others",
    "certificates_issue": "a second step like the others",
    "certificates_replace": "a second step like the others",
    "evening_draft": "answers a file",
    "evening_public": "answers a file",
    "evening_slides": "answers a file",
}
