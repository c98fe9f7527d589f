"""A content as an edition keeps it, for tests of what reads it."""

from __future__ import annotations

from typing import Any


def figure(code: str, count: int | None) -> dict[str, Any]:
    return {"code": code, "words": {"fr": f"{code} fr", "en": f"{code} en"}, "count": count}


def finding(code: str, kind: str, n: int, *parts: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "code": code,
        "kind": kind,
        "label": {"fr": f"Question {code} ?", "en": f"Question {code}?"},
        "skill": "",
        "n": n,
        "asked": 40,
        "manner": "shares" if n >= 30 else "counts",
        "parts": parts,
        "middle": "",
        "unit": None,
        **more,
    }


def part(n: int, *figures: dict[str, Any], item: str = "", withheld: bool = False) -> dict[str, Any]:
    return {
        "item": item,
        "words": {"fr": f"{item} fr", "en": f"{item} en"} if item else {},
        "n": n,
        "withheld": withheld,
        "figures": figures,
    }


def content(*findings: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "format": 1,
        "read_at": "2031-06-20T10:00:00+00:00",
        "title": {"fr": "Synthèse de l’étape d’Albert", "en": "Synthesis of the stop at Albert"},
        "fictitious": True,
        "tour": {"fr": "Tournée fictive", "en": "Fictitious tour"},
        "stop": {
            "place": "Albert",
            "number": 3,
            "title": {"fr": "Comment innove-t-on ?", "en": "How does one innovate?"},
            "starts_on": "2031-06-18",
            "ends_on": "2031-06-18",
            "venue": "Lycée fictif",
            "co_hosts": [{"fr": "Université fictive", "en": "Fictitious university"}],
        },
        "presence": {"expected": 14, "present": 12, "walk_ins": 2, "companies": 7, "organisations": 2},
        "campaigns": [
            {
                "slug": "apres",
                "title": {"fr": "Après l’étape", "en": "After the stop"},
                "unit": "person",
                "basis": "present",
                "frame": "",
                "frame_size": None,
                "read_at": "2031-06-20T10:00:00+00:00",
                "asked": 40,
                "answered": 12,
                "findings": list(findings),
            }
        ],
        "skills": [
            {
                "code": "S1",
                "title": {"fr": "Gérer un projet", "en": "Run a project"},
                "passages": [
                    {"id": "1", "text": "On manque de bras.", "language": "fr", "voice": "patronne, 8 salariés"}
                ],
            }
        ],
        "voices": [{"id": "2", "text": "Le client invente.", "language": "fr", "voice": ""}],
        "passages": 3,
        "sections": [
            {
                "title": {"fr": "Ce que nous retenons", "en": "What we take away"},
                "text": {"fr": "Un paragraphe.\n\nUn autre.", "en": "A paragraph.\n\nAnother."},
            }
        ],
        **more,
    }
