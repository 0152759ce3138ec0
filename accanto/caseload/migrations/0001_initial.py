import accanto.core.ids
import accanto.core.sealed
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('network', '0001_initial'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Caseload',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('file_name', accanto.core.sealed.SealedTextField(default='', verbose_name='file')),
                ('state', models.CharField(choices=[('columns', 'Say what the columns are'), ('checking', 'Being looked through'), ('ready', 'Waiting for your word'), ('applying', 'Being taken in'), ('undoing', 'Being taken back'), ('undone', 'Taken back'), ('finished', 'Finished')], default='columns', max_length=8, verbose_name='state')),
                ('heading_row', models.PositiveSmallIntegerField(default=1, verbose_name='row with the titles')),
                ('headings', accanto.core.sealed.SealedJSONField(blank=True, default=list, verbose_name='titles of the columns')),
                ('mapping', models.JSONField(blank=True, default=list, verbose_name='columns')),
                ('words', accanto.core.sealed.SealedJSONField(blank=True, default=dict, verbose_name='words decided')),
                ('unknown', accanto.core.sealed.SealedJSONField(blank=True, default=dict, verbose_name='words not decided')),
                ('opens_cases', models.BooleanField(default=True, verbose_name='each person has a case')),
                ('opened_on', models.DateField(blank=True, null=True, verbose_name='opened on, where the sheet does not say')),
                ('outcome', models.CharField(blank=True, choices=[('autonomy', 'Goals reached: the person goes on alone'), ('partly', 'Some goals reached'), ('moved', 'Moved elsewhere'), ('other_service', 'Followed by another service'), ('withdrew', 'The person chose to stop'), ('lost', 'Contact lost'), ('other', 'Other')], max_length=15, verbose_name='how closed cases ended, where the sheet does not say')),
                ('total', models.PositiveIntegerField(default=0, verbose_name='rows')),
                ('done', models.PositiveIntegerField(default=0, verbose_name='rows done')),
                ('forget_on', models.DateField(verbose_name='forgotten on')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by whom')),
                ('operator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='operator, where the sheet does not say')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.organisation', verbose_name='organisation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.project', verbose_name='project')),
                ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.territory', verbose_name='territory, where the sheet does not say')),
            ],
            options={
                'verbose_name': 'import of cases',
                'ordering': ('-created_at', '-id'),
                'indexes': [models.Index(fields=['organisation', '-created_at', '-id'], name='caseload_ca_organis_5f1700_idx')],
            },
        ),
        migrations.CreateModel(
            name='CaseloadMemory',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('headings', accanto.core.sealed.SealedJSONField(blank=True, default=dict, verbose_name='titles of the columns')),
                ('words', accanto.core.sealed.SealedJSONField(blank=True, default=dict, verbose_name='words decided')),
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='network.organisation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CaseloadRow',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('number', models.PositiveIntegerField()),
                ('cells', accanto.core.sealed.SealedJSONField(blank=True, default=list)),
                ('fate', models.CharField(choices=[('new', 'New'), ('same', 'Someone we know'), ('more', 'More of a row above'), ('unsure', 'Perhaps someone we know'), ('error', 'Cannot be taken in'), ('nothing', 'Not a person')], default='nothing', max_length=7, verbose_name='what becomes of it')),
                ('reasons', accanto.core.sealed.SealedJSONField(blank=True, default=list)),
                ('found', models.JSONField(blank=True, default=list)),
                ('first', models.PositiveIntegerField(blank=True, null=True)),
                ('same_as', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('choice', models.CharField(blank=True, choices=[('', 'Not decided'), ('take', 'Someone else: add them'), ('same', 'The same person'), ('skip', 'Leave it out')], default='', max_length=4, verbose_name='choice')),
                ('outcome', models.CharField(blank=True, choices=[('', 'Waiting'), ('taken', 'Taken in'), ('refused', 'Refused'), ('undone', 'Taken back'), ('kept', 'Kept: someone changed it since')], default='', max_length=7, verbose_name='outcome')),
                ('undo', models.JSONField(blank=True, default=list)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='caseload.caseload')),
            ],
            options={
                'ordering': ('number',),
                'indexes': [models.Index(fields=['batch', 'fate', 'number'], name='caseload_ca_batch_i_2c203a_idx'), models.Index(fields=['batch', 'outcome', 'number'], name='caseload_ca_batch_i_8a7cc6_idx')],
                'constraints': [models.UniqueConstraint(fields=('batch', 'number'), name='caseload_row_once')],
            },
        ),
    ]
