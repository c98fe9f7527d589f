"""Every page of the product: its address, what fills it from the demonstration, and who opens it.

`test_pages.py` fails when the product has an address that is neither here nor among the exceptions.
"""

from __future__ import annotations

from tests.e2e.page import Page
from tests.e2e.pages_of_filling import FILLING
from tests.e2e.pages_of_filling import NOT_PAGES as NOT_PAGES_OF_FILLING
from tests.e2e.pages_of_planning import NOT_PAGES as NOT_PAGES_OF_PLANNING
from tests.e2e.pages_of_planning import PLANNING
from tests.e2e.pages_of_registrations import NOT_PAGES as NOT_PAGES_OF_REGISTRATIONS
from tests.e2e.pages_of_registrations import REGISTRATIONS
from tests.e2e.pages_of_surveys import NOT_PAGES as NOT_PAGES_OF_SURVEYS
from tests.e2e.pages_of_surveys import SURVEYS
from tests.e2e.pages_of_the_door import AT_THE_DOOR
from tests.e2e.pages_of_the_door import NOT_PAGES as NOT_PAGES_OF_THE_DOOR

PUBLIC = (
    Page("home", "home"),
    Page("find", "find_stops"),
    Page("find-town", "find_stops", query="?q=80300"),
    Page("find-choose", "find_stops", query="?q=Saint-Denis"),
    Page("find-nothing", "find_stops", query="?q=abeville"),
    Page("organisation-public", "organisation_page", "organisation_public"),
    Page("territory-public", "territory_page", "territory_public"),
    Page("theme-public", "theme_page", "theme_public"),
    Page("tour", "tour", "tour"),
    Page("tour-narrowed", "tour", "tour", query="?region=28&when=past"),
    Page("tour-to-come", "tour", "tour", query="?when=upcoming"),
    Page("tour-2019", "tour", "tour_2019"),
    Page("embed-list", "tour_embed", "tour"),
    Page("embed-map", "tour_embed", "tour", query="?show=map"),
    Page("stop", "stop", "stop"),
    Page("stop-held", "stop", "stop_held"),
    Page("stop-postponed", "stop", "stop_postponed"),
    Page("stop-cancelled", "stop", "stop_cancelled"),
    Page("stop-as-manager", "stop", "stop", who="manager"),
    Page("api-docs", "api-docs"),
    Page("api-docs-of", "api-docs-of", "api_group"),
    Page("invitation", "invitation", "invitation"),
    Page("invitation-refused", "invitation", "invitation", refused=422),
    Page("invitation-closed", "invitation", "invitation_closed", status=410),
    Page("not-found", "tour", "stop_nowhere", status=404),
)
SIGNING_IN = (
    Page("sign-in", "account_login"),
    Page("sign-in-refused", "account_login", refused=200),
    Page("code", "account_request_login_code"),
    Page("code-enter", "account_confirm_login_code", who="code_asked"),
    Page("second-factor-asked", "mfa_authenticate", who="second_factor_asked"),
    Page("account-closed", "account_inactive"),
    Page("forgotten", "account_reset_password"),
    Page("forgotten-code", "account_confirm_password_reset_code", who="reset_asked"),
    Page("forgotten-new", "account_complete_password_reset", who="reset_entered"),
    Page("forgotten-done", "account_password_reset_completed"),
    Page("address-confirm", "account_confirm_email", "email_key"),
    Page("identity-cancelled", "socialaccount_login_cancelled"),
    Page("identity-error", "socialaccount_login_error", status=401),
)
ACCOUNT = (
    Page("account", "account", who="manager"),
    Page("sign-out", "account_logout", who="manager"),
    Page("address", "account_email", who="manager"),
    Page("password", "account_change_password", who="manager"),
    Page("password-refused", "account_change_password", who="manager", refused=200),
    Page("password-set", "account_set_password", who="code_only"),
    Page("confirm", "account_reauthenticate", who="manager"),
    Page("confirm-code", "mfa_reauthenticate", who="keyholder"),
    Page("confirm-key", "mfa_reauthenticate_webauthn", who="keyholder"),
    Page("factors-none", "mfa_index", who="manager"),
    Page("factors", "mfa_index", who="keyholder"),
    Page("app", "mfa_activate_totp", who="manager"),
    Page("app-remove", "mfa_deactivate_totp", who="keyholder"),
    Page("key-add", "mfa_add_webauthn", who="keyholder"),
    Page("key-rename", "mfa_edit_webauthn", "security_key", who="keyholder"),
    Page("key-remove", "mfa_remove_webauthn", "security_key", who="keyholder"),
    Page("recovery-codes", "mfa_view_recovery_codes", who="keyholder"),
    Page("recovery-codes-new", "mfa_generate_recovery_codes", who="keyholder"),
    Page("identities", "socialaccount_connections", who="manager"),
    Page("api-keys", "api-keys", who="manager"),
    Page("api-key-revoke", "api-key-revoke", "api_key", who="manager"),
)
TEAM = (
    Page("team", "team", "tour", who="manager"),
    Page("team-refused", "team", "tour", who="manager", refused=422),
    Page("team-as-reader", "team", "tour", who="reader"),
    Page("representatives", "representatives", "represented", who="manager"),
    Page("member-role", "member_role", "member", who="manager"),
    Page("member-remove", "member_remove", "member", who="manager"),
    Page("invitation-withdraw", "invitation_withdraw", "invitation_row", who="manager"),
    Page("organisations", "organisations", who="manager"),
    Page("organisations-none-found", "organisations", who="manager", query="?q=zzzz"),
    Page("organisation", "organisation", "organisation", who="manager"),
    Page("organisation-new", "organisation_new", who="manager"),
    Page("organisation-new-refused", "organisation_new", who="manager", refused=422),
    Page("organisation-edit", "organisation_edit", "organisation", who="manager"),
    Page("organisation-import", "organisation_import", who="manager"),
    Page("contact-person-new", "contact_person_new", "organisation", who="manager"),
    Page("contact-person-edit", "contact_person_edit", "contact_person", who="manager"),
    Page("contact-person-remove", "contact_person_remove", "contact_person", who="manager"),
)
ADMINISTRATION = (
    Page("messages", "messages", who="administrator"),
    Page("message", "message", "message", who="administrator"),
    Page("history", "history", who="administrator"),
    Page("history-not-yours", "history", who="reader", status=403),
    Page("jobs", "jobs", who="administrator"),
    Page("styleguide", "styleguide", who="administrator"),
    Page("styleguide-confirm", "styleguide_confirm", who="administrator"),
)
PAGES = (
    *PUBLIC,
    *SIGNING_IN,
    *ACCOUNT,
    *PLANNING,
    *TEAM,
    *ADMINISTRATION,
    *REGISTRATIONS,
    *FILLING,
    *AT_THE_DOOR,
    *SURVEYS,
)

