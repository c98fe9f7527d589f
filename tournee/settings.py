"""Settings, all from the environment; safe when nothing is set. `docs/operations.md` explains each variable."""

import os
import secrets
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from tournee.accounts import oidc

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = env.bool("DEBUG", False)
# DEMO is for trying Tournée on one's own machine: plain HTTP on localhost, a secret of its own making.
DEMO = env.bool("DEMO", False)
LOCAL = DEBUG or DEMO
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))


def _local_secret() -> str:
    """The secret kept in VAR_DIR, made on first use and readable by its owner only."""
    VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = VAR_DIR / "secret_key"
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text()
    secret = secrets.token_urlsafe(64)
    with os.fdopen(descriptor, "w") as file:
        file.write(secret)
    return secret


def _made_private(database: Path) -> None:
    """Make the file of an SQLite database where there is none, readable by its owner only, as what lies beside it."""
    if database.name == ":memory:":
        return
    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        os.close(os.open(database, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return


def _package(name: str) -> Path:
    """Where an installed package lies; it is not imported."""
    found = find_spec(name)
    if found is None or found.origin is None:
        raise ImproperlyConfigured(f"{name} is not installed: run make setup.")
    return Path(found.origin).parent


SECRET_KEY = env.str("SECRET_KEY", "")
if not SECRET_KEY:
    if not LOCAL:
        raise ImproperlyConfigured("Set SECRET_KEY (or DEMO=1 to try Tournée on this machine): see docs/operations.md.")
    SECRET_KEY = _local_secret()
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
# Hashes the addresses of those who want no solicitation; it outlives a change of SECRET_KEY, or they are written to.
OPPOSITION_KEY = env.str("OPPOSITION_KEY", SECRET_KEY)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if LOCAL else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# The address people reach this installation at; e-mails, calendars and feeds need one without a request.
SITE_URL = env.str("SITE_URL", "http://localhost:8000" if LOCAL else "https://localhost").rstrip("/")
SITE_NAME = env.str("SITE_NAME", "Tournée")

# The floors, lowest first; a floor brings its models, URLs and contributions (`docs/architecture.md`).
FLOORS = ["tournee", "events", "registrations", "surveys"]

# Where nobody signs in through a provider, no process carries the HTTP client that asks one (7 MB).
IDENTITY_PROVIDERS = oidc.providers(env)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    *(["allauth.socialaccount.providers.openid_connect"] if IDENTITY_PROVIDERS else []),
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "template_partials",
    *FLOORS,
]

MIDDLEWARE = [
    "tournee.web.health.probes_first",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "tournee.urls"
WSGI_APPLICATION = "tournee.wsgi.application"
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
                "tournee.web.context.shell",
            ],
        },
    },
]

FORM_RENDERER = "tournee.web.forms.Renderer"

# Database. SQLite as measured: WAL, and transactions that take the write lock at once, so that writers wait instead
# of failing (docs/decisions/0002-sqlite.md).
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'tournee.sqlite3'}")}
_database = DATABASES["default"]
_database["CONN_MAX_AGE"] = None
_database["ATOMIC_REQUESTS"] = False  # transactions are opened by operations
if _database["ENGINE"] == "django.db.backends.sqlite3":
    _made_private(Path(_database["NAME"]))
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA temp_store=MEMORY;"
            "PRAGMA mmap_size=134217728;PRAGMA cache_size=-20000;"
        ),
    }
else:
    _database["CONN_HEALTH_CHECKS"] = True
    if env.bool("DATABASE_PREPARES", True):
        # What is asked often is read and planned once a connection (docs/decisions/0023-prepared-statements.md).
        _database["OPTIONS"] = {"server_side_binding": True, "prepare_threshold": 5}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://tournee")}

