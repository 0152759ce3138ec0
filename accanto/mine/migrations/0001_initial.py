import accanto.core.ids
import accanto.core.sealed
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('cases', '0001_initial'),
        ('network', '0001_initial'),
        ('people', '0001_initial'),
        ('privacy', '0002_append_only'),
        ('supports', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='OwnCase',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('cases.case',),
        ),
        migrations.CreateModel(
            name='OwnDocument',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('cases.document',),
        ),
        migrations.CreateModel(
            name='OwnEntry',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('privacy.auditentry',),
        ),
        migrations.CreateModel(
            name='OwnPerson',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('people.person',),
        ),
        migrations.CreateModel(
            name='OwnSupport',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('supports.support',),
        ),
        migrations.CreateModel(
            name='DataCopy',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('language', models.CharField(choices=[('it', 'Italiano'), ('en', 'English'), ('fr', 'Français'), ('ar', 'العربية'), ('ro', 'Română')], max_length=5, verbose_name='language')),
                ('content', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='the copy')),
                ('made_at', models.DateTimeField(blank=True, null=True, verbose_name='made')),
                ('expires_at', models.DateTimeField(verbose_name='to be taken until')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='data_copies', to='people.person')),
            ],
            options={
                'verbose_name': "copy of one's own data",
                'verbose_name_plural': "copies of one's own data",
                'ordering': ('-created_at', '-id'),
            },
        ),
        migrations.CreateModel(
            name='DataRequest',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('kind', models.CharField(choices=[('access', 'See all that is written about me'), ('correct', 'Correct this'), ('stop', 'Stop using this'), ('erase', 'Delete what is written about me')], max_length=8, verbose_name='what is asked')),
                ('about', models.CharField(blank=True, max_length=12, verbose_name='about what')),
                ('wrong', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='what is wrong, or why')),
                ('wanted', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='what should stand there')),
                ('asked_on', models.DateField(verbose_name='asked on')),
                ('due_on', models.DateField(verbose_name='to be answered by')),
                ('state', models.CharField(choices=[('open', 'Waiting for an answer'), ('done', 'Done'), ('declined', 'Answered, not changed'), ('withdrawn', 'Taken back')], default='open', max_length=9, verbose_name='state')),
                ('answer', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='answer')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='data_requests', to='cases.case')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='data_requests', to='people.person')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.project')),
            ],
            options={
                'verbose_name': "request about one's own data",
                'verbose_name_plural': "requests about one's own data",
                'ordering': ('-asked_on', '-id'),
                'indexes': [models.Index(condition=models.Q(('state', 'open')), fields=['organisation', 'due_on'], name='data_request_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state', 'open'), ('answered_on__isnull', False), _connector='OR'), name='data_request_answered')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('by_person', models.BooleanField(verbose_name='from the person')),
                ('text', accanto.core.sealed.SealedTextField(verbose_name='words')),
                ('seen_at', models.DateTimeField(blank=True, null=True, verbose_name='read')),
                ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='cases.case')),
            ],
            options={
                'verbose_name': 'message',
                'verbose_name_plural': 'messages',
                'ordering': ('-created_at', '-id'),
                'indexes': [models.Index(condition=models.Q(('by_person', True), ('seen_at__isnull', True)), fields=['created_at', 'id'], name='message_unread')],
            },
        ),
    ]
