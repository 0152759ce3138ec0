"""The settings of an installation. Every name of the environment goes through `core.env`.

`docs/settings.md` is generated from here.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from accanto.core import database, env

database.use_bundled_sqlite()  # before anything imports sqlite3

PACKAGE = Path(__file__).resolve().parent.parent

# --- where it lives -----------------------------------------------------------------------------

HOME = Path(
    env.text("ACCANTO_HOME", "var", meaning="Folder of the installation: database, keys, mail, documents")
).resolve()
TESTING = env.flag("ACCANTO_TESTING", meaning="Set by the test suite: fast password hashing, no mail")
DEMO = env.flag("ACCANTO_DEMO", meaning="The demo site: plain HTTP on this machine, printed accounts")
#: The demo's accounts share this secret; it opens nothing anywhere else.
DEMO_SECOND_FACTOR = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
DEBUG = env.flag("ACCANTO_DEBUG", meaning="Django's debug pages; never on a site with real people")

ACCANTO_KEYRING = env.text(
    "ACCANTO_KEYRING", str(HOME / "keys" / "keyring.json"), meaning="File of the keys; keep it out of backups"
)


def _secret_key() -> str:
    """The environment's, or one made at the first start and kept beside the keyring."""
    given = env.text("ACCANTO_SECRET_KEY", meaning="Signs sessions; made at the first start if not given")
    if given:
        return given
    path = Path(ACCANTO_KEYRING).with_name("secret_key")
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="utf-8")
    return path.read_text(encoding="utf-8")


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = env.words(
    "ACCANTO_HOSTS", "localhost,127.0.0.1,[::1]", meaning="Host names of the site, by comma"
)
CSRF_TRUSTED_ORIGINS = env.words("ACCANTO_ORIGINS", meaning="Origins behind a proxy, https://…, by comma")
ACCANTO_SITE = env.text(
    "ACCANTO_SITE",
    meaning="Address of the site in mail sent by the clock, https://…; else ACCANTO_ORIGINS or ACCANTO_HOSTS",
)
HTTPS = env.flag("ACCANTO_HTTPS", not (DEMO or TESTING or DEBUG), meaning="The site is reached by HTTPS")

DATABASES = {
    "default": database.database_settings(
        env.text(
            "DATABASE_URL", meaning="postgresql://…, or empty for the embedded database in ACCANTO_HOME"
        ),
        HOME,
    )
}

# --- what it is made of -------------------------------------------------------------------------

ROOMS = [
    "accanto.core",
    "accanto.network",
    "accanto.accounts",
    "accanto.privacy",
    "accanto.directory",
    "accanto.people",
    "accanto.cases",
    "accanto.activities",
    "accanto.outreach",
    "accanto.plans",
    "accanto.tutoring",
    "accanto.supports",
    "accanto.skills",
    "accanto.evaluation",
    "accanto.caseload",
    "accanto.mine",
    "accanto.portal",
    "accanto.api",
]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.contrib.sites",
    *ROOMS,
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "accanto.core.middleware.LanguageOfLink",
    "django.middleware.locale.LocaleMiddleware",
    "accanto.core.gate.InputGate",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accanto.accounts.doors.LinkSessions",
    "accanto.accounts.middleware.ActorMiddleware",
    "accanto.accounts.middleware.SignInMiddleware",
    "accanto.accounts.middleware.SecondFactorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accanto.core.middleware.PrivateResponses",
]

ROOT_URLCONF = "accanto.config.urls"
WSGI_APPLICATION = "accanto.config.wsgi.application"
SITE_ID = 1
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

FORM_RENDERER = "accanto.core.rendering.FormRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accanto.config.navigation.navigation",
            ],
        },
    }
]

# --- signing in ---------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = (
    ["django.contrib.auth.hashers.MD5PasswordHasher"] if TESTING else ["accanto.accounts.hashers.Argon2id"]
)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accanto.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {"reset_password": "accanto.accounts.forms.ResetForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts come from invitations, sent to the address itself
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "accanto.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO or TESTING or DEBUG
MFA_TOTP_ISSUER = "Accanto"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "accanto_session"
SESSION_COOKIE_SAMESITE = "Lax"

CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
        if TESTING
        else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
    ),  # the rate limits of sign-in must be one for all workers
    "figures": {  # of each worker: what it worked out, under the version of the data (evaluation/kept.py)
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "figures",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 300},
    },
}

