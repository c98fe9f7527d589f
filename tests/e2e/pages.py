"""Every page of the product: its address, what fills it from the demonstration, and who opens it.

`test_pages.py` fails when the product has an address that is neither here nor among the exceptions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import translation


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `sample` names the address's arguments (`prepare.py`); `who` a person there, or a step of signing in.

    With `refused`, its form is sent empty first and answered with that status, so that what it refuses is seen.
    """

    name: str
    url: str
    sample: str = ""
    who: str = "anyone"
    query: str = ""
    status: int = 200
    refused: int = 0

    def __str__(self) -> str:
        return self.name

    def path(self, language: str, samples: Mapping[str, Mapping[str, Any]]) -> str:
        """Its address in a language."""
        with translation.override(language):
            return reverse(self.url, kwargs=dict(samples[self.sample]) if self.sample else None) + self.query


PUBLIC = (
    Page("home", "home"),
    Page("tour", "tour", "tour"),
    Page("tour-to-come", "tour", "tour", query="?when=upcoming"),
    Page("tour-2019", "tour", "tour_2019"),
    Page("stop", "stop", "stop"),
    Page("stop-held", "stop", "stop_held"),
    Page("stop-postponed", "stop", "stop_postponed"),
    Page("stop-cancelled", "stop", "stop_cancelled"),
    Page("stop-as-manager", "stop", "stop", who="manager"),
    Page("api-docs", "api-docs"),
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
WORKSPACE = (
    Page("workspace", "workspace", who="manager"),
    Page("workspace-as-representative", "workspace", who="representative"),
    Page("workspace-of-nobody", "workspace", who="keyholder"),
    Page("theme-new", "planning_theme_new", who="manager"),
    Page("tour-new", "planning_tour_new", who="manager"),
    Page("tour-new-refused", "planning_tour_new", who="manager", refused=422),
    Page("plan-tour", "planning_tour", "tour", who="manager"),
    Page("plan-tour-draft", "planning_tour", "tour_draft", who="manager"),
    Page("plan-tour-as-reader", "planning_tour", "tour", who="reader"),
    Page("plan-tour-edit", "planning_tour_edit", "tour", who="manager"),
    Page("plan-tour-publish", "planning_tour_publish", "tour_draft", who="manager"),
    Page("plan-tour-archive", "planning_tour_archive", "tour", who="manager"),
    Page("plan-tour-reopen", "planning_tour_reopen", "tour_2019", who="manager"),
    Page("plan-tour-history", "planning_history", "tour", who="manager"),
    Page("plan-stop-new", "planning_stop_new", "tour", who="manager"),
    Page("plan-stop-new-refused", "planning_stop_new", "tour", who="manager", refused=422),
    Page("plan-tour-partner", "planning_partner_add", "tour", who="manager"),
    Page("plan-tour-funding", "planning_funding_add", "tour", who="manager"),
    Page("plan-fact", "planning_fact_add", "tour", who="manager"),
    Page("plan-stop", "planning_stop", "stop", who="manager"),
    Page("plan-stop-idea", "planning_stop", "stop_idea", who="manager"),
    Page("plan-stop-as-representative", "planning_stop", "stop_hosted", who="representative"),
    Page("plan-stop-not-yours", "planning_stop", "stop", who="representative", status=403),
    Page("plan-stop-edit", "planning_stop_edit", "stop", who="manager"),
    Page("plan-stop-history", "planning_history", "stop", who="manager"),
    Page("plan-stop-contact", "planning_stop_contact", "stop_idea", who="manager"),
    Page("plan-stop-confirm", "planning_stop_confirm", "stop_contacted", who="manager"),
    Page("plan-stop-unconfirm", "planning_stop_unconfirm", "stop_confirmed", who="manager"),
    Page("plan-stop-publish", "planning_stop_publish", "stop_confirmed", who="manager"),
    Page("plan-stop-postpone", "planning_stop_postpone", "stop", who="manager"),
    Page("plan-stop-reschedule", "planning_stop_reschedule", "stop_postponed", who="manager"),
    Page("plan-stop-cancel", "planning_stop_cancel", "stop", who="manager"),
    Page("plan-stop-cancel-refused", "planning_stop_cancel", "stop", who="manager", refused=422),
    Page("plan-stop-reinstate", "planning_stop_reinstate", "stop_cancelled", who="manager"),
    Page("plan-stop-record", "planning_stop_record", "stop_past", who="manager"),
    Page("plan-stop-partner", "planning_partner_add", "stop", who="manager"),
    Page("plan-stop-funding", "planning_funding_add", "stop", who="manager"),
    Page("plan-session-new", "planning_session_new", "stop", who="manager"),
    Page("plan-session-new-refused", "planning_session_new", "stop", who="manager", refused=422),
    Page("plan-session-edit", "planning_session_edit", "session", who="manager"),
    Page("plan-session-cancel", "planning_session_cancel", "session", who="manager"),
    Page("plan-session-reinstate", "planning_session_reinstate", "session_cancelled", who="manager"),
    Page("plan-session-remove", "planning_session_remove", "session_unseen", who="manager"),
    Page("plan-partner-edit", "planning_partner_edit", "partner", who="manager"),
    Page("plan-partner-remove", "planning_partner_remove", "partner", who="manager"),
    Page("plan-funding-edit", "planning_funding_edit", "funding", who="manager"),
    Page("plan-funding-remove", "planning_funding_remove", "funding", who="manager"),
    Page("plan-fact-edit", "planning_fact_edit", "fact", who="manager"),
    Page("plan-fact-remove", "planning_fact_remove", "fact", who="manager"),
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
PAGES = (*PUBLIC, *SIGNING_IN, *ACCOUNT, *WORKSPACE, *TEAM, *ADMINISTRATION)

# Addresses among the pages that answer something else.
NOT_PAGES = {
    "tour_calendar": "answers a calendar",
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
}
