"""
The database's own way of reading Polish text: words in lower case, without diacritics, nothing else taken off.

``unaccent`` and ``pg_trgm`` are trusted extensions: the owner of the database may create them, no superuser is needed.
A configuration instead of a wrapper around ``unaccent()``: generated columns may use it (``to_tsvector(regconfig, text)``
is immutable), headlines of the original text know it, and a dump names it with its schema.
"""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        migrations.RunSQL(
            sql="""
                CREATE TEXT SEARCH CONFIGURATION portal (COPY = pg_catalog.simple);
                ALTER TEXT SEARCH CONFIGURATION portal
                    ALTER MAPPING FOR word, numword, hword, numhword, hword_part, hword_numpart
                    WITH unaccent, simple;
            """,
            reverse_sql="DROP TEXT SEARCH CONFIGURATION portal;",
        ),
    ]
