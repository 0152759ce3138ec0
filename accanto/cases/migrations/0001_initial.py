import accanto.core.ids
import accanto.core.sealed
import django.db.models.deletion
import functools
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('directory', '0001_initial'),
        ('network', '0001_initial'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('code', models.CharField(default=functools.partial(accanto.core.ids.readable_code, *('C',), **{}), editable=False, max_length=12, unique=True, verbose_name='code')),
                ('opened_on', models.DateField(verbose_name='opened on')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                ('outcome', models.CharField(blank=True, choices=[('autonomy', 'Goals reached: the person goes on alone'), ('partly', 'Some goals reached'), ('moved', 'Moved elsewhere'), ('other_service', 'Followed by another service'), ('withdrew', 'The person chose to stop'), ('lost', 'Contact lost'), ('other', 'Other')], max_length=15, verbose_name='outcome')),
                ('closing_note', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='what remains, in words')),
                ('opened_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('operator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='operator')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='people.person')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.project')),
                ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.territory', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'case',
                'verbose_name_plural': 'cases',
                'ordering': ('-opened_on', '-id'),
                'indexes': [models.Index(fields=['organisation', '-opened_on', '-id'], name='cases_case_organis_8deded_idx'), models.Index(fields=['project', 'organisation', 'opened_on'], name='cases_case_project_3b0377_idx'), models.Index(fields=['operator', 'closed_on', 'opened_on', 'id'], name='cases_case_operato_5ca735_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='case_closes_after_opening', violation_error_message='The case was opened after this day.'), models.UniqueConstraint(condition=models.Q(('closed_on__isnull', True)), fields=('person', 'organisation', 'project'), name='one_open_case', violation_error_message='This person already has an open case here.')],
            },
        ),
        migrations.CreateModel(
            name='Need',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('area', models.CharField(choices=[('employment', 'Work'), ('housing', 'Home'), ('languages', 'Italian and other languages'), ('education', 'School and training'), ('health', 'Health and wellbeing'), ('legal', 'Legal help and documents'), ('social', 'Social life and culture'), ('money', 'Money and papers'), ('mobility', 'Getting around'), ('family', 'Family and care'), ('digital', 'Digital skills')], max_length=20, verbose_name='area')),
                ('urgency', models.CharField(choices=[('now', 'Now'), ('soon', 'Within weeks'), ('later', 'Later')], default='soon', max_length=6, verbose_name='how urgent')),
                ('voice', models.CharField(choices=[('said', 'The person said so'), ('noticed', 'The operator noticed it')], default='said', max_length=8, verbose_name='who says so')),
                ('words', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='in their words')),
                ('status', models.CharField(choices=[('open', 'Open'), ('met', 'Met'), ('dropped', 'No longer a need')], default='open', max_length=8, verbose_name='state')),
                ('noted_on', models.DateField(verbose_name='noted on')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='needs', to='cases.case')),
            ],
            options={
                'verbose_name': 'need',
                'verbose_name_plural': 'needs',
                'ordering': ('status', '-noted_on', '-id'),
                'indexes': [models.Index(condition=models.Q(('status', 'open'), ('urgency', 'now')), fields=['noted_on', 'id'], name='need_urgent')],
            },
        ),
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('code', models.CharField(default=functools.partial(accanto.core.ids.readable_code, *('R',), **{}), editable=False, max_length=12, unique=True, verbose_name='code')),
                ('made_on', models.DateField(verbose_name='made on')),
                ('note', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='note')),
                ('outcome', models.CharField(choices=[('waiting', 'Waiting for an answer'), ('served', 'Served'), ('partly', 'Served in part'), ('refused', 'The service said no'), ('not_gone', 'The person did not go'), ('closed', 'The service no longer exists or has moved')], default='waiting', max_length=10, verbose_name='outcome')),
                ('outcome_on', models.DateField(blank=True, null=True, verbose_name='outcome on')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='referrals', to='cases.case')),
                ('need', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='referrals', to='cases.need', verbose_name='for the need')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='directory.service', verbose_name='service')),
            ],
            options={
                'verbose_name': 'referral',
                'verbose_name_plural': 'referrals',
                'ordering': ('-made_on', '-id'),
                'indexes': [models.Index(fields=['outcome', 'made_on'], name='cases_refer_outcome_722f9c_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('outcome_on__isnull', True), ('outcome_on__gte', models.F('made_on')), _connector='OR'), name='referral_outcome_after_making', violation_error_message='The outcome comes before the referral.')],
            },
        ),
        migrations.CreateModel(
            name='IncomingReferral',
            fields=[
            ],
            options={
                'verbose_name': 'referral in',
                'verbose_name_plural': 'referrals in',
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('cases.referral',),
        ),
        migrations.CreateModel(
            name='Situation',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('moment', models.CharField(choices=[('intake', 'At the beginning'), ('review', 'At a review'), ('exit', 'On leaving'), ('after', 'Some time after leaving')], max_length=8, verbose_name='when')),
                ('on', models.DateField(verbose_name='on')),
                ('labour', models.CharField(choices=[('employed', 'In work'), ('irregular', 'In work without a contract'), ('trainee', 'In a traineeship or work grant'), ('unemployed', 'Without work, looking for it'), ('inactive', 'Not looking for work'), ('student', 'Studying'), ('na', 'Does not apply (child, pensioner)'), ('unknown', 'Not recorded')], default='unknown', max_length=12, verbose_name='work')),
                ('housing', models.CharField(choices=[('street', 'On the street'), ('emergency', 'Emergency shelter'), ('hostel', 'Accommodation for people without a home'), ('institution', 'Institution, with nowhere to go after'), ('non_conventional', 'Non-conventional dwelling'), ('with_others', 'With friends or relatives, for want of a home'), ('reception', 'Reception system'), ('cohousing', 'Co-housing'), ('hosted', 'Hosted by a family'), ('rented', 'Rented home of their own'), ('owned', 'Owned home'), ('unknown', 'Not recorded')], default='unknown', max_length=20, verbose_name='home')),
                ('mobility', models.CharField(choices=[('none', 'Does not get about alone'), ('walking', 'On foot, on known ways'), ('transport', 'Public transport'), ('bicycle', 'Bicycle or scooter'), ('licence', 'Driving licence'), ('unknown', 'Not recorded')], default='unknown', max_length=12, verbose_name='getting around')),
                ('italian', models.CharField(choices=[('alfa', 'Learning to read and write'), ('pre-a1', 'Pre-A1: a few words'), ('a1', 'A1: beginner'), ('a2', 'A2: simple talk'), ('b1', 'B1: everyday life'), ('b2', 'B2: independent'), ('c1', 'C1: fluent'), ('c2', 'C2: like a first language'), ('unknown', 'Not recorded')], default='unknown', max_length=10, verbose_name='Italian')),
                ('ties', models.CharField(choices=[('alone', 'Nobody to rely on'), ('own_community', 'People of the same origin'), ('some', 'Some acquaintances in the place'), ('friends', 'Friends in the place'), ('active', 'Takes part in groups and clubs'), ('unknown', 'Not recorded')], default='unknown', max_length=15, verbose_name='social ties')),
                ('digital', models.CharField(choices=[('none', 'Uses no device'), ('phone', 'Uses a phone for calls and messages'), ('helped', 'Uses online services with help'), ('basic', 'Basic computing skills, alone'), ('confident', 'Handles any online matter'), ('unknown', 'Not recorded')], default='unknown', max_length=10, verbose_name='digital skills')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='situations', to='cases.case')),
            ],
            options={
                'verbose_name': 'situation',
                'ordering': ('on', 'created_at'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('moment__in', ['intake', 'exit'])), fields=('case', 'moment'), name='one_intake_one_exit', violation_error_message='This picture is already recorded: change it, or add a review.')],
            },
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('moment', models.CharField(choices=[('intake', 'At the beginning'), ('review', 'At a review'), ('exit', 'On leaving'), ('after', 'Some time after leaving')], max_length=8, verbose_name='when')),
                ('on', models.DateField(verbose_name='on')),
                ('source', models.CharField(choices=[('both', 'Said together'), ('person', "The person's own view"), ('operator', "The operator's view")], default='both', max_length=8, verbose_name='whose view')),
                ('work', models.PositiveSmallIntegerField(default=9)),
                ('home', models.PositiveSmallIntegerField(default=9)),
                ('stability', models.PositiveSmallIntegerField(default=9)),
                ('education', models.PositiveSmallIntegerField(default=9)),
                ('health', models.PositiveSmallIntegerField(default=9)),
                ('safety', models.PositiveSmallIntegerField(default=9)),
                ('bonds', models.PositiveSmallIntegerField(default=9)),
                ('bridges', models.PositiveSmallIntegerField(default=9)),
                ('leisure', models.PositiveSmallIntegerField(default=9)),
                ('language', models.PositiveSmallIntegerField(default=9)),
                ('culture', models.PositiveSmallIntegerField(default=9)),
                ('services', models.PositiveSmallIntegerField(default=9)),
                ('rights', models.PositiveSmallIntegerField(default=9)),
                ('mobility', models.PositiveSmallIntegerField(default=9)),
                ('digital', models.PositiveSmallIntegerField(default=9)),
                ('assessor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assessments', to='cases.case')),
            ],
            options={
                'verbose_name': 'scale of autonomy',
                'ordering': ('on', 'created_at'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('moment__in', ['intake', 'exit'])), fields=('case', 'moment'), name='one_scale_at_intake_and_exit', violation_error_message='This picture is already recorded: change it, or add a review.'), models.CheckConstraint(condition=models.Q(('bonds__in', (0, 1, 2, 3, 4, 5, 9)), ('bridges__in', (0, 1, 2, 3, 4, 5, 9)), ('culture__in', (0, 1, 2, 3, 4, 5, 9)), ('digital__in', (0, 1, 2, 3, 4, 5, 9)), ('education__in', (0, 1, 2, 3, 4, 5, 9)), ('health__in', (0, 1, 2, 3, 4, 5, 9)), ('home__in', (0, 1, 2, 3, 4, 5, 9)), ('language__in', (0, 1, 2, 3, 4, 5, 9)), ('leisure__in', (0, 1, 2, 3, 4, 5, 9)), ('mobility__in', (0, 1, 2, 3, 4, 5, 9)), ('rights__in', (0, 1, 2, 3, 4, 5, 9)), ('safety__in', (0, 1, 2, 3, 4, 5, 9)), ('services__in', (0, 1, 2, 3, 4, 5, 9)), ('stability__in', (0, 1, 2, 3, 4, 5, 9)), ('work__in', (0, 1, 2, 3, 4, 5, 9))), name='scale_in_steps')],
            },
        ),
    ]
