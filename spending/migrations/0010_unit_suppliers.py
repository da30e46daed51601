from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0002_sighting_confirmed_at'),
        ('spending', '0009_list_indexes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='contract',
            index=models.Index(condition=models.Q(('kind', 'contract'), ('parent__isnull', True), ('withdrawn_at__isnull', True), ('value__isnull', False), models.Q(('certainty', 'inferred'), _negated=True)), fields=['buyer', 'supplier'], include=('currency', 'tax', 'value', 'approximate'), name='contract_of_pair'),
        ),
    ]
