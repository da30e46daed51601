"""Let the words of every entry be looked up anew: more is kept of each than before (``learning``)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("search", "0004_forms")]

    operations = [migrations.RunSQL("UPDATE search_vocabulary SET read = 0", migrations.RunSQL.noop)]
