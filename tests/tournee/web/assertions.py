"""What every page of the shell must hold, for any test that fetches one."""

import re
from html.parser import HTMLParser

from django.http import HttpResponse


class _Inline(HTMLParser):
    """Collects what a strict Content-Security-Policy would refuse, and ids said twice."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        data = names.get("type") == "application/ld+json"  # a browser neither runs it nor asks the policy about it
        if tag == "style" or (tag == "script" and not names.get("src") and not data):
            self.refused.append(f"<{tag}>")
        self.refused += [f"{tag} {name}" for name in names if name == "style" or name.startswith("on")]
        self.refused += [
            f"{tag} {name}={value}"
            for name, value in attrs
            if name in {"src", "href", "action"} and (value or "").strip().lower().startswith("javascript:")
        ]
        if tag == "link" and names.get("rel") in {"canonical", "alternate"}:
            return  # addresses for machines, which no browser fetches
        if tag in {"script", "link", "img", "iframe"} and re.match(
            r"(https?:)?//", names.get("src") or names.get("href") or ""
        ):
            self.refused.append(f"{tag} from elsewhere")
        if names.get("id"):
            self.ids.append(str(names["id"]))


def assert_house_page(response: HttpResponse, *, language: str = "fr") -> None:
    """A whole page: strict CSP, nothing inline, no third party, its language, one h1, unique ids, skip link."""
    html = response.content.decode()
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    page = _Inline()
    page.feed(html)
    assert page.refused == []
    assert len(page.ids) == len(set(page.ids)), sorted(i for i in page.ids if page.ids.count(i) > 1)
    assert f'<html lang="{language}">' in html
    assert html.count("<h1") == 1
    assert 'href="#main"' in html
    assert re.search(r"<title>\s*\S", html)
