from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="sighting",
            name="confirmed_at",
            field=models.DateTimeField(
                blank=True, help_text="Last time the same bytes were there.", null=True, verbose_name="last seen"
            ),
        ),
    ]
