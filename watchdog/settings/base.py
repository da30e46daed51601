"""
What every deployment shares. All that differs comes from the environment; nothing here asks the network.

``CITY`` picks the profile, ``PORTAL_STATE`` the directory of the city's own files, ``DATABASE_URL`` and ``REDIS_URL``
the servers (``./portal`` starts embedded ones when they are not given).
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from watchdog.core.naming import portal_name
from watchdog.settings.program import digest
from watchdog.settings.schedule import BEAT_SCHEDULE

BASE_DIR = Path(__file__).resolve().parent.parent.parent
CITY = os.environ.get("CITY", "gliwice")
PORTAL_STATE = Path(os.environ.get("PORTAL_STATE", BASE_DIR / ".portal" / CITY))
ARCHIVE_DIR = PORTAL_STATE / "archive"
MEDIA_ROOT = PORTAL_STATE / "media"
# Libraries that ./portal unpacked where it may not install any (``watchdog.reports.native``).
NATIVE_DIR = BASE_DIR / ".portal" / "sys"

INSTALLED_APPS = [
    "watchdog.core",
    "watchdog.archive",
    "watchdog.search",
    "watchdog.exports",
    "watchdog.reports",
    "watchdog.opendata",
    "watchdog.ingest",
    "watchdog.missing",
    "watchdog.pages",
    "watchdog.accounts",
    "watchdog.backup",
    "watchdog.backroom",
    "watchdog.errata",
    "council",
    "spending",
    "newsletter",
    "django_filters",
    "simple_history",
    "watchdog.backroom.admin_app",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    # A visitor gets no cookie: public templates never touch the session, the user or messages (a contract test).
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "watchdog.accounts.gate.Gate",
    "axes.middleware.AxesMiddleware",
    "watchdog.core.version.OneVersion",
    "watchdog.opendata.doors.OpenDoors",
    "watchdog.core.remembered.RememberedPages",
]
# How long a page is kept for the next visitor (seconds; 0: not at all). Any write to the database ends it sooner, and
# so does any change to the program. PAGES_DIR is where plain pages lie as files for a proxy (ADR 23); empty: nowhere.
PAGES_REMEMBERED = 300
PAGES_DIR = os.environ.get("PAGES_DIR", "")
# How often one address may ask the doors of machines within a minute.
OPEN_DATA_A_MINUTE = int(os.environ.get("OPEN_DATA_A_MINUTE") or 600)
# With what the identifiers of our contracting processes begin: a prefix that the Open Contracting Partnership gave.
OCDS_PREFIX = os.environ.get("OCDS_PREFIX", "")
PROGRAM = digest(BASE_DIR, CITY)
ROOT_URLCONF = "watchdog.urls"
WSGI_APPLICATION = "watchdog.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "watchdog.context.portal",
            ],
        },
    }
]

# A question that a connection is sent for the third time is prepared, where it is asked by a ``Statement``.
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL", "postgresql://portal@localhost/portal"), conn_max_age=60, conn_health_checks=True
    )
}
# Only ``watchdog.core.statements`` has its statements prepared. Were every text prepared that comes again, a plan made
# while a table was empty would go on after the first import, until the table is analysed.
DATABASES["default"]["OPTIONS"] = {**DATABASES["default"].get("OPTIONS", {}), "prepare_threshold": 1_000_000_000}
REDIS_URL = os.environ.get("REDIS_URL", "redis://localhost:6379/0")
CACHES = {
    "default": {
        "BACKEND": "watchdog.core.valkey.Cache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": f"portal-{CITY}",
    }
}
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://").replace("?db=", "?virtual_host=")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TIMEZONE = "Europe/Warsaw"
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_DEFAULT_QUEUE = f"portal-{CITY}"
CELERY_BEAT_SCHEDULE = BEAT_SCHEDULE

# How long it is kept who sent a remark about a record, after it was answered (days).
SENDERS_KEPT_DAYS = 30

# The crawler: who it says it is (an office can write to ``CRAWLER_CONTACT``), its pause between two requests to one
# host and the longest conversation (seconds), the largest document (bytes); private networks are for tests only.
HTTP_USER_AGENT = f"GliwiceOdNowa/0.1 ({', '.join(filter(None, [CITY, os.environ.get('CRAWLER_CONTACT')]))})"
HTTP_PAUSE = 1
HTTP_MAX_SECONDS = 120
HTTP_MAX_BYTES = 100 * 1024 * 1024
HTTP_ALLOW_PRIVATE = False

LANGUAGE_CODE = "pl"
LANGUAGES = [("pl", _("Polish")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Warsaw"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = PORTAL_STATE / "static"

LOGIN_URL = "admin:login"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# Links that are sent by mail, in seconds: to choose a new password, to accept an invitation.
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600
# Who must show a second factor is said in watchdog/accounts/roles.py; they also log in anew after this pause (seconds).
SECOND_FACTOR_REQUIRED = True
SECOND_FACTOR_IDLE = 3600
OTP_TOTP_ISSUER = portal_name
OTP_TOTP_SYNC = False  # telephones know the time; a drift learnt from one late code would only confuse the next
# Wrong passwords and codes: after five by one name from one address that pair waits.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "watchdog.accounts.throttling.paused"
AXES_CLIENT_IP_CALLABLE = "watchdog.accounts.throttling.client_address"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code", "csrfmiddlewaretoken"]
AXES_ENABLE_ADMIN = False  # the portal has pages of its own for them
AXES_VERBOSE = False
# The header in which a proxy says whom it speaks for; without one, whoever connects is who asks.
CLIENT_ADDRESS_HEADER = ""
# Codes of the second factor that ``manage login_code`` may tell, and a first administrator who is given one at once.
LOGIN_CODES_TOLD = False
# The address that mails come from; it may have a name („Portal <portal@…>”), otherwise it is the portal's own.
DEFAULT_FROM_EMAIL = "odnowa@localhost"
# Where the portal is, as its mails say it: they are written where nobody's request tells the host.
SITE_URL = os.environ.get("SITE_URL") or f"http://127.0.0.1:{os.environ.get('PORT') or 8000}/"
EMAIL_TIMEOUT = 10
# Over so many connections at most the newsletter is sent; a killed worker leaves at most so many mails in doubt.
EMAIL_CONNECTIONS = int(os.environ.get("EMAIL_CONNECTIONS") or 32)
# The newsletter's mails are signed (DKIM) where a key in a PEM file and its selector in the DNS are given.
DKIM_KEY_FILE = os.environ.get("DKIM_KEY_FILE", "")
DKIM_SELECTOR = os.environ.get("DKIM_SELECTOR") or "odnowa"
# Who carries the mails and tells of bounces at /poczta/zdarzenia/: signed with the provider's key, or behind a name and
# password ("name:password") of ours; empty: nobody does.
MAIL_PROVIDER = os.environ.get("MAIL_PROVIDER", "")
ANYMAIL = {
    "WEBHOOK_SECRET": os.environ.get("MAIL_EVENTS_SECRET") or None,
    f"{MAIL_PROVIDER.upper()}_WEBHOOK_SIGNING_KEY": os.environ.get("MAIL_EVENTS_KEY") or None,
}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "watchdog.backroom.refusing.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 30 * 1024 * 1024
# Documents of strangers are read in a process of their own, with limits of time and memory.
READ_APART = True
# The largest file that the back room takes (bytes); of a larger one nothing more is even received.
UPLOAD_MAX_BYTES = 20 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "watchdog.core.uploading.Measured",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

SILENCED_SYSTEM_CHECKS: list[str] = []
