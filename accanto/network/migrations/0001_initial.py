import accanto.core.ids
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='CoordinationGroup',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('constituted_on', models.DateField(blank=True, null=True, verbose_name='constituted on')),
            ],
            options={
                'verbose_name': 'coordination group',
            },
        ),
        migrations.CreateModel(
            name='Project',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('key', models.SlugField(max_length=80, unique=True, verbose_name='key')),
                ('code', models.CharField(blank=True, max_length=40, verbose_name='code')),
                ('cup', models.CharField(blank=True, max_length=20, verbose_name='CUP')),
                ('short', models.CharField(max_length=80, verbose_name='short name')),
                ('title', models.JSONField(blank=True, default=dict, verbose_name='title')),
                ('fund', models.CharField(blank=True, max_length=200, verbose_name='fund')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='start')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='end')),
                ('plan_name', models.CharField(blank=True, max_length=120, verbose_name='name of the plan')),
                ('plan_acronym', models.CharField(blank=True, max_length=20, verbose_name='acronym of the plan')),
                ('definition', models.JSONField(blank=True, default=dict)),
                ('definition_digest', models.CharField(blank=True, max_length=64)),
                ('published', models.BooleanField(default=True, verbose_name='shown on the portal')),
                ('version', models.PositiveSmallIntegerField(default=0, verbose_name='version')),
            ],
            options={
                'verbose_name': 'project',
                'verbose_name_plural': 'projects',
                'ordering': ('short', 'id'),
            },
        ),
        migrations.CreateModel(
            name='Territory',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('key', models.SlugField(max_length=80, unique=True, verbose_name='key')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('region', models.CharField(blank=True, max_length=40, verbose_name='region')),
            ],
            options={
                'verbose_name': 'territory',
                'verbose_name_plural': 'territories',
                'ordering': ('name', 'id'),
            },
        ),
        migrations.CreateModel(
            name='CoordinationMeeting',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('held_on', models.DateField(verbose_name='held on')),
                ('decisions', models.TextField(blank=True, verbose_name='decisions')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='network.coordinationgroup')),
            ],
            options={
                'ordering': ('-held_on',),
            },
        ),
        migrations.CreateModel(
            name='Municipality',
            fields=[
                ('istat_code', models.CharField(max_length=6, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80)),
                ('province', models.CharField(max_length=2)),
                ('province_name', models.CharField(max_length=60)),
                ('region', models.CharField(max_length=40)),
            ],
            options={
                'verbose_name': 'municipality',
                'verbose_name_plural': 'municipalities',
                'ordering': ('name', 'istat_code'),
                'indexes': [models.Index(fields=['name'], name='network_mun_name_f0a6c6_idx'), models.Index(fields=['province', 'name'], name='network_mun_provinc_a4c9c2_idx')],
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('key', models.SlugField(max_length=80, unique=True, verbose_name='key')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('kind', models.CharField(choices=[('association', 'Association'), ('cooperative', 'Social cooperative'), ('enterprise', 'Social enterprise'), ('ngo', 'Non-governmental organisation'), ('foundation', 'Foundation'), ('municipality', 'Municipality'), ('province', 'Province'), ('public', 'Public body'), ('club', 'Club'), ('sports_club', 'Sports club'), ('parish', 'Parish'), ('scouts', 'Scout group'), ('business', 'Business'), ('informal', 'Informal group')], default='association', max_length=20, verbose_name='kind')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telephone')),
                ('website', models.URLField(blank=True, verbose_name='website')),
                ('municipality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.municipality', verbose_name='municipality')),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisations',
                'ordering': ('name', 'id'),
                'indexes': [models.Index(fields=['name', 'id'], name='network_org_name_56b8d4_idx')],
            },
        ),
        migrations.CreateModel(
            name='CoordinationMember',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('who', models.CharField(max_length=120, verbose_name='represented by')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='network.coordinationgroup')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.organisation')),
            ],
            options={
                'ordering': ('organisation__name',),
            },
        ),
        migrations.CreateModel(
            name='Partnership',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('role', models.CharField(choices=[('lead', 'Lead partner'), ('partner', 'Partner'), ('associate', 'Associate')], default='partner', max_length=10, verbose_name='role')),
                ('does', models.JSONField(blank=True, default=dict, verbose_name='what it does')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partnerships', to='network.organisation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partnerships', to='network.project')),
            ],
            options={
                'ordering': ('role', 'organisation__name'),
                'constraints': [models.UniqueConstraint(fields=('project', 'organisation'), name='partner_once'), models.UniqueConstraint(condition=models.Q(('role', 'lead')), fields=('project',), name='one_lead_partner')],
            },
        ),
        migrations.AddField(
            model_name='coordinationgroup',
            name='project',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='coordination_group', to='network.project'),
        ),
        migrations.CreateModel(
            name='ProjectTerritory',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='territories', to='network.project')),
                ('territory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='network.territory')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('project', 'territory'), name='territory_once_in_project')],
            },
        ),
        migrations.CreateModel(
            name='TerritoryMunicipality',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='territories', to='network.municipality')),
                ('territory', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='municipalities', to='network.territory')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('territory', 'municipality'), name='municipality_once_in_territory')],
            },
        ),
        migrations.CreateModel(
            name='WorkPackage',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('key', models.SlugField(max_length=40, verbose_name='key')),
                ('name', models.JSONField(blank=True, default=dict, verbose_name='name')),
                ('objective', models.JSONField(blank=True, default=dict, verbose_name='objective')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='work_packages', to='network.project')),
            ],
            options={
                'ordering': ('position', 'key'),
                'constraints': [models.UniqueConstraint(fields=('project', 'key'), name='work_package_key_once')],
            },
        ),
        migrations.CreateModel(
            name='ExpectedResult',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('key', models.SlugField(max_length=60, verbose_name='key')),
                ('what', models.JSONField(blank=True, default=dict, verbose_name='what it counts')),
                ('unit', models.CharField(max_length=40, verbose_name='unit')),
                ('target', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='target')),
                ('direction', models.CharField(choices=[('up', 'should grow'), ('down', 'should fall')], default='up', max_length=4, verbose_name='direction')),
                ('by', models.JSONField(blank=True, default=list, verbose_name='broken down by')),
                ('indicator', models.JSONField(blank=True, default=dict, verbose_name='how it is computed')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='expected_results', to='network.project')),
                ('work_package', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='expected_results', to='network.workpackage')),
            ],
            options={
                'ordering': ('position', 'key'),
                'constraints': [models.UniqueConstraint(fields=('project', 'key'), name='result_key_once')],
            },
        ),
        migrations.CreateModel(
            name='CatalogueAction',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('key', models.SlugField(max_length=60, verbose_name='key')),
                ('text', models.JSONField(blank=True, default=dict, verbose_name='text')),
                ('area', models.CharField(choices=[('employment', 'Work'), ('housing', 'Home'), ('languages', 'Italian and other languages'), ('education', 'School and training'), ('health', 'Health and wellbeing'), ('legal', 'Legal help and documents'), ('social', 'Social life and culture'), ('money', 'Money and papers'), ('mobility', 'Getting around'), ('family', 'Family and care'), ('digital', 'Digital skills')], max_length=20, verbose_name='area')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='catalogue', to='network.project')),
                ('work_package', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='actions', to='network.workpackage')),
            ],
            options={
                'ordering': ('position', 'key'),
                'constraints': [models.UniqueConstraint(fields=('project', 'key'), name='catalogue_key_once')],
            },
        ),
        migrations.CreateModel(
            name='ProjectVersion',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('definition', models.JSONField(blank=True, default=dict, verbose_name='definition')),
                ('source', models.TextField(blank=True, verbose_name='text of the file')),
                ('digest', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='network.project')),
            ],
            options={
                'verbose_name': 'version of a definition',
                'ordering': ('-number',),
                'constraints': [models.UniqueConstraint(fields=('project', 'number'), name='version_number_once')],
            },
        ),
    ]
