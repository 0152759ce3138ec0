import accanto.core.ids
import django.core.serializers.json
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('number', models.BigIntegerField(unique=True)),
                ('at', models.DateTimeField()),
                ('user_id', models.UUIDField(null=True)),
                ('user_label', models.CharField(max_length=254, verbose_name='who')),
                ('action', models.CharField(max_length=60, verbose_name='what')),
                ('kind', models.CharField(max_length=40)),
                ('object_id', models.CharField(max_length=40)),
                ('person_id', models.UUIDField(null=True)),
                ('case_id', models.UUIDField(null=True)),
                ('organisation_id', models.UUIDField(null=True)),
                ('project_id', models.UUIDField(null=True)),
                ('reason', models.TextField(blank=True, verbose_name='why')),
                ('changes', models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('key_id', models.CharField(max_length=12)),
                ('previous', models.CharField(max_length=64)),
                ('digest', models.CharField(max_length=64)),
            ],
            options={
                'verbose_name': 'audit entry',
                'verbose_name_plural': 'audit entries',
                'ordering': ('-number',),
                'indexes': [models.Index(fields=['person_id', '-number'], name='privacy_aud_person__b6106d_idx'), models.Index(fields=['case_id', '-number'], name='privacy_aud_case_id_0ba12c_idx'), models.Index(fields=['object_id', '-number'], name='privacy_aud_object__b0c6e2_idx'), models.Index(fields=['action', '-number'], name='privacy_aud_action_ebe442_idx'), models.Index(fields=['organisation_id', 'action', '-number'], name='privacy_aud_organis_4d2404_idx')],
            },
        ),
        migrations.CreateModel(
            name='TrailHead',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('number', models.BigIntegerField(default=0)),
                ('digest', models.CharField(default='0000000000000000000000000000000000000000000000000000000000000000', max_length=64)),
                ('written', models.CharField(blank=True, default='', max_length=64)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='one_trail_head')],
            },
        ),
    ]
