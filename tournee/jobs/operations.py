"""The tick: every piece of due work whose time has come, each by one worker at a time."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from tournee.jobs.due import DueWork, due_work
from tournee.jobs.models import TickRecord

logger = logging.getLogger(__name__)
# A claim older than this belongs to a worker that was killed: work ends within minutes by its contract.
CLAIM_LASTS = datetime.timedelta(minutes=15)
# Ticks come a minute apart, give or take; work "every minute" must not miss one for some milliseconds.
_SLACK = datetime.timedelta(seconds=5)


def tick(works: Iterable[DueWork] | None = None) -> dict[str, str]:
    """Run the due work whose time has come (`works`: other than all that is contributed).

    Returns for each that ran its outcome or, after "failed: ", its error. One that fails stops no other.
    """
    works = list(due_work if works is None else works)
    _ensure_records(works)
    return {work.name: outcome for work in works if (outcome := _run_if_due(work)) is not None}


def _ensure_records(works: list[DueWork]) -> None:
    known = set(TickRecord.objects.values_list("name", flat=True))
    TickRecord.objects.bulk_create(
        [TickRecord(name=work.name) for work in works if work.name not in known], ignore_conflicts=True
    )


def _run_if_due(work: DueWork) -> str | None:
    """Claim `work` by one conditional UPDATE, run it, write down how it went; None if it is not due or is running."""
    started = timezone.now()
    record = TickRecord.objects.filter(name=work.name)
    free = Q(running_since=None) | Q(running_since__lt=started - CLAIM_LASTS)
    due = Q(last_started=None) | Q(last_started__lte=started - work.every + _SLACK)
    if not record.filter(free & due).update(running_since=started, last_started=started):
        return None
    outcome, error = "", ""
    try:
        outcome = work.run() or ""
    except Exception as failure:
        logger.exception("Due work %s failed", work.name)
        error = f"{type(failure).__name__}: {failure}"
    record.filter(running_since=started).update(
        running_since=None, last_finished=timezone.now(), last_outcome=outcome[:300], last_error=error[:2000]
    )
    return f"failed: {error}" if error else outcome