# Accounts: made by an administrator or an invitation. Passwords are hashed with PBKDF2, Django's default.
AUTH_USER_MODEL = "tournee.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace"
LOGOUT_REDIRECT_URL = "home"
SESSION_COOKIE_AGE = 12 * 60 * 60  # counted from signing in: pages that are only read do not write the session again
SESSION_COOKIE_NAME = "tournee_session" if LOCAL else "__Host-tournee_session"
ACCOUNT_ADAPTER = "tournee.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]  # no sign-up exists; allauth reads its sign-in form here
ACCOUNT_EMAIL_VERIFICATION = "none"  # whoever makes an account answers for its address; a new address is verified
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody gets mail from us because somebody else typed their address
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {"password_of_one_account": "50/h/key"}
ACCOUNT_FORMS = {
    "login": "tournee.accounts.forms.LoginForm",
    "request_login_code": "tournee.accounts.forms.RequestLoginCodeForm",
    "confirm_login_code": "tournee.accounts.forms.ConfirmLoginCodeForm",
    "reset_password": "tournee.accounts.forms.ResetPasswordForm",
    "confirm_password_reset_code": "tournee.accounts.forms.ConfirmPasswordResetCodeForm",
    "reset_password_from_key": "tournee.accounts.forms.ResetPasswordKeyForm",
    "change_password": "tournee.accounts.forms.ChangePasswordForm",
    "set_password": "tournee.accounts.forms.SetPasswordForm",
    "add_email": "tournee.accounts.forms.ChangeEmailForm",
    "reauthenticate": "tournee.accounts.forms.ReauthenticateForm",
}
MFA_ADAPTER = "tournee.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # only an address waiting to replace a verified one can be unverified
MFA_TOTP_TOLERANCE = 1  # half a minute: clocks differ
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL  # http://localhost
MFA_FORMS = {
    "authenticate": "tournee.accounts.forms.SecondFactorForm",
    "reauthenticate": "tournee.accounts.forms.SecondFactorAgainForm",
    "activate_totp": "tournee.accounts.forms.ActivateTOTPForm",
    "add_webauthn": "tournee.accounts.forms.AddKeyForm",
    "edit_webauthn": "tournee.accounts.forms.RenameKeyForm",
}
SOCIALACCOUNT_ADAPTER = "tournee.accounts.adapter.IdentityAdapter"
# An identity opens the account with the address its provider verified, stays connected with it, and never makes one.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
# A form may only be sent to ourselves (form-action), and this one would go to the provider.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": IDENTITY_PROVIDERS}}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", 1 if env.bool("BEHIND_PROXY", False) else 0)
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "tournee.accounts.throttling.too_many_tries"
AXES_USERNAME_CALLABLE = "tournee.accounts.throttling.account_name"
AXES_CLIENT_IP_CALLABLE = "tournee.accounts.throttling.client_ip"
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "login", "code", "credential"]

# Whoever bears this token, besides administrators, may read /metrics.
METRICS_TOKEN = env.str("METRICS_TOKEN", "")

# Languages: French has no prefix, English lives under /en/.
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
# The REST framework is no installed app, or every process would load it with its template tags (`tournee/api/late.py`);
# its translations are wanted all the same.
LOCALE_PATHS = [BASE_DIR / "tournee" / "locale", _package("rest_framework") / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", "Europe/Paris")

# An address typed without a scheme is meant as https, as it will be from Django 6.0 on.
FORMS_URLFIELD_ASSUME_HTTPS = True

# Static files and uploads
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "tournee" / "web" / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": env.str("FILES_DIR", str(VAR_DIR / "files"))},
    },
    "staticfiles": {"BACKEND": "tournee.web.hashed_files.HashedFiles"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640
# Uploads of one request together, in bytes; past it nothing more is kept and the form says so
# (`tournee/files/uploads.py`).
UPLOAD_MAX_BYTES = env.int("UPLOAD_MAX_BYTES", 25 * 1024 * 1024)
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "tournee.files.uploads.LimitedUploadHandler",
]

