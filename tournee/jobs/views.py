"""What the worker does, for the administrator."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tournee.jobs import queries
from tournee.web.access import administrator, opens_to


@opens_to(administrator)
def jobs(request: HttpRequest) -> HttpResponse:
    """Due work, workers and failed tasks."""
    context = {
        "works": queries.work_reports(),
        "workers": queries.workers_alive(),
        "counts": queries.task_counts(),
        "failures": queries.latest_failures(),
    }
    return render(request, "tournee/jobs/jobs.html", context)
