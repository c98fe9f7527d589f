"""How much a sheet may hold. Each number is a promise about memory and time, kept before a library opens the file."""

BYTES = 10 * 1024 * 1024
"""Of the file as sent."""

UNCOMPRESSED_BYTES = 100 * 1024 * 1024
"""Of everything inside a workbook, by its own directory (`zipfile` never reads past what the directory declares)."""

COMPRESSION_RATIO = 250
"""Of one part over RATIO_APPLIES_FROM bytes; the emptiest of true sheets stay under 100."""

RATIO_APPLIES_FROM = 4 * 1024 * 1024

PARTS = 1_000
SHEET_ELEMENTS = 6_000_000
"""XML elements in a workbook's sheets and strings: 50,000 rows of some forty filled columns."""

OTHER_ELEMENTS = 200_000
"""XML elements in each of the other parts, which are held in memory whole."""

EXCEL_ROWS, EXCEL_COLUMNS = 1_048_576, 16_384

ROWS = 50_000
COLUMNS = 200
CELL_CHARACTERS = 32_767
"""Excel's own limit."""

HEADER_WITHIN_ROWS = 20
"""How far down the headings are looked for, under titles and empty rows."""

REPORTED = 1_000
"""Refusals and corrections kept in full; beyond that they are counted."""
