"""The ground floor's models, each kept in its capability."""

from tournee.accounts.models import User
from tournee.api.models import ApiKey, ApiKeyUse
from tournee.files.models import StoredFile
from tournee.history.models import HistoryEntry
from tournee.jobs.models import TickRecord, WorkerRecord
from tournee.mail.models import BouncedAddress, OutboxAbout, OutboxMessage, OutboxPart
from tournee.sheets.models import SheetUpload

__all__ = [
    "ApiKey",
    "ApiKeyUse",
    "BouncedAddress",
    "HistoryEntry",
    "OutboxAbout",
    "OutboxMessage",
    "OutboxPart",
    "SheetUpload",
    "StoredFile",
    "TickRecord",
    "User",
    "WorkerRecord",
]
