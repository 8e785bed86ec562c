"""Every setting of SIMPEG. The environment is read here, once, and nowhere else.

DATABASE_URL, REDIS_URL   servers of your own; a missing one is replaced by an embedded server (simpeg.embedded)
DATABASE_REPLICA_URL      a streaming replica of DATABASE_URL: answers pages that only read, while it is near enough
SECRET_KEY                required with a DATABASE_URL, unless DEBUG; else one is made and kept in the data folder
DEBUG                     off unless "true"; the demo regency and its logins exist in DEBUG only
ALLOWED_HOSTS             names the site answers to, comma-separated
HTTPS                     on unless DEBUG: secure cookies, HSTS, redirect to https
TRUSTED_PROXIES           addresses of the proxies before us, comma-separated ("unix" for a unix socket): only their
                          X-Forwarded-For and X-Forwarded-Proto are believed
SIMPEG_BIND               where `manage.py up` listens; default 127.0.0.1:8000
EMAIL_URL                 the mail server, for example smtp+tls://name:password@mail.example.go.id:587; without it
                          e-mails are only printed where the worker runs
DEFAULT_FROM_EMAIL        the sender of those e-mails
SITE_ADDRESS              where people reach the site, https://simpeg.example.go.id: for the links in e-mails, required
                          with an EMAIL_URL
SIMPEG_DATA_DIR           uploads, exports and the embedded servers' data; default .data/ of the checkout
"""

import sys
from datetime import timedelta
from pathlib import Path

import environ
from celery.schedules import crontab
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
TESTING = "pytest" in sys.modules
HTTPS = env.bool("HTTPS", default=not (DEBUG or TESTING))
DATA_DIR = Path(env.str("SIMPEG_DATA_DIR", default=str(BASE_DIR / ".data"))).absolute()

# Servers: named in the environment, or embedded.
_missing = {name for name, key in (("postgres", "DATABASE_URL"), ("valkey", "REDIS_URL")) if not env.ENVIRON.get(key)}
if _missing:
    from simpeg.embedded import ensure

    _services = ensure(_missing)
    DATA_DIR = _services.data_dir
_database_url = env.str("DATABASE_URL", default="") or _services.database_url
REDIS_URL = env.str("REDIS_URL", default="") or _services.redis_url
# The same server in kombu's words: it spells the address of a Unix socket in a way of its own.
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://").replace("?db=", "?virtual_host=")

if "SECRET_KEY" in env.ENVIRON:
    SECRET_KEY = env.str("SECRET_KEY")
elif DEBUG or TESTING or "postgres" in _missing:  # a trial: commands work beside `make run` without further words
    from simpeg.embedded import secret_key

    SECRET_KEY = secret_key(DATA_DIR)
else:
    raise ImproperlyConfigured("SECRET_KEY belum diisi: isi di lingkungan, atau pakai DEBUG=true untuk mencoba.")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if DEBUG or TESTING else [])
SIMPEG_BIND = env.str("SIMPEG_BIND", default="127.0.0.1:8000")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=[])

INSTALLED_APPS = [
    "simpeg.accounts.admin_app.DataAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django_filters",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "axes",
    "simpeg.core",
    "simpeg.accounts",
    "simpeg.law",
    "simpeg.audit",
    "simpeg.jobs",
    "simpeg.notices",
    "simpeg.imports",
    "simpeg.reports",
    "simpeg.web",
    "employees",
    "training",
    "performance",
    "recruitment",
    "simpeg.home",
    "simpeg.demo",
]

# In this order: what may come in at all, what every answer carries, who asks, what he may.
MIDDLEWARE = [
    "simpeg.web.requests.TrustedProxies",
    "simpeg.web.headers.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "simpeg.web.requests.KnownRequests",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "simpeg.accounts.middleware.SessionInUse",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simpeg.web.replica.SeenPosition",
    "simpeg.web.middleware.OutageMiddleware",
    "simpeg.web.middleware.OwnErrorPages",
    "simpeg.accounts.middleware.LoginRequired",
    "simpeg.accounts.middleware.FirstPassword",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "employees.purposes.middleware.ReadingPurpose",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "simpeg.urls"
WSGI_APPLICATION = "simpeg.wsgi.application"
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
            ]
        },
    }
]

# JIT off: it costs more than it saves on the small queries of pages (shared measurements: up to 55 times).
_database = env.db_url_config(_database_url)
_database.setdefault("OPTIONS", {}).update(
    {"options": "-c jit=off -c TimeZone=UTC" + (" -c synchronous_commit=off" if TESTING else "")}
)
_database["CONN_MAX_AGE"] = 60
_database["CONN_HEALTH_CHECKS"] = True
DATABASES = {"default": _database}
# A place to read from, never to write to, whatever the server at this address would allow (simpeg.core.replica).
if env.str("DATABASE_REPLICA_URL", default="") and not TESTING:
    _replica = env.db_url_config(env.str("DATABASE_REPLICA_URL"))
    _read_only = f"{_database['OPTIONS']['options']} -c default_transaction_read_only=on"
    _replica.setdefault("OPTIONS", {}).update({"options": _read_only, "connect_timeout": 2})
    _replica["CONN_MAX_AGE"] = 60
    DATABASES["replica"] = _replica
REPLICA_LAG = 5  # seconds that a page of the replica may be behind the primary; past them the primary answers
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "simpeg.accounts.backends.NipOrUsernameBackend"]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "home:index"
LOGOUT_REDIRECT_URL = "accounts:login"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "simpeg.accounts.passwords.LengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "simpeg.accounts.passwords.KnownPasswordValidator"},
    {"NAME": "simpeg.accounts.passwords.PatternValidator"},
    {"NAME": "simpeg.accounts.passwords.ContextValidator"},
]

