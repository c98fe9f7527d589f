"""The pages of a PDF as pictures, whoever wrote it: drawn by a process apart, which is stopped if it goes too far.

PDFium is a large program in C++ and the PDF may be made to harm it: see `docs/decisions`, “Drawing pages that strangers
send”.
"""

from __future__ import annotations

import logging
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from PIL import Image

from registrations.attendance.scans import drawing
from registrations.attendance.scans.drawing import HEADER, Stopped
from registrations.attendance.scans.errors import ScanError, too_long

logger = logging.getLogger(__name__)
MOST_PAGES = 100  # in an upload: fifty sheets and their backs
SIDE = 2400  # pixels: a signature is well seen, and a code of 19 mm read
MEMORY = 512 * 1024 * 1024  # bytes of addresses: a page of A3 in colour at 600 dots an inch is drawn within
PATIENCE = 10.0  # seconds to wait for one's turn; then
SECONDS = 45.0  # for all the files of an upload: together less than web servers in front wait for an answer
_ONE_AT_A_TIME = threading.Lock()  # in a process, so that the memory above is taken once
_SAYS: dict[int, str | Promise] = {
    Stopped.LOCKED: _("%(file)s is locked with a password. Save it without one, or scan the sheets again."),
    Stopped.DAMAGED: _(
        "%(file)s cannot be read: it is empty or damaged, or its pictures are too large. Scan the sheets again, at 300 "
        "dots per inch or less."
    ),
    Stopped.TOO_MANY: _("%(file)s has more than %(count)s pages. Send it in several parts."),
    Stopped.HUGE: _("%(file)s has a page of more than five metres. Scan the sheets again, as A4 or A3."),
}
_BUSY = _("Other sheets are being read just now. Send these again in a minute.")


class _NoPage(Exception):
    """What came from the process is not, or not all of, a page."""


@contextmanager
def turn_to_draw() -> Iterator[None]:
    """Hold the right to draw, which an upload with PDFs has for all of them; nobody's reading time runs while waiting.

    Raises ScanError (`busy`) where others do not come to their end within PATIENCE.
    """
    if not _ONE_AT_A_TIME.acquire(timeout=PATIENCE):
        raise ScanError(_BUSY, code="busy", field="scans")
    try:
        yield
    finally:
        _ONE_AT_A_TIME.release()


def pages_drawn(upload: UploadedFile, until: float) -> Iterator[Image.Image]:
    """Each page of a PDF as a picture in RGB, one at a time, within a `turn_to_draw`. Raises ScanError.

    `until` is when to give up, by the clock of `time.monotonic`.
    """
    nonsense = False
    with tempfile.TemporaryFile() as content:
        upload.seek(0)
        shutil.copyfileobj(upload, content)
        content.seek(0)
        with _drawing(content, until) as child:
            try:
                while picture := _next(child):
                    yield picture
            except _NoPage:
                nonsense = True
                child.kill()
            code = child.wait()
    if code or nonsense:
        late = code == -signal.SIGXCPU or (code == -signal.SIGKILL and time.monotonic() >= until)
        raise _refusal(code, upload, nonsense=nonsense, late=late)


@contextmanager
def _drawing(content: IO[bytes], until: float) -> Iterator[subprocess.Popen[bytes]]:
    """The process that draws, killed at the end in any case; without our environment, which holds secrets."""
    seconds = max(until - time.monotonic(), 0)
    command = [sys.executable, "-I", drawing.__file__, *map(str, (MOST_PAGES, SIDE, int(seconds) + 1, MEMORY))]
    with subprocess.Popen(  # noqa: S603 (our own command)
        command, stdin=content, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}, cwd="/"
    ) as child:
        timer = threading.Timer(seconds, child.kill)
        timer.start()
        try:
            yield child
        finally:
            timer.cancel()
            child.kill()


def _next(child: subprocess.Popen[bytes]) -> Image.Image | None:
    """The next page; None at the end. What the process says is no more to be trusted than what it reads.

    Raises _NoPage.
    """
    out = child.stdout
    head = out.read(HEADER.size) if out else b""
    if not (out and head):
        return None
    if len(head) < HEADER.size:
        raise _NoPage
    width, height, line = HEADER.unpack(head)
    if not (0 < width <= SIDE + 1 and 0 < height <= SIDE + 1 and width * 3 <= line <= width * 3 + 3):
        raise _NoPage
    pixels = out.read(line * height)
    if len(pixels) < line * height:
        raise _NoPage
    return Image.frombuffer("RGB", (width, height), pixels, "raw", "RGB", line, 1)


def _refusal(code: int, upload: UploadedFile, *, nonsense: bool, late: bool) -> ScanError:
    """What to say of a process that ended so; a crash is as good as a damaged file. The log has the details."""
    if code not in _SAYS:
        logger.warning(
            "The process that drew a PDF of %s bytes %s", upload.size, _ending(code, nonsense=nonsense, late=late)
        )
    if late:
        return too_long(upload.name)
    why = Stopped(code) if code in _SAYS else Stopped.DAMAGED
    said = str(_SAYS[why]) % {"file": upload.name, "count": MOST_PAGES}
    return ScanError(said, code=why.name.lower(), field="scans")


def _ending(code: int, *, nonsense: bool, late: bool) -> str:
    """How it ended, for the log."""
    if late:
        return "was stopped: there was no time left"
    if nonsense:
        return f"was stopped: it sent what is no page (exit code {code})"
    if code == -signal.SIGKILL:
        return "was killed by the system: there may be too little memory"
    return f"ended by itself with exit code {code}: the file is hostile, broken or too large"
