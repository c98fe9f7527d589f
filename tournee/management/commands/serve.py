"""`manage.py serve`: a web server and a worker, until Ctrl-C."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tournee.jobs.serving import collect_static_if_needed, supervise, web_command, worker_command


class Command(BaseCommand):
    requires_system_checks = ()  # they would load every page for a process that serves none
    help = "Serves this installation with its worker beside it; both stop on Ctrl-C, SIGTERM, or when one of them ends."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (default 8000)")
        parser.add_argument("--workers", type=int, default=2, help="web processes of four threads each (default 2)")
        parser.add_argument("--no-worker", action="store_true", help="serve pages only: a worker runs elsewhere")

    def handle(self, *args: Any, host: str, port: int, workers: int, no_worker: bool, **options: Any) -> None:
        if collect_static_if_needed():
            self.stdout.write("Static files collected.")
        commands = {"web server": web_command(host=host, port=port, workers=workers)}
        if not no_worker:
            commands["worker"] = worker_command()
        self.stdout.flush()
        name = "localhost" if host == "127.0.0.1" else f"[{host}]" if ":" in host else host
        sys.exit(supervise(commands, serving=f"Serving at http://{name}:{port}/ (Ctrl-C stops)"))
