"""The forms of words, by which a question finds a word however it is inflected."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0003_fast'),
    ]

    operations = [
        migrations.AddField(
            model_name='vocabulary',
            name='read',
            field=models.PositiveBigIntegerField(db_default=0, default=0),
        ),
        migrations.CreateModel(
            name='Form',
            fields=[
                ('form', models.TextField(db_collation='C', primary_key=True, serialize=False)),
                ('plain', models.TextField(db_collation='C')),
                ('lemmas', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(db_collation='C'), default=list, size=None)),
                ('stands', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [models.Index(fields=['plain'], name='form_plain'), django.contrib.postgres.indexes.GinIndex(condition=models.Q(('stands', True)), fields=['lemmas'], name='form_lemmas'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('plain', name='gin_trgm_ops'), condition=models.Q(('stands', True)), name='form_looks_like')],
            },
        ),
    ]
