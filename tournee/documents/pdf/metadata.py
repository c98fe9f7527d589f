"""What the file says about itself: title, author, language, date, and that it means to meet PDF/UA-1."""

from __future__ import annotations

from xml.sax.saxutils import escape as escape_xml

from reportlab.pdfbase.pdfdoc import XMP

from tournee.documents.document import Document
from tournee.documents.inline import plain
from tournee.documents.pdf.canvas import TaggedCanvas
from tournee.documents.pdf.runs import tidy

PRODUCER = "Tournée"


def describe(canvas: TaggedCanvas, document: Document) -> None:
    """Write the XMP packet and the date: the document's own, at midnight UTC."""
    canvas.date_file(document.date)
    packet = XMP(creator=lambda _document: _packet(document).encode())
    packet.filters = []
    canvas.set_metadata(packet)


def _escape(text: str) -> str:
    """The text for the packet, without what XML may not hold."""
    return escape_xml(tidy(text))


def _worded(name: str, text: str) -> str:
    """A field that could say the same in several languages."""
    return f"<{name}><rdf:Alt><rdf:li xml:lang='x-default'>{_escape(text)}</rdf:li></rdf:Alt></{name}>"


def _packet(document: Document) -> str:
    """The XMP packet (ISO 16684-1)."""
    made = f"{document.date:%Y-%m-%d}T00:00:00Z"
    provenance = document.provenance
    source = plain(provenance.data) if provenance else ""
    fields = [
        "<pdfuaid:part>1</pdfuaid:part>",
        _worded("dc:title", document.title),
        f"<dc:language><rdf:Bag><rdf:li>{_escape(document.language)}</rdf:li></rdf:Bag></dc:language>",
        "<dc:format>application/pdf</dc:format>",
        f"<xmp:CreateDate>{made}</xmp:CreateDate><xmp:ModifyDate>{made}</xmp:ModifyDate>",
        f"<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool><pdf:Producer>{PRODUCER}</pdf:Producer>",
    ]
    if document.author:
        fields.append(f"<dc:creator><rdf:Seq><rdf:li>{_escape(document.author)}</rdf:li></rdf:Seq></dc:creator>")
    if document.subject:
        fields.append(_worded("dc:description", document.subject))
    if source:
        fields.append(f"<dc:source>{_escape(source)}</dc:source>")
    if provenance and provenance.fingerprint:
        fields.append(f"<dc:identifier>{_escape(provenance.fingerprint)}</dc:identifier>")
    if provenance and plain(provenance.terms):
        fields.append(_worded("dc:rights", plain(provenance.terms)))
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
        ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
        + "".join(fields)
        + '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    )
