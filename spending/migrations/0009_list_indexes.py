import datetime
import django.db.models.deletion
import django.db.models.functions.comparison
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0002_sighting_confirmed_at'),
        ('spending', '0008_rollups'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='contract',
            name='buyer',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='spending.organization', verbose_name='unit'),
        ),
        migrations.AlterField(
            model_name='contract',
            name='supplier',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='spending.organization', verbose_name='supplier'),
        ),
        migrations.AddIndex(
            model_name='contract',
            index=models.Index(django.db.models.functions.comparison.Coalesce('signed_last', models.Value(datetime.date(9999, 12, 31), output_field=models.DateField())), models.F('id'), name='contract_oldest'),
        ),
        migrations.AddIndex(
            model_name='contract',
            index=models.Index(django.db.models.functions.comparison.Coalesce('value', models.Value(Decimal('100000000000000000000'), output_field=models.DecimalField())), models.F('id'), name='contract_smallest'),
        ),
        migrations.AddIndex(
            model_name='contract',
            index=models.Index(django.db.models.functions.comparison.Coalesce('signed_last', models.Value(datetime.date(1, 1, 1), output_field=models.DateField())), models.F('id'), condition=models.Q(('value__isnull', True)), name='contract_without_value'),
        ),
        migrations.AddIndex(
            model_name='contract',
            index=models.Index(django.db.models.functions.comparison.Coalesce('signed_last', models.Value(datetime.date(1, 1, 1), output_field=models.DateField())), models.F('id'), condition=models.Q(('withdrawn_at__isnull', False)), name='contract_removed'),
        ),
        migrations.AddIndex(
            model_name='contract',
            index=models.Index(django.db.models.functions.comparison.Coalesce('signed_last', models.Value(datetime.date(1, 1, 1), output_field=models.DateField())), models.F('id'), condition=models.Q(('approximate', True)), name='contract_rounded'),
        ),
        migrations.AddIndex(
            model_name='contract',
            index=models.Index(models.F('kind'), django.db.models.functions.comparison.Coalesce('signed_last', models.Value(datetime.date(1, 1, 1), output_field=models.DateField())), models.F('id'), condition=models.Q(('kind', 'contract'), _negated=True), name='contract_by_kind'),
        ),
        migrations.AddIndex(
            model_name='contract',
            index=models.Index(models.F('tax'), django.db.models.functions.comparison.Coalesce('signed_last', models.Value(datetime.date(1, 1, 1), output_field=models.DateField())), models.F('id'), condition=models.Q(('tax', 'gross'), _negated=True), name='contract_by_tax'),
        ),
        migrations.AddIndex(
            model_name='contract',
            index=models.Index(models.F('dzial'), django.db.models.functions.comparison.Coalesce('signed_last', models.Value(datetime.date(1, 1, 1), output_field=models.DateField())), models.F('id'), condition=models.Q(('dzial', ''), _negated=True), name='contract_by_dzial'),
        ),
        migrations.AddIndex(
            model_name='contract',
            index=models.Index(models.F('rozdzial'), django.db.models.functions.comparison.Coalesce('signed_last', models.Value(datetime.date(1, 1, 1), output_field=models.DateField())), models.F('id'), condition=models.Q(('rozdzial', ''), _negated=True), name='contract_by_rozdzial'),
        ),
        migrations.AddIndex(
            model_name='contract',
            index=models.Index(models.F('paragraf'), django.db.models.functions.comparison.Coalesce('signed_last', models.Value(datetime.date(1, 1, 1), output_field=models.DateField())), models.F('id'), condition=models.Q(('paragraf', ''), _negated=True), name='contract_by_paragraf'),
        ),
        migrations.AddIndex(
            model_name='organization',
            index=models.Index(condition=models.Q(('buys', True)), fields=['sort_key', 'id'], name='organization_units'),
        ),
        # Made by Django for LIKE, which nobody asks of a contract's address; a third of what the address costs to keep.
        migrations.RunSQL(
            "DROP INDEX IF EXISTS spending_contract_slug_6181be10_like",
            "CREATE INDEX IF NOT EXISTS spending_contract_slug_6181be10_like"
            " ON spending_contract (slug varchar_pattern_ops)",
        ),
        # Amounts have a long tail: with fewer steps the planner takes a dozen contracts above five millions for
        # thousands, and looks for them from the newest contract on.
        migrations.RunSQL(
            "ALTER INDEX contract_largest ALTER COLUMN 1 SET STATISTICS 1000",
            "ALTER INDEX contract_largest ALTER COLUMN 1 SET STATISTICS -1",
        ),
    ]
