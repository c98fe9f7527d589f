"""The light colours of the roles, for what has no style sheet: PDF, and pictures that leave the site."""

from __future__ import annotations

from tournee.drawing.scene import Face, Role, Script

LIGHT: dict[Role, str] = {
    "ink": "#1d2a2f",
    "muted": "#55646a",
    "rule": "#ddd5c5",
    "route": "#b8391f",
    "pine": "#0f4c4a",
    "land": "#efe7d6",
    "coast": "#cdbfa5",
    "paper": "#fbf8f1",
    "surface": "#ffffff",
    "ok": "#2e6b3e",
    "warn": "#8a5a00",
    "danger": "#a3241c",
    "likert-1": "#a8430d",
    "likert-2": "#eda36a",
    "likert-2-pale": "#f6d2b4",
    "likert-3": "#d0d3d9",
    "likert-4-pale": "#bdd9f0",
    "likert-4": "#7fb2dd",
    "likert-5": "#0b4f8a",
    "on-strong": "#ffffff",
    "on-soft": "#1d2a2f",
    "ramp-1": "#e4ece6",
    "ramp-2": "#bdd6d0",
    "ramp-3": "#8fbcb5",
    "ramp-4": "#37746f",
    "ramp-5": "#0f4c4a",
    "on-pine": "#ffffff",
}

# The shipped font file of each face, which is also its name in a PDF.
FONT_FILES: dict[Face, str] = {
    "sans": "SourceSans3-Regular",
    "sans-italic": "SourceSans3-It",
    "sans-semibold": "SourceSans3-Semibold",
    "sans-bold": "SourceSans3-Bold",
    "sans-bold-italic": "SourceSans3-BoldIt",
    "serif": "SourceSerif4-Regular",
    "serif-italic": "SourceSerif4-It",
    "display": "SourceSerif4Display-Semibold",
}

# The same for the scripts read from right to left.
SCRIPT_FILES: dict[Script, str] = {
    "arabic": "NotoSansArabic-Regular",
    "arabic-semibold": "NotoSansArabic-SemiBold",
    "hebrew": "NotoSansHebrew-Regular",
    "hebrew-semibold": "NotoSansHebrew-SemiBold",
}
ALL_FILES: dict[Face | Script, str] = dict([*FONT_FILES.items(), *SCRIPT_FILES.items()])