# Mail
vars().update(env.email_url("EMAIL_URL", default="filemail://" if LOCAL else "smtp://localhost:25"))
if vars()["EMAIL_BACKEND"] == "django.core.mail.backends.filebased.EmailBackend":
    EMAIL_BACKEND = "tournee.mail.to_files.EmailBackend"  # a file for each message
    EMAIL_FILE_PATH = vars()["EMAIL_FILE_PATH"] or str(VAR_DIR / "mail")
if vars()["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend":
    # The same, knowing whether a message was handed over when the connection broke.
    EMAIL_BACKEND = "tournee.mail.smtp.EmailBackend"
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", 30)  # seconds for each step of the conversation with the mail server
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "tournee@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAIL_RETURN_PATH = env.str("MAIL_RETURN_PATH", "")  # the mailbox that what comes back goes to, if not the sender's
MAIL_WEBHOOK_SECRET = env.str("MAIL_WEBHOOK_SECRET", "")  # without one there is no webhook
MAIL_KEEP_TEXTS_DAYS = env.int("MAIL_KEEP_TEXTS_DAYS", 90)
MAIL_KEEP_ROWS_DAYS = env.int("MAIL_KEEP_ROWS_DAYS", 730)

# The fewest answers that are broken down for anybody outside the organising team; never under three.
SURVEYS_BASE = env.int("SURVEYS_BASE", 5)

# Jobs
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# API
REST_FRAMEWORK: dict[str, object] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "tournee.api.authentication.KeyAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["tournee.api.access.AllowedByAccess"],
    "DEFAULT_THROTTLE_CLASSES": ["tournee.api.throttling.RateThrottle"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["tournee.api.bodies.CarefulJSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "tournee.api.pagination.NumberedPages",
    "DEFAULT_SCHEMA_CLASS": "tournee.api.schema.DescribedSchema",
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "tournee.api.problems.problem_response",
    "NUM_PROXIES": ALLAUTH_TRUSTED_PROXY_COUNT,
}
# Requests in a time, counted in the cache: by address for anonymous readers, by key or account for the others.
API_RATES = {"anonymous": env.str("API_RATE_ANONYMOUS", "120/min"), "known": env.str("API_RATE_KNOWN", "600/min")}
# Registrations sent from one address in an hour; a whole office, or a telephone network, may share an address.
REGISTRATIONS_AN_HOUR = env.int("REGISTRATIONS_AN_HOUR", 120)
# The public company directory that fills in a firm by its number, and by name where that is wanted; none by default.
COMPANY_DIRECTORY_URL = env.str("COMPANY_DIRECTORY_URL", "")
COMPANY_DIRECTORY_BY_NAME = env.bool("COMPANY_DIRECTORY_BY_NAME", False)
# Unasked messages to one firm in thirty days, over everything that is sent.
SOLICITATIONS_A_MONTH = env.int("SOLICITATIONS_A_MONTH", 4)
SPECTACULAR_SETTINGS = {
    "TITLE": SITE_NAME,
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": r"/api/v[0-9]+",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "tournee.api.schema.with_problems",
    ],
    # Choices of one field name in several schemas, each under a name of its own.
    "ENUM_NAME_OVERRIDES": {
        "TourKind": "events.models.tour.Tour.Kind",
        "SessionKind": "events.models.session.Session.Kind",
        "OrganisationKind": "events.models.organisation.Organisation.Kind",
        "TourState": "events.models.tour.Tour.State",
        "StopState": "events.models.stop.Stop.State",
        "SessionState": "events.models.session.Session.State",
        "RegistrationState": "registrations.models.registration.Registration.State",
        "SendingState": "registrations.models.invitation.Invitation.State",
        "Side": "events.models.preparation.Side",
        "QuestionKind": "tournee.questions.registry.kinds",
    },
}

# What a browser may do with our pages
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
if not LOCAL:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 31536000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", True)
    SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", True)
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    if env.bool("BEHIND_PROXY", False):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "tournee.web.quiet_log.QuietFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
    "loggers": {"axes": {"level": "WARNING"}},  # it tells of every sign-in that succeeds
}
