"""
Each contract as the sums beside it count it, one row a contract, for whoever fills their empty tables.

The words are those of 0008, so that a first load counts what triggers count.
"""

from importlib import import_module

from django.db import migrations

READ = import_module("spending.migrations.0008_rollups").READ
VIEW = f"CREATE VIEW spending_contract_counted AS {READ.format(sign='1', rows='spending_contract')};"


class Migration(migrations.Migration):
    dependencies = [
        ("spending", "0010_unit_suppliers"),
    ]

    operations = [
        migrations.RunSQL(VIEW, "DROP VIEW spending_contract_counted;"),
    ]
