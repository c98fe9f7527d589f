"""Addresses of listening: the facilitator's pages by a signed link, and the notes of a stop in the workspace."""

from django.urls import path

from tournee.web.late import LateViews

by_link = LateViews("surveys.listening.views.by_link")
linking = LateViews("surveys.listening.views.linking")
passages = LateViews("surveys.listening.views.passages")
stop_notes = LateViews("surveys.listening.views.stop_notes")

BY_LINK = "notes/<str:token>/"
STOP = "workspace/tours/<slug:tour>/stops/<slug:stop>/notes/"
LINK = f"{STOP}links/<int:link>/"
PASSAGE = f"{STOP}<uuid:passage>/"

urlpatterns = [
    path(BY_LINK, by_link.session_notes, name="session_notes"),
    path(f"{BY_LINK}<uuid:passage>/", by_link.edit, name="session_notes_edit"),
    path(f"{BY_LINK}<uuid:passage>/withdraw/", by_link.withdraw, name="session_notes_withdraw"),
    path(STOP, stop_notes.page, name="notes"),
    path(f"{STOP}new/", passages.new, name="note_new"),
    path(f"{STOP}sessions/<int:session>/link/", linking.new, name="notes_link_new"),
    path(LINK, linking.shown, name="notes_link"),
    path(f"{LINK}revoke/", linking.revoke, name="notes_link_revoke"),
    path(f"{PASSAGE}edit/", passages.edit, name="passage_edit"),
    path(f"{PASSAGE}withdraw/", passages.withdraw, name="passage_withdraw"),
    path(f"{PASSAGE}code/", passages.code, name="passage_code"),
    path(f"{PASSAGE}uncode/", passages.uncode, name="passage_uncode"),
    path(f"{PASSAGE}quotable/", passages.quotable, name="passage_quotable"),
]
