"""What is said of an upload, of what was noted, and of the pages of a sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Stop
from registrations.attendance.scans.operations import Kept, Read
from registrations.attendance.scans.queries import is_known
from registrations.attendance.scans.rules import reads_sheets
from registrations.models import ScannedSheet
from tournee.accounts.models import User


def kept_in_words(kept: Kept) -> str:
    """How many pages are kept, and on how many of them a code was found."""
    count, known = len(kept.scans), sum(map(is_known, kept.scans))
    said = ngettext("%(count)s page is kept.", "%(count)s pages are kept.", count) % {"count": count}
    if known == count:
        return said
    found = ngettext(
        "The code of %(count)s says which sheet it is of.",
        "The codes of %(count)s say which sheets they are of.",
        known,
    )
    missing = ngettext(
        "%(count)s has no code that can be read: say which sheet it is.",
        "%(count)s have no code that can be read: say which sheets they are.",
        count - known,
    )
    parts = [said, found % {"count": known} if known else "", missing % {"count": count - known}]
    return " ".join(filter(None, parts))


def left_out(kept: Kept, reader: User) -> Iterator[str]:
    """Which pages are not kept, and why; a stop that they are of is a link for whoever may bring them there."""
    if kept.elsewhere:
        yield _elsewhere(kept, reader)
    again = ngettext(
        "%(count)s page was brought back before and is not kept twice.",
        "%(count)s pages were brought back before and are not kept twice.",
        kept.again,
    )  # fmt: skip
    blank = ngettext("%(count)s blank page is left out.", "%(count)s blank pages are left out.", kept.blank)
    for said, count in ((again, kept.again), (blank, kept.blank)):
        if count:
            yield said % {"count": count}


def _elsewhere(kept: Kept, reader: User) -> SafeString:
    said = ngettext(
        "%(count)s page is of another stop and is not kept.",
        "%(count)s pages are of another stop and are not kept.",
        kept.elsewhere,
    ) % {"count": kept.elsewhere}  # fmt: skip
    if not kept.stops:
        return format_html("{}", said)
    stops = format_html_join(", ", "{}", ((_named(stop, reader),) for stop in kept.stops))
    return format_html("{} {} {}", said, _("Bring it back there:"), stops)


def _named(stop: Stop, reader: User) -> str:
    if not reads_sheets.test(reader, stop):
        return str(stop)
    return format_html('<a href="{}">{}</a>', reverse("scans", args=[stop.tour.slug, stop.slug]), stop)


def read_in_words(done: Read) -> str:
    """How many signatures were noted, and how many taken back."""
    if not (done.noted or done.undone):
        return _("Nothing changed.")
    noted = ngettext("%(count)s signature noted.", "%(count)s signatures noted.", done.noted) % {"count": done.noted}
    if not done.undone:
        return noted
    undone = ngettext("%(count)s signature taken back.", "%(count)s signatures taken back.", done.undone)
    said = undone % {"count": done.undone}
    return f"{noted} {said}" if done.noted else said


def pages_in_words(scans: Iterable[ScannedSheet]) -> Iterator[tuple[ScannedSheet, str]]:
    """Each scan of one sheet with what tells it from the others: “Page 1, scanned again (2)”, “Page 2, read”."""
    met: Counter[int] = Counter()
    for scan in scans:
        met[scan.page] += 1
        said = [_("Page %(page)s") % {"page": scan.page}]
        if met[scan.page] > 1:
            said.append(_("scan %(number)s") % {"number": met[scan.page]})
        if scan.noted_at:
            said.append(_("read through"))
        yield scan, ", ".join(said)
