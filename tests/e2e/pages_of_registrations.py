"""The pages of the second floor."""

from __future__ import annotations

from tests.e2e.page import Page

_BY_LINK = (
    Page("register", "register", "stop"),
    Page("register-refused", "register", "stop", refused=422),
    Page("register-full", "register", "stop_crowded"),
    Page("register-over", "register", "stop_held"),
    Page("registration-link", "registration_link"),
    Page("registration-link-refused", "registration_link", refused=422),
    Page("my-registration", "my_registration", "mine"),
    Page("my-registration-waiting", "my_registration", "mine_waiting"),
    Page("my-registration-forged", "my_registration", "mine_forged", status=404),
    Page("my-registration-add", "my_registration_add", "mine"),
    Page("my-registration-add-refused", "my_registration_add", "mine", refused=422),
    Page("my-registration-cancel", "my_registration_cancel", "mine"),
    Page("my-registration-leave", "my_registration_leave", "mine_waiting"),
    Page("my-registration-edit", "my_registration_edit", "mine_person"),
    Page("my-registration-replace", "my_registration_replace", "mine_person"),
    Page("my-registration-sessions", "my_registration_sessions", "mine_person"),
    Page("my-registration-stay-away", "my_registration_cancel_person", "mine_person"),
    Page("unsubscribe", "unsubscribe", "unsubscribe"),
    Page("unsubscribe-forged", "unsubscribe", "mine_forged", status=404),
)
_TEAM = (
    Page("registrations", "registrations", "stop_crowded", who="manager"),
    Page("registrations-as-representative", "registrations", "stop_hosted", who="representative"),
    Page("registrations-as-reader", "registrations", "stop_crowded", who="reader"),
    Page("registrations-none", "registrations", "stop_confirmed", who="manager"),
    Page("registration-new", "registration_new", "stop", who="manager"),
    Page("registration-new-refused", "registration_new", "stop", who="manager", refused=422),
    Page("registration", "registration", "registration", who="manager"),
    Page("registration-add", "registration_add", "registration", who="manager"),
    Page("registration-cancel", "registration_cancel", "registration", who="manager"),
    Page("registration-leave", "registration_leave", "registration_waiting", who="manager"),
    Page("registration-edit", "registration_edit", "registration_person", who="manager"),
    Page("registration-replace", "registration_replace", "registration_person", who="manager"),
    Page("registration-sessions", "registration_sessions", "registration_person", who="manager"),
    Page("registration-stay-away", "registration_cancel_person", "registration_person", who="manager"),
    Page("contact-lists", "contact_lists", "tour", who="manager"),
    Page("contact-list-new", "contact_list_new", "tour", who="manager"),
    Page("contact-list-new-refused", "contact_list_new", "tour", who="manager", refused=422),
    Page("contact-list", "contact_list", "contact_list", who="manager"),
    Page("contact-list-edit", "contact_list_edit", "contact_list", who="manager"),
    Page("contact-list-import", "contact_list_import", "contact_list", who="manager"),
    Page("contact-remove", "contact_remove", "contact", who="manager"),
    Page("personal-data", "personal_data", who="manager"),
    Page("personal-data-found", "personal_data", who="manager", query="?q=exemple"),
    Page("personal-data-nobody", "personal_data", who="manager", query="?q=zzzz"),
    Page("person-erase", "person_erase", "person", who="manager"),
)
_DOOR = (
    Page("desk", "desk", "stop_crowded", who="manager"),
    Page("desk-held", "desk", "stop_held", who="manager"),
    Page("desk-as-representative", "desk", "stop_hosted", who="representative"),
    Page("desk-none-found", "desk", "stop_held", who="manager", query="?q=zzzz"),
    Page("desk-walk-in", "desk_walk_in", "stop_held", who="manager"),
    Page("desk-walk-in-refused", "desk_walk_in", "stop_held", who="manager", refused=422),
    Page("attendance", "attendance", "stop_held", who="manager"),
    Page("attendance-none", "attendance", "stop", who="manager"),
    Page("attendance-correct", "attendance_correct", "attendance_person", who="manager"),
)
REGISTRATIONS = (*_BY_LINK, *_TEAM, *_DOOR)

NOT_PAGES = {
    "my_registration_calendar": "answers a calendar",
    "registrations_export": "answers a file",
    "attendance_sheet": "answers a file",
    "present_list": "answers a file",
    "person_export": "answers a file",
}
