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
        ("accounts", "__first__"),
        ("directory", "0001_initial"),
        ("network", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "code",
                    models.CharField(
                        default=functools.partial(accanto.core.ids.readable_code, *("C",), **{}),
                        editable=False,
                        max_length=12,
                        unique=True,
                        verbose_name="code",
                    ),
                ),
                ("opened_on", models.DateField(verbose_name="opened on")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("autonomy", "Goals reached: the person goes on alone"),
                            ("partly", "Some goals reached"),
                            ("moved", "Moved elsewhere"),
                            ("other_service", "Followed by another service"),
                            ("withdrew", "The person chose to stop"),
                            ("lost", "Contact lost"),
                            ("other", "Other"),
                        ],
                        max_length=15,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "closing_note",
                    accanto.core.sealed.SealedTextField(
                        blank=True, default="", verbose_name="what remains, in words"
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "operator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="operator",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="people.person"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.project"
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.territory",
                        verbose_name="territory",
                    ),
                ),
            ],
            options={
                "verbose_name": "case",
                "verbose_name_plural": "cases",
                "ordering": ("-opened_on", "-id"),
                "indexes": [
                    models.Index(
                        fields=["organisation", "-opened_on", "-id"], name="cases_case_organis_8deded_idx"
                    ),
                    models.Index(
                        fields=["project", "organisation", "opened_on"], name="cases_case_project_3b0377_idx"
                    ),
                    models.Index(
                        fields=["operator", "closed_on", "opened_on", "id"],
                        name="cases_case_operato_5ca735_idx",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on__isnull", True),
                            ("closed_on__gte", models.F("opened_on")),
                            _connector="OR",
                        ),
                        name="case_closes_after_opening",
                        violation_error_message="The case was opened after this day.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("closed_on__isnull", True)),
                        fields=("person", "organisation", "project"),
                        name="one_open_case",
                        violation_error_message="This person already has an open case here.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Need",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "area",
                    models.CharField(
                        choices=[
                            ("employment", "Work"),
                            ("housing", "Home"),
                            ("languages", "Italian and other languages"),
                            ("education", "School and training"),
                            ("health", "Health and wellbeing"),
                            ("legal", "Legal help and documents"),
                            ("social", "Social life and culture"),
                            ("money", "Money and papers"),
                            ("mobility", "Getting around"),
                            ("family", "Family and care"),
                            ("digital", "Digital skills"),
                        ],
                        max_length=20,
                        verbose_name="area",
                    ),
                ),
                (
                    "urgency",
                    models.CharField(
                        choices=[("now", "Now"), ("soon", "Within weeks"), ("later", "Later")],
                        default="soon",
                        max_length=6,
                        verbose_name="how urgent",
                    ),
                ),
                (
                    "voice",
                    models.CharField(
                        choices=[("said", "The person said so"), ("noticed", "The operator noticed it")],
                        default="said",
                        max_length=8,
                        verbose_name="who says so",
                    ),
                ),
                (
                    "words",
                    accanto.core.sealed.SealedTextField(
                        blank=True, default="", verbose_name="in their words"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("met", "Met"), ("dropped", "No longer a need")],
                        default="open",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("noted_on", models.DateField(verbose_name="noted on")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="needs", to="cases.case"
                    ),
                ),
            ],
            options={
                "verbose_name": "need",
                "verbose_name_plural": "needs",
                "ordering": ("status", "-noted_on", "-id"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "open"), ("urgency", "now")),
                        fields=["noted_on", "id"],
                        name="need_urgent",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "code",
                    models.CharField(
                        default=functools.partial(accanto.core.ids.readable_code, *("R",), **{}),
                        editable=False,
                        max_length=12,
                        unique=True,
                        verbose_name="code",
                    ),
                ),
                ("made_on", models.DateField(verbose_name="made on")),
                ("note", accanto.core.sealed.SealedTextField(blank=True, default="", verbose_name="note")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for an answer"),
                            ("served", "Served"),
                            ("partly", "Served in part"),
                            ("refused", "The service said no"),
                            ("not_gone", "The person did not go"),
                            ("closed", "The service no longer exists or has moved"),
                            ("came", "The person came"),
                            ("taken_on", "Taken on by the service"),
                            ("full", "The service is full"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("outcome_on", models.DateField(blank=True, null=True, verbose_name="outcome on")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="referrals", to="cases.case"
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="referrals",
                        to="cases.need",
                        verbose_name="for the need",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="directory.service",
                        verbose_name="service",
                    ),
                ),
                (
                    "answer",
                    accanto.core.sealed.SealedTextField(
                        blank=True, null=True, verbose_name="the service's words"
                    ),
                ),
            ],
            options={
                "verbose_name": "referral",
                "verbose_name_plural": "referrals",
                "ordering": ("-made_on", "-id"),
                "indexes": [
                    models.Index(fields=["outcome", "made_on"], name="cases_refer_outcome_722f9c_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome_on__isnull", True),
                            ("outcome_on__gte", models.F("made_on")),
                            _connector="OR",
                        ),
                        name="referral_outcome_after_making",
                        violation_error_message="The outcome comes before the referral.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IncomingReferral",
            fields=[],
            options={
                "verbose_name": "referral in",
                "verbose_name_plural": "referrals in",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("cases.referral",),
        ),
        migrations.CreateModel(
            name="Situation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "moment",
                    models.CharField(
                        choices=[
                            ("intake", "At the beginning"),
                            ("review", "At a review"),
                            ("exit", "On leaving"),
                            ("after", "Some time after leaving"),
                        ],
                        max_length=8,
                        verbose_name="when",
                    ),
                ),
                ("on", models.DateField(verbose_name="on")),
                (
                    "labour",
                    models.CharField(
                        choices=[
                            ("employed", "In work"),
                            ("irregular", "In work without a contract"),
                            ("trainee", "In a traineeship or work grant"),
                            ("unemployed", "Without work, looking for it"),
                            ("inactive", "Not looking for work"),
                            ("student", "Studying"),
                            ("na", "Does not apply (child, pensioner)"),
                            ("unknown", "Not recorded"),
                        ],
                        default="unknown",
                        max_length=12,
                        verbose_name="work",
                    ),
                ),
                (
                    "housing",
                    models.CharField(
                        choices=[
                            ("street", "On the street"),
                            ("emergency", "Emergency shelter"),
                            ("hostel", "Accommodation for people without a home"),
                            ("institution", "Institution, with nowhere to go after"),
                            ("non_conventional", "Non-conventional dwelling"),
                            ("with_others", "With friends or relatives, for want of a home"),
                            ("reception", "Reception system"),
                            ("cohousing", "Co-housing"),
                            ("hosted", "Hosted by a family"),
                            ("rented", "Rented home of their own"),
                            ("owned", "Owned home"),
                            ("unknown", "Not recorded"),
                        ],
                        default="unknown",
                        max_length=20,
                        verbose_name="home",
                    ),
                ),
                (
                    "mobility",
                    models.CharField(
                        choices=[
                            ("none", "Does not get about alone"),
                            ("walking", "On foot, on known ways"),
                            ("transport", "Public transport"),
                            ("bicycle", "Bicycle or scooter"),
                            ("licence", "Driving licence"),
                            ("unknown", "Not recorded"),
                        ],
                        default="unknown",
                        max_length=12,
                        verbose_name="getting around",
                    ),
                ),
                (
                    "italian",
                    models.CharField(
                        choices=[
                            ("alfa", "Learning to read and write"),
                            ("pre-a1", "Pre-A1: a few words"),
                            ("a1", "A1: beginner"),
                            ("a2", "A2: simple talk"),
                            ("b1", "B1: everyday life"),
                            ("b2", "B2: independent"),
                            ("c1", "C1: fluent"),
                            ("c2", "C2: like a first language"),
                            ("unknown", "Not recorded"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="Italian",
                    ),
                ),
                (
                    "ties",
                    models.CharField(
                        choices=[
                            ("alone", "Nobody to rely on"),
                            ("own_community", "People of the same origin"),
                            ("some", "Some acquaintances in the place"),
                            ("friends", "Friends in the place"),
                            ("active", "Takes part in groups and clubs"),
                            ("unknown", "Not recorded"),
                        ],
                        default="unknown",
                        max_length=15,
                        verbose_name="social ties",
                    ),
                ),
                (
                    "digital",
                    models.CharField(
                        choices=[
                            ("none", "Uses no device"),
                            ("phone", "Uses a phone for calls and messages"),
                            ("helped", "Uses online services with help"),
                            ("basic", "Basic computing skills, alone"),
                            ("confident", "Handles any online matter"),
                            ("unknown", "Not recorded"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="digital skills",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="situations",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "situation",
                "ordering": ("on", "created_at"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("moment__in", ["intake", "exit"])),
                        fields=("case", "moment"),
                        name="one_intake_one_exit",
                        violation_error_message="This picture is already recorded: change it, or add a review.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("office", "Public office: police, town hall, INPS"),
                            ("legal", "Lawyer, commission, court"),
                            ("health", "Doctor, hospital, surgery"),
                            ("work", "Work: interview, employment centre"),
                            ("home", "Home: viewing, owner, furnishings"),
                            ("school", "School, course"),
                            ("talk", "Talk with us"),
                            ("other", "Other"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("on", models.DateField(verbose_name="on")),
                ("at", models.TimeField(blank=True, null=True, verbose_name="at")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        default=60,
                        validators=[
                            django.core.validators.MinValueValidator(5),
                            django.core.validators.MaxValueValidator(720),
                        ],
                        verbose_name="how long (minutes)",
                    ),
                ),
                ("place", accanto.core.sealed.SealedTextField(blank=True, default="", verbose_name="where")),
                ("note", accanto.core.sealed.SealedTextField(blank=True, default="", verbose_name="note")),
                (
                    "along",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("operator", "an operator"),
                            ("tutor", "the tutor"),
                            ("mediator", "a mediator"),
                        ],
                        max_length=8,
                        verbose_name="who goes along",
                    ),
                ),
                ("along_key", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "along_name",
                    accanto.core.sealed.SealedTextField(
                        blank=True, default="", verbose_name="name of who goes along"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("waiting", "Still to come"),
                            ("came", "Came"),
                            ("absent", "Did not come"),
                            ("moved", "Moved"),
                            ("cancelled", "Called off"),
                        ],
                        default="waiting",
                        max_length=9,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "along_user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who goes along",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appointments",
                        to="cases.case",
                    ),
                ),
                (
                    "moved_to",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="moved_from",
                        to="cases.appointment",
                        verbose_name="moved to",
                    ),
                ),
            ],
            options={
                "verbose_name": "appointment",
                "verbose_name_plural": "appointments",
                "ordering": ("on", "at", "id"),
                "indexes": [
                    models.Index(fields=["case", "on"], name="cases_appoi_case_id_687802_idx"),
                    models.Index(fields=["along_user", "on"], name="cases_appoi_along_u_5194e3_idx"),
                    models.Index(
                        condition=models.Q(("outcome", "waiting")),
                        fields=["on", "id"],
                        name="appointment_waiting",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("what", accanto.core.sealed.SealedTextField(verbose_name="what is to be done")),
                ("due", models.DateField(verbose_name="by")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="done on")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tasks", to="cases.case"
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="done by",
                    ),
                ),
                (
                    "who",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who does it",
                    ),
                ),
            ],
            options={
                "verbose_name": "task",
                "verbose_name_plural": "tasks",
                "ordering": ("due", "id"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_on__isnull", True)), fields=["who", "due"], name="task_open"
                    ),
                    models.Index(fields=["case", "due"], name="cases_task_case_id_8effd6_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "moment",
                    models.CharField(
                        choices=[
                            ("intake", "At the beginning"),
                            ("review", "At a review"),
                            ("exit", "On leaving"),
                            ("after", "Some time after leaving"),
                        ],
                        max_length=8,
                        verbose_name="when",
                    ),
                ),
                ("on", models.DateField(verbose_name="on")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("both", "Said together"),
                            ("person", "The person's own view"),
                            ("operator", "The operator's view"),
                        ],
                        default="both",
                        max_length=8,
                        verbose_name="whose view",
                    ),
                ),
                ("work", models.PositiveSmallIntegerField(default=9, verbose_name="Work")),
                ("home", models.PositiveSmallIntegerField(default=9, verbose_name="Home")),
                ("stability", models.PositiveSmallIntegerField(default=9, verbose_name="Income and permit")),
                (
                    "education",
                    models.PositiveSmallIntegerField(default=9, verbose_name="School and training"),
                ),
                ("health", models.PositiveSmallIntegerField(default=9, verbose_name="Health")),
                ("safety", models.PositiveSmallIntegerField(default=9, verbose_name="Safety")),
                ("bonds", models.PositiveSmallIntegerField(default=9, verbose_name="People to trust")),
                ("bridges", models.PositiveSmallIntegerField(default=9, verbose_name="People of the place")),
                ("leisure", models.PositiveSmallIntegerField(default=9, verbose_name="Free time")),
                ("language", models.PositiveSmallIntegerField(default=9, verbose_name="Italian")),
                ("culture", models.PositiveSmallIntegerField(default=9, verbose_name="How things work here")),
                ("services", models.PositiveSmallIntegerField(default=9, verbose_name="Services")),
                ("rights", models.PositiveSmallIntegerField(default=9, verbose_name="Rights and duties")),
                ("mobility", models.PositiveSmallIntegerField(default=9, verbose_name="Getting around")),
                ("digital", models.PositiveSmallIntegerField(default=9, verbose_name="Digital skills")),
                (
                    "assessor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assessments",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "scale of autonomy",
                "ordering": ("on", "created_at"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("moment__in", ["intake", "exit"])),
                        fields=("case", "moment"),
                        name="one_scale_at_intake_and_exit",
                        violation_error_message="This picture is already recorded: change it, or add a review.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("bonds__in", (0, 1, 2, 3, 4, 5, 9)),
                            ("bridges__in", (0, 1, 2, 3, 4, 5, 9)),
                            ("culture__in", (0, 1, 2, 3, 4, 5, 9)),
                            ("digital__in", (0, 1, 2, 3, 4, 5, 9)),
                            ("education__in", (0, 1, 2, 3, 4, 5, 9)),
                            ("health__in", (0, 1, 2, 3, 4, 5, 9)),
                            ("home__in", (0, 1, 2, 3, 4, 5, 9)),
                            ("language__in", (0, 1, 2, 3, 4, 5, 9)),
                            ("leisure__in", (0, 1, 2, 3, 4, 5, 9)),
                            ("mobility__in", (0, 1, 2, 3, 4, 5, 9)),
                            ("rights__in", (0, 1, 2, 3, 4, 5, 9)),
                            ("safety__in", (0, 1, 2, 3, 4, 5, 9)),
                            ("services__in", (0, 1, 2, 3, 4, 5, 9)),
                            ("stability__in", (0, 1, 2, 3, 4, 5, 9)),
                            ("work__in", (0, 1, 2, 3, 4, 5, 9)),
                        ),
                        name="scale_in_steps",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "reason",
                    accanto.core.sealed.SealedTextField(
                        blank=True, null=True, verbose_name="reason, without consent"
                    ),
                ),
                ("offered_on", models.DateField(verbose_name="offered on")),
                ("words", accanto.core.sealed.SealedTextField(verbose_name="what they should know")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("offered", "Waiting for an answer"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="offered",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="answered on")),
                (
                    "answer",
                    accanto.core.sealed.SealedTextField(
                        blank=True, null=True, verbose_name="answer in words"
                    ),
                ),
                (
                    "history",
                    accanto.core.sealed.SealedJSONField(
                        blank=True, null=True, verbose_name="what the case said when it went"
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="transfers", to="cases.case"
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.consent",
                        verbose_name="consent",
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="offered by",
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.organisation",
                        verbose_name="to",
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.organisation",
                        verbose_name="from",
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.territory",
                    ),
                ),
            ],
            options={
                "verbose_name": "transfer",
                "verbose_name_plural": "transfers",
                "ordering": ("-offered_on", "-id"),
                "abstract": False,
                "indexes": [
                    models.Index(
                        fields=["sender", "state", "offered_on"], name="cases_trans_sender__051343_idx"
                    ),
                    models.Index(
                        fields=["receiver", "state", "offered_on"], name="cases_trans_receive_283d23_idx"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("consent__isnull", False), ("reason__isnull", False), _connector="OR"
                        ),
                        name="transfer_has_a_ground",
                        violation_error_message="Record that the person agrees, or write why it is done without.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sender", models.F("receiver")), _negated=True),
                        name="transfer_to_another",
                        violation_error_message="This organisation follows the case already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "offered")),
                        fields=("case",),
                        name="one_transfer_waits",
                        violation_error_message="This case is offered already: take that offer back first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "declined"), _negated=True),
                            ("answer__isnull", False),
                            _connector="OR",
                        ),
                        name="transfer_declined_says_why",
                        violation_error_message="Say why.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "accepted"), _negated=True),
                            ("history__isnull", False),
                            _connector="OR",
                        ),
                        name="transfer_accepted_keeps_history",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_on__isnull", True), ("state", "offered")),
                            models.Q(
                                models.Q(("state", "offered"), _negated=True),
                                ("answered_on__gte", models.F("offered_on")),
                            ),
                            _connector="OR",
                        ),
                        name="transfer_answered_with_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IncomingTransfer",
            fields=[],
            options={
                "verbose_name": "case offered to us",
                "verbose_name_plural": "cases offered to us",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("cases.transfer",),
        ),
        migrations.CreateModel(
            name="CaseShare",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "reason",
                    accanto.core.sealed.SealedTextField(
                        blank=True, null=True, verbose_name="reason, without consent"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("read", "Reads the case, without the name"),
                            ("contacts", "Reads the case, with name and contacts"),
                        ],
                        max_length=10,
                        verbose_name="what they see",
                    ),
                ),
                (
                    "words",
                    accanto.core.sealed.SealedTextField(
                        blank=True, default="", verbose_name="what it is for"
                    ),
                ),
                ("since", models.DateField(verbose_name="since")),
                ("until", models.DateField(verbose_name="until")),
                ("revoked_on", models.DateField(blank=True, null=True, verbose_name="revoked on")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="shares", to="cases.case"
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.consent",
                        verbose_name="consent",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "shared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="shared by",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "shared case",
                "verbose_name_plural": "shared cases",
                "ordering": ("-until", "-id"),
                "abstract": False,
                "indexes": [
                    models.Index(
                        fields=["organisation", "until", "case"], name="cases_cases_organis_6d6d80_idx"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("consent__isnull", False), ("reason__isnull", False), _connector="OR"
                        ),
                        name="caseshare_has_a_ground",
                        violation_error_message="Record that the person agrees, or write why it is done without.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))),
                        name="share_ends_after_it_begins",
                        violation_error_message="This day is past: choose a day to come.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("on", models.DateField(verbose_name="on")),
                (
                    "note",
                    accanto.core.sealed.SealedTextField(
                        verbose_name="why, and what the next one should know"
                    ),
                ),
                (
                    "after",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who follows",
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who followed",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="handed over by",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="handovers", to="cases.case"
                    ),
                ),
            ],
            options={
                "verbose_name": "handover",
                "verbose_name_plural": "handovers",
                "ordering": ("-on", "-id"),
                "indexes": [models.Index(fields=["after", "on"], name="cases_hando_after_i_a9cf95_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("before", models.F("after")), _negated=True),
                        name="handover_to_another",
                        violation_error_message="This operator follows the case already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReferralLink",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("asked", accanto.core.sealed.SealedTextField(verbose_name="what is asked of the service")),
                ("with_name", models.BooleanField(default=False, verbose_name="with the person's name")),
                (
                    "sent_to",
                    accanto.core.sealed.SealedTextField(blank=True, default="", verbose_name="sent to"),
                ),
                ("expires_on", models.DateTimeField(verbose_name="works until")),
                ("used_on", models.DateTimeField(blank=True, null=True, verbose_name="used on")),
                ("withdrawn_on", models.DateTimeField(blank=True, null=True, verbose_name="revoked on")),
                (
                    "consent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.consent",
                        verbose_name="consent",
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="cases.referral",
                        verbose_name="referral",
                    ),
                ),
            ],
            options={
                "verbose_name": "link for the service's answer",
                "verbose_name_plural": "links for the service's answer",
                "ordering": ("-id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("with_name", False), ("consent__isnull", False), _connector="OR"),
                        name="referral_link_name_by_consent",
                        violation_error_message="The name is told only to whom the person agreed to tell it.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("kind", accanto.core.sealed.SealedTextField(verbose_name="kind")),
                ("name", accanto.core.sealed.SealedTextField(verbose_name="name of the file")),
                ("note", accanto.core.sealed.SealedTextField(blank=True, default="", verbose_name="note")),
                ("file_key", accanto.core.sealed.SealedTextField(verbose_name="key of the file")),
                ("guarded", models.BooleanField(default=True, verbose_name="for those who may see status")),
                ("content_type", models.CharField(max_length=20, verbose_name="type")),
                ("size", models.PositiveIntegerField(verbose_name="size")),
                ("has_thumbnail", models.BooleanField(default=False, verbose_name="with a small picture")),
                ("expires_on", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("settled", models.BooleanField(default=False, verbose_name="no reminder needed any more")),
                (
                    "reminded",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="reminded, days before"
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="added by",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="documents", to="cases.case"
                    ),
                ),
                (
                    "for_person",
                    models.BooleanField(default=False, verbose_name="the person sees it on their own page"),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "ordering": ("-id",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("expires_on__isnull", False), ("settled", False)),
                        fields=["expires_on", "id"],
                        name="document_expires",
                    )
                ],
            },
        ),
    ]
