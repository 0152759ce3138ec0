import accanto.core.ids
import accanto.core.sealed
import django.core.validators
import django.db.models.deletion
import functools
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('network', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Household',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('code', models.CharField(default=functools.partial(accanto.core.ids.readable_code, *('H',), **{}), editable=False, max_length=12, unique=True, verbose_name='code')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.organisation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.project')),
                ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.territory')),
            ],
            options={
                'verbose_name': 'household',
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('code', models.CharField(default=functools.partial(accanto.core.ids.readable_code, *('P',), **{}), editable=False, max_length=12, unique=True, verbose_name='code')),
                ('year_of_birth', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1900), django.core.validators.MaxValueValidator(2100)], verbose_name='year of birth')),
                ('age_band', models.CharField(choices=[('minor', 'Under 18'), ('adult', '18 to 60'), ('older', 'Over 60'), ('unknown', 'Not recorded')], default='unknown', max_length=10, verbose_name='age, if the year is not known')),
                ('gender', models.CharField(choices=[('female', 'Woman'), ('male', 'Man'), ('other', 'Other'), ('undisclosed', 'Prefers not to say'), ('unknown', 'Not recorded')], default='unknown', max_length=12, verbose_name='gender')),
                ('nationality', models.CharField(blank=True, max_length=3, verbose_name='nationality')),
                ('language', models.CharField(blank=True, max_length=3, verbose_name='preferred language')),
                ('in_italy_since', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1900), django.core.validators.MaxValueValidator(2100)], verbose_name='in Italy since (year)')),
                ('account', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='person', to=settings.AUTH_USER_MODEL)),
                ('merged_into', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='absorbed', to='people.person')),
                ('municipality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.municipality', verbose_name='lives in')),
                ('erased_on', models.DateField(blank=True, editable=False, null=True, verbose_name='erased on')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'persons',
                'ordering': ('-id',),
                'indexes': [models.Index(fields=['merged_into', '-id'], name='people_pers_merged__80c59a_idx')],
            },
        ),
        migrations.CreateModel(
            name='NoticeGiven',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('version', models.CharField(max_length=20, verbose_name='version of the notice')),
                ('language', models.CharField(max_length=3, verbose_name='language')),
                ('channel', models.CharField(choices=[('paper', 'On paper'), ('spoken', 'Spoken'), ('interpreted', 'Through an interpreter or mediator'), ('message', 'By message'), ('screen', 'On the screen')], max_length=12, verbose_name='how')),
                ('understood', models.BooleanField(default=False, verbose_name='the person said they understood')),
                ('given_on', models.DateField(verbose_name='on')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='people.person')),
            ],
            options={
                'ordering': ('-given_on', '-id'),
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('reasons', models.JSONField(blank=True, default=list, verbose_name='why')),
                ('moved', accanto.core.sealed.SealedJSONField(blank=True, default=dict)),
                ('undo_until', models.DateTimeField(verbose_name='can be undone until')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='undone')),
                ('merged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('absorbed', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('kept', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merges', to='people.person')),
            ],
            options={
                'ordering': ('-created_at', '-id'),
            },
        ),
        migrations.CreateModel(
            name='LanguageSkill',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('language', models.CharField(max_length=3, verbose_name='language')),
                ('level', models.CharField(choices=[('alfa', 'Learning to read and write'), ('pre-a1', 'Pre-A1: a few words'), ('a1', 'A1: beginner'), ('a2', 'A2: simple talk'), ('b1', 'B1: everyday life'), ('b2', 'B2: independent'), ('c1', 'C1: fluent'), ('c2', 'C2: like a first language'), ('unknown', 'Not recorded')], default='unknown', max_length=10, verbose_name='level')),
                ('is_first', models.BooleanField(default=False, verbose_name='first language')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='languages', to='people.person')),
            ],
            options={
                'ordering': ('-is_first', 'language'),
                'constraints': [models.UniqueConstraint(fields=('person', 'language'), name='language_once', violation_error_message='This language is already listed.')],
            },
        ),
        migrations.CreateModel(
            name='Involvement',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('follower', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.organisation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.project')),
                ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.territory')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='involvements', to='people.person')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'project', 'person'], name='people_invo_organis_9c821c_idx'), models.Index(fields=['project', 'person'], name='people_invo_project_ad6d70_idx'), models.Index(fields=['follower', 'person'], name='people_invo_followe_261ac7_idx')],
                'constraints': [models.UniqueConstraint(fields=('person', 'organisation', 'project'), name='involvement_once')],
            },
        ),
        migrations.CreateModel(
            name='IdentityOpening',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('reason', accanto.core.sealed.SealedTextField(verbose_name='reason')),
                ('until', models.DateTimeField(verbose_name='open until')),
                ('reviewed_at', models.DateTimeField(blank=True, null=True, verbose_name='reviewed')),
                ('review_note', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='note of the review')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.organisation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.project')),
                ('reviewed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.territory')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='openings', to='people.person')),
            ],
            options={
                'ordering': ('-created_at', '-id'),
                'indexes': [models.Index(fields=['organisation', '-created_at', '-id'], name='people_iden_organis_205736_idx'), models.Index(fields=['person', 'opened_by', 'until'], name='people_iden_person__a2eddf_idx')],
            },
        ),
        migrations.CreateModel(
            name='Identity',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('given_name', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='given name')),
                ('family_name', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='family name')),
                ('also_known_as', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='also known as')),
                ('phone', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='telephone')),
                ('email', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='e-mail address')),
                ('document', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='number of a document')),
                ('address', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='address')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='identity', to='people.person')),
            ],
            options={
                'verbose_name': 'identity',
            },
        ),
        migrations.CreateModel(
            name='DuplicateVerdict',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='verdicts', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'other'), name='verdict_once')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('purpose', models.CharField(choices=[('health', 'Keep facts about health'), ('sharing', 'Share with another organisation'), ('tutoring', 'Be introduced to a tutor'), ('photos', 'Photos and stories'), ('follow_up', 'Be contacted after the project')], max_length=12, verbose_name='to what')),
                ('given_on', models.DateField(verbose_name='given on')),
                ('channel', models.CharField(choices=[('paper', 'On paper'), ('spoken', 'Spoken'), ('interpreted', 'Through an interpreter or mediator'), ('message', 'By message'), ('screen', 'On the screen')], max_length=12, verbose_name='how')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn on')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='people.person')),
            ],
            options={
                'ordering': ('-given_on', '-id'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_on__isnull', True)), fields=('person', 'purpose'), name='consent_once', violation_error_message='This consent is already recorded.')],
            },
        ),
        migrations.CreateModel(
            name='Protection',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('kind', accanto.core.sealed.SealedTextField(default='', verbose_name='kind')),
                ('state', accanto.core.sealed.SealedTextField(default='', verbose_name='state')),
                ('expires_on', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='valid until')),
                ('noted_on', models.DateField(verbose_name='noted on')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='protections', to='people.person')),
            ],
            options={
                'ordering': ('-noted_on', '-id'),
            },
        ),
        migrations.CreateModel(
            name='Likeness',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('name', models.BinaryField(max_length=16)),
                ('mark', models.UUIDField(db_index=True, null=True)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='likeness', to='people.person')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SearchKey',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('kind', models.CharField(choices=[('name', 'Name'), ('phone', 'Phone'), ('email', 'Email'), ('document', 'Document')], max_length=10)),
                ('digest', models.BinaryField(max_length=16)),
                ('key_id', models.CharField(max_length=12)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='search_keys', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('digest', 'person'), name='search_key_once')],
            },
        ),
        migrations.CreateModel(
            name='HouseholdMember',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('relation', models.CharField(choices=[('reference', 'Person of reference'), ('partner', 'Husband, wife or partner'), ('child', 'Son or daughter'), ('parent', 'Father or mother'), ('sibling', 'Brother or sister'), ('guarded', 'Minor under guardianship'), ('relative', 'Other relative'), ('other', 'Lives with them')], max_length=12, verbose_name='relation')),
                ('since', models.DateField(blank=True, null=True, verbose_name='since')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='people.household')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='households', to='people.person')),
            ],
            options={
                'ordering': ('created_at',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('person',), name='one_household_at_a_time', violation_error_message='This person already lives in a household.'), models.UniqueConstraint(condition=models.Q(('relation', 'reference'), ('until__isnull', True)), fields=('household',), name='one_person_of_reference', violation_error_message='This household already has a person of reference.'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('since__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='household_left_after_joining', violation_error_message='They came to live here after this day.')],
            },
        ),
        migrations.CreateModel(
            name='SchoolYear',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('begins', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2000), django.core.validators.MaxValueValidator(2100)], verbose_name='school year that begins in')),
                ('kind', models.CharField(choices=[('nursery', 'Nursery (0)'), ('infant', 'Infant school (0)'), ('primary', 'Primary school (1)'), ('lower', 'Lower secondary school (2)'), ('upper', 'Upper secondary school (3)'), ('vocational', 'Vocational training (3)'), ('adults', 'School for adults (CPIA)'), ('none', 'Not enrolled')], max_length=12, verbose_name='school')),
                ('school', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='name of the school')),
                ('group', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='class')),
                ('outcome', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='how the year ended')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='school_years', to='people.person')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.project')),
                ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.territory')),
            ],
            options={
                'verbose_name': 'school year',
                'ordering': ('-begins', '-id'),
                'constraints': [models.UniqueConstraint(fields=('person', 'organisation', 'project', 'begins'), name='school_year_once', violation_error_message='This school year is already recorded.')],
            },
        ),
        migrations.CreateModel(
            name='SchoolStep',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('kind', models.CharField(choices=[('enrolment', 'Enrolment'), ('italian', 'Support in Italian'), ('after_school', 'After-school, help with homework'), ('canteen', 'School canteen'), ('transport', 'Transport to school'), ('materials', 'Books and materials'), ('teachers', 'Talk with the teachers'), ('guidance', 'Choice of the next school')], max_length=12, verbose_name='what')),
                ('state', models.CharField(choices=[('open', 'To do'), ('done', 'Done'), ('refused', 'Was not possible')], default='open', max_length=8, verbose_name='state')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='by')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='on')),
                ('note', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='note')),
                ('year', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='people.schoolyear')),
            ],
            options={
                'ordering': ('ended_on', 'due_on', 'id'),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('ended_on__isnull', False)), _connector='OR'), name='school_step_ends_with_a_day', violation_error_message='Say on which day.')],
            },
        ),
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('by_person', models.BooleanField(default=True, verbose_name='the person asked for it')),
                ('because', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='why')),
                ('copy_given', models.BooleanField(default=False, verbose_name='the person has a copy of their data, or wants none')),
                ('not_before', models.DateField(verbose_name='not before')),
                ('called_back_at', models.DateTimeField(blank=True, null=True, verbose_name='called back')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='done')),
                ('whole', models.BooleanField(default=False, verbose_name='the name too')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='erasures', to='people.person')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.project')),
                ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.territory')),
            ],
            options={
                'verbose_name': 'erasure',
                'ordering': ('-created_at', '-id'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('called_back_at__isnull', True), ('done_at__isnull', True)), fields=('person', 'organisation'), name='erasure_asked_once', violation_error_message='It is asked already that this person be erased.'), models.CheckConstraint(condition=models.Q(('done_at__isnull', True), models.Q(('called_back_at__isnull', True), ('done_by__isnull', False)), _connector='OR'), name='erasure_done_or_called_back')],
            },
        ),
        migrations.CreateModel(
            name='Guardianship',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('kind', models.CharField(choices=[('volunteer', 'Volunteer guardian of a minor alone (Law 47/2017)'), ('legal', 'Legal guardian'), ('provisional', 'Provisional guardian (the mayor, the reception centre)'), ('curator', 'Curator'), ('foster', 'Foster family or person'), ('support', 'Support administrator of an adult')], max_length=12, verbose_name='kind')),
                ('name', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='name')),
                ('contact', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='telephone or e-mail')),
                ('decree', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='number of the decree')),
                ('decree_on', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='day of the decree')),
                ('since', models.DateField(verbose_name='since')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guardianships', to='people.person')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account of the guardian')),
            ],
            options={
                'ordering': ('-since', '-id'),
                'indexes': [models.Index(fields=['until'], name='people_guar_until_a7874e_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='guardianship_ends_after_beginning', violation_error_message='It began after this day.')],
            },
        ),
    ]
