import accanto.core.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('network', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail address')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('language', models.CharField(choices=[('it', 'Italiano'), ('en', 'English'), ('fr', 'Français'), ('ar', 'العربية'), ('ro', 'Română')], default='it', max_length=5, verbose_name='language')),
                ('is_active', models.BooleanField(default=True, verbose_name='may sign in')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'user',
                'verbose_name_plural': 'users',
                'ordering': ('email',),
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('language', models.CharField(choices=[('it', 'Italiano'), ('en', 'English'), ('fr', 'Français'), ('ar', 'العربية'), ('ro', 'Română')], default='it', max_length=5, verbose_name='language')),
                ('role', models.CharField(choices=[('administrator', 'Administrator'), ('coordinator', 'Project coordinator'), ('manager', 'Organisation manager'), ('operator', 'Operator'), ('outreach', 'Outreach operator'), ('reception', 'Reception-centre operator'), ('editor', 'Directory editor'), ('trainer', 'Trainer'), ('tutor', 'Tutor'), ('beneficiary', 'Beneficiary'), ('evaluator', 'Evaluator'), ('information', 'Information desk')], max_length=20, verbose_name='role')),
                ('secret_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('expires_at', models.DateTimeField(verbose_name='valid until')),
                ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='accepted')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn')),
                ('invited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.organisation', verbose_name='organisation')),
                ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.project', verbose_name='project')),
                ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.territory', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'invitation',
                'verbose_name_plural': 'invitations',
                'indexes': [models.Index(fields=['organisation', '-created_at'], name='accounts_in_organis_954591_idx')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('role', models.CharField(choices=[('administrator', 'Administrator'), ('coordinator', 'Project coordinator'), ('manager', 'Organisation manager'), ('operator', 'Operator'), ('outreach', 'Outreach operator'), ('reception', 'Reception-centre operator'), ('editor', 'Directory editor'), ('trainer', 'Trainer'), ('tutor', 'Tutor'), ('beneficiary', 'Beneficiary'), ('evaluator', 'Evaluator'), ('information', 'Information desk')], max_length=20, verbose_name='role')),
                ('since', models.DateField(verbose_name='since')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='network.organisation', verbose_name='organisation')),
                ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='network.project', verbose_name='project')),
                ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='network.territory', verbose_name='territory')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'role of a user',
                'verbose_name_plural': 'roles of users',
                'indexes': [models.Index(fields=['organisation', 'role'], name='accounts_me_organis_af5eb0_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='membership_ends_after_start', violation_error_message='The end comes before the beginning.'), models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('user', 'role', 'organisation', 'project', 'territory'), name='membership_once', violation_error_message='This user already has this role here.')],
            },
        ),
    ]
