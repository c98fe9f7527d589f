"""What proves presence in the made-up edition: signed sheets that came back, and certificates in every state."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.core.files.uploadedfile import SimpleUploadedFile

from events.models import Stop
from registrations.attendance.certificates.operations import issue_all, revoke, send
from registrations.attendance.certificates.queries import to_send
from registrations.attendance.operations import take_back_presence
from registrations.attendance.queries import people_present
from registrations.attendance.scans.operations import keep_sheets, note_signatures
from registrations.attendance.scans.sheets import Line, SignedSheet, lines_of, sheets_of
from registrations.privacy.operations import erase_person
from tournee.accounts.models import User
from tournee.demo.cases import CO_FUNDED, TRAINING
from tournee.demo.signed_sheet import picture_of

_LEFT = 8  # lines on a torn part
_UNSIGNED_EVERY = 9  # one person in so many did not sign


def prove(stops: Sequence[Stop], actor: User) -> int:
    """Sheets and certificates of two stops held; returns how many certificates."""
    plenary, *workshops = sheets_of(stops[CO_FUNDED])
    _bring_back(plenary, actor, read=True)
    _bring_back(workshops[0], actor, read=False)
    _bring_back(workshops[-1], actor, read=False, coded=False)
    (day,) = sheets_of(stops[TRAINING])
    _bring_back(day, actor, read=True)
    first, second = issue_all(stops[TRAINING], actor=actor), issue_all(stops[CO_FUNDED], actor=actor)
    send(stops[TRAINING], expected=to_send(stops[TRAINING]).count(), actor=actor)
    revoke(second[0], reason="Délivrée sous le nom d’une collègue (exemple inventé).", actor=actor)
    erase_person(second[1].attendee.person, actor=actor)
    mistaken = "A signé sur la ligne d’une collègue (exemple inventé)."
    take_back_presence(first[0].attendee, reason=mistaken, actor=actor)
    return len(first) + len(second)


def _bring_back(sheet: SignedSheet, actor: User, *, read: bool, coded: bool = True) -> None:
    """The sheet comes back, signed by most; it may be a torn part without its code, or still wait to be read."""
    lines, came = lines_of(sheet), set(people_present(sheet.stop).values_list("pk", flat=True))
    signed = {box.name for line in lines if _signs(line, came) for box in line.boxes}
    picture = picture_of(sheet, lines if coded else lines[:_LEFT], signed, coded=coded)
    upload = SimpleUploadedFile(f"feuille-{sheet.stop.slug}.png", picture, "image/png")
    (scan,) = keep_sheets(sheet.stop, [upload], actor=actor).scans
    if read:
        note_signatures(scan, signed, actor=actor)


def _signs(line: Line, came: Collection[int]) -> bool:
    """Whoever was registered and came, but for a few whom the sheet did not reach."""
    return line.attendee.pk in came and (line.number or 0) % _UNSIGNED_EVERY > 0