# --- transport and browser ----------------------------------------------------------------------

SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = env.flag(
    "ACCANTO_BEHIND_PROXY", meaning="A proxy of yours ends TLS and sets X-Forwarded-Proto and X-Forwarded-For"
)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
#: Rate limits count the address that the proxy saw; without it all readers would share the proxy's own.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
_SELF = ["'self'"]

#: No server of others learns who looks at the map, unless an administrator sets one.
ACCANTO_TILES = env.text(
    "ACCANTO_TILES", meaning="Tile server of the map, https://…/{z}/{x}/{y}.png; none unless it is set"
)
ACCANTO_TILES_SOURCE = env.text(
    "ACCANTO_TILES_SOURCE", meaning="Whom the map names as the source of the tiles"
)
_TILES_FROM = ["/".join(ACCANTO_TILES.split("/")[:3])] if ACCANTO_TILES else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": _SELF,
        "style-src": _SELF,
        "font-src": _SELF,
        "img-src": ["'self'", "data:", *_TILES_FROM],
        "connect-src": _SELF,
        "manifest-src": _SELF,
        "worker-src": _SELF,
        "form-action": _SELF,
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_HANDLERS = ["accanto.core.uploads.HeldInMemory"]
ACCANTO_DOCUMENT_MB = env.number(
    "ACCANTO_DOCUMENT_MB", 15, meaning="Largest document of a case that is taken, in megabytes (10 or more)"
)
ACCANTO_SHARED_MINUTES = env.number(
    "ACCANTO_SHARED_MINUTES",
    15,
    meaning="Minutes of rest after which who came by a link is out, on a shared phone",
)
ACCANTO_CLAMD = env.text(
    "ACCANTO_CLAMD",
    meaning="ClamAV's daemon, host:port or the path of its socket; without it documents are not looked at for viruses",
)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000

# --- languages and time -------------------------------------------------------------------------

LANGUAGE_CODE = "it"
LANGUAGES = [("it", "Italiano"), ("en", "English"), ("fr", "Français"), ("ar", "العربية"), ("ro", "Română")]
STAFF_LANGUAGES = ["it", "en"]
LOCALE_PATHS = [PACKAGE / "locale", PACKAGE / "locale_public"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Rome"
FIRST_DAY_OF_WEEK = 1

# --- the directory, for others ------------------------------------------------------------------

ACCANTO_HSDS_VERSION = env.text(
    "ACCANTO_HSDS_VERSION",
    "3.2",
    meaning="HSDS as the API says it: 3.2, or 3.3 with operating_hours and events",
)

ACCANTO_PUBLISHER = env.text(
    "ACCANTO_PUBLISHER", "Accanto", meaning="Who publishes the directory, as the API says it"
)
ACCANTO_PUBLISHER_MAIL = env.text(
    "ACCANTO_PUBLISHER_MAIL", meaning="E-mail address of who publishes the directory"
)
ACCANTO_TRAINING_HOURS = env.number(
    "ACCANTO_TRAINING_HOURS", 8, meaning="Hours of training asked of a tutor where the project says nothing"
)
ACCANTO_FRAME_ANCESTORS = env.words(
    "ACCANTO_FRAME_ANCESTORS", "*", meaning="Sites that may embed the list of services, by comma; * is any"
)

# --- files, mail, jobs, logs --------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = TESTING  # else each client of the tests looks through all files first
WHITENOISE_MAX_AGE = 3600

EMAIL_FILE_PATH = HOME / "mail"
EMAIL_HOST, _, _port = env.text(
    "ACCANTO_SMTP", meaning="Mail server, host:port; without it mail is written to files in ACCANTO_HOME/mail"
).partition(":")
EMAIL_PORT = int(_port or 587)
EMAIL_USE_TLS = True
EMAIL_HOST_USER = env.text("ACCANTO_SMTP_USER", meaning="User name at the mail server")
EMAIL_HOST_PASSWORD = env.text("ACCANTO_SMTP_PASSWORD", meaning="Password at the mail server")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
DEFAULT_FROM_EMAIL = env.text("ACCANTO_MAIL_FROM", "accanto@localhost", meaning="Sender of the site's mail")

TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend"
        if TESTING
        else "django_tasks_db.DatabaseBackend"
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # That a page was not there or not for someone is no news; an address may hold the secret of a link.
    "loggers": {"django.request": {"level": "ERROR"}},
}
