"""How the file is written: small objects packed together and compressed, which tagged documents need (PDF 1.5, 7.5.7).

A tagged list of 10,000 rows has some 80,000 structure elements; written one by one they are ten times the text.
"""

from __future__ import annotations

import datetime
import hashlib
import zlib
from collections.abc import Callable, Iterator
from itertools import count, islice
from types import SimpleNamespace

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFZCompress

_A_PACK = 200  # objects packed together: readers unpack a whole pack to read one


class PackedDocument(PDFDocument):
    """reportlab's document, written with object streams and a cross-reference stream.

    `tree(first)` is asked for the structure's objects, which take the numbers from `first` on.
    """

    defaultStreamFilters = (PDFZCompress,)  # noqa: N815 (theirs)
    tree: Callable[[int], Iterator[bytes]]
    objectcounter: int

    def date(self, day: datetime.date) -> None:
        """Give the file its date: that day at midnight UTC."""
        self._timeStamp = SimpleNamespace(YMDhms=(day.year, day.month, day.day, 0, 0, 0), dhh=0, dmm=0)

    def format(self) -> bytes:
        """The bytes of the file; the identifier is a digest of them, so that equal documents are equal files."""
        self.Reference(self.Catalog)
        self.Reference(self.info)
        self._file = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
        self._offset = len(self._file[0])
        self._where: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
        small: list[tuple[int, bytes]] = []
        first = self.objectcounter + 1
        for number, written in enumerate(self.tree(first), start=first):
            small.append((number, written))
            self.objectcounter = number
        for number in count(1):  # formatting an object may bring others
            name = self.numberToId.get(number)
            if name is None:
                if number > self.objectcounter:
                    break
                continue
            written = self.idToObject[name].format(self)
            if written.endswith((b"endstream\n", b"endstream")):
                self._write(number, written)
            else:
                small.append((number, written))
        self._pack(small)
        self._finish()
        return b"".join(self._file)

    def _write(self, number: int, content: bytes) -> None:
        """One object of its own."""
        self._where[number] = (1, self._offset, 0)
        self._add(b"%d 0 obj\n%b\nendobj\n" % (number, content.rstrip(b"\n")))

    def _add(self, content: bytes) -> None:
        self._file.append(content)
        self._offset += len(content)

    def _pack(self, small: list[tuple[int, bytes]]) -> None:
        """The small objects in object streams."""
        packs = iter(small)
        while pack := list(islice(packs, _A_PACK)):
            self.objectcounter += 1
            heads: list[bytes] = []
            offset = 0
            for place, (number, content) in enumerate(pack):
                heads.append(b"%d %d" % (number, offset))
                offset += len(content) + 1
                self._where[number] = (2, self.objectcounter, place)
            head = b" ".join(heads) + b"\n"
            body = zlib.compress(head + b"\n".join(content for _number, content in pack))
            entries = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d" % (len(pack), len(head), len(body))
            self._write(self.objectcounter, b"<<%b>>\nstream\n%b\nendstream" % (entries, body))

    def _finish(self) -> None:
        """The cross-reference stream, which is also the trailer."""
        number = self.objectcounter = self.objectcounter + 1
        start = self._offset
        self._where[number] = (1, start, 0)
        free = (0, 0, 65535)
        rows = (self._where.get(each, free) for each in range(number + 1))
        body = zlib.compress(
            b"".join(
                kind.to_bytes(1, "big") + place.to_bytes(4, "big") + index.to_bytes(2, "big")
                for kind, place, index in rows
            )
        )
        digest = hashlib.md5(usedforsecurity=False)
        for part in self._file:
            digest.update(part)
        identifier = digest.hexdigest().encode("ascii")
        root, info = self._number(self.Catalog), self._number(self.info)
        entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]/Filter/FlateDecode/Length %d" % (
            number + 1,
            root,
            info,
            identifier,
            identifier,
            len(body),
        )
        self._add(b"%d 0 obj\n<<%b>>\nstream\n%b\nendstream\nendobj\n" % (number, entries, body))
        self._add(b"startxref\n%d\n%%%%EOF\n" % start)

    def _number(self, registered: object) -> int:
        return int(self.idToObjectNumberAndVersion[self.Reference(registered).name][0])
