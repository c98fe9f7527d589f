"""A proposed material has its file until somebody decides."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0003_planning_whole"),
        ("tournee", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="proposal",
            name="file",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tournee.storedfile"
            ),
        ),
    ]
