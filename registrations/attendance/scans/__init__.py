"""Signed sheets that came back: read as pictures, attached by their code, and who signed noted as facts."""
