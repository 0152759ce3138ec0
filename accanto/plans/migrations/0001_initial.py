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
    ]

    operations = [
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('status', models.CharField(choices=[('draft', 'Being written'), ('agreed', 'Agreed'), ('closed', 'Closed')], default='draft', max_length=8, verbose_name='state')),
                ('language', models.CharField(default='ita', max_length=3, verbose_name="the person's language")),
                ('started_on', models.DateField(verbose_name='started on')),
                ('review_by', models.DateField(blank=True, null=True, verbose_name='review by')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='cases.case')),
            ],
            options={
                'verbose_name': 'plan',
                'verbose_name_plural': 'plans',
                'ordering': ('-started_on', '-id'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'closed'), _negated=True), fields=('case',), name='one_open_plan', violation_error_message='This case already has a plan.')],
            },
        ),
        migrations.CreateModel(
            name='Goal',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('area', models.CharField(choices=[('employment', 'Work'), ('housing', 'Home'), ('languages', 'Italian and other languages'), ('education', 'School and training'), ('health', 'Health and wellbeing'), ('legal', 'Legal help and documents'), ('social', 'Social life and culture'), ('money', 'Money and papers'), ('mobility', 'Getting around'), ('family', 'Family and care'), ('digital', 'Digital skills')], max_length=20, verbose_name='area')),
                ('words', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name="in the person's words")),
                ('by', models.DateField(blank=True, null=True, verbose_name='by')),
                ('status', models.CharField(choices=[('open', 'Under way'), ('reached', 'Reached'), ('partly', 'Reached in part'), ('dropped', 'Let go')], default='open', max_length=8, verbose_name='state')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goals', to='plans.plan')),
            ],
            options={
                'verbose_name': 'goal',
                'ordering': ('created_at', 'id'),
            },
        ),
        migrations.CreateModel(
            name='PlanAction',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('text', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='what')),
                ('who_kind', models.CharField(choices=[('person', 'The person'), ('operator', 'The operator'), ('tutor', 'The tutor'), ('reception', 'The reception-centre operator'), ('mediator', 'The cultural mediator'), ('guardian', 'The guardian'), ('service', 'A service'), ('other', 'Someone else')], default='person', max_length=10, verbose_name='who')),
                ('who', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='which one')),
                ('due', models.DateField(blank=True, null=True, verbose_name='by')),
                ('status', models.CharField(choices=[('todo', 'To do'), ('done', 'Done'), ('dropped', 'Not done')], default='todo', max_length=8, verbose_name='state')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                ('outcome', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='how it ended')),
                ('catalogue', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.catalogueaction', verbose_name="from the project's list")),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='actions', to='plans.goal')),
            ],
            options={
                'verbose_name': 'action',
                'ordering': ('created_at', 'id'),
                'indexes': [models.Index(fields=['status', 'due'], name='plans_plana_status_29055f_idx'), models.Index(fields=['catalogue', 'status', 'ended_on'], name='plans_plana_catalog_7ce050_idx')],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('as_kind', models.CharField(choices=[('person', 'The person'), ('operator', 'The operator'), ('tutor', 'The tutor'), ('reception', 'Reception-centre operator'), ('mediator', 'Cultural mediator'), ('guardian', 'Guardian')], max_length=10, verbose_name='who')),
                ('words', accanto.core.sealed.SealedTextField(verbose_name='comment')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('goal', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='plans.goal')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='plans.plan')),
                ('action', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='plans.planaction', verbose_name='action')),
            ],
            options={
                'verbose_name': 'comment',
                'ordering': ('created_at', 'id'),
            },
        ),
        migrations.CreateModel(
            name='PlanParty',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('kind', models.CharField(choices=[('person', 'The person'), ('operator', 'The operator'), ('tutor', 'The tutor'), ('reception', 'Reception-centre operator'), ('mediator', 'Cultural mediator'), ('guardian', 'Guardian')], max_length=10, verbose_name='who')),
                ('name', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='name, if they have no account')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='left on')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='plans.plan')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('created_at', 'id'),
                'indexes': [models.Index(fields=['user', 'plan'], name='plans_planp_user_id_76e362_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('left_on__isnull', True), ('user__isnull', False)), fields=('plan', 'user'), name='party_once', violation_error_message='They already take part in this plan.')],
            },
        ),
        migrations.CreateModel(
            name='PlanVersion',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('content', accanto.core.sealed.SealedJSONField(blank=True, default=dict)),
                ('agreed_on', models.DateField(blank=True, null=True, verbose_name='agreed by all on')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='plans.plan')),
            ],
            options={
                'ordering': ('-number',),
                'constraints': [models.UniqueConstraint(fields=('plan', 'number'), name='plan_version_once')],
            },
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('how', models.CharField(choices=[('screen', 'On the screen'), ('paper', 'Signed on paper'), ('spoken', 'Said so, before the operator')], max_length=8, verbose_name='how')),
                ('agreed_on', models.DateField(verbose_name='on')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='plans.planparty')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='plans.planversion')),
            ],
            options={
                'ordering': ('agreed_on', 'id'),
                'constraints': [models.UniqueConstraint(fields=('version', 'party'), name='agreement_once')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('kind', models.CharField(choices=[('goal', 'Something that is wanted: a goal'), ('action', 'Something to do: a step'), ('remark', 'Something to say: a remark')], max_length=8, verbose_name='kind')),
                ('area', models.CharField(blank=True, choices=[('employment', 'Work'), ('housing', 'Home'), ('languages', 'Italian and other languages'), ('education', 'School and training'), ('health', 'Health and wellbeing'), ('legal', 'Legal help and documents'), ('social', 'Social life and culture'), ('money', 'Money and papers'), ('mobility', 'Getting around'), ('family', 'Family and care'), ('digital', 'Digital skills')], default='', max_length=20, verbose_name='area')),
                ('words', accanto.core.sealed.SealedTextField(verbose_name='in the words of who proposes it')),
                ('status', models.CharField(choices=[('waiting', 'Waits for the operator'), ('taken', 'Taken in'), ('declined', 'Not for now')], default='waiting', max_length=8, verbose_name='state')),
                ('answer', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='answer')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
                ('goal', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='plans.goal')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='plans.planparty')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='plans.plan')),
            ],
            options={
                'verbose_name': 'proposal',
                'ordering': ('created_at', 'id'),
                'indexes': [models.Index(fields=['status', 'answered_on'], name='plans_propo_status_531774_idx')],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('on', models.DateField(verbose_name='day of the review')),
                ('goals', accanto.core.sealed.SealedJSONField(blank=True, default=list, verbose_name='how each goal goes')),
                ('present', accanto.core.sealed.SealedJSONField(blank=True, default=list, verbose_name='who was there')),
                ('also', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='who else was there')),
                ('said', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='what was said')),
                ('decisions', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='what was decided')),
                ('next_by', models.DateField(blank=True, null=True, verbose_name='next look by')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='plans.plan')),
            ],
            options={
                'verbose_name': 'review of the plan',
                'ordering': ('-on', '-created_at', '-id'),
            },
        ),
        migrations.CreateModel(
            name='FamilyGoal',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('area', models.CharField(choices=[('employment', 'Work'), ('housing', 'Home'), ('languages', 'Italian and other languages'), ('education', 'School and training'), ('health', 'Health and wellbeing'), ('legal', 'Legal help and documents'), ('social', 'Social life and culture'), ('money', 'Money and papers'), ('mobility', 'Getting around'), ('family', 'Family and care'), ('digital', 'Digital skills')], max_length=20, verbose_name='area')),
                ('words', accanto.core.sealed.SealedTextField(verbose_name='what they want, in their words')),
                ('steps', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='who does what, by when')),
                ('by_date', models.DateField(blank=True, null=True, verbose_name='by')),
                ('status', models.CharField(choices=[('open', 'Open'), ('reached', 'Reached'), ('dropped', 'No longer wanted')], default='open', max_length=8, verbose_name='state')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goals', to='people.household')),
            ],
            options={
                'verbose_name': 'family goal',
                'ordering': ('created_at', 'id'),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', True), ('status', 'open')), models.Q(models.Q(('status', 'open'), _negated=True), ('ended_on__isnull', False)), _connector='OR'), name='family_goal_ends_with_a_day')],
            },
        ),
        migrations.CreateModel(
            name='FamilyGoalMember',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='plans.familygoal')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('goal', 'person'), name='family_goal_names_once')],
            },
        ),
        migrations.CreateModel(
            name='WithoutGuardian',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('reason', accanto.core.sealed.SealedTextField(verbose_name='why')),
                ('said_on', models.DateField(verbose_name='on')),
                ('plan', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='without_guardian', to='plans.plan')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
