import accanto.core.ids
import accanto.core.sealed
import django.core.validators
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
            name='Encounter',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('on', models.DateField(verbose_name='on')),
                ('gender', models.CharField(choices=[('female', 'Woman'), ('male', 'Man'), ('other', 'Other'), ('undisclosed', 'Prefers not to say'), ('unknown', 'Not recorded')], default='unknown', max_length=12, verbose_name='gender')),
                ('age_band', models.CharField(choices=[('minor', 'Under 18'), ('adult', '18 to 60'), ('older', 'Over 60'), ('unknown', 'Not recorded')], default='unknown', max_length=10, verbose_name='age')),
                ('nationality', models.CharField(blank=True, max_length=3, verbose_name='nationality')),
                ('language', models.CharField(blank=True, max_length=3, verbose_name='language spoken')),
                ('pointed_by', models.CharField(choices=[('nobody', 'Nobody: met directly'), ('teacher', 'Teacher'), ('school_staff', 'School staff'), ('doctor', 'Doctor or nurse'), ('clerk', 'Municipal clerk'), ('librarian', 'Librarian'), ('religious', 'Parish priest, imam or other minister'), ('friend', 'Friend or relative'), ('other', 'Someone else')], default='nobody', max_length=12, verbose_name='pointed out by')),
                ('how_many', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(50)], verbose_name='how many people')),
                ('words', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='what was said or sensed')),
                ('next_step', accanto.core.sealed.SealedTextField(blank=True, default='', verbose_name='next step')),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='encounters', to='cases.case')),
                ('operator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.organisation')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='encounters', to='people.person')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.project')),
                ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.territory')),
            ],
            options={
                'verbose_name': 'encounter',
                'verbose_name_plural': 'encounters',
                'ordering': ('-on', '-id'),
            },
        ),
        migrations.CreateModel(
            name='Given',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('kind', models.CharField(choices=[('information', 'Information'), ('leaflet', 'Leaflet'), ('appointment', 'Appointment'), ('accompaniment', 'Accompaniment'), ('interpreting', 'Interpreting'), ('other', 'Other')], max_length=15, verbose_name='what')),
                ('language', models.CharField(blank=True, max_length=3, verbose_name='language')),
                ('copies', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1)], verbose_name='copies')),
                ('encounter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='given', to='outreach.encounter')),
            ],
            options={
                'ordering': ('created_at',),
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('kind', models.CharField(choices=[('school', 'School'), ('library', 'Library'), ('surgery', "Doctor's or paediatrician's surgery"), ('town_hall', 'Municipal office'), ('worship', 'Place of worship'), ('square', 'Square, station, street'), ('workplace', 'Workplace'), ('reception', 'Reception centre'), ('association', 'Association or club'), ('other', 'Other')], max_length=12, verbose_name='kind')),
                ('name', models.CharField(max_length=160, verbose_name='name')),
                ('is_active', models.BooleanField(default=True, verbose_name='still visited')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.municipality', verbose_name='municipality')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.organisation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.project')),
                ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.territory')),
            ],
            options={
                'verbose_name': 'place',
                'verbose_name_plural': 'places',
                'ordering': ('name', 'id'),
                'constraints': [models.UniqueConstraint(fields=('organisation', 'project', 'name', 'municipality'), name='place_once', violation_error_message='This place is already listed.')],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('on', models.DateField(verbose_name='on')),
                ('operator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.organisation')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='outreach.place', verbose_name='place')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.project')),
                ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.territory')),
            ],
            options={
                'verbose_name': 'visit',
                'ordering': ('-on', '-id'),
                'constraints': [models.UniqueConstraint(fields=('place', 'operator', 'on'), name='visit_once_a_day')],
            },
        ),
        migrations.AddField(
            model_name='encounter',
            name='visit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='encounters', to='outreach.visit'),
        ),
        migrations.CreateModel(
            name='EncounterNeed',
            fields=[
                ('id', models.UUIDField(default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('area', models.CharField(choices=[('employment', 'Work'), ('housing', 'Home'), ('languages', 'Italian and other languages'), ('education', 'School and training'), ('health', 'Health and wellbeing'), ('legal', 'Legal help and documents'), ('social', 'Social life and culture'), ('money', 'Money and papers'), ('mobility', 'Getting around'), ('family', 'Family and care'), ('digital', 'Digital skills')], max_length=20, verbose_name='area')),
                ('voice', models.CharField(choices=[('said', 'The person said so'), ('noticed', 'The operator noticed it')], default='said', max_length=8, verbose_name='who says so')),
                ('encounter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='needs', to='outreach.encounter')),
            ],
            options={
                'ordering': ('created_at',),
                'constraints': [models.UniqueConstraint(fields=('encounter', 'area'), name='need_once_in_encounter')],
            },
        ),
        migrations.AddIndex(
            model_name='encounter',
            index=models.Index(fields=['organisation', '-on', '-id'], name='outreach_en_organis_61d26d_idx'),
        ),
        migrations.AddIndex(
            model_name='encounter',
            index=models.Index(fields=['project', 'organisation', 'on'], name='outreach_en_project_c9650c_idx'),
        ),
        migrations.AddIndex(
            model_name='encounter',
            index=models.Index(fields=['person', '-on'], name='outreach_en_person__8bb6c9_idx'),
        ),
    ]
