"""What sheets contribute: uploads nobody confirmed are removed within a day."""

from datetime import timedelta

from tournee.jobs.due import DueWork, due_work


def purge() -> str | None:
    """Remove what was uploaded and not confirmed."""
    from tournee.sheets.operations import purge_uploads  # lazily: it reads sheets

    removed = purge_uploads()
    return f"{removed} uploads removed" if removed else None


def register() -> None:
    """Fill the registry of due work."""
    due_work.add(DueWork("sheets.purge", timedelta(hours=1), purge), by="tournee.sheets")
