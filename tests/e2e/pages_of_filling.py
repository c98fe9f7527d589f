"""The pages by which rooms are filled: tickets, terms, questions, invitations, messages, calls, firms, figures."""

from __future__ import annotations

from tests.e2e.page import Page

_TICKET = (
    Page("my-ticket", "my_ticket", "ticket"),
    Page("my-ticket-forged", "my_ticket", "mine_forged", status=404),
    Page("my-ticket-cancel", "my_ticket_cancel", "ticket"),
    Page("my-ticket-replace", "my_ticket_replace", "ticket"),
    Page("my-ticket-replace-refused", "my_ticket_replace", "ticket", refused=422),
    Page("my-ticket-needs", "my_ticket_needs", "ticket"),
    Page("my-ticket-renew", "my_ticket_renew", "ticket"),
    Page("my-registration-renew", "my_registration_renew", "mine"),
    Page("my-registration-answers", "my_registration_answers", "mine"),
    Page("my-registration-person-answers", "my_registration_person_answers", "mine_person"),
    Page("registration-again-forged", "registration_again", "mine_forged", status=404),
)
_ON_TERMS = (
    Page("registration-terms", "registration_terms", "stop_crowded", who="manager"),
    Page("registration-terms-edit", "registration_terms_edit", "stop_crowded", who="manager"),
    Page("registration-code-add", "registration_code_add", "stop_crowded", who="manager"),
    Page("registration-code-add-refused", "registration_code_add", "stop_crowded", who="manager", refused=422),
    Page("registration-code-edit", "registration_code_edit", "access_code", who="manager"),
    Page("registration-code-withdraw", "registration_code_withdraw", "access_code", who="manager"),
    Page("form-questions", "form_questions", "tour", who="manager"),
    Page("form-questions-preview", "form_questions_preview", "tour", who="manager"),
    Page("form-question-choose", "form_question_choose", "tour", who="manager"),
    Page("form-question-new", "form_question_new", "tour", who="manager", query="?kind=single"),
    Page("form-question-new-refused", "form_question_new", "tour", who="manager", query="?kind=single", refused=422),
    Page("form-question-edit", "form_question_edit", "form_question", who="manager"),
    Page("form-question-withdraw", "form_question_withdraw", "form_question", who="manager"),
)
_INVITED = (
    Page("stop-invitations", "stop_invitations", "stop_crowded", who="manager"),
    Page("stop-invitation-new", "stop_invitation_new", "stop_crowded", who="manager"),
    Page("stop-invitation", "stop_invitation", "stop_invitation", who="manager"),
    Page("stop-invitation-edit", "stop_invitation_edit", "stop_invitation", who="manager"),
    Page("stop-invitation-approve", "stop_invitation_approve", "stop_invitation", who="manager"),
    Page("stop-invitation-remove", "stop_invitation_remove", "stop_invitation", who="manager"),
    Page("relay-add", "relay_add", "stop_crowded", who="manager"),
    Page("relay-kit", "relay_kit", "relay", who="manager"),
    Page("relay-close", "relay_close", "relay", who="manager"),
)
_WRITTEN = (
    Page("tour-registrations", "tour_registrations", "tour", who="manager"),
    Page("tour-registrations-nobody", "tour_registrations", "tour", who="manager", query="?q=zzzz"),
    Page("registrations-import", "registrations_import", "stop_crowded", who="manager"),
    Page("registration-move", "registration_move", "registration", who="manager"),
    Page("tour-messages", "tour_messages", "tour", who="manager"),
    Page("message-rule-new", "message_rule_new", "tour", who="manager"),
    Page("message-rule-new-refused", "message_rule_new", "tour", who="manager", refused=422),
    Page("message-rule-edit", "message_rule_edit", "message_rule", who="manager"),
    Page("message-rule-remove", "message_rule_remove", "message_rule", who="manager"),
    Page("written-message", "written_message", "message_rule", who="manager"),
    Page("tour-message-write", "tour_message_write", "tour", who="manager"),
    Page("message-write", "message_write", "stop_crowded", who="manager"),
    Page("message-write-refused", "message_write", "stop_crowded", who="manager", refused=422),
    Page("notice-texts", "notice_texts", "tour", who="manager"),
    Page("notice-text", "notice_text", "notice", who="manager"),
    Page("calls", "calls", "stop_called", who="manager"),
    Page("calls-none", "calls", "stop_held", who="manager"),
)
_FIRMS = (
    Page("firms", "firms", "tour", who="manager"),
    Page("firms-nobody", "firms", "tour", who="manager", query="?q=zzzz"),
    Page("firms-alike", "firms_alike", "tour", who="manager"),
    Page("firm", "firm", "firm", who="manager"),
    Page("firm-join", "firm_join", "firm_pair", who="manager"),
    Page("call-backs", "call_backs", "organisation_hosting", who="representative"),
    Page("registration-figures", "registration_figures", "tour", who="manager"),
    Page("registration-figures-as-reader", "registration_figures", "tour", who="reader"),
    Page("registration-figures-of-stop", "registration_figures_of_stop", "stop_crowded", who="manager"),
    Page("privacy-notice", "privacy_notice", "tour"),
    Page("privacy-notice-edit", "privacy_notice_edit", "tour", who="manager"),
    Page("personal-data-removed", "personal_data_removed", who="manager"),
)
FILLING = (*_TICKET, *_ON_TERMS, *_INVITED, *_WRITTEN, *_FIRMS)

NOT_PAGES = {
    "my_ticket_calendar": "answers a calendar",
    "my_registration_accept": "a second step of an offer",
    "my_registration_decline": "a second step of an offer",
    "call_note": "a button of the call list",
    "call_backs_sheet": "answers a file",
    "firm_different": "a button of the firm’s page",
    "firm_part": "a second step like the others",
    "form_question_move": "a button of the list of questions",
    "relay": "leads to the stop’s page",
    "relay_mine": "leads to the kit of one’s own relay",
    "relays_usual": "a button of the stop’s invitations",
    "relay_poster": "answers a file",
    "relay_picture": "answers a picture",
    "stop_invitation_stop": "a second step like the others",
    "stop_invitation_test": "a button of the invitation’s page",
    "stop_invitation_preview": "shows the message inside the invitation’s page",
    "registrations_chosen": "what the list of registrations sends",
    "tour_registrations_chosen": "what the list of registrations sends",
    "tour_registrations_export": "answers a file",
    "message_rule_switch": "a button of the message’s page",
    "notice_text_reset": "a second step like the others",
}
