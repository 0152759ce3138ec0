import accanto.core.ids
import accanto.core.sealed
import django.core.validators
import django.db.models.deletion
import functools
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('cases', '0001_initial'),
        ('directory', '0006_entries'),
        ('network', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='BudgetLine',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('name', models.CharField(max_length=120, verbose_name='name of the line')),
                ('kinds', models.JSONField(blank=True, default=list, verbose_name='kinds of support')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=10, validators=[django.core.validators.MinValueValidator(Decimal('0'))], verbose_name='amount in euro')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.organisation', verbose_name='partner')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.project')),
            ],
            options={
                'verbose_name': 'budget line',
                'verbose_name_plural': 'budget lines',
                'ordering': ('name', 'id'),
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='line_not_below_zero'), models.UniqueConstraint(fields=('project', 'organisation', 'name'), name='line_name_once', violation_error_message='This partner has a line of this name already.')],
            },
        ),
        migrations.CreateModel(
            name='Home',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('code', models.CharField(default=functools.partial(accanto.core.ids.readable_code, *('A',), **{}), editable=False, max_length=12, unique=True, verbose_name='code')),
                ('kind', models.CharField(choices=[('shared', 'Shared flat'), ('hosting', 'Hosting family'), ('rented', 'Rented home')], max_length=8, verbose_name='kind of home')),
                ('places', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='places')),
                ('rent', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'))], verbose_name='monthly rent in euro')),
                ('address', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='address')),
                ('notes', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='what one should know')),
                ('guarded', models.BooleanField(default=False, verbose_name='people at risk live here: guard the address')),
                ('available_from', models.DateField(verbose_name='ours from')),
                ('available_until', models.DateField(blank=True, null=True, verbose_name='ours until')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.municipality', verbose_name='municipality')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.organisation', verbose_name='organisation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.project', verbose_name='project')),
            ],
            options={
                'verbose_name': 'home',
                'verbose_name_plural': 'homes',
                'ordering': ('-id',),
                'constraints': [models.CheckConstraint(condition=models.Q(('available_until__isnull', True), ('available_until__gte', models.F('available_from')), _connector='OR'), name='home_ends_after_begin', violation_error_message='The home is given back before it is ours.'), models.CheckConstraint(condition=models.Q(('places__gte', 1)), name='home_has_a_place')],
            },
        ),
        migrations.CreateModel(
            name='HomeStay',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('people', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='places taken')),
                ('since', models.DateField(verbose_name='lives there since')),
                ('until', models.DateField(blank=True, null=True, verbose_name='agreed until')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='left on')),
                ('ending', models.CharField(blank=True, choices=[('own_home', 'A home of their own'), ('other_home', 'Another home of the project'), ('with_others', 'With family or friends'), ('reception', 'Back to a reception centre'), ('away', 'Moved away'), ('broken', 'It did not work out'), ('other', 'Other')], max_length=12, verbose_name='where the person went')),
                ('note', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='note')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stays', to='cases.case')),
                ('home', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stays', to='supports.home', verbose_name='home')),
            ],
            options={
                'verbose_name': 'stay',
                'verbose_name_plural': 'stays',
                'ordering': ('-since', '-id'),
                'indexes': [models.Index(fields=['home', 'ended_on'], name='supports_ho_home_id_57b13d_idx'), models.Index(fields=['ended_on', 'until'], name='supports_ho_ended_o_dccd35_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('people__gte', 1)), name='stay_takes_a_place'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='stay_until_after_since', violation_error_message='The stay ends before it begins.'), models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('since')), _connector='OR'), name='stay_ends_after_since', violation_error_message='The person came after this day.'), models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('case',), name='one_home_at_a_time', violation_error_message='This person lives in a home already: end that stay first.')],
            },
        ),
        migrations.CreateModel(
            name='ProjectBudget',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=10, validators=[django.core.validators.MinValueValidator(Decimal('0'))], verbose_name='money for supports, in euro')),
                ('project', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='supports_budget', to='network.project')),
            ],
            options={
                'verbose_name': 'budget for supports',
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='budget_not_below_zero')],
            },
        ),
        migrations.CreateModel(
            name='Support',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('code', models.CharField(default=functools.partial(accanto.core.ids.readable_code, *('S',), **{}), editable=False, max_length=12, unique=True, verbose_name='code')),
                ('kind', models.CharField(max_length=60, verbose_name='kind of support')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=10, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='amount in euro')),
                ('monthly_rent', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'))], verbose_name='monthly rent in euro')),
                ('payee', accanto.core.sealed.SealedTextField(default='', verbose_name='to whom it is paid')),
                ('why', accanto.core.sealed.SealedTextField(default='', verbose_name='why')),
                ('aim', models.UUIDField(blank=True, null=True, verbose_name='what it serves in the plan')),
                ('status', models.CharField(choices=[('asked', 'Waiting for approval'), ('approved', 'Approved, to be paid'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn'), ('paid', 'Paid'), ('reversed', 'Reversed')], default='asked', max_length=10, verbose_name='state')),
                ('asked_on', models.DateField(verbose_name='asked on')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='decided on')),
                ('answer', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='reason')),
                ('paid_on', models.DateField(blank=True, null=True, verbose_name='paid on')),
                ('paid', models.DecimalField(blank=True, decimal_places=2, default=Decimal('0'), max_digits=10, validators=[django.core.validators.MinValueValidator(Decimal('0'))], verbose_name='paid, in euro')),
                ('paid_how', models.CharField(blank=True, choices=[('transfer', 'Bank transfer'), ('direct', 'Paid to the supplier or landlord'), ('voucher', 'Vouchers'), ('card', 'Card'), ('cash', 'Cash')], max_length=10, verbose_name='how it was paid')),
                ('reference', models.CharField(blank=True, max_length=80, verbose_name='reference of the payment')),
                ('receipt_on', models.DateField(blank=True, null=True, verbose_name='date of the receipt')),
                ('receipt', models.CharField(blank=True, max_length=80, verbose_name='receipt or invoice')),
                ('returned', models.DecimalField(blank=True, decimal_places=2, default=Decimal('0'), max_digits=10, validators=[django.core.validators.MinValueValidator(Decimal('0'))], verbose_name='came back, in euro')),
                ('returned_on', models.DateField(blank=True, null=True, verbose_name='came back on')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supports', to='cases.case')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supports', to='supports.budgetline', verbose_name='budget line')),
            ],
            options={
                'verbose_name': 'support',
                'verbose_name_plural': 'supports',
                'ordering': ('-asked_on', '-id'),
                'indexes': [models.Index(fields=['line', 'status'], name='supports_su_line_id_82cf42_idx'), models.Index(fields=['case', 'status'], name='supports_su_case_id_db2df0_idx'), models.Index(fields=['-asked_on', '-id'], name='supports_su_asked_o_f4ed0e_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='support_above_zero'), models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='support_approved_by_another', violation_error_message='Someone else approves: you asked for this support yourself.'), models.CheckConstraint(condition=models.Q(('paid__gte', 0), ('paid__lte', models.F('amount'))), name='support_paid_within', violation_error_message='More than was approved.'), models.CheckConstraint(condition=models.Q(('returned__gte', 0), ('returned__lte', models.F('paid'))), name='support_returned_within', violation_error_message='More than was paid.'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['approved', 'refused', 'paid', 'reversed']), _negated=True), models.Q(('decided_by__isnull', False), ('decided_on__isnull', False)), _connector='OR'), name='support_decided'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['paid', 'reversed']), _negated=True), models.Q(('paid__gt', 0), ('paid_on__isnull', False)), _connector='OR'), name='support_paid_on')],
            },
        ),
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('kind', models.CharField(choices=[('grant', 'Work grant'), ('traineeship', 'Traineeship'), ('training', 'Training course for work'), ('job', 'Job')], max_length=12, verbose_name='kind of placement')),
                ('employer', models.CharField(max_length=300, verbose_name='employer')),
                ('work', models.CharField(blank=True, max_length=200, verbose_name='what the person does there')),
                ('hours', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(48)], verbose_name='hours a week')),
                ('allowance', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'))], verbose_name='monthly allowance or pay in euro')),
                ('since', models.DateField(verbose_name='begins on')),
                ('until', models.DateField(blank=True, null=True, verbose_name='planned until')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                ('outcome', models.CharField(blank=True, choices=[('hired', 'Hired'), ('completed', 'Completed'), ('extended', 'Goes on in another form'), ('person_stopped', 'The person stopped'), ('employer_stopped', 'The employer stopped'), ('other', 'Other')], max_length=16, verbose_name='what came of it')),
                ('note', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='note')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='cases.case')),
                ('organization', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.organization', verbose_name='the employer in the directory')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'placement',
                'verbose_name_plural': 'placements',
                'ordering': ('-since', '-id'),
                'indexes': [models.Index(fields=['case', 'since'], name='supports_pl_case_id_160f46_idx'), models.Index(fields=['ended_on', 'until'], name='supports_pl_ended_o_3ffbd2_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='placement_until_after_since', violation_error_message='The placement ends before it begins.'), models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('since')), _connector='OR'), name='placement_ends_after_since', violation_error_message='The placement began after this day.')],
            },
        ),
    ]
