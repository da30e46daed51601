"""The body whose matter an entry is, by which answers are narrowed; ``reindex`` fills it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0005_read_anew")]

    operations = [
        migrations.AddField("entry", "organ", models.TextField(blank=True, db_default="", default="")),
        migrations.AddIndex(
            "entry",
            models.Index(fields=["organ"], name="entry_organ", condition=models.Q(("organ", ""), _negated=True)),
        ),
    ]
