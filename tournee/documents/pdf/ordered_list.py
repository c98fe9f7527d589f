"""A numbered list on paper: as the other, with numbers for marks."""

from tournee.documents.pdf.bullet_list import flow

__all__ = ["flow"]
