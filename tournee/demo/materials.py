"""What participants of the made-up edition may read: an address at some stops, a real document at two of them."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from events.models import Stop
from events.planning.materials.operations import FILE, add_material
from tournee.accounts.models import User
from tournee.demo.cases import FULL, INVITATION_LATE, PROPOSALS
from tournee.documents.blocks import BulletList, Heading, Paragraph
from tournee.documents.document import Document
from tournee.files.documents import prepare_document
from tournee.files.kinds import accepting_kind

_LINK = {
    "title_fr": "Les questions du débat, à lire avant de venir",
    "title_en": "The questions of the debate, to read before you come",
    "url": "https://demo.example/questions",
}
_FILE = {
    "title_fr": "Se préparer à l’étape (document fictif)",
    "title_en": "Preparing for the stop (made up, in French)",
}
WITH_LINK, WITH_FILE = (20, 21, FULL, INVITATION_LATE), (FULL, PROPOSALS)


def hand_out(stops: Sequence[Stop], actor: User) -> None:
    """The materials, in the order in which participants find them."""
    for index in WITH_FILE:
        stop = stops[index]
        upload = SimpleUploadedFile(f"se-preparer-{stop.slug}.pdf", _sheet(stop), "application/pdf")
        add_material(stop, _FILE, document=prepare_document(upload, accepting_kind(FILE)), actor=actor)
    for index in WITH_LINK:
        add_material(stops[index], _LINK, actor=actor)


def _sheet(stop: Stop) -> bytes:
    """One page, which says that it is made up."""
    from tournee.documents.pdf import render  # lazily: reportlab

    blocks = (
        Paragraph(f"Une demi-journée à {stop.place} pour dire comment vous innovez, avec qui, et ce qui vous manque."),
        Heading(2, "Ce que vous pouvez apporter"),
        BulletList(
            (
                "un changement récent dans votre atelier, même petit ;",
                "le nom de celles et ceux qui vous y ont aidé ;",
                "une question à poser aux autres entreprises.",
            )
        ),
    )
    notice = "Document fictif : il montre à quoi sert cette page, et rien de ce qu’il annonce n’aura lieu."
    return render(
        Document(
            "Se préparer à l’étape", "fr", blocks, date=timezone.localdate(), header="Démonstration de Tournée",
            notice=notice,
        )
    )  # fmt: skip
