"""The registries as the table that the architecture page shows."""

from tournee.floors import registry


def as_markdown() -> str:
    """Two tables, by name: what it is, and who adds to it or follows it."""
    lines = ["| contribution | is | from |", "| --- | --- | --- |"]
    for name, place in sorted(registry.contributions.items()):
        lines.append(f"| `{name}` | {place.says} | {', '.join(place.contributors) or '–'} |")
    lines += ["", "| announcement | when | followed by |", "| --- | --- | --- |"]
    for name, moment in sorted(registry.announcements.items()):
        lines.append(f"| `{name}` | {moment.says} | {', '.join(moment.subscribers) or '–'} |")
    return "\n".join(lines)
