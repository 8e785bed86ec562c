"""Every setting of SIMPEG. The environment is read here, once, and nowhere else.

DATABASE_URL, REDIS_URL   servers of your own; a missing one is replaced by an embedded server (simpeg.embedded)
SECRET_KEY                required unless DEBUG; in DEBUG one is made and kept in the data folder
DEBUG                     off unless "true"; the demo regency and its logins exist in DEBUG only
ALLOWED_HOSTS             names the site answers to, comma-separated
HTTPS                     on unless DEBUG: secure cookies, HSTS, redirect to https
SIMPEG_BIND               where `manage.py up` listens; default 127.0.0.1:8000
SIMPEG_DATA_DIR           uploads, exports and the embedded servers' data; default .data/ of the checkout
"""

import sys
from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
TESTING = "pytest" in sys.modules
HTTPS = env.bool("HTTPS", default=not (DEBUG or TESTING))
DATA_DIR = Path(env.str("SIMPEG_DATA_DIR", default=str(BASE_DIR / ".data"))).absolute()

# Servers: named in the environment, or embedded.
_missing = {name for name, key in (("postgres", "DATABASE_URL"), ("valkey", "REDIS_URL")) if key not in env.ENVIRON}
if _missing:
    from simpeg.embedded import ensure

    _services = ensure(_missing)
    DATA_DIR = _services.data_dir
_database_url = env.str("DATABASE_URL", default="") or _services.database_url
REDIS_URL = env.str("REDIS_URL", default="") or _services.redis_url
CELERY_BROKER_URL = env.str("REDIS_URL", default="") or _services.broker_url

if "SECRET_KEY" in env.ENVIRON:
    SECRET_KEY = env.str("SECRET_KEY")
elif DEBUG or TESTING:
    from simpeg.embedded import secret_key

    SECRET_KEY = secret_key(DATA_DIR)
else:
    raise ImproperlyConfigured("SECRET_KEY belum diisi. Isi di lingkungan, atau jalankan dengan DEBUG=true untuk mencoba.")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if DEBUG or TESTING else [])
SIMPEG_BIND = env.str("SIMPEG_BIND", default="127.0.0.1:8000")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django_filters",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "axes",
    "csp",
    "simpeg.core",
    "simpeg.accounts",
    "simpeg.law",
    "simpeg.audit",
    "simpeg.jobs",
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

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "simpeg.web.middleware.OutageMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
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
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

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
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
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
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False  # a page never waits for a broker that is down; the sweeper sends again
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 2, "socket_timeout": 30}
CELERY_BEAT_SCHEDULE = {
    "sweep-jobs": {"task": "simpeg.jobs.sweep", "schedule": timedelta(seconds=20)},
}
