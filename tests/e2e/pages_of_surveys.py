"""The pages of the third floor."""

from __future__ import annotations

from tests.e2e.page import Page

_BY_LINK = (
    Page("questionnaire-answer", "my_questionnaire", "asked"),
    Page("questionnaire-answered", "my_questionnaire", "asked_answered"),
    Page("questionnaire-closed", "my_questionnaire", "asked_closed"),
    Page("questionnaire-forged", "my_questionnaire", "mine_forged", status=404),
    Page("questionnaire-no-reminder", "no_reminder", "asked"),
    Page("session-notes", "session_notes", "notes"),
    Page("session-notes-refused", "session_notes", "notes", refused=422),
    Page("session-notes-edit", "session_notes_edit", "notes_passage"),
    Page("session-notes-withdraw", "session_notes_withdraw", "notes_passage"),
    Page("session-notes-revoked", "session_notes", "notes_revoked", status=410),
    Page("synthesis", "synthesis", "synthesis"),
    Page("synthesis-edition", "synthesis_edition", "synthesis_edition"),
)
_QUESTIONNAIRES = (
    Page("questionnaires", "questionnaires", "tour", who="manager"),
    Page("questionnaire-new", "questionnaire_new", "tour", who="manager"),
    Page("questionnaire-new-refused", "questionnaire_new", "tour", who="manager", refused=422),
    Page("questionnaire", "questionnaire", "questionnaire", who="manager"),
    Page("questionnaire-as-reader", "questionnaire", "questionnaire", who="reader"),
    Page("questionnaire-edit", "questionnaire_edit", "questionnaire", who="manager"),
    Page("questionnaire-copy", "questionnaire_copy", "questionnaire", who="manager"),
    Page("questionnaire-remove", "questionnaire_remove", "questionnaire", who="manager"),
    Page("questionnaire-preview", "questionnaire_preview", "questionnaire", who="manager"),
    Page("section-new", "questionnaire_section_new", "questionnaire", who="manager"),
    Page("section-edit", "questionnaire_section_edit", "section", who="manager"),
    Page("section-remove", "questionnaire_section_remove", "section", who="manager"),
    Page("question-kind", "questionnaire_question_choose", "section", who="manager"),
    Page("question-single", "questionnaire_question_new", "section", who="manager", query="?kind=single"),
    Page("question-likert", "questionnaire_question_new", "section", who="manager", query="?kind=likert"),
    Page("question-edit", "questionnaire_question_edit", "question", who="manager"),
    Page("question-remove", "questionnaire_question_remove", "question", who="manager"),
)
_CAMPAIGNS = (
    Page("campaigns", "campaigns", "tour", who="manager"),
    Page("campaign-new", "campaign_new", "tour", who="manager"),
    Page("campaign-new-refused", "campaign_new", "tour", who="manager", refused=422),
    Page("stop-campaigns", "stop_campaigns", "stop_held", who="manager"),
    Page("stop-campaigns-none", "stop_campaigns", "stop", who="manager"),
    Page("campaign", "campaign", "campaign", who="manager"),
    Page("campaign-edit", "campaign_edit", "campaign_draft", who="manager"),
    Page("campaign-approve", "campaign_approve", "campaign_draft", who="manager"),
    Page("campaign-remove", "campaign_remove", "campaign_draft", who="manager"),
    Page("contact-list-remove", "contact_list_remove", "contact_list", who="manager"),
    Page("campaign-stop", "campaign_stop", "campaign", who="manager"),
    Page("campaign-preview", "campaign_preview", "campaign", who="manager"),
    Page("campaign-answers", "campaign_answers", "campaign", who="manager"),
)
_NOTES = (
    Page("notes", "notes", "stop_held", who="manager"),
    Page("notes-none", "notes", "stop", who="manager"),
    Page("notes-as-representative", "notes", "stop_hosted", who="representative"),
    Page("note-new", "note_new", "stop_held", who="manager"),
    Page("notes-link-new", "notes_link_new", "notes_session", who="manager"),
    Page("notes-link", "notes_link", "notes_link", who="manager"),
    Page("notes-link-revoke", "notes_link_revoke", "notes_link", who="manager"),
    Page("passage-edit", "passage_edit", "passage", who="manager"),
    Page("passage-withdraw", "passage_withdraw", "passage", who="manager"),
    Page("passage-code", "passage_code", "passage", who="manager"),
    Page("skills", "skills_frameworks", who="manager"),
    Page("framework-new", "skills_framework_new", who="manager"),
    Page("framework", "skills_framework", "framework", who="manager"),
    Page("framework-written", "skills_framework", "framework_draft", who="manager"),
    Page("framework-edit", "skills_framework_edit", "framework", who="manager"),
    Page("framework-freeze", "skills_framework_freeze", "framework_draft", who="manager"),
    Page("framework-copy", "skills_framework_copy", "framework", who="manager"),
    Page("framework-version", "skills_framework_version", "framework_version", who="manager"),
    Page("skill-new", "skill_new", "framework_draft", who="manager"),
    Page("skill-edit", "skill_edit", "skill", who="manager"),
    Page("skill-remove", "skill_remove", "skill", who="manager"),
)
_SYNTHESES = (
    Page("synthesis-draft", "stop_synthesis", "stop_held", who="manager"),
    Page("synthesis-none", "stop_synthesis", "stop", who="manager"),
    Page("synthesis-as-representative", "stop_synthesis", "stop_hosted", who="representative"),
    Page("synthesis-title", "synthesis_edit", "stop_held", who="manager"),
    Page("synthesis-section-new", "synthesis_section_new", "stop_held", who="manager"),
    Page("synthesis-section-edit", "synthesis_section_edit", "synthesis_section", who="manager"),
    Page("synthesis-section-remove", "synthesis_section_remove", "synthesis_section", who="manager"),
    Page("synthesis-publish", "synthesis_publish", "stop_drafted", who="manager"),
)
SURVEYS = (*_BY_LINK, *_QUESTIONNAIRES, *_CAMPAIGNS, *_NOTES, *_SYNTHESES)

NOT_PAGES = {
    "campaign_responses": "answers a file",
    "campaign_test": "a button of the campaign’s page",
    "questionnaire_paper": "answers a file",
    "questionnaire_section_move": "a button of the questionnaire’s page",
    "questionnaire_question_move": "a button of the questionnaire’s page",
    "passage_uncode": "a button of the passage",
    "passage_quotable": "a button of the passage",
    "answer_passage": "a button of the answers’ page",
    "skill_move": "a button of the framework’s page",
    "synthesis_pdf": "answers a file",
    "synthesis_annex": "answers a file",
    "synthesis_draft_pdf": "answers a file",
    "synthesis_section_move": "a button of the draft’s page",
}
