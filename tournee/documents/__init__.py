"""Documents: written once as a small tree of plain blocks, rendered as an accessible PDF and as HTML inside a page.

- `blocks`, `inline`, `tables`: what documents are made of; `document.Document`: the whole, checked when made.
- `pdf.render(document) -> bytes`: a tagged PDF (PDF/UA-1), the same bytes for the same document. Import it lazily.
- `html.render(document) -> SafeString`: the same, in the same order, for the inside of a page.
- `docs/documents.md` explains in one page how to write one; `manage.py sample_document` writes every block once.
"""
