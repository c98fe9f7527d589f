"""The kinds of column. Each owns how its values are read, how they are written, and what to tell whoever mistyped."""

from tournee.sheets.columns.base import Column, Parsed, Raw, Value
from tournee.sheets.columns.codes import Code
from tournee.sheets.columns.figures import Integer, Number, Percent
from tournee.sheets.columns.moments import Date, Time
from tournee.sheets.columns.words import Boolean, Choice, Email, Text

__all__ = [
    "Boolean",
    "Choice",
    "Code",
    "Column",
    "Date",
    "Email",
    "Integer",
    "Number",
    "Parsed",
    "Percent",
    "Raw",
    "Text",
    "Time",
    "Value",
]
