"""The same picture of a signed sheet is kept once at a stop, whoever turned it meanwhile."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registrations", "0006_refused_is_cancelled"),
    ]

    operations = [
        migrations.AddField(
            model_name="scannedsheet",
            name="digest",
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddConstraint(
            model_name="scannedsheet",
            constraint=models.UniqueConstraint(
                condition=models.Q(("digest", ""), _negated=True),
                fields=("stop", "digest"),
                name="scanned_sheet_once_a_stop",
            ),
        ),
    ]
