"""Is it up, is it ready, how is it doing: for the machine that watches, not for people."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tournee.floors import Contribution
from tournee.jobs.queries import last_tick, workers_alive
from tournee.web.access import administrator, anyone, opens_to

LATE = datetime.timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Figure:
    """One sample of /metrics: a gauge called `name` (tournee_…), with `labels`; `says` is its help line."""

    name: str
    says: str
    value: float
    labels: dict[str, str] = field(default_factory=dict)


health_figures = Contribution[Callable[[], Iterable[Figure]]]("health_figures", says="figures shown at /metrics")


@require_safe
@never_cache
@opens_to(anyone)
def healthz(request: HttpRequest) -> HttpResponseBase:
    """The process answers; it asks nobody else."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
@opens_to(anyone)
def readyz(request: HttpRequest) -> HttpResponseBase:
    """200 when pages can be served (database there, migrations applied), else 503.

    What a worker does besides is said, no more: "queue" is "late" when a task has waited ten minutes, "worker" is "none
    seen" or, when no tick came for ten minutes, "late"; with the number of workers and the last tick's age in seconds.
    """
    checks: dict[str, object] = {"database": _database(), "migrations": "unknown", "queue": "unknown"}
    checks |= {"worker": "unknown", "workers": None, "last_tick_seconds": None}
    if checks["database"] == "ok":
        checks["migrations"] = _migrations()
    if checks["migrations"] == "ok":
        checks |= {"queue": _queue(), **_worker()}
    ready = checks["database"] == checks["migrations"] == "ok"
    return JsonResponse({"ready": ready, **checks}, status=200 if ready else 503)


@opens_to(administrator)
def _metrics_for_people(request: HttpRequest) -> HttpResponseBase:
    return _exposition()


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponseBase:
    """Figures as Prometheus reads them, for administrators and whoever bears METRICS_TOKEN."""
    return _exposition() if _bears_token(request) else _metrics_for_people(request)


def _bears_token(request: HttpRequest) -> bool:
    bearer = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(settings.METRICS_TOKEN) and constant_time_compare(bearer, settings.METRICS_TOKEN)


metrics.access = _metrics_for_people.access  # type: ignore[attr-defined]


def probes_first(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware, the first: machines that watch call the process by its number (no allowed host) and without TLS."""
    open_to_machines: dict[str, Callable[[HttpRequest], HttpResponseBase]] = {"/healthz": healthz, "/readyz": readyz}

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.path_info == "/metrics" and _bears_token(request):
            return metrics(request)
        return open_to_machines.get(request.path_info, get_response)(request)

    return answer


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return "unreachable"
    return "ok"


def _migrations() -> str:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "unreadable"
    return f"{len(waiting)} to apply" if waiting else "ok"


def _queue() -> str:
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, enqueued_at__lt=timezone.now() - LATE)
    return "late" if waiting.exists() else "ok"


def _worker() -> dict[str, object]:
    """How many workers were seen in the last minutes, how many seconds ago work was last begun, and what that means."""
    workers, ticked = workers_alive(), last_tick()
    age = timezone.now() - ticked if ticked else None
    says = "none seen" if not workers else "late" if age is None or age > LATE else "ok"
    return {"worker": says, "workers": workers, "last_tick_seconds": round(age.total_seconds()) if age else None}


def _exposition() -> HttpResponse:
    """The text format, version 0.0.4: a help and a type line once a name, then its samples."""
    lines: list[str] = []
    named: set[str] = set()
    for figure in sorted((figure for source in health_figures for figure in source()), key=lambda figure: figure.name):
        if figure.name not in named:
            named.add(figure.name)
            lines += [f"# HELP {figure.name} {figure.says}", f"# TYPE {figure.name} gauge"]
        labels = ",".join(f'{key}="{_escaped(value)}"' for key, value in figure.labels.items())
        lines.append(f"{figure.name}{{{labels}}} {figure.value}" if labels else f"{figure.name} {figure.value}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4; charset=utf-8")


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
