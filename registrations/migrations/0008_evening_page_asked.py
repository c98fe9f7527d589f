"""That an evening page waits for approval, and who asked, is kept with it: no history is read to know."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def read_from_history(apps: Any, schema_editor: Any) -> None:
    """Each asking stands in history: it waits where nobody approved the page since, nor took an approval back."""
    said = apps.get_model("tournee", "HistoryEntry").objects.filter(
        content_type__app_label="registrations",
        content_type__model="eveningpage",
        action__in=("evening.ask", "evening.approve", "evening.take_back"),
        object_id=OuterRef("pk"),
    )
    newest = said.order_by("-at", "-pk")
    pages = apps.get_model("registrations", "EveningPage").objects.filter(approved_at=None)
    waiting = pages.annotate(said=Subquery(newest.values("action")[:1])).filter(said="evening.ask")
    waiting.update(asked_at=Subquery(newest.values("at")[:1]), asked_by=Subquery(newest.values("actor")[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("registrations", "0007_scan_digest"),
        ("tournee", "0002_outbox_due"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="eveningpage",
            name="asked_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="approval asked for"),
        ),
        migrations.AddField(
            model_name="eveningpage",
            name="asked_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="eveningpage",
            constraint=models.CheckConstraint(
                condition=models.Q(("asked_at", None), ("approved_at", None), _connector="OR"),
                name="evening_page_asked_or_approved",
            ),
        ),
        migrations.RunPython(read_from_history, migrations.RunPython.noop, elidable=True),
    ]
