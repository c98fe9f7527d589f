"""Documents read back, independently of how they were written.

`check_pdf(data)` lists the faults of a PDF, `check_rendering(render)` those and whether its bytes change; `Reading`
gives what a PDF says to those who listen, look and click. Syntax, tags and marked content are read with pikepdf, places
with pdfplumber.
"""

from tests.tournee.documents.reading.check import check_pdf, check_rendering, faults_of
from tests.tournee.documents.reading.fault import RULES, Fault
from tests.tournee.documents.reading.reading import Reading

__all__ = ["RULES", "Fault", "Reading", "check_pdf", "check_rendering", "faults_of"]
