"""The registries as the table that the architecture page shows."""

from tournee.floors.announcements import announcements
from tournee.floors.contributions import contributions


def as_markdown() -> str:
    """Two tables, by name: what it is, and who adds to it or follows it."""
    lines = ["| contribution | is | from |", "| --- | --- | --- |"]
    for name, place in sorted(contributions.items()):
        lines.append(f"| `{name}` | {place.says} | {', '.join(place.contributors) or '–'} |")
    lines += ["", "| announcement | when | followed by |", "| --- | --- | --- |"]
    for name, moment in sorted(announcements.items()):
        lines.append(f"| `{name}` | {moment.says} | {', '.join(moment.subscribers) or '–'} |")
    return "\n".join(lines)
