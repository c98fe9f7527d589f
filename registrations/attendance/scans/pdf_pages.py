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
from registrations.attendance.scans.errors import ScanError

logger = logging.getLogger(__name__)
MOST_PAGES = 100  # in an upload: fifty sheets and their backs
SIDE = 2400  # pixels: a signature is well seen, and a code of 18 mm read
MEMORY = 512 * 1024 * 1024  # bytes of addresses: a page of A3 in colour at 600 dots an inch is drawn within
SECONDS = 45.0  # for all the files of an upload: less than web servers in front wait for an answer
_KILLED = (-signal.SIGKILL, -signal.SIGXCPU)
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
_TOO_LONG = _("Reading %(file)s takes too long. Send fewer pages at a time, scanned at 300 dots per inch or less.")
_BUSY = _("Other sheets are being read just now. Send these again in a minute.")


def pages_drawn(upload: UploadedFile, until: float) -> Iterator[Image.Image]:
    """Each page of a PDF as a picture in RGB, one at a time. Raises ScanError.

    `until` is when to give up, by the clock of `time.monotonic`.
    """
    with _turn(until), tempfile.TemporaryFile() as content:
        upload.seek(0)
        shutil.copyfileobj(upload, content)
        content.seek(0)
        with _drawing(content, until) as child:
            while picture := _next(child):
                yield picture
            code = child.wait()
    if code:
        if code not in _SAYS:
            logger.warning("The process that drew a PDF of %s bytes ended with %s", upload.size, code)
        raise _refusal(code, upload)


@contextmanager
def _turn(until: float) -> Iterator[None]:
    if not _ONE_AT_A_TIME.acquire(timeout=max(until - time.monotonic(), 0)):
        raise ScanError(_BUSY, code="busy", field="scans")
    try:
        yield
    finally:
        _ONE_AT_A_TIME.release()


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
    """The next page; None at the end. What the process says is no more to be trusted than what it reads."""
    out = child.stdout
    head = out.read(HEADER.size) if out else b""
    if len(head) < HEADER.size:
        return None
    width, height, line = HEADER.unpack(head)
    if not (0 < width <= SIDE + 1 and 0 < height <= SIDE + 1 and width * 3 <= line <= width * 3 + 3):
        child.kill()
        return None
    pixels = out.read(line * height) if out else b""
    return (
        Image.frombuffer("RGB", (width, height), pixels, "raw", "RGB", line, 1)
        if len(pixels) == line * height
        else None
    )


def _refusal(code: int, upload: UploadedFile) -> ScanError:
    """What to say of a process that ended so; a crash is as good as a damaged file, an early end took too long."""
    if code in _KILLED:
        return too_long(upload)
    why = Stopped(code) if code in _SAYS else Stopped.DAMAGED
    said = str(_SAYS[why]) % {"file": upload.name, "count": MOST_PAGES}
    return ScanError(said, code=why.name.lower(), field="scans")


def too_long(upload: UploadedFile) -> ScanError:
    """What to say of a file that is still not read when there is no more time."""
    return ScanError(str(_TOO_LONG) % {"file": upload.name}, code="too_long", field="scans")
