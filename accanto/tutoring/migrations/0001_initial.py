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
        ("accounts", "__first__"),
        ("cases", "0001_initial"),
        ("network", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="TutorDraft",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("content", accanto.core.sealed.SealedJSONField(default=dict)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CalendarLink",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("secret", accanto.core.sealed.SealedTextField(verbose_name="secret of the link")),
                ("secret_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("with_place", models.BooleanField(default=False, verbose_name="with the place")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "calendar link",
                "verbose_name_plural": "calendar links",
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="Contact",
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
                            ("telephone", "Telephone call"),
                            ("message", "Message"),
                            ("meeting", "Meeting"),
                        ],
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                ("on", models.DateField(verbose_name="on")),
                (
                    "begun_by",
                    models.CharField(
                        choices=[
                            ("tutor", "The tutor"),
                            ("person", "The person"),
                            ("both", "Both together"),
                            ("unknown", "Not recorded"),
                        ],
                        default="unknown",
                        max_length=8,
                        verbose_name="who began it",
                    ),
                ),
                (
                    "noted_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("tutor", "The tutor"),
                            ("person", "The person"),
                            ("organisation", "The organisation"),
                        ],
                        max_length=12,
                        verbose_name="noted by",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("noted", "Noted by one"),
                            ("confirmed", "Confirmed"),
                            ("amended", "Corrected"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="noted",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "members",
                    models.JSONField(blank=True, default=list, verbose_name="who of the group was there"),
                ),
                ("note", accanto.core.sealed.SealedTextField(blank=True, default="", verbose_name="note")),
                (
                    "logged_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "twin",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="twins",
                        to="tutoring.contact",
                        verbose_name="perhaps the same as",
                    ),
                ),
            ],
            options={
                "ordering": ("-on", "-id"),
            },
        ),
        migrations.CreateModel(
            name="ContactVersion",
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
                            ("telephone", "Telephone call"),
                            ("message", "Message"),
                            ("meeting", "Meeting"),
                        ],
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                ("on", models.DateField(verbose_name="on")),
                (
                    "begun_by",
                    models.CharField(
                        choices=[
                            ("tutor", "The tutor"),
                            ("person", "The person"),
                            ("both", "Both together"),
                            ("unknown", "Not recorded"),
                        ],
                        max_length=8,
                        verbose_name="who began it",
                    ),
                ),
                ("note", accanto.core.sealed.SealedTextField(blank=True, default="", verbose_name="note")),
                (
                    "said_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("tutor", "The tutor"),
                            ("person", "The person"),
                            ("organisation", "The organisation"),
                        ],
                        max_length=12,
                        verbose_name="said by",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="tutoring.contact",
                    ),
                ),
            ],
            options={
                "ordering": ("created_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="LetterChoice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("off", models.BooleanField(default=False, verbose_name="no weekly mail")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sending", "being sent"),
                            ("sent", "sent"),
                            ("failed", "could not be sent"),
                        ],
                        default="",
                        max_length=7,
                        verbose_name="state",
                    ),
                ),
                ("week", models.DateField(blank=True, null=True, verbose_name="week")),
            ],
            options={
                "verbose_name": "choice of the weekly mail",
                "verbose_name_plural": "choices of the weekly mail",
            },
        ),
        migrations.CreateModel(
            name="Tutor",
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
                        default=functools.partial(accanto.core.ids.readable_code, *("T",), **{}),
                        editable=False,
                        max_length=12,
                        unique=True,
                        verbose_name="code",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("citizen", "Single citizen"),
                            ("friends", "Group of friends"),
                            ("family", "Family"),
                            ("association", "Association"),
                            ("cooperative", "Social cooperative"),
                            ("club", "Club"),
                            ("sports_club", "Sports club"),
                            ("parish", "Parish"),
                            ("scouts", "Scout group"),
                        ],
                        default="citizen",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("name", accanto.core.sealed.SealedTextField(default="", verbose_name="name")),
                (
                    "contact_person",
                    accanto.core.sealed.SealedTextField(
                        blank=True, default="", verbose_name="contact person of the group"
                    ),
                ),
                (
                    "phone",
                    accanto.core.sealed.SealedTextField(blank=True, default="", verbose_name="telephone"),
                ),
                (
                    "email",
                    accanto.core.sealed.SealedTextField(
                        blank=True, default="", verbose_name="e-mail address"
                    ),
                ),
                (
                    "gender",
                    models.CharField(
                        choices=[
                            ("female", "Woman"),
                            ("male", "Man"),
                            ("other", "Other"),
                            ("undisclosed", "Prefers not to say"),
                            ("unknown", "Not recorded"),
                        ],
                        default="unknown",
                        max_length=12,
                        verbose_name="gender",
                    ),
                ),
                ("languages", models.JSONField(blank=True, default=list, verbose_name="languages")),
                ("times", models.JSONField(blank=True, default=list, verbose_name="free times")),
                ("offers", models.JSONField(blank=True, default=list, verbose_name="what they offer")),
                (
                    "offer_words",
                    accanto.core.sealed.SealedTextField(
                        blank=True, default="", verbose_name="what they offer, in their words"
                    ),
                ),
                ("interests", models.JSONField(blank=True, default=list, verbose_name="interests")),
                ("wishes", models.JSONField(blank=True, default=list, verbose_name="wishes to stand beside")),
                (
                    "limits",
                    accanto.core.sealed.SealedTextField(blank=True, default="", verbose_name="limits"),
                ),
                (
                    "motivation",
                    accanto.core.sealed.SealedTextField(
                        blank=True, default="", verbose_name="why they want to"
                    ),
                ),
                (
                    "radius_km",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(300)],
                        verbose_name="how far they go (km)",
                    ),
                ),
                (
                    "capacity",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(20),
                        ],
                        verbose_name="how many they can stand beside",
                    ),
                ),
                ("available_on", models.DateField(verbose_name="available since")),
                ("interviewed_on", models.DateField(blank=True, null=True, verbose_name="interviewed on")),
                ("trained_on", models.DateField(blank=True, null=True, verbose_name="trained on")),
                (
                    "correction",
                    accanto.core.sealed.SealedTextField(
                        blank=True, default="", verbose_name="why a date was corrected"
                    ),
                ),
                ("paused", models.BooleanField(default=False, verbose_name="paused")),
                ("paused_until", models.DateField(blank=True, null=True, verbose_name="back on")),
                ("suspended_on", models.DateField(blank=True, null=True, verbose_name="suspended on")),
                (
                    "suspension_why",
                    accanto.core.sealed.SealedTextField(blank=True, default="", verbose_name="why suspended"),
                ),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="no tutor any more since")),
                (
                    "left_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("withdrew", "They stepped back"),
                            ("not_suitable", "Not suitable"),
                            ("no_answer", "They no longer answer"),
                            ("suspended", "After a suspension"),
                        ],
                        max_length=12,
                        verbose_name="why no tutor any more",
                    ),
                ),
                (
                    "left_words",
                    accanto.core.sealed.SealedTextField(
                        blank=True, default="", verbose_name="words said at the end"
                    ),
                ),
                (
                    "account",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="tutor",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.municipality",
                        verbose_name="municipality",
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
                "verbose_name": "tutor",
                "verbose_name_plural": "tutors",
                "ordering": ("-available_on", "-id"),
                "indexes": [
                    models.Index(
                        fields=["organisation", "-available_on", "-id"], name="tutoring_tu_organis_7f8ea4_idx"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TrainingHours",
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
                ("what", models.CharField(max_length=160, verbose_name="what")),
                (
                    "hours",
                    models.DecimalField(
                        decimal_places=1,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.5")),
                            django.core.validators.MaxValueValidator(24),
                        ],
                        verbose_name="hours",
                    ),
                ),
                (
                    "tutor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="trainings",
                        to="tutoring.tutor",
                    ),
                ),
                ("module", models.SlugField(blank=True, default="", max_length=60, verbose_name="module")),
                (
                    "taught_by",
                    accanto.core.sealed.SealedTextField(blank=True, default="", verbose_name="taught by"),
                ),
            ],
            options={
                "verbose_name": "hours of training",
                "verbose_name_plural": "hours of training",
                "ordering": ("-on", "-id"),
            },
        ),
        migrations.CreateModel(
            name="Interview",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("at", models.DateTimeField(verbose_name="day and time")),
                ("place", accanto.core.sealed.SealedTextField(blank=True, default="", verbose_name="place")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("suitable", "Suitable"),
                            ("not_now", "Not now"),
                            ("not_suitable", "Not suitable"),
                            ("did_not_come", "Did not come to the talk"),
                        ],
                        max_length=12,
                        verbose_name="outcome",
                    ),
                ),
                ("recorded_on", models.DateField(blank=True, null=True, verbose_name="recorded on")),
                ("notes", accanto.core.sealed.SealedTextField(blank=True, default="", verbose_name="notes")),
                (
                    "who",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who talks with them",
                    ),
                ),
                (
                    "tutor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interviews",
                        to="tutoring.tutor",
                    ),
                ),
            ],
            options={
                "verbose_name": "first talk",
                "verbose_name_plural": "first talks",
                "ordering": ("-at", "-id"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "")),
                        fields=("tutor",),
                        name="one_talk_ahead",
                        violation_error_message="A talk with this tutor is fixed already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TutorApplication",
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
                        default=functools.partial(accanto.core.ids.readable_code, *("A",), **{}),
                        editable=False,
                        max_length=12,
                        unique=True,
                        verbose_name="code",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("citizen", "Single citizen"),
                            ("friends", "Group of friends"),
                            ("family", "Family"),
                            ("association", "Association"),
                            ("cooperative", "Social cooperative"),
                            ("club", "Club"),
                            ("sports_club", "Sports club"),
                            ("parish", "Parish"),
                            ("scouts", "Scout group"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unconfirmed", "The e-mail address is not confirmed"),
                            ("to_call", "To be called"),
                            ("waiting", "Waits for an answer"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                            ("merged", "Made one with another"),
                        ],
                        default="unconfirmed",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("language", models.CharField(max_length=3, verbose_name="language")),
                (
                    "answers",
                    accanto.core.sealed.SealedJSONField(blank=True, default=dict, verbose_name="answers"),
                ),
                ("notice_version", models.CharField(max_length=20, verbose_name="version of the notice")),
                ("consented_at", models.DateTimeField(verbose_name="consent given")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="confirmed")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                ("emptied_at", models.DateTimeField(blank=True, null=True, verbose_name="emptied")),
                (
                    "reply",
                    accanto.core.sealed.SealedTextField(
                        blank=True, default="", verbose_name="words to the applicant"
                    ),
                ),
                ("mails", models.PositiveSmallIntegerField(default=0, verbose_name="mails sent to confirm")),
                ("token_hash", models.CharField(blank=True, default="", editable=False, max_length=64)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="merged",
                        to="tutoring.tutorapplication",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.municipality",
                        verbose_name="municipality",
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
                (
                    "tutor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="applications",
                        to="tutoring.tutor",
                    ),
                ),
                ("handed_at", models.DateTimeField(blank=True, null=True, verbose_name="handed on")),
                (
                    "handed_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.organisation",
                        verbose_name="handed on by",
                    ),
                ),
                (
                    "handed_why",
                    accanto.core.sealed.SealedTextField(
                        blank=True, default="", verbose_name="why it was handed on"
                    ),
                ),
                (
                    "taken",
                    accanto.core.sealed.SealedJSONField(
                        blank=True, default=dict, verbose_name="what the other took from it"
                    ),
                ),
            ],
            options={
                "verbose_name": "offer to stand beside someone",
                "verbose_name_plural": "offers to stand beside someone",
                "ordering": ("created_at", "id"),
                "indexes": [
                    models.Index(
                        fields=["organisation", "state", "created_at", "id"],
                        name="tutoring_tu_organis_5ddfaf_idx",
                    ),
                    models.Index(fields=["state", "updated_at"], name="tutoring_tu_state_0d6b6e_idx"),
                    models.Index(fields=["created_at"], name="tutoring_tu_created_09dd58_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("token_hash", ""), _negated=True),
                        fields=("token_hash",),
                        name="draft_sent_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TutorCheck",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("key", models.CharField(max_length=80, verbose_name="what was seen")),
                ("seen_on", models.DateField(verbose_name="seen on")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                (
                    "seen_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="seen by",
                    ),
                ),
                (
                    "tutor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checks",
                        to="tutoring.tutor",
                    ),
                ),
            ],
            options={
                "verbose_name": "check of a tutor",
                "verbose_name_plural": "checks of tutors",
                "ordering": ("-seen_on", "-id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("seen_on")),
                            _connector="OR",
                        ),
                        name="check_valid_after_seen",
                        violation_error_message="It was no longer valid on the day on which it was seen.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tutoring",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("introduced_on", models.DateField(verbose_name="introduced on")),
                ("started_on", models.DateField(verbose_name="started on")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
                (
                    "end",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("goes_on", "It goes on by itself, as a friendship"),
                            ("as_agreed", "Ended as agreed"),
                            ("moved", "One of the two moved"),
                            ("tutor", "The tutor stopped"),
                            ("person", "The person stopped"),
                            ("not_started", "It never really began"),
                        ],
                        max_length=12,
                        verbose_name="how it ended",
                    ),
                ),
                (
                    "what_remains",
                    accanto.core.sealed.SealedTextField(blank=True, default="", verbose_name="what remains"),
                ),
                (
                    "exception",
                    accanto.core.sealed.SealedTextField(
                        blank=True, default="", verbose_name="why without interview or training"
                    ),
                ),
                (
                    "rhythm",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Nothing is asked now"),
                            (1, "On track"),
                            (2, "A contact is due"),
                            (3, "A little late"),
                            (4, "Silent for a while"),
                        ],
                        default=1,
                        editable=False,
                        verbose_name="how it stands",
                    ),
                ),
                (
                    "behind",
                    models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="days behind"),
                ),
                (
                    "made_elsewhere",
                    models.BooleanField(default=False, verbose_name="a pair already made elsewhere"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tutorings", to="cases.case"
                    ),
                ),
                (
                    "follows",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="tutoring.tutoring",
                        verbose_name="takes over from",
                    ),
                ),
                (
                    "tutor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tutorings",
                        to="tutoring.tutor",
                        verbose_name="tutor",
                    ),
                ),
            ],
            options={
                "verbose_name": "tutoring",
                "verbose_name_plural": "tutorings",
                "ordering": ("-started_on", "-id"),
                "indexes": [
                    models.Index(
                        fields=["ended_on", "-started_on", "-id"], name="tutoring_tu_ended_o_f3db44_idx"
                    ),
                    models.Index(
                        fields=["-rhythm", "-behind", "-started_on", "-id"], name="tutoring_by_rhythm"
                    ),
                    models.Index(
                        fields=["ended_on", "-rhythm", "-behind", "-started_on", "-id"], name="open_by_rhythm"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            ("ended_on__gte", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="tutoring_ends_after_start",
                        violation_error_message="The tutoring started after this day.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("case", "tutor"),
                        name="tutoring_once",
                        violation_error_message="This tutor already stands beside this person.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SharedWord",
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
                            ("news", "News"),
                            ("like", "I like"),
                            ("dislike", "I do not like"),
                            ("place", "A place that matters to me"),
                            ("story", "A story"),
                            ("answer", "Answer"),
                        ],
                        max_length=8,
                        verbose_name="what it is",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("tutor", "The tutor"), ("person", "The person")],
                        max_length=8,
                        verbose_name="written by",
                    ),
                ),
                ("text", accanto.core.sealed.SealedTextField(blank=True, default="", verbose_name="words")),
                ("place", accanto.core.sealed.SealedTextField(blank=True, default="", verbose_name="where")),
                ("edited_at", models.DateTimeField(blank=True, null=True, verbose_name="changed at")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="taken back at")),
                (
                    "answers",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answered_by",
                        to="tutoring.sharedword",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "tutoring",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shared_words",
                        to="tutoring.tutoring",
                    ),
                ),
            ],
            options={
                "ordering": ("-created_at", "-id"),
                "indexes": [
                    models.Index(fields=["tutoring", "-created_at"], name="tutoring_sh_tutorin_945366_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReminderStop",
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
                    "side",
                    models.CharField(
                        choices=[("tutor", "The tutor"), ("person", "The person")],
                        max_length=6,
                        verbose_name="side",
                    ),
                ),
                (
                    "tutoring",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="tutoring.tutoring"
                    ),
                ),
            ],
            options={
                "verbose_name": "end of reminders",
                "constraints": [
                    models.UniqueConstraint(fields=("tutoring", "side"), name="reminder_stop_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
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
                    "side",
                    models.CharField(
                        choices=[("tutor", "The tutor"), ("person", "The person")],
                        max_length=6,
                        verbose_name="side",
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[("contact", "A contact that is due"), ("check_in", "A check-in")],
                        max_length=8,
                        verbose_name="about",
                    ),
                ),
                ("recipient", models.CharField(max_length=32, verbose_name="recipient")),
                ("week", models.DateField(verbose_name="week")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sending", "being sent"),
                            ("sent", "sent"),
                            ("failed", "could not be sent"),
                        ],
                        default="sending",
                        max_length=7,
                        verbose_name="state",
                    ),
                ),
                ("answers", models.JSONField(blank=True, default=list, verbose_name="answers")),
                (
                    "tutoring",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="tutoring.tutoring",
                    ),
                ),
            ],
            options={
                "verbose_name": "reminder",
                "verbose_name_plural": "reminders",
                "ordering": ("-week", "-id"),
                "indexes": [
                    models.Index(fields=["tutoring", "-week"], name="tutoring_re_tutorin_ed2101_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("recipient", "week"), name="reminder_once_a_week")
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
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
                    "side",
                    models.CharField(
                        choices=[("tutor", "The tutor"), ("person", "The person")],
                        max_length=8,
                        verbose_name="proposed by",
                    ),
                ),
                ("what", accanto.core.sealed.SealedTextField(verbose_name="what to do")),
                ("place", accanto.core.sealed.SealedTextField(blank=True, default="", verbose_name="where")),
                ("on", models.DateField(verbose_name="on")),
                ("at", models.TimeField(blank=True, null=True, verbose_name="at")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waits for an answer"),
                            ("accepted", "Agreed"),
                            ("declined", "No, thanks"),
                            ("done", "Done together"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "answer",
                    accanto.core.sealed.SealedTextField(blank=True, default="", verbose_name="answer"),
                ),
                (
                    "last_side",
                    models.CharField(
                        choices=[("tutor", "The tutor"), ("person", "The person")],
                        max_length=8,
                        verbose_name="last word of",
                    ),
                ),
                ("last_at", models.DateTimeField(verbose_name="last word at")),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "tutoring",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposals",
                        to="tutoring.tutoring",
                    ),
                ),
            ],
            options={
                "verbose_name": "proposal",
                "verbose_name_plural": "proposals",
                "ordering": ("on", "at", "id"),
                "indexes": [models.Index(fields=["tutoring", "on"], name="tutoring_pr_tutorin_87a35e_idx")],
            },
        ),
        migrations.CreateModel(
            name="PrivateWord",
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
                        choices=[("word", "A private word"), ("leave", "Asks to end the tutoring")],
                        max_length=8,
                        verbose_name="what it is",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("tutor", "The tutor"), ("person", "The person")],
                        max_length=8,
                        verbose_name="written by",
                    ),
                ),
                ("text", accanto.core.sealed.SealedTextField(blank=True, default="", verbose_name="words")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="taken back at")),
                ("seen_at", models.DateTimeField(blank=True, null=True, verbose_name="seen at")),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "seen_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "tutoring",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="private_words",
                        to="tutoring.tutoring",
                    ),
                ),
            ],
            options={
                "ordering": ("-created_at", "-id"),
                "indexes": [
                    models.Index(fields=["tutoring", "-created_at"], name="tutoring_pr_tutorin_48bc36_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="PartyInvitation",
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
                    "side",
                    models.CharField(
                        choices=[("tutor", "The tutor"), ("person", "The person")],
                        max_length=6,
                        verbose_name="who",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("it", "Italiano"),
                            ("en", "English"),
                            ("fr", "Français"),
                            ("ar", "العربية"),
                            ("ro", "Română"),
                        ],
                        default="it",
                        max_length=5,
                        verbose_name="language",
                    ),
                ),
                (
                    "email",
                    accanto.core.sealed.SealedTextField(
                        blank=True, default="", verbose_name="e-mail address"
                    ),
                ),
                (
                    "code",
                    accanto.core.sealed.SealedTextField(default="", verbose_name="code to tell by voice"),
                ),
                ("secret_hash", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "mailed_hash",
                    models.CharField(blank=True, db_index=True, default="", editable=False, max_length=64),
                ),
                ("wrong_codes", models.PositiveSmallIntegerField(default=0, verbose_name="wrong codes")),
                ("expires_at", models.DateTimeField(verbose_name="valid until")),
                ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="used")),
                (
                    "locked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="dead after wrong codes"),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn")),
                (
                    "invited_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "tutoring",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="tutoring.tutoring",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation to a tutoring",
                "verbose_name_plural": "invitations to a tutoring",
                "ordering": ("-created_at", "-id"),
            },
        ),
        migrations.AddField(
            model_name="contact",
            name="tutoring",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="contacts", to="tutoring.tutoring"
            ),
        ),
        migrations.CreateModel(
            name="CheckIn",
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
                    "side",
                    models.CharField(
                        choices=[("tutor", "The tutor"), ("person", "The person")],
                        max_length=6,
                        verbose_name="side",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("regular", "Check-in"), ("last", "Last word")],
                        default="regular",
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("due_on", models.DateField(verbose_name="asked on")),
                ("asked_again_on", models.DateField(blank=True, null=True, verbose_name="asked again on")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="answered on")),
                (
                    "answers",
                    accanto.core.sealed.SealedTextField(blank=True, default="", verbose_name="answers"),
                ),
                (
                    "words",
                    accanto.core.sealed.SealedTextField(
                        blank=True, default="", verbose_name="in their own words"
                    ),
                ),
                (
                    "note",
                    accanto.core.sealed.SealedTextField(
                        blank=True, default="", verbose_name="notes of the organisation"
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "tutoring",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="check_ins",
                        to="tutoring.tutoring",
                    ),
                ),
            ],
            options={
                "verbose_name": "check-in",
                "verbose_name_plural": "check-ins",
                "ordering": ("due_on", "side", "id"),
                "indexes": [
                    models.Index(fields=["answered_on", "due_on"], name="tutoring_ch_answere_e91d9f_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("tutoring", "number", "side"), name="check_in_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Alert",
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
                    "side",
                    models.CharField(
                        choices=[("tutor", "The tutor"), ("person", "The person")],
                        max_length=6,
                        verbose_name="side",
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("words", "Words that worry"),
                            ("talk", "Asks to talk with the organisation"),
                        ],
                        max_length=5,
                        verbose_name="why",
                    ),
                ),
                ("on", models.DateField(verbose_name="on")),
                (
                    "topics",
                    accanto.core.sealed.SealedTextField(blank=True, default="", verbose_name="what about"),
                ),
                ("seen_on", models.DateField(blank=True, null=True, verbose_name="seen to on")),
                (
                    "note",
                    accanto.core.sealed.SealedTextField(blank=True, default="", verbose_name="what was done"),
                ),
                (
                    "seen_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "check_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alerts",
                        to="tutoring.checkin",
                    ),
                ),
                (
                    "tutoring",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alerts",
                        to="tutoring.tutoring",
                    ),
                ),
            ],
            options={
                "verbose_name": "alert",
                "verbose_name_plural": "alerts",
                "ordering": ("-on", "-id"),
                "indexes": [models.Index(fields=["seen_on", "-on"], name="tutoring_al_seen_on_6edae8_idx")],
            },
        ),
        migrations.CreateModel(
            name="TutoringAgreement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("content", accanto.core.sealed.SealedJSONField(blank=True, default=dict)),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("put_on", models.DateField(blank=True, null=True, verbose_name="put to the two on")),
                ("agreed_on", models.DateField(blank=True, null=True, verbose_name="signed by both on")),
                (
                    "tutoring",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agreements",
                        to="tutoring.tutoring",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "agreement of a tutoring",
                "verbose_name_plural": "agreements of tutorings",
                "ordering": ("-number",),
                "constraints": [
                    models.UniqueConstraint(fields=("tutoring", "number"), name="tutoring_agreement_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementSignature",
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
                    "side",
                    models.CharField(
                        choices=[("tutor", "The tutor"), ("person", "The person")],
                        max_length=6,
                        verbose_name="who",
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("own", "on their own page"),
                            ("here", "on the operator's phone"),
                            ("paper", "on paper"),
                        ],
                        max_length=6,
                        verbose_name="how",
                    ),
                ),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("signed_on", models.DateField(verbose_name="signed on")),
                (
                    "name",
                    accanto.core.sealed.SealedTextField(
                        blank=True, default="", verbose_name="name as written"
                    ),
                ),
                (
                    "present",
                    accanto.core.sealed.SealedTextField(
                        blank=True, default="", verbose_name="who was present"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signatures",
                        to="tutoring.tutoringagreement",
                    ),
                ),
            ],
            options={
                "verbose_name": "signature of an agreement",
                "verbose_name_plural": "signatures of agreements",
                "ordering": ("side",),
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "side"), name="agreement_signed_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="TutoringPause",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("by_suspension", models.BooleanField(default=False, verbose_name="because of a suspension")),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "tutoring",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pauses",
                        to="tutoring.tutoring",
                    ),
                ),
            ],
            options={
                "verbose_name": "pause",
                "verbose_name_plural": "pauses",
                "ordering": ("-starts_on", "-id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="pause_ends_after_start",
                        violation_error_message="The pause ends before it begins.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TutoringSide",
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
                    "side",
                    models.CharField(
                        choices=[("tutor", "The tutor"), ("person", "The person")],
                        max_length=8,
                        verbose_name="which of the two",
                    ),
                ),
                (
                    "called",
                    accanto.core.sealed.SealedTextField(
                        blank=True, default="", verbose_name="how to call them"
                    ),
                ),
                ("seen_at", models.DateTimeField(blank=True, null=True, verbose_name="last looked")),
                (
                    "tutoring",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sides",
                        to="tutoring.tutoring",
                    ),
                ),
            ],
            options={
                "ordering": ("side",),
                "constraints": [
                    models.UniqueConstraint(fields=("tutoring", "side"), name="tutoring_side_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="TutorKey",
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
                        choices=[("name", "Name"), ("phone", "Phone"), ("email", "Email")], max_length=10
                    ),
                ),
                ("digest", models.BinaryField(max_length=16)),
                ("key_id", models.CharField(max_length=12)),
                (
                    "application",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="keys",
                        to="tutoring.tutorapplication",
                    ),
                ),
                (
                    "tutor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="keys",
                        to="tutoring.tutor",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("digest", "application"), name="application_key_once"),
                    models.UniqueConstraint(fields=("digest", "tutor"), name="tutor_key_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("application__isnull", True), ("tutor__isnull", True), _connector="XOR"
                        ),
                        name="tutor_key_of_one",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TutorMember",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("name", accanto.core.sealed.SealedTextField(default="", verbose_name="name")),
                ("joined_on", models.DateField(verbose_name="in the group since")),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="left on")),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "tutor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="tutoring.tutor",
                    ),
                ),
            ],
            options={
                "verbose_name": "member of the group",
                "verbose_name_plural": "members of the group",
                "ordering": ("left_on", "joined_on", "id"),
            },
        ),
        migrations.CreateModel(
            name="TutoringMember",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("from_on", models.DateField(verbose_name="from")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "tutoring",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="beside",
                        to="tutoring.tutoring",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="beside",
                        to="tutoring.tutormember",
                        verbose_name="member of the group",
                    ),
                ),
            ],
            options={
                "verbose_name": "member beside the person",
                "verbose_name_plural": "members beside the person",
                "ordering": ("-from_on", "-id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__isnull", True),
                            ("until_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="beside_ends_after_start",
                        violation_error_message="The end comes before the beginning.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until_on__isnull", True)),
                        fields=("tutoring",),
                        name="one_of_the_group_beside",
                        violation_error_message="Someone of the group stands beside this person already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TutorPause",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "tutor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pauses",
                        to="tutoring.tutor",
                    ),
                ),
            ],
            options={
                "verbose_name": "pause of a tutor",
                "verbose_name_plural": "pauses of tutors",
                "ordering": ("-starts_on", "-id"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on__isnull", True)),
                        fields=("tutor",),
                        name="one_pause_at_a_time",
                        violation_error_message="This tutor is having a pause already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TutorRequest",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("asked_on", models.DateField(verbose_name="waits since")),
                ("times", models.JSONField(blank=True, default=list, verbose_name="free times")),
                ("wishes", models.JSONField(blank=True, default=list, verbose_name="wishes a tutor who is")),
                ("interests", models.JSONField(blank=True, default=list, verbose_name="interests")),
                ("musts", models.JSONField(blank=True, default=list, verbose_name="a tutor must help with")),
                (
                    "alone",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Has friends in the place, or takes part in groups"),
                            (1, "Has some acquaintances in the place"),
                            (2, "Knows only people of the same origin"),
                            (3, "Has nobody to rely on"),
                        ],
                        default=1,
                        validators=[django.core.validators.MaxValueValidator(3)],
                        verbose_name="how alone",
                    ),
                ),
                ("note", accanto.core.sealed.SealedTextField(blank=True, default="", verbose_name="note")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("served", "Has a tutor"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="no longer waiting since")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tutor_requests",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "request for a tutor",
                "verbose_name_plural": "requests for a tutor",
                "ordering": ("-asked_on", "-id"),
                "indexes": [models.Index(fields=["state", "case"], name="tutoring_tu_state_3c3f65_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("case",),
                        name="one_request_waits",
                        violation_error_message="A tutor is already looked for in this case.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            ("ended_on__gte", models.F("asked_on")),
                            _connector="OR",
                        ),
                        name="request_ends_after_asking",
                        violation_error_message="The person has waited since a later day.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Match",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("held", "Held: the two are being asked"),
                            ("refused", "Refused"),
                            ("introduced", "Introduced"),
                            ("lapsed", "No longer held"),
                        ],
                        default="held",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("proposed", models.BooleanField(default=False, verbose_name="as proposed")),
                ("decided_on", models.DateField(verbose_name="decided on")),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("person", "The person prefers someone else"),
                            ("tutor", "The tutor prefers not to"),
                            ("know", "They know each other, and it should not be"),
                            ("past", "They met before, and it did not go well"),
                            ("times", "Their times do not meet after all"),
                            ("far", "Too far, or no way to get there"),
                            ("needs", "Other help is needed than this tutor can give"),
                            ("safety", "For someone's safety"),
                            ("other", "Another reason"),
                        ],
                        max_length=8,
                        verbose_name="why not",
                    ),
                ),
                (
                    "words",
                    accanto.core.sealed.SealedTextField(blank=True, default="", verbose_name="in words"),
                ),
                (
                    "tutor_yes_on",
                    models.DateField(blank=True, null=True, verbose_name="the tutor said yes on"),
                ),
                (
                    "person_yes_on",
                    models.DateField(blank=True, null=True, verbose_name="the person said yes on"),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="let go on")),
                (
                    "reasons",
                    accanto.core.sealed.SealedJSONField(
                        blank=True, default=dict, verbose_name="reasons of the day"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person_yes_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "tutor_yes_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "tutor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matches",
                        to="tutoring.tutor",
                        verbose_name="tutor",
                    ),
                ),
                (
                    "tutoring",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="match",
                        to="tutoring.tutoring",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="matches",
                        to="tutoring.tutorrequest",
                    ),
                ),
            ],
            options={
                "verbose_name": "pair",
                "verbose_name_plural": "pairs",
                "ordering": ("-decided_on", "-id"),
                "indexes": [
                    models.Index(fields=["state", "request"], name="tutoring_ma_state_6cd05d_idx"),
                    models.Index(fields=["tutor", "state"], name="tutoring_ma_tutor_i_369cf5_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "held")),
                        fields=("request",),
                        name="one_pair_held",
                        violation_error_message="A tutor is held for this person already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "refused")),
                        fields=("request", "tutor"),
                        name="refused_once",
                        violation_error_message="This pair is refused already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="refusal_has_reason",
                        violation_error_message="Say why not.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AskedCheck",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("key", models.CharField(max_length=80, verbose_name="what is asked for")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="network.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "check that is asked for",
                "verbose_name_plural": "checks that are asked for",
                "ordering": ("created_at", "id"),
                "constraints": [models.UniqueConstraint(fields=("organisation", "key"), name="asked_once")],
            },
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["tutoring", "-on"], name="tutoring_co_tutorin_3d6d2a_idx"),
        ),
        migrations.AddField(
            model_name="partyinvitation",
            name="member",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="tutoring.tutormember",
                verbose_name="member of the group",
            ),
        ),
        migrations.AlterField(
            model_name="partyinvitation",
            name="tutoring",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="invitations",
                to="tutoring.tutoring",
            ),
        ),
        migrations.CreateModel(
            name="HandedOn",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accanto.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("code", models.CharField(max_length=12, verbose_name="code")),
                ("on", models.DateField(verbose_name="on")),
                ("why", accanto.core.sealed.SealedTextField(blank=True, default="", verbose_name="why")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.organisation",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.project"
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.organisation",
                        verbose_name="to",
                    ),
                ),
            ],
            options={
                "verbose_name": "offer that was handed on",
                "verbose_name_plural": "offers that were handed on",
                "ordering": ("-on", "-id"),
            },
        ),
        migrations.CreateModel(
            name="PairQuestion",
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
                    "side",
                    models.CharField(
                        choices=[("tutor", "The tutor"), ("person", "The person")],
                        max_length=6,
                        verbose_name="who",
                    ),
                ),
                ("asked_on", models.DateField(verbose_name="asked on")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Yes, gladly"),
                            ("talk", "I would like to talk first"),
                            ("no", "No, thank you"),
                        ],
                        max_length=4,
                        verbose_name="answer",
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                ("words", accanto.core.sealed.SealedTextField(blank=True, default="", verbose_name="words")),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "match",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="tutoring.match",
                        verbose_name="pair",
                    ),
                ),
            ],
            options={
                "verbose_name": "question to one side of a pair",
                "verbose_name_plural": "questions to the sides of a pair",
                "ordering": ("side",),
                "constraints": [
                    models.UniqueConstraint(fields=("match", "side"), name="pair_side_asked_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="partyinvitation",
            name="question",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="invitations",
                to="tutoring.pairquestion",
                verbose_name="question to one side of a pair",
            ),
        ),
        migrations.AddField(
            model_name="partyinvitation",
            name="followed",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="invitations",
                to="cases.case",
                verbose_name="case, for the person's own page",
            ),
        ),
        migrations.AddConstraint(
            model_name="partyinvitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("followed", None), ("question", None), ("tutoring__isnull", False)),
                    models.Q(("followed", None), ("question__isnull", False), ("tutoring", None)),
                    models.Q(("followed__isnull", False), ("question", None), ("tutoring", None)),
                    _connector="OR",
                ),
                name="invitation_to_one_thing",
            ),
        ),
    ]
