"""The form of a material."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from events.models import Material, Stop
from events.planning.forms.base import Group, RecordForm
from events.planning.materials.operations import FILE, faults_of_material
from tournee.errors import OperationError
from tournee.files.forms import DocumentField
from tournee.files.kinds import accepting_kind
from tournee.texts.typography import format_size


class MaterialForm(RecordForm[Material]):
    """A title, and a file or an address; of the whole stop or of one session."""

    file = DocumentField(kind=FILE, label=_("File"), required=False)

    class Meta:
        model = Material
        fields = ["title_fr", "title_en", "session", "url"]
        labels: ClassVar = {"session": _("For which session")}
        help_texts: ClassVar = {
            "title_fr": _("As participants read it."),
            "title_en": _("Leave it empty if the title is the same in English."),
            "url": _("Where it is found, if it is not a file of yours."),
        }

    groups = (
        Group(_("What it is"), [("title_fr", "title_en"), ("session",)]),
        Group(_("A file or an address"), [("file",), ("url",)], _("One of the two.")),
    )

    def __init__(self, *args: Any, stop: Stop, **kwargs: Any) -> None:
        self.stop = stop
        super().__init__(*args, **kwargs)
        session: Any = self.fields["session"]
        session.queryset, session.empty_label = stop.sessions.all(), _("the whole stop")
        limit = format_size(accepting_kind(FILE).max_bytes)
        said = _("PDF, Word, Excel, PowerPoint or OpenDocument, up to %(limit)s.") % {"limit": limit}
        self.fields["file"].help_text = said
        if self.instance.pk:
            self.initial["file"] = self.instance.file

    @property
    def document(self) -> Any:
        """The file as operations take it: a new one, the one kept, False where it is taken away, or None."""
        return self.cleaned_data["file"]

    def faults(self) -> Iterable[OperationError]:
        has_file = bool(self.cleaned_data.get("file")) or "file" in self.errors
        return () if "url" in self.errors else faults_of_material(self.stop, self.checked, has_file=has_file)
