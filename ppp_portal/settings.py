"""All settings of the portal, read from the environment. Every variable is listed in the README.

Three ways to run: production (the default, strict), training (`PORTAL_TRAINING=1`: demo data, a clock that
can be moved forward, a banner on every page) and `DJANGO_DEBUG=1` for development. Secrets have no default.
"""

import os
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


# --- reading the environment ------------------------------------------------------------------------------


def text(name: str, default: str | None = None) -> str:
    """The variable `name`; without a default it must be set."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"The environment variable {name} must be set; see README.md.")
    return value


def flag(name: str, default: bool = False) -> bool:
    """1/true/yes/on or 0/false/no/off; anything else is refused rather than guessed."""
    value = os.environ.get(name, "").strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    if value:
        raise ImproperlyConfigured(f"{name}={value!r} is neither 1 nor 0.")
    return default


def number(name: str, default: int) -> int:
    """A whole number."""
    try:
        return int(os.environ.get(name) or default)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number.") from error


def postgresql(url: str) -> dict[str, object]:
    """`postgresql://user:password@host:port/name?sslmode=require` as Django's dictionary; `?host=` names a socket."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "TEST": {
            "NAME": f"test_{os.environ.get('PPP_TEST_DB', 'ppp')}",
            "TEMPLATE": os.environ.get("PPP_TEST_TEMPLATE"),
        },
    }


def mail(url: str) -> SplitResult:
    """`smtp://user:password@host:port` (STARTTLS), `smtps://…` (TLS), `file:///folder` or `console://`."""
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps", "file", "console"}:
        raise ImproperlyConfigured("EMAIL_URL must begin with smtp://, smtps://, file:// or console://")
    return parts


# --- which portal this is ---------------------------------------------------------------------------------

DEBUG = flag("DJANGO_DEBUG")
PORTAL_TRAINING = flag("PORTAL_TRAINING")
STRICT = not (DEBUG or PORTAL_TRAINING)

SECRET_KEY = text("DJANGO_SECRET_KEY")
# Wraps the keys of the tenders: an age identity (AGE-SECRET-KEY-1…). Without it nothing can be opened.
SEALING_KEY = text("SEALING_KEY")
# While the key is being changed: the former one, until `rewrap_sealing_keys` has moved every wrapping.
SEALING_KEY_PREVIOUS = text("SEALING_KEY_PREVIOUS", "")

PORT = number("PORT", 8000)
PORTAL_ORIGIN = text("PORTAL_ORIGIN", None if STRICT else f"http://127.0.0.1:{PORT}").rstrip("/")
ALLOWED_HOSTS = [urlsplit(PORTAL_ORIGIN).hostname or ""]
if not STRICT:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [PORTAL_ORIGIN]
TRUSTED_PROXIES = number("TRUSTED_PROXIES", 0)

# --- the house --------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "modeltranslation",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.admin",
    "django.contrib.postgres",
    "pgtrigger",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_filters",
    "ppp_portal.journal",
    "ppp_portal.web",
    "ppp_portal.accounts",
    "ppp_portal.documents",
    "ppp_portal.notices",
    "ppp_portal.sealing",
    "ppp_portal.panel",
    "ppp_portal.qualification",
    "ppp_portal.comparison",
    "scoring",
    "projects",
    "tenders",
    "contracts",
    "ppp_portal.desk",
    "ppp_portal.registry",
    "ppp_portal.opendata",
    "ppp_portal.training",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ppp_portal.accounts.middleware.ActorMiddleware",
    "ppp_portal.accounts.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "ppp_portal.web.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
    "ppp_portal.web.middleware.MarkingMiddleware",
]

ROOT_URLCONF = "ppp_portal.urls"
WSGI_APPLICATION = "ppp_portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ppp_portal.accounts.context.acting",
                "ppp_portal.desk.context.frame",
                "ppp_portal.training.context.training",
            ],
        },
    },
]

# --- where things are kept --------------------------------------------------------------------------------