# Sessions end by themselves, in the database; the cookie lives as long as the browser is open.
SESSION_ENGINE = "simpeg.accounts.sessions"
SESSION_IDLE = timedelta(minutes=30)
SESSION_ABSOLUTE = timedelta(hours=8)
SESSION_TOUCH = timedelta(minutes=1)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Wrong logins: refused for a while after these many, per account and per address (which a whole office may share).
AXES_HANDLER = "simpeg.accounts.throttle.Throttle"
AXES_FAILURE_LIMIT = 5
LOGIN_FAILURES_PER_ADDRESS = 30
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_USERNAME_CALLABLE = "simpeg.accounts.throttle.account_key"
AXES_CLIENT_IP_CALLABLE = "simpeg.accounts.events.address_of"
AXES_LOCKOUT_CALLABLE = "simpeg.accounts.views.lockout_page"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # or whoever keeps trying keeps the owner out for ever
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "csrfmiddlewaretoken", "next", "old", "new", "again"]
AXES_DISABLE_ACCESS_LOG = True  # SecurityEvent keeps it
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

LANGUAGE_CODE = "id"
TIME_ZONE = "Asia/Makassar"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "files"  # never below a web root: served by views that ask first
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
CSRF_FAILURE_VIEW = "simpeg.web.views.csrf_failure"
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = DEBUG or TESTING  # nothing was collected yet
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"

# Said on every answer by simpeg.web.headers. Nothing inline, nothing from elsewhere, no exception for the admin.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)

# On https; TRUSTED_PROXIES tells who may say so. `__Host-` cookies cannot be set by a neighbouring name.
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
SEEN_COOKIE_NAME = "__Host-seen" if HTTPS else "seen"  # only where there is a replica
X_FRAME_OPTIONS = "DENY"

# What a request may bring: forms are small, workbooks of 100,000 employees are not (simpeg.imports.package).
LARGEST_FORM = DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
LARGEST_UPLOAD = 257 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

# E-mails say that there is news and where to read it (simpeg.notices); tests keep them in memory.
_mail = env.email_url("EMAIL_URL", default="consolemail://")
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"] or "localhost", _mail["EMAIL_PORT"] or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"] or "", _mail["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.get("EMAIL_USE_TLS", False), _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="simpeg@localhost")
SITE_ADDRESS = env.str("SITE_ADDRESS", default="").rstrip("/")
if env.ENVIRON.get("EMAIL_URL") and not SITE_ADDRESS:
    raise ImproperlyConfigured("SITE_ADDRESS belum diisi: surel memerlukannya untuk tautan, misalnya https://simpeg.…")
SITE_ADDRESS = SITE_ADDRESS or f"http://{SIMPEG_BIND}"

# To standard error, in production too: Django by itself would tell nobody. Requests are told by address, not by query.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "simpeg.core.logs.WithoutPeople",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "pypdf": {"level": "CRITICAL"},  # what it says of broken files quotes them
    },
}

# The job row in PostgreSQL is the truth; the message is a wake-up call that may be lost or doubled.
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_ALWAYS_EAGER = TESTING
CELERY_TASK_EAGER_PROPAGATES = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_WORKER_HIJACK_ROOT_LOGGER = False  # LOGGING holds for workers too
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False  # a page never waits for a broker that is down; the sweeper sends again
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 2,
    "socket_timeout": 30,
    "max_retries": 1,
    "interval_start": 0,
    "interval_max": 0.1,
}
CELERY_BEAT_SCHEDULE = {
    "sweep-jobs": {"task": "simpeg.jobs.sweep", "schedule": timedelta(seconds=20)},
    "purge-strays": {"task": "simpeg.jobs.purge_strays", "schedule": timedelta(hours=1)},
    "mail-notices": {"task": "simpeg.notices.mail", "schedule": timedelta(minutes=1)},
    "grades-in-force": {"task": "employees.bring_grades_forward", "schedule": timedelta(hours=1)},
    "follow-standings": {"task": "employees.follow_standings", "schedule": timedelta(hours=1)},
    "check-state": {"task": "employees.check_state_nightly", "schedule": crontab(hour=1, minute=0)},
    "check-quality": {"task": "employees.check_quality_nightly", "schedule": crontab(hour=1, minute=30)},
    "look-ahead": {"task": "employees.look_ahead_nightly", "schedule": crontab(hour=2, minute=15)},
    "purge-comparisons": {"task": "employees.purge_comparisons", "schedule": timedelta(hours=1)},
    "purge-imports": {"task": "employees.purge_imports", "schedule": timedelta(hours=1)},
    "tend-documents": {"task": "employees.tend_documents", "schedule": timedelta(hours=1)},
    "tend-letters": {"task": "employees.tend_letters", "schedule": timedelta(hours=1)},
    "follow-plans": {"task": "performance.follow_moves_nightly", "schedule": crontab(hour=0, minute=20)},
    "purge-rating-imports": {"task": "performance.purge_imports", "schedule": timedelta(hours=1)},
    "end-objections": {"task": "performance.end_waiting_nightly", "schedule": crontab(hour=0, minute=40)},
    "remind-plans": {
        "task": "performance.remind_late_weekly",
        "schedule": crontab(hour=6, minute=30, day_of_week=1),
    },
    "measure-index": {"task": "training.measure_index_nightly", "schedule": crontab(hour=2, minute=45)},
    "tend-evidence": {"task": "performance.tend_evidence", "schedule": timedelta(hours=1)},
    "purge-competence-imports": {"task": "training.purge_competence_imports", "schedule": timedelta(hours=1)},
    "clear-sessions": {"task": "simpeg.accounts.clear_sessions", "schedule": timedelta(hours=1)},
}