# Addresses among the pages that answer something else.
NOT_PAGES = {
    **dict.fromkeys(
        (
            "tour_calendar",
            "stop_file",
            "session_file",
            "territory_calendar",
            "organisation_calendar",
            "theme_calendar",
            "my_calendar",
        ),
        "answers a calendar",
    ),
    **dict.fromkeys(("tour_json", "tour_geojson", "tour_csv", "tour_changes"), "answers a file"),
    **dict.fromkeys(("tour_picture", "stop_picture"), "answers a picture"),
    "stop_calendar": "answers a calendar",
    "organisation_export": "answers a file",
    "tours": "leads to the home page",
    "openid_connect_login": "goes on to the identity provider",
    "account_sign_out_elsewhere": "a button of the account’s page",
    "mfa_login_webauthn": "what the sign-in page’s script asks",
    "message_resend": "a button of the message’s page",
    "message_release": "a button of the message’s page",
    "message_cancel": "a button of the message’s page",
    "message_forgive": "a button of the message’s page",
    "message_html": "the e-mail itself, as a mail program shows it, in a frame of the message's page",
    **NOT_PAGES_OF_PLANNING,
    **NOT_PAGES_OF_REGISTRATIONS,
    **NOT_PAGES_OF_FILLING,
    **NOT_PAGES_OF_THE_DOOR,
    **NOT_PAGES_OF_SURVEYS,
}