DATABASES = {"default": postgresql(text("DATABASE_URL"))}
REDIS_URL = text("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "portal",
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"

MEDIA_ROOT = Path(text("MEDIA_ROOT", None if STRICT else str(BASE_DIR / "media")))
FILE_UPLOAD_PERMISSIONS = 0o600
MAX_UPLOAD_MB = number("MAX_UPLOAD_MB", 50)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# off: nothing is scanned; flag: what could not be scanned is kept and marked; require: it is refused for now.
ANTIVIRUS = text("ANTIVIRUS", "off")
CLAMD_ADDRESS = text("CLAMD_ADDRESS", "127.0.0.1:3310")

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Compressing every file takes most of a minute, so the demo serves them straight from the sources.
STATIC_ROOT = Path(text("STATIC_ROOT", str(BASE_DIR / "staticfiles"))) if STRICT else None
WHITENOISE_USE_FINDERS = not STRICT
if STRICT:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }

# --- languages and time -----------------------------------------------------------------------------------

LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "ppp_portal" / "formats" / "locale"]
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = "ppp_portal.formats"
TIME_ZONE = "Asia/Almaty"
USE_TZ = True
# In a legal text a missing translation is missing: it is never filled in from the other language.
MODELTRANSLATION_DEFAULT_LANGUAGE = "kk"
MODELTRANSLATION_LANGUAGES = ("kk", "ru")
MODELTRANSLATION_ENABLE_FALLBACKS = False
MODELTRANSLATION_FALLBACK_LANGUAGES = ()

# --- people -----------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:desk"
ACCOUNT_ADAPTER = "ppp_portal.accounts.adapter.PortalAccountAdapter"
ACCOUNT_FORMS = {
    "login": "ppp_portal.accounts.forms.SignInForm",
    "change_password": "ppp_portal.accounts.forms.NewPasswordForm",
    "reset_password": "ppp_portal.accounts.forms.ForgottenForm",
    "reset_password_from_key": "ppp_portal.accounts.forms.ForgottenKeyForm",
    "reauthenticate": "ppp_portal.accounts.forms.OnceMoreForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Who is being guessed at is counted by axes, which shows a page of its own.
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip", "question": "20/h/user"}
MFA_ADAPTER = "ppp_portal.accounts.adapter.PortalMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not STRICT
MFA_TOTP_ISSUER = "PPP portal"
# Name and address together: neither can a stranger lock a known person out, nor one address try them all.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "ppp_portal.accounts.lockout.typed_address"
AXES_LOCKOUT_CALLABLE = "ppp_portal.accounts.lockout.locked_out"

# --- what a browser may do --------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = STRICT
if STRICT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health$"]
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

# --- programs ---------------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "ppp_portal.web.api.answer_refusals",
    "COERCE_DECIMAL_TO_STRING": True,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "PPP portal",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

# --- background jobs --------------------------------------------------------------------------------------

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A worker killed outright gives its task back only after the visibility timeout; look for such tasks often.
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 300, "unacked_restore_interval": 1}
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = {
    "deadlines": {"task": "tenders.tasks.sweep_deadlines", "schedule": 15.0, "options": {"expires": 15}},
    "outbox": {"task": "ppp_portal.journal.tasks.drain_outbox", "schedule": 5.0, "options": {"expires": 5}},
}

# --- mail -------------------------------------------------------------------------------------------------

_mail = mail(text("EMAIL_URL", None if STRICT else "console://"))
EMAIL_BACKEND = "django.core.mail.backends.{}.EmailBackend".format(
    {"file": "filebased", "console": "console"}.get(_mail.scheme, "smtp")
)
EMAIL_FILE_PATH = _mail.path if _mail.scheme == "file" else None
EMAIL_HOST = _mail.hostname or ""
EMAIL_PORT = _mail.port or (465 if _mail.scheme == "smtps" else 587)
EMAIL_HOST_USER = unquote(_mail.username or "")
EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
EMAIL_USE_SSL = _mail.scheme == "smtps"
EMAIL_USE_TLS = _mail.scheme == "smtp" and dict(parse_qsl(_mail.query)).get("tls", "1") != "0"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = text("EMAIL_FROM", None if STRICT else "portal@portal.example")

# --- logs: who, when, where; never what was sent ----------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": text("LOG_LEVEL", "INFO")},
    "loggers": {
        # Django would otherwise mail the whole request, body included, to the administrators.
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "axes": {"level": "WARNING"},
        "celery.beat": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
    },
}
